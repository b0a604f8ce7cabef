package letter

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/tenants"
)

// discard removes an unfinished letter.
func (s *Service) discard(ctx context.Context, scope access.Scope, id uuid.UUID, version int64) error {
	return s.remove(ctx, scope, id, func(l *Letter, _ time.Time) error {
		if l.Version != version {
			return apperr.ErrStale
		}
		return nil
	})
}

// remove deletes an unfinished letter that a rule lets go; its papers are swept with what
// belongs to nothing.
func (s *Service) remove(ctx context.Context, scope access.Scope, id uuid.UUID, rule func(*Letter, time.Time) error) error {
	return s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		l, err := tx.Lock(ctx, id)
		if err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		if l.State != Draft {
			return ErrState.With(i18n.Args{"state": l.State.Name()})
		}
		if err := rule(l, now); err != nil {
			return err
		}
		content, err := tx.Content(ctx, id)
		if err != nil {
			return err
		}
		if err := movePapers(ctx, tx, l, content.Papers, nil); err != nil {
			return err
		}
		if err := tx.Delete(ctx, id); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.LetterOfInterest, Action: access.Delete, ID: id, Before: l})
	})
}

// sweepAtOnce bounds the letters that one sweep removes.
const sweepAtOnce = 500

// Sweep removes unfinished letters whose secret has ended: nobody can open them any more.
func (s *Service) Sweep(ctx context.Context) error {
	scope := access.SystemScope(tenants.Tenant{}, "unfinished letters", access.Permission{Object: access.LetterOfInterest, Action: access.Delete})
	ctx = access.WithGrant(ctx, scope)
	expired, err := s.store.Expired(ctx, scope, s.now(), sweepAtOnce)
	if err != nil {
		return err
	}
	for _, l := range expired {
		err := s.remove(ctx, scope, l.ID, func(l *Letter, now time.Time) error {
			if now.Before(l.ExpiresAt) {
				return apperr.ErrStale
			}
			return nil
		})
		if err != nil && !apperr.Refuses(err) {
			return err
		}
	}
	return nil
}
