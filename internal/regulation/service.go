package regulation

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/page"
)

// Service is what people do with regulations.
type Service struct {
	auth  access.Authorizer
	store Store
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store) *Service {
	return &Service{auth: auth, store: store}
}

// Get returns a regulation. Everyone sees an adopted one; a draft is NOT_FOUND for those
// who do not work on it.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Regulation, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Regulation, access.Read)
	if err != nil {
		return nil, err
	}
	r, err := s.store.Get(ctx, scope, ref.ID)
	if err != nil {
		return nil, err
	}
	if !r.State.Adopted() && !s.seesDrafts(ctx, ref.Tenant) {
		return nil, apperr.ErrNotFound
	}
	return r, nil
}

// List returns the regulations of a municipality that the caller sees, newest first.
func (s *Service) List(ctx context.Context, tenant uuid.UUID, filter Filter, request page.Request) (page.Page[*Regulation], error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Regulation, access.Read)
	if err != nil {
		return page.Page[*Regulation]{}, err
	}
	filter.AdoptedOnly = filter.AdoptedOnly || !s.seesDrafts(ctx, tenant)
	return s.store.List(ctx, scope, filter, request)
}

// InForce returns the edition of a kind that the council adopted last, nil when there is
// none. Everyone may see it.
func (s *Service) InForce(ctx context.Context, tenant uuid.UUID, kind Kind) (*Regulation, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Regulation, access.Read)
	if err != nil {
		return nil, err
	}
	return s.inForce(ctx, scope, kind)
}

// InForceAt is InForce for a municipality named by its slug.
func (s *Service) InForceAt(ctx context.Context, slug string, kind Kind) (*Regulation, error) {
	scope, err := s.auth.AuthorizeSlug(ctx, slug, access.Regulation, access.Read)
	if err != nil {
		return nil, err
	}
	return s.inForce(ctx, scope, kind)
}

func (s *Service) inForce(ctx context.Context, scope access.Scope, kind Kind) (*Regulation, error) {
	r, err := s.store.InForce(ctx, scope, kind)
	if apperr.CodeOf(err) == apperr.NotFound {
		return nil, nil
	}
	return r, err
}

// ByIDs returns the regulations with some ids that the caller sees, for those who show
// what points to them.
func (s *Service) ByIDs(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]*Regulation, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Regulation, access.Read)
	if err != nil {
		return nil, err
	}
	found, err := s.store.ByIDs(ctx, scope, ids)
	if err != nil || s.seesDrafts(ctx, tenant) {
		return found, err
	}
	for id, r := range found {
		if !r.State.Adopted() {
			delete(found, id)
		}
	}
	return found, nil
}

func (s *Service) seesDrafts(ctx context.Context, tenant uuid.UUID) bool {
	_, err := s.auth.Authorize(ctx, tenant, access.Regulation, access.ReadAll)
	return err == nil
}

// AllowedActions lists what the caller may do to a regulation now.
func (s *Service) AllowedActions(ctx context.Context, r *Regulation) ([]access.Action, error) {
	rule, err := s.Rule(ctx, r)
	if err != nil {
		return nil, err
	}
	return access.Permitted(rule, access.Update, access.Delete, access.Check, access.Return, access.Adopt, access.Publish)
}

// eventsOf are those by which an action changes a regulation; a text is attached by the
// right to publish, in every state.
var eventsOf = map[access.Action][]Event{
	access.Update:  {Edit},
	access.Delete:  {Discard},
	access.Check:   {ReviewByCommittee},
	access.Return:  {ReturnToDraft},
	access.Adopt:   {Adopt},
	access.Publish: {Publish, SendToJustice},
}

// Rule decides what the caller may do to a regulation that she sees.
func (s *Service) Rule(ctx context.Context, r *Regulation) (access.Rule, error) {
	return func(action access.Action) error {
		if _, err := s.auth.Authorize(ctx, r.TenantID, access.Regulation, action); err != nil {
			return err
		}
		err := error(ErrStep)
		for _, event := range eventsOf[action] {
			if _, err = r.State.after(event); err == nil {
				return nil
			}
		}
		return err
	}, nil
}
