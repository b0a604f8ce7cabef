package territory

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/tenants"
)

// Filter narrows the register.
type Filter struct {
	// Search looks in present and former names and codes, case-insensitively.
	Search     string
	OblastCode string
	// TenantsOnly leaves out municipalities that do not take part.
	TenantsOnly bool
}

// Store keeps the register.
type Store interface {
	List(ctx context.Context, filter Filter, request page.Request) (page.Page[*tenants.Tenant], error)
	Get(ctx context.Context, id uuid.UUID) (*tenants.Tenant, error)
	// ByIDs reads several; those that are not in the register are missing.
	ByIDs(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*tenants.Tenant, error)
	BySlug(ctx context.Context, slug string) (*tenants.Tenant, error)
	Oblasts(ctx context.Context) ([]Oblast, error)
	Raions(ctx context.Context) ([]Raion, error)
	Histories(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*History, error)
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
	// Load counts the tenants of each cluster that the configuration names.
	Load(ctx context.Context) (map[string]int, error)
	// CreateTenant makes the schema of a municipality in its cluster; all or nothing.
	CreateTenant(ctx context.Context, scope access.Scope, t tenants.Tenant) error

	// Effects are what ending a tenant would meet, its own and what it inherited.
	Effects(ctx context.Context, t *tenants.Tenant) (*Effects, error)
	GetChange(ctx context.Context, id uuid.UUID) (*Change, error)
	ChangesOf(ctx context.Context, municipality uuid.UUID) ([]*Change, error)
	// DueChanges are the planned ones whose day has come.
	DueChanges(ctx context.Context) ([]*Change, error)
	// Inherited lists the tenants whose agreements the people of another finish.
	Inherited(ctx context.Context, heir uuid.UUID) ([]*tenants.Tenant, error)
}

// Tx is what a change of the register may do in its transaction.
type Tx interface {
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	// LockByCodes finds the municipalities that have one of the codes now.
	LockByCodes(ctx context.Context, codes []Code) (map[Code]*tenants.Tenant, error)
	// SlugOwners finds whose the slugs are or were.
	SlugOwners(ctx context.Context, slugs []string) (map[string]uuid.UUID, error)
	// LockTenant finds a tenant and keeps others from changing it.
	LockTenant(ctx context.Context, id uuid.UUID) (*tenants.Tenant, error)
	Insert(ctx context.Context, id uuid.UUID, entry Entry, now time.Time) error
	Update(ctx context.Context, id uuid.UUID, entry Entry, now time.Time) error
	// KeepFormer notes the code and the name that a municipality had until a day.
	KeepFormer(ctx context.Context, known *tenants.Tenant, until clock.Date) error
	// Succeed notes that one municipality went over into another.
	Succeed(ctx context.Context, predecessor, successor uuid.UUID, decree string, on clock.Date) error
	// SetState makes the tenant's state hold in the register and in its cluster.
	SetState(ctx context.Context, t *tenants.Tenant) error

	// Effects keeps everyone from changing the tenant until the transaction ends, and tells
	// what ending it would meet.
	Effects(ctx context.Context, t *tenants.Tenant) (*Effects, error)
	// EndMunicipality writes its last day and ends the roles in it.
	EndMunicipality(ctx context.Context, id uuid.UUID, last clock.Date) error
	// Pass notes agreements that go to a successor by name.
	Pass(ctx context.Context, list []Passing) error
	Rename(ctx context.Context, id uuid.UUID, name i18n.Localized, slug string, now time.Time) error
	Recode(ctx context.Context, id uuid.UUID, code Code, now time.Time) error
	// CodeOwner finds whose a code is or was, uuid.Nil for nobody's.
	CodeOwner(ctx context.Context, code Code) (uuid.UUID, error)
	InsertChange(ctx context.Context, c *Change) error
	LockChange(ctx context.Context, id uuid.UUID) (*Change, error)
	UpdateChange(ctx context.Context, c *Change) error
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

// BySlug finds a municipality, a tenant or not, by a short name or a code, of now or of
// earlier; NOT_FOUND when the register has none.
func (s *Service) BySlug(ctx context.Context, slug string) (*tenants.Tenant, error) {
	return s.store.BySlug(ctx, slug)
}

// ByID returns a municipality of the register, a tenant or not. Everyone may see it.
func (s *Service) ByID(ctx context.Context, id uuid.UUID) (*tenants.Tenant, error) {
	return s.store.Get(ctx, id)
}

// ByIDs is ByID for several; those that are not in the register are missing.
func (s *Service) ByIDs(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*tenants.Tenant, error) {
	return s.store.ByIDs(ctx, ids)
}

// Oblasts returns the seven oblasts.
func (s *Service) Oblasts(ctx context.Context) ([]Oblast, error) { return s.store.Oblasts(ctx) }

// Raions returns the raions of all oblasts.
func (s *Service) Raions(ctx context.Context) ([]Raion, error) { return s.store.Raions(ctx) }

// Enter writes one municipality into the register and returns its id.
func (s *Service) Enter(ctx context.Context, scope access.Scope, entry Entry) (uuid.UUID, error) {
	verdicts := make([]Verdict, 1)
	var id uuid.UUID
	err := s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if err := s.take(ctx, tx, []Entry{entry}, verdicts); err != nil {
			return err
		}
		entered, err := tx.LockByCodes(ctx, []Code{entry.Code})
		if err != nil {
			return err
		}
		id = entered[entry.Code].ID
		return nil
	})
	if errors.Is(err, errWrong) {
		return uuid.Nil, apperr.List(verdicts[0].Errors)
	}
	return id, err
}
