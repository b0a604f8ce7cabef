package priority

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/page"
)

// Store keeps areas.
type Store interface {
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*Area, error)
	List(ctx context.Context, scope access.Scope, request page.Request) (page.Page[*Area], error)
	ByIDs(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*Area, error)
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of areas may do in its transaction.
type Tx interface {
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	// Lock reads an area and keeps others from changing it.
	Lock(ctx context.Context, id uuid.UUID) (*Area, error)
	NextPosition(ctx context.Context) (int, error)
	Insert(ctx context.Context, area *Area) error
	Update(ctx context.Context, area *Area) error
}

// Service is what people do with priority areas.
type Service struct {
	auth  access.Authorizer
	store Store
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store) *Service {
	return &Service{auth: auth, store: store}
}

// Get returns one area. Everyone may see it; NOT_FOUND otherwise.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Area, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.PriorityArea, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Get(ctx, scope, ref.ID)
}

// List returns the areas of a municipality in their order.
func (s *Service) List(ctx context.Context, tenant uuid.UUID, request page.Request) (page.Page[*Area], error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.PriorityArea, access.Read)
	if err != nil {
		return page.Page[*Area]{}, err
	}
	return s.store.List(ctx, scope, request)
}

// ByIDs returns the areas with some ids, for those who show what points to them.
func (s *Service) ByIDs(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]*Area, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.PriorityArea, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.ByIDs(ctx, scope, ids)
}

// Draft is what a person writes of an area.
type Draft struct {
	Name      i18n.Localized
	Sensitive bool
}

// Create adds an area at the end of the list. Head and specialist may; VALIDATION
// answers a missing or long name.
func (s *Service) Create(ctx context.Context, tenant uuid.UUID, draft Draft) (*Area, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.PriorityArea, access.Create)
	if err != nil {
		return nil, err
	}
	area := &Area{Name: trimmed(draft.Name), Sensitive: draft.Sensitive}
	if err := area.validate(); err != nil {
		return nil, err
	}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		area.Base = entity.NewBase(tenant, now)
		if area.Position, err = tx.NextPosition(ctx); err != nil {
			return err
		}
		if err := tx.Insert(ctx, area); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.PriorityArea, Action: access.Create, ID: area.ID, After: area})
	})
	if err != nil {
		return nil, err
	}
	return area, nil
}

// Update renames an area; a stale version answers CONFLICT.
func (s *Service) Update(ctx context.Context, ref entity.Ref, version int64, draft Draft) (*Area, error) {
	return s.change(ctx, ref, version, access.Update, func(area *Area, _ time.Time) error {
		area.Name, area.Sensitive = trimmed(draft.Name), draft.Sensitive
		return area.validate()
	})
}

// Retire takes an area out of the choice for new competitions; old ones keep it.
func (s *Service) Retire(ctx context.Context, ref entity.Ref, version int64) (*Area, error) {
	return s.change(ctx, ref, version, access.Delete, func(area *Area, now time.Time) error {
		today := clock.DateOf(now)
		area.RetiredOn = &today
		return nil
	})
}

func (s *Service) change(ctx context.Context, ref entity.Ref, version int64, action access.Action,
	apply func(*Area, time.Time) error,
) (*Area, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.PriorityArea, action)
	if err != nil {
		return nil, err
	}
	var area *Area
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		locked, err := tx.Lock(ctx, ref.ID)
		if err != nil {
			return err
		}
		if locked.Version != version {
			return apperr.ErrStale
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		before := *locked
		area = locked
		if err := apply(area, now); err != nil {
			return err
		}
		area.Touch(now)
		if err := tx.Update(ctx, area); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.PriorityArea, Action: action, ID: area.ID, Before: before, After: area})
	})
	if err != nil {
		return nil, err
	}
	return area, nil
}
