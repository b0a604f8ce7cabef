package commission

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/regulation"
)

// Regulations gives the rules that a commission is checked against.
type Regulations interface {
	ByIDs(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]*regulation.Regulation, error)
}

// Service is what people do with commissions.
type Service struct {
	auth        access.Authorizer
	store       Store
	regulations Regulations
	offices     Offices
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store, regulations Regulations, offices Offices) *Service {
	return &Service{auth: auth, store: store, regulations: regulations, offices: offices}
}

// Get returns a commission with its members, to those who work in the municipality.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Commission, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Commission, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Get(ctx, scope, ref.ID)
}

// List returns the commissions of a municipality, newest first.
func (s *Service) List(ctx context.Context, tenant uuid.UUID, request page.Request) (page.Page[*Commission], error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Commission, access.Read)
	if err != nil {
		return page.Page[*Commission]{}, err
	}
	return s.store.List(ctx, scope, request)
}

// ByIDs returns the commissions with some ids, for those who show what points to them.
func (s *Service) ByIDs(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]*Commission, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Commission, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.ByIDs(ctx, scope, ids)
}

// Public is what everyone may know of a commission: no names.
type Public struct{ Size int }

// PublicOf returns the public facts of the commissions with some ids.
func (s *Service) PublicOf(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]*Public, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Publication, access.Read)
	if err != nil {
		return nil, err
	}
	found, err := s.store.ByIDs(ctx, scope, ids)
	if err != nil {
		return nil, err
	}
	public := make(map[uuid.UUID]*Public, len(found))
	for id, c := range found {
		public[id] = &Public{Size: c.Size()}
	}
	return public, nil
}

// Readiness lists what keeps a draft from being formed, its order aside; empty for one
// that is formed.
func (s *Service) Readiness(ctx context.Context, c *Commission) (apperr.List, error) {
	if c.State == Formed {
		return nil, nil
	}
	found, err := s.regulations.ByIDs(ctx, c.TenantID, []uuid.UUID{c.RegulationID})
	if err != nil {
		return nil, err
	}
	r, ok := found[c.RegulationID]
	if !ok || !r.Governs() {
		return apperr.List{ErrRegulation.At("regulationId")}, nil
	}
	return c.Obstacles(r.Rules.Commission), nil
}

// AllowedActions lists what the caller may do to a commission now.
func (s *Service) AllowedActions(ctx context.Context, c *Commission) ([]access.Action, error) {
	rule, err := s.Rule(ctx, c)
	if err != nil {
		return nil, err
	}
	return access.Permitted(rule, access.Update, access.Form, access.Replace)
}

// Rule decides what the caller may do to a commission that she sees.
func (s *Service) Rule(ctx context.Context, c *Commission) (access.Rule, error) {
	return func(action access.Action) error {
		scope, err := s.auth.Authorize(ctx, c.TenantID, access.Commission, action)
		if err != nil {
			return err
		}
		if action != access.Replace {
			return c.draft()
		}
		opened, err := s.store.ScoringOpened(ctx, scope, c.ID)
		if err != nil {
			return err
		}
		return c.replaceable(opened)
	}, nil
}
