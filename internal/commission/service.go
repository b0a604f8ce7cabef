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

// ObstaclesOf lists what keeps drafts of one municipality from being formed, their orders
// aside; empty for one that is formed.
func (s *Service) ObstaclesOf(ctx context.Context, commissions []*Commission) (map[uuid.UUID]apperr.List, error) {
	var pinned []uuid.UUID
	for _, c := range commissions {
		if c.State != Formed {
			pinned = append(pinned, c.RegulationID)
		}
	}
	if len(pinned) == 0 {
		return nil, nil
	}
	found, err := s.regulations.ByIDs(ctx, commissions[0].TenantID, pinned)
	if err != nil {
		return nil, err
	}
	obstacles := make(map[uuid.UUID]apperr.List, len(pinned))
	for _, c := range commissions {
		switch r, ok := found[c.RegulationID]; {
		case c.State == Formed:
		case !ok || !r.Governs():
			obstacles[c.ID] = apperr.List{ErrRegulation.At("regulationId")}
		default:
			obstacles[c.ID] = c.Obstacles(r.Rules.Commission)
		}
	}
	return obstacles, nil
}

// AllowedOn lists what the caller may do to each of several commissions now.
func (s *Service) AllowedOn(ctx context.Context, commissions []*Commission) (map[uuid.UUID][]access.Action, error) {
	scoring := s.scoring(ctx, commissions...)
	allowed := make(map[uuid.UUID][]access.Action, len(commissions))
	for _, c := range commissions {
		actions, err := access.Permitted(s.rule(ctx, c, scoring), access.Update, access.Form, access.Replace)
		if err != nil {
			return nil, err
		}
		allowed[c.ID] = actions
	}
	return allowed, nil
}

// Rule decides what the caller may do to a commission that she sees.
func (s *Service) Rule(ctx context.Context, c *Commission) (access.Rule, error) {
	return s.rule(ctx, c, s.scoring(ctx, c)), nil
}

// scoring reads, when it is asked for the first time, in which of some commissions'
// competitions the scoring has begun.
func (s *Service) scoring(ctx context.Context, commissions ...*Commission) func(access.Scope) (map[uuid.UUID]bool, error) {
	var opened map[uuid.UUID]bool
	return func(scope access.Scope) (_ map[uuid.UUID]bool, err error) {
		if opened == nil {
			ids := make([]uuid.UUID, len(commissions))
			for i, c := range commissions {
				ids[i] = c.ID
			}
			opened, err = s.store.ScoringOpened(ctx, scope, ids)
		}
		return opened, err
	}
}

func (s *Service) rule(ctx context.Context, c *Commission, scoring func(access.Scope) (map[uuid.UUID]bool, error)) access.Rule {
	return func(action access.Action) error {
		scope, err := s.auth.Authorize(ctx, c.TenantID, access.Commission, action)
		if err != nil {
			return err
		}
		if action != access.Replace {
			return c.draft()
		}
		opened, err := scoring(scope)
		if err != nil {
			return err
		}
		return c.replaceable(opened[c.ID])
	}
}
