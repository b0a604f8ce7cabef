package envelope

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/page"
)

// Service is what people do with envelopes.
type Service struct {
	auth  access.Authorizer
	store Store
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store) *Service {
	return &Service{auth: auth, store: store}
}

// Get returns an envelope, to those who work in the municipality and to the programme.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Envelope, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.Envelope, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Get(ctx, scope, ref.ID)
}

// List returns the envelopes of a year, of every year when it is 0, newest first.
func (s *Service) List(ctx context.Context, tenant uuid.UUID, year int, request page.Request) (page.Page[*Envelope], error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Envelope, access.Read)
	if err != nil {
		return page.Page[*Envelope]{}, err
	}
	return s.store.List(ctx, scope, year, request)
}

// ByIDs returns the envelopes with some ids, for those who show what points to them.
func (s *Service) ByIDs(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]*Envelope, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Envelope, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.ByIDs(ctx, scope, ids)
}

// PublicOf returns the envelopes of published competitions to everyone; the caller shows
// of them what is public: year and amount.
func (s *Service) PublicOf(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]*Envelope, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Publication, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.ByIDs(ctx, scope, ids)
}

// Changes returns the same page of the history of each envelope, oldest first.
func (s *Service) Changes(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID, request page.Request) (map[uuid.UUID]page.Page[*Change], error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Envelope, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Changes(ctx, scope, ids, request)
}

// AllowedActions lists what the caller may do to an envelope.
func (s *Service) AllowedActions(ctx context.Context, e *Envelope) ([]access.Action, error) {
	return access.Permitted(access.RoleRule(ctx, s.auth, e.TenantID, access.Envelope), access.Update)
}

// Create sets money aside. Head, kenesh chair and accountant may; VALIDATION answers an
// amount of zero or a missing ground.
func (s *Service) Create(ctx context.Context, tenant uuid.UUID, draft Draft) (*Envelope, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Envelope, access.Create)
	if err != nil {
		return nil, err
	}
	draft = draft.trimmed()
	e := &Envelope{Year: draft.Year, Amount: draft.Amount, Decree: draft.Decree, SourceLine: draft.SourceLine, Note: draft.Note}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		if err := draft.validate(clock.DateOf(now)); err != nil {
			return err
		}
		e.Base = entity.NewBase(tenant, now)
		if err := tx.InsertEnvelope(ctx, e); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Envelope, Action: access.Create, ID: e.ID, After: e})
	})
	if err != nil {
		return nil, err
	}
	return e, nil
}
