package application

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/page"
)

// Service is what people do with applications.
type Service struct {
	auth  access.Authorizer
	store Store
	now   func() time.Time
}

// NewService makes the service; now is the clock of what is only shown.
func NewService(auth access.Authorizer, store Store, now func() time.Time) *Service {
	return &Service{auth: auth, store: store, now: now}
}

// look grants reading and tells what the caller may see in a municipality.
func (s *Service) look(ctx context.Context, tenant uuid.UUID) (access.Scope, Sight, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Application, access.Read)
	if err != nil {
		return scope, Sight{}, err
	}
	sight := Sight{UserID: scope.UserID()}
	if sight.All, err = s.reach(ctx, tenant, access.Application, access.ReadAll); err != nil {
		return scope, Sight{}, err
	}
	sight.Admitted, err = s.reach(ctx, tenant, access.Application, access.ReadAdmitted)
	return scope, sight, err
}

// reach is where in a municipality the caller holds a permission, nowhere without it.
func (s *Service) reach(ctx context.Context, tenant uuid.UUID, object access.Object, action access.Action) (access.Reach, error) {
	return access.ReachOf(ctx, s.auth, s.store, tenant, object, action)
}

// seated refuses who acts by an office of a commission that does not serve a competition.
func (s *Service) seated(ctx context.Context, scope access.Scope, competition uuid.UUID) error {
	reach, err := s.store.Reach(ctx, scope)
	if err != nil {
		return err
	}
	return commission.Reached(scope, reach, competition)
}

// Get returns one application to those who may see it: its owner and editors, the
// executive body and the commission's leaders once it is registered, members once it is
// admitted. NOT_FOUND otherwise.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Application, error) {
	scope, sight, err := s.look(ctx, ref.Tenant)
	if err != nil {
		return nil, err
	}
	a, err := s.store.Get(ctx, scope, ref.ID)
	if err != nil {
		return nil, err
	}
	if sight.Sees(a, nil) {
		return a, nil
	}
	editors, err := s.store.Editors(ctx, scope, []uuid.UUID{a.ID})
	if err != nil {
		return nil, err
	}
	if !sight.Sees(a, editors[a.ID]) {
		return nil, apperr.ErrNotFound
	}
	return a, nil
}

// ByIDs returns several applications of a municipality at once; those that do not exist
// or may not be seen are missing from the answer.
func (s *Service) ByIDs(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]*Application, error) {
	scope, sight, err := s.look(ctx, tenant)
	if err != nil {
		return nil, err
	}
	found, err := s.store.ByIDs(ctx, scope, ids)
	if err != nil {
		return nil, err
	}
	var hidden []uuid.UUID
	for id, a := range found {
		if !sight.Sees(a, nil) {
			hidden = append(hidden, id)
		}
	}
	if len(hidden) == 0 {
		return found, nil
	}
	editors, err := s.store.Editors(ctx, scope, hidden)
	for _, id := range hidden {
		if !sight.Sees(found[id], editors[id]) {
			delete(found, id)
		}
	}
	return found, err
}

// List returns one page of the applications that the caller may see. The filter's
// Sight is the service's own.
func (s *Service) List(ctx context.Context, tenant uuid.UUID, filter Filter, request page.Request) (page.Page[*Application], error) {
	scope, sight, err := s.look(ctx, tenant)
	if err != nil {
		return page.Page[*Application]{}, err
	}
	if err := filter.check(); err != nil {
		return page.Page[*Application]{}, err
	}
	filter.Sight = sight
	return s.store.List(ctx, scope, filter, request)
}

// ListEach returns the same page of each competition, in one statement.
func (s *Service) ListEach(ctx context.Context, tenant uuid.UUID, filter Filter, request page.Request) (map[uuid.UUID]page.Page[*Application], error) {
	scope, sight, err := s.look(ctx, tenant)
	if err != nil {
		return nil, err
	}
	filter.Sight = sight
	return s.store.ListEach(ctx, scope, filter, request)
}

// Mine returns one page of what the caller wrote or helps to write in a municipality.
func (s *Service) Mine(ctx context.Context, tenant uuid.UUID, request page.Request) (page.Page[*Application], error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Application, access.Read)
	if err != nil {
		return page.Page[*Application]{}, err
	}
	return s.store.List(ctx, scope, Filter{Sight: Sight{UserID: scope.UserID()}}, request)
}

// Beside are the applications before and after one in a list; nil where there is none.
type Beside struct{ Previous, Next *Application }

// Neighbours finds the applications before and after those that the caller was shown, in
// the sorted and narrowed lists of their competitions.
func (s *Service) Neighbours(ctx context.Context, tenant uuid.UUID, applications []*Application, filter Filter) (map[uuid.UUID]Beside, error) {
	scope, sight, err := s.look(ctx, tenant)
	if err != nil {
		return nil, err
	}
	if err := filter.check(); err != nil {
		return nil, err
	}
	filter.Sight = sight
	previous, next, err := s.store.Neighbours(ctx, scope, filter, ids(applications))
	if err != nil {
		return nil, err
	}
	beside := make(map[uuid.UUID]Beside, len(applications))
	for _, a := range applications {
		beside[a.ID] = Beside{Previous: previous[a.ID], Next: next[a.ID]}
	}
	return beside, nil
}
