package user

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// Invitee is a person who is invited, as the inviter writes her.
type Invitee struct {
	FullName string    `json:"fullName"`
	Contact  string    `json:"contact"`
	Locale   i18n.Lang `json:"-"`
}

// ErrUnreachable refuses a contact to which no message can be sent.
var ErrUnreachable = apperr.Invalid(i18n.New(
	"Бул номерге билдирүү жөнөтүү жөндөлгөн эмес. Электрондук почта дарегин жазыңыз.",
	"Отправка сообщений на этот номер не настроена. Укажите адрес электронной почты.",
	"Messages to this number are not set up. Give an e-mail address."), "contact")

// Invite gives a role to a person named by a contact. Somebody new gets an account and
// an invitation link; somebody who has an account a message about the role. The answer is
// the same: it shows what the inviter wrote until the person accepts. See
// [ErrNotAppointer] for who may; VALIDATION and MEMBERSHIP_OVERLAP answer a wrong term.
func (s *Service) Invite(ctx context.Context, who Invitee, term Term) (*Membership, error) {
	scope, err := s.place(ctx, term.Municipality, access.Invite)
	if err != nil {
		return nil, err
	}
	if who.FullName, err = CleanName(who.FullName); err != nil {
		return nil, err
	}
	contact, err := ParseContact(who.Contact)
	if err != nil {
		return nil, err
	}
	if !s.reaches(contact) {
		return nil, ErrUnreachable
	}
	who.Contact = string(contact)
	var given *Membership
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		u, err := invited(ctx, tx, who)
		if err != nil {
			return err
		}
		given, err = give(ctx, tx, scope, u, term, &who)
		if err != nil {
			return err
		}
		return invite(ctx, tx, u, contact)
	})
	if err != nil {
		return nil, err
	}
	return given, nil
}

// invited finds the account of a contact, or makes one.
func invited(ctx context.Context, tx Tx, who Invitee) (*User, error) {
	contact := Contact(who.Contact)
	u, err := tx.FindUser(ctx, contact)
	if err == nil || !errors.Is(err, apperr.ErrNotFound) {
		return u, err
	}
	now, err := tx.Now(ctx)
	if err != nil {
		return nil, err
	}
	u = &User{Base: entity.NewBase(uuid.Nil, now), FullName: who.FullName, Locale: who.Locale, State: Invited}
	u.SetContact(contact)
	return u, tx.InsertUser(ctx, u)
}

// invite sends the message of an invitation; what it says, the state of the account
// decides when it is delivered. The record tells nobody which it was.
func invite(ctx context.Context, tx Tx, u *User, contact Contact) error {
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	if err := tx.SendLink(ctx, NewLink(Invitation, contact, u.Locale, now).For(u)); err != nil {
		return err
	}
	return tx.Record(ctx, audit.Entry{
		Object: access.User, Action: access.Invite, ID: u.ID, After: map[string]any{"contact": contact.Masked()},
	})
}

// InviteAgain sends a new message to a person who has not accepted her role or not
// opened her account. Who may see the role may.
func (s *Service) InviteAgain(ctx context.Context, membership entity.Ref) (*Membership, error) {
	m, err := s.Membership(ctx, membership)
	if err != nil {
		return nil, err
	}
	scope, err := s.place(ctx, m.Municipality, access.Invite)
	if err != nil {
		return nil, err
	}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		u, err := tx.LockUser(ctx, m.AccountID)
		if err != nil {
			return err
		}
		if m.Accepted() && u.State != Invited {
			return ErrNotActive
		}
		return invite(ctx, tx, u, u.Contact())
	})
	if err != nil {
		return nil, err
	}
	return m, nil
}

// Accept is the holder's word that she takes a role she was invited to: from then on
// those who administer the place see her account. NOT_FOUND for another's role.
func (s *Service) Accept(ctx context.Context, ref entity.Ref) (*Membership, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Profile, access.Update)
	if err != nil {
		return nil, err
	}
	var m *Membership
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		m, err = tx.LockMembership(ctx, ref.ID)
		if err == nil && m.AccountID != scope.UserID() {
			err = apperr.ErrNotFound
		}
		if err != nil || m.Accepted() {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		m.Invitee = nil
		m.Touch(now)
		if err := tx.UpdateMembership(ctx, m); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Membership, Action: access.Update, ID: m.ID, After: map[string]any{"accepted": true}})
	})
	if err != nil {
		return nil, err
	}
	return m, nil
}
