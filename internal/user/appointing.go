package user

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/tenants"
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

// Membership is the role that the term gives an account at time now in a municipality of a
// kind, or VALIDATION.
func (t Term) Membership(account uuid.UUID, now time.Time, kind tenants.Kind) (*Membership, error) {
	if t.From.IsZero() {
		t.From = clock.DateOf(now)
	}
	m := &Membership{
		Base: entity.NewBase(uuid.Nil, now), AccountID: account, Municipality: t.Municipality, Role: t.Role,
		Position: printed(t.Position, t.Role, kind), From: t.From, Until: t.Until, Acting: t.Acting, DelegatedBy: t.DelegatedBy,
	}
	return m, m.validate()
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
		given, err = give(ctx, tx, scope, u, term, nil)
		return err
	})
	if err != nil {
		return nil, err
	}
	return given, nil
}

// give writes a membership of a locked account; invitee is what is shown of her until she
// accepts, nil for somebody the giver sees.
func give(ctx context.Context, tx Tx, scope access.Scope, u *User, term Term, invitee *Invitee) (*Membership, error) {
	now, err := tx.Now(ctx)
	if err != nil {
		return nil, err
	}
	m, err := term.Membership(u.ID, now, scope.Tenant().Kind)
	if err != nil {
		return nil, err
	}
	m.Invitee, m.HolderName = invitee, u.FullName
	if err := appoints(ctx, tx, scope, m, now); err != nil {
		return nil, err
	}
	return m, settle(ctx, tx, m)
}

// settle writes a membership that may be given.
func settle(ctx context.Context, tx Tx, m *Membership) error {
	if err := fits(ctx, tx, m); err != nil {
		return err
	}
	if err := delegates(ctx, tx, m); err != nil {
		return err
	}
	if err := tx.InsertMembership(ctx, m); err != nil {
		return err
	}
	return tx.Record(ctx, audit.Entry{Object: access.Membership, Action: access.Create, ID: m.ID, After: m})
}

// appoints asks the rule whether the scope's principal may give or change m.
func appoints(ctx context.Context, tx Tx, scope access.Scope, m *Membership, now time.Time) error {
	if scope.Principal().Kind == access.System {
		return nil
	}
	facts := appointmentBy(scope, m)
	if m.Municipality != nil {
		kept, err := tx.AnyInOffice(ctx, *m.Municipality, clock.DateOf(now), keepers(m.Role)...)
		if err != nil {
			return err
		}
		facts.kept = kept
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

// delegates refuses to stand in for somebody who does not hold the role in her own right.
func delegates(ctx context.Context, tx Tx, m *Membership) error {
	if m.DelegatedBy == nil {
		return nil
	}
	held, err := tx.Memberships(ctx, *m.DelegatedBy)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(held, m.standsInFor) {
		return apperr.ErrNotFound.At("delegatedById")
	}
	return nil
}
