package user

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
)

// changeUser is one change of one account in one transaction.
func (s *Service) changeUser(ctx context.Context, scope access.Scope, object access.Object, id uuid.UUID, version int64,
	apply func(context.Context, Tx, *User, time.Time) error,
) (*User, error) {
	var changed *User
	err := s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		u, err := tx.LockUser(ctx, id)
		if err != nil {
			return err
		}
		if u.Version != version {
			return apperr.ErrStale
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		before := u.Masked()
		changed = u
		if err := apply(ctx, tx, u, now); err != nil {
			return err
		}
		u.Touch(now)
		if err := tx.UpdateUser(ctx, u); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: object, Action: scope.Permission().Action, ID: u.ID, Before: before, After: u.Masked()})
	})
	if err != nil {
		return nil, err
	}
	return changed, nil
}
