package audit

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/page"
)

// Filter narrows the log; nil fields do not.
type Filter struct {
	ObjectID *uuid.UUID
	Object   *access.Object
	UserID   *uuid.UUID
}

// OfPeople reports whether the filter asks for what the programme keeps of a
// municipality: its people and their roles.
func (f Filter) OfPeople() bool {
	return f.Object != nil && (*f.Object == access.Membership || *f.Object == access.User)
}

// Store reads the log of the scope's place.
type Store interface {
	List(ctx context.Context, scope access.Scope, filter Filter, request page.Request) (page.Page[*Row], error)
}

// Service shows the log.
type Service struct {
	auth  access.Authorizer
	store Store
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store) *Service {
	return &Service{auth: auth, store: store}
}

// List returns a municipality's log, newest first, to head, executive secretary and
// platform administrator.
func (s *Service) List(ctx context.Context, tenant uuid.UUID, filter Filter, request page.Request) (page.Page[*Row], error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Audit, access.Read)
	if err != nil {
		return page.Page[*Row]{}, err
	}
	return s.store.List(ctx, scope, filter, request)
}

// ListProgramme returns the programme's log to platform administrator and programme
// manager.
func (s *Service) ListProgramme(ctx context.Context, filter Filter, request page.Request) (page.Page[*Row], error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Audit, access.ReadAll)
	if err != nil {
		return page.Page[*Row]{}, err
	}
	return s.store.List(ctx, scope, filter, request)
}
