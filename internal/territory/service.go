package territory

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/tenants"
)

// Filter narrows the register.
type Filter struct {
	// Search looks in the names and the code, case-insensitively.
	Search     string
	OblastCode string
	// TenantsOnly leaves out municipalities that do not take part.
	TenantsOnly bool
}

// Store keeps the register.
type Store interface {
	List(ctx context.Context, filter Filter, request page.Request) (page.Page[*tenants.Tenant], error)
	Get(ctx context.Context, id uuid.UUID) (*tenants.Tenant, error)
	BySlug(ctx context.Context, slug string) (*tenants.Tenant, error)
	Oblasts(ctx context.Context) ([]Oblast, error)
	Raions(ctx context.Context) ([]Raion, error)
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
	// Load counts the tenants of each cluster that the configuration names.
	Load(ctx context.Context) (map[string]int, error)
	// CreateTenant makes the schema of a municipality in its cluster; all or nothing.
	CreateTenant(ctx context.Context, scope access.Scope, t tenants.Tenant) error
}

// Tx is what a change of the register may do in its transaction.
type Tx interface {
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	// LockByCode finds a municipality, nil when the code is new.
	LockByCode(ctx context.Context, code Code) (*tenants.Tenant, error)
	// LockTenant finds a tenant and keeps others from changing it.
	LockTenant(ctx context.Context, id uuid.UUID) (*tenants.Tenant, error)
	Insert(ctx context.Context, id uuid.UUID, entry Entry, now time.Time) error
	Update(ctx context.Context, id uuid.UUID, entry Entry, now time.Time) error
	// SetState makes the tenant's state hold in the register and in its cluster.
	SetState(ctx context.Context, t *tenants.Tenant) error
}

// Service is what people do with the register and with tenants.
type Service struct {
	auth  access.Authorizer
	store Store
	// forget is told of a tenant whose state changed.
	forget func(tenants.Tenant)
}

// NewService makes the service; forget drops a tenant from the caches.
func NewService(auth access.Authorizer, store Store, forget func(tenants.Tenant)) *Service {
	return &Service{auth: auth, store: store, forget: forget}
}

// List returns the register, newest entries first. Everyone may see it.
func (s *Service) List(ctx context.Context, filter Filter, request page.Request) (page.Page[*tenants.Tenant], error) {
	return s.store.List(ctx, filter, request)
}

// BySlug returns a municipality, a tenant or not; NOT_FOUND when the register has none.
func (s *Service) BySlug(ctx context.Context, slug string) (*tenants.Tenant, error) {
	return s.store.BySlug(ctx, slug)
}

// Oblasts returns the seven oblasts.
func (s *Service) Oblasts(ctx context.Context) ([]Oblast, error) { return s.store.Oblasts(ctx) }

// Raions returns the raions of all oblasts.
func (s *Service) Raions(ctx context.Context) ([]Raion, error) { return s.store.Raions(ctx) }

// Enter writes one municipality into the register and returns its id.
func (s *Service) Enter(ctx context.Context, scope access.Scope, entry Entry) (uuid.UUID, error) {
	if err := entry.validate(); err != nil {
		return uuid.Nil, err
	}
	var id uuid.UUID
	err := s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if _, err := s.enter(ctx, tx, entry); err != nil {
			return err
		}
		entered, err := tx.LockByCode(ctx, entry.Code)
		if err != nil {
			return err
		}
		id = entered.ID
		return nil
	})
	return id, err
}

// enter writes one entry; an equal code updates the names of the municipality that has it.
func (s *Service) enter(ctx context.Context, tx Tx, entry Entry) (known bool, err error) {
	now, err := tx.Now(ctx)
	if err != nil {
		return false, err
	}
	existing, err := tx.LockByCode(ctx, entry.Code)
	if err != nil {
		return false, err
	}
	if existing != nil {
		if err := tx.Update(ctx, existing.ID, entry, now); err != nil {
			return true, err
		}
		return true, tx.Record(ctx, audit.Entry{Object: access.Municipality, Action: access.Update, ID: existing.ID, Before: existing, After: entry})
	}
	id := entity.NewID()
	if err := tx.Insert(ctx, id, entry, now); err != nil {
		return false, err
	}
	return false, tx.Record(ctx, audit.Entry{Object: access.Municipality, Action: access.Create, ID: id, After: entry})
}
