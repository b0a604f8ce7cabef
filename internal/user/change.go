package user

import (
	"context"
	"time"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// TermChange is a change of a role that is held; nil fields stay as they are.
type TermChange struct {
	Position *i18n.Localized
	From     *clock.Date
	// Until is set to what it points to; a pointer to nil opens the term.
	Until  **clock.Date
	Acting *bool
}

// Change corrects a role that is held: its printed position, its dates, whether the
// person is acting. A stale version answers CONFLICT.
func (s *Service) Change(ctx context.Context, ref entity.Ref, version int64, change TermChange) (*Membership, error) {
	return s.change(ctx, ref, version, access.Update, func(m *Membership, _ time.Time) error {
		if change.Position != nil {
			m.Position = *change.Position
		}
		if change.From != nil {
			m.From = *change.From
		}
		if change.Until != nil {
			m.Until = *change.Until
		}
		if change.Acting != nil {
			m.Acting = *change.Acting
		}
		if !m.Acting {
			m.DelegatedBy = nil
		}
		return m.validate()
	})
}

// End takes a role away at once; see [ErrNotAppointer] for who may.
func (s *Service) End(ctx context.Context, ref entity.Ref, version int64) (*Membership, error) {
	return s.change(ctx, ref, version, access.Revoke, func(m *Membership, now time.Time) error {
		return m.end(clock.DateOf(now))
	})
}

func (s *Service) change(ctx context.Context, ref entity.Ref, version int64, action access.Action,
	apply func(*Membership, time.Time) error,
) (*Membership, error) {
	seen, err := s.Membership(ctx, ref)
	if err != nil {
		return nil, err
	}
	scope, err := s.place(ctx, seen.Municipality, action)
	if err != nil {
		return nil, err
	}
	var changed *Membership
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if _, err := tx.LockUser(ctx, seen.AccountID); err != nil {
			return err
		}
		m, err := tx.LockMembership(ctx, ref.ID)
		if err != nil {
			return err
		}
		if m.Version != version {
			return apperr.ErrStale
		}
		changed = m
		return write(ctx, tx, scope, m, action, apply)
	})
	if err != nil {
		return nil, err
	}
	return changed, nil
}

func write(ctx context.Context, tx Tx, scope access.Scope, m *Membership, action access.Action, apply func(*Membership, time.Time) error) error {
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	before := *m
	if err := apply(m, now); err != nil {
		return err
	}
	m.Position = printed(m.Position, m.Role, scope.Tenant().Kind)
	if err := mayWrite(ctx, tx, scope, m, action, now); err != nil {
		return err
	}
	if err := fits(ctx, tx, m); err != nil {
		return err
	}
	m.Touch(now)
	if err := tx.UpdateMembership(ctx, m); err != nil {
		return err
	}
	return tx.Record(ctx, audit.Entry{Object: access.Membership, Action: action, ID: m.ID, Before: before, After: m})
}

// mayWrite lets a person step down from her own role, and asks the rule of appointments
// for the rest.
func mayWrite(ctx context.Context, tx Tx, scope access.Scope, m *Membership, action access.Action, now time.Time) error {
	if action == access.Revoke && m.AccountID == scope.UserID() {
		return nil
	}
	return appoints(ctx, tx, scope, m, now)
}
