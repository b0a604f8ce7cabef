package competition

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/page"
)

// Service is what people do with competitions and their announcements.
type Service struct {
	auth  access.Authorizer
	store Store
	now   func() time.Time
}

// NewService makes the service. now shows states and checklists; what changes is decided
// by the clock of the changing transaction.
func NewService(auth access.Authorizer, store Store, now func() time.Time) *Service {
	return &Service{auth: auth, store: store, now: now}
}

// Now is the time by which states are shown.
func (s *Service) Now() time.Time { return s.now() }

// Get returns one competition. Those who work with competitions see every one, everyone
// signed in those that were announced; NOT_FOUND otherwise.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Competition, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Competition, access.Read)
	if err != nil {
		return nil, err
	}
	c, err := s.store.Get(ctx, scope, ref.ID)
	if err != nil {
		return nil, err
	}
	if !c.Public() && !s.seesDrafts(ctx, ref.Tenant) {
		return nil, apperr.ErrNotFound
	}
	return c, nil
}

// ByIDs returns several competitions of a municipality at once; those that do not exist
// or may not be seen are missing from the answer.
func (s *Service) ByIDs(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]*Competition, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Competition, access.Read)
	if err != nil {
		return nil, err
	}
	found, err := s.store.ByIDs(ctx, scope, ids)
	if err != nil || s.seesDrafts(ctx, tenant) {
		return found, err
	}
	for id, c := range found {
		if !c.Public() {
			delete(found, id)
		}
	}
	return found, nil
}

// List returns competitions, newest first; see [Service.Get] for which.
func (s *Service) List(ctx context.Context, tenant uuid.UUID, filter Filter, request page.Request) (page.Page[*Competition], error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Competition, access.Read)
	if err != nil {
		return page.Page[*Competition]{}, err
	}
	if filter.Sorting == ByRequested {
		if err := s.seesApplications(ctx, tenant); err != nil {
			return page.Page[*Competition]{}, err
		}
	}
	filter.Public = filter.Public || !s.seesDrafts(ctx, tenant)
	filter.Now = s.now()
	return s.store.List(ctx, scope, filter, request)
}

// seesApplications refuses those who do not see every application: an order by their sums
// would tell them.
func (s *Service) seesApplications(ctx context.Context, tenant uuid.UUID) error {
	scope, err := s.auth.Authorize(ctx, tenant, access.Application, access.ReadAll)
	if err == nil && len(scope.Seats()) > 0 {
		return s.auth.Denied(scope.Permission())
	}
	return err
}

func (s *Service) seesDrafts(ctx context.Context, tenant uuid.UUID) bool {
	return s.may(ctx, tenant, access.Competition, access.ReadAll)
}

func (s *Service) may(ctx context.Context, tenant uuid.UUID, object access.Object, action access.Action) bool {
	_, err := s.auth.Authorize(ctx, tenant, object, action)
	return err == nil
}

// lockSeated locks a competition for those who may change it: who acts by an office of a
// commission must hold it in the competition's own.
func lockSeated(ctx context.Context, tx Tx, id uuid.UUID) (*Competition, error) {
	c, err := tx.Lock(ctx, id)
	if err != nil || len(tx.Scope().Seats()) == 0 {
		return c, err
	}
	seats, err := tx.Commission(ctx, c)
	if err != nil {
		return nil, err
	}
	return c, seats.Admits(tx.Scope())
}

// change is one transaction over one locked competition: apply changes it and may write
// its children. A stale version answers CONFLICT.
func (s *Service) change(ctx context.Context, ref entity.Ref, version int64, permission access.Permission,
	apply func(ctx context.Context, tx Tx, c *Competition, now time.Time) (reason string, err error),
) (*Competition, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, permission.Object, permission.Action)
	if err != nil {
		return nil, err
	}
	var c *Competition
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if c, err = lockSeated(ctx, tx, ref.ID); err != nil {
			return err
		}
		if c.Version != version {
			return apperr.ErrStale
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		before := *c
		reason, err := apply(ctx, tx, c, now)
		if err != nil {
			return err
		}
		if err := tx.Update(ctx, c); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: permission.Object, Action: permission.Action, ID: c.ID, Before: before, After: c, Reason: reason})
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}
