package user

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// Term is what is written of a role that somebody gets.
type Term struct {
	// Municipality is nil for a role in the programme.
	Municipality *uuid.UUID
	Role         access.Role
	// Position as printed; the role's usual name when empty.
	Position i18n.Localized
	// From is today when it is zero.
	From   clock.Date
	Until  *clock.Date
	Acting bool
	// DelegatedBy is whom an acting person stands in for.
	DelegatedBy *uuid.UUID
}

// Membership is the role that the term gives an account at time now, or VALIDATION.
func (t Term) Membership(account uuid.UUID, now time.Time) (*Membership, error) {
	if t.From.IsZero() {
		t.From = clock.DateOf(now)
	}
	m := &Membership{
		Base: entity.NewBase(uuid.Nil, now), AccountID: account, Municipality: t.Municipality, Role: t.Role,
		Position: printed(t.Position, t.Role), From: t.From, Until: t.Until, Acting: t.Acting, DelegatedBy: t.DelegatedBy,
	}
	return m, m.validate()
}

// Invitee is a person who is invited.
type Invitee struct {
	FullName string
	Contact  string
	Locale   i18n.Lang
}

// ErrUnreachable refuses a contact to which no message can be sent.
var ErrUnreachable = apperr.Invalid(i18n.New(
	"Бул номерге билдирүү жөнөтүү жөндөлгөн эмес. Электрондук почта дарегин жазыңыз.",
	"Отправка сообщений на этот номер не настроена. Укажите адрес электронной почты.",
	"Messages to this number are not set up. Give an e-mail address."), "contact")

// Invite gives a role to a person named by a contact. Somebody new gets an account and
// an invitation link; somebody who has an account gets the role. See [ErrNotAppointer]
// for who may; VALIDATION and MEMBERSHIP_OVERLAP answer a wrong term.
func (s *Service) Invite(ctx context.Context, who Invitee, term Term) (*Membership, error) {
	scope, err := s.place(ctx, term.Municipality, access.Invite)
	if err != nil {
		return nil, err
	}
	name, err := CleanName(who.FullName)
	if err != nil {
		return nil, err
	}
	contact, err := ParseContact(who.Contact)
	if err != nil {
		return nil, err
	}
	if !s.reaches(contact) {
		return nil, ErrUnreachable
	}
	var given *Membership
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		u, err := invited(ctx, tx, name, contact, who.Locale)
		if err != nil {
			return err
		}
		given, err = give(ctx, tx, scope, u, term)
		return err
	})
	if err != nil {
		return nil, err
	}
	return given, nil
}

// invited finds the account of a contact, or makes one and sends its invitation.
func invited(ctx context.Context, tx Tx, name string, contact Contact, locale i18n.Lang) (*User, error) {
	u, err := tx.FindUser(ctx, contact)
	if err == nil || !errors.Is(err, apperr.ErrNotFound) {
		return u, err
	}
	now, err := tx.Now(ctx)
	if err != nil {
		return nil, err
	}
	u = &User{Base: entity.NewBase(uuid.Nil, now), FullName: name, Locale: locale, State: Invited}
	u.SetContact(contact)
	if err := tx.InsertUser(ctx, u); err != nil {
		return nil, err
	}
	if err := tx.Record(ctx, audit.Entry{Object: access.User, Action: access.Invite, ID: u.ID, After: u.Masked()}); err != nil {
		return nil, err
	}
	return u, tx.SendLink(ctx, NewLink(Invitation, contact, locale, now).For(u))
}

// Grant gives a role to a person who has an account.
func (s *Service) Grant(ctx context.Context, person entity.Ref, term Term) (*Membership, error) {
	scope, err := s.place(ctx, term.Municipality, access.Create)
	if err != nil {
		return nil, err
	}
	if _, err := s.Get(ctx, person); err != nil {
		return nil, err
	}
	var given *Membership
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		u, err := tx.LockUser(ctx, person.ID)
		if err != nil {
			return err
		}
		given, err = give(ctx, tx, scope, u, term)
		return err
	})
	if err != nil {
		return nil, err
	}
	return given, nil
}

// give writes a membership of a locked account.
func give(ctx context.Context, tx Tx, scope access.Scope, u *User, term Term) (*Membership, error) {
	now, err := tx.Now(ctx)
	if err != nil {
		return nil, err
	}
	m, err := term.Membership(u.ID, now)
	if err != nil {
		return nil, err
	}
	if err := appoints(ctx, tx, scope, m, now); err != nil {
		return nil, err
	}
	if err := fits(ctx, tx, m); err != nil {
		return nil, err
	}
	if err := delegates(ctx, tx, m); err != nil {
		return nil, err
	}
	if err := tx.InsertMembership(ctx, m); err != nil {
		return nil, err
	}
	return m, tx.Record(ctx, audit.Entry{Object: access.Membership, Action: access.Create, ID: m.ID, After: m})
}

// appoints asks the rule whether the scope's principal may give or change m.
func appoints(ctx context.Context, tx Tx, scope access.Scope, m *Membership, now time.Time) error {
	if scope.Principal().Kind == access.System {
		return nil
	}
	facts := appointment{
		holds: scope.Has, by: scope.UserID(), whom: m.AccountID, role: m.Role, programme: m.Municipality == nil,
	}
	if m.Municipality != nil {
		administered, err := tx.Administered(ctx, *m.Municipality, clock.DateOf(now))
		if err != nil {
			return err
		}
		facts.administered = administered
	}
	return facts.decide()
}

// fits refuses a second membership for one role, place and day.
func fits(ctx context.Context, tx Tx, m *Membership) error {
	held, err := tx.Memberships(ctx, m.AccountID)
	if err != nil {
		return err
	}
	for _, other := range held {
		if m.overlaps(other) {
			return ErrOverlap
		}
	}
	return nil
}

// delegates refuses to stand in for somebody who holds no role in the same place.
func delegates(ctx context.Context, tx Tx, m *Membership) error {
	if m.DelegatedBy == nil {
		return nil
	}
	held, err := tx.Memberships(ctx, *m.DelegatedBy)
	if err != nil {
		return err
	}
	for _, other := range held {
		if samePlace(other.Municipality, m.Municipality) && other.AccountID != m.AccountID {
			return nil
		}
	}
	return apperr.ErrNotFound.At("delegatedBy")
}
