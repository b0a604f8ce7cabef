package agreement

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/page"
)

// Service is what people do with agreements.
type Service struct {
	auth  access.Authorizer
	store Store
	now   func() time.Time
}

// NewService makes the service; now decides whose mandate lasts.
func NewService(auth access.Authorizer, store Store, now func() time.Time) *Service {
	return &Service{auth: auth, store: store, now: now}
}

// Get reads one agreement. Executive body, kenesh chair and programme see all, those who
// stand behind the application their own, monitoring groups what they watch.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Agreement, error) {
	scope, sight, err := s.sight(ctx, ref.Tenant)
	if err != nil {
		return nil, err
	}
	return s.store.Get(ctx, scope, sight, ref.ID)
}

// ByIDs reads those of the agreements that the caller sees.
func (s *Service) ByIDs(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]*Agreement, error) {
	scope, sight, err := s.sight(ctx, tenant)
	if err != nil {
		return nil, err
	}
	return s.store.ByIDs(ctx, scope, sight, ids)
}

// List reads a page of the agreements that the caller sees, newest first.
func (s *Service) List(ctx context.Context, tenant uuid.UUID, filter Filter, request page.Request) (page.Page[*Agreement], error) {
	scope, sight, err := s.sight(ctx, tenant)
	if err != nil {
		return page.Page[*Agreement]{}, err
	}
	return s.store.List(ctx, scope, sight, filter, request)
}

// OfAwards finds the agreements of awards, as far as the caller sees them.
func (s *Service) OfAwards(ctx context.Context, tenant uuid.UUID, awards []uuid.UUID) (map[uuid.UUID]*Agreement, error) {
	scope, sight, err := s.sight(ctx, tenant)
	if err != nil {
		return nil, err
	}
	return s.store.OfAwards(ctx, scope, sight, awards)
}

// Lines lists the estimates of agreements that the caller was shown.
func (s *Service) Lines(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) (map[uuid.UUID][]*Line, error) {
	return Children(ctx, s.auth, s, access.Agreement, tenant, agreements, s.store.Lines)
}

// References lists the terms of reference of agreements, oldest edition first.
func (s *Service) References(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) (map[uuid.UUID][]*TermsOfReference, error) {
	return Children(ctx, s.auth, s, access.Agreement, tenant, agreements, s.store.References)
}

// Amendments lists the amendments of agreements, oldest first.
func (s *Service) Amendments(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) (map[uuid.UUID][]*Amendment, error) {
	return Children(ctx, s.auth, s, access.Agreement, tenant, agreements, s.store.Amendments)
}

// Line reads one line of an estimate that the caller may see.
func (s *Service) Line(ctx context.Context, ref entity.Ref) (*Line, error) {
	return Child(ctx, s.auth, s, access.Agreement, ref, func(ctx context.Context, scope access.Scope, id uuid.UUID) (*Line, error) {
		found, err := s.store.LinesByIDs(ctx, scope, []uuid.UUID{id})
		if line := found[id]; line != nil || err != nil {
			return line, err
		}
		return nil, apperr.ErrNotFound
	}, func(l *Line) uuid.UUID { return l.AgreementID })
}

// Reference reads one edition of terms of reference that the caller may see.
func (s *Service) Reference(ctx context.Context, ref entity.Ref) (*TermsOfReference, error) {
	return Child(ctx, s.auth, s, access.Agreement, ref, s.store.Reference, func(t *TermsOfReference) uuid.UUID { return t.AgreementID })
}

// Amendment reads one amendment that the caller may see.
func (s *Service) Amendment(ctx context.Context, ref entity.Ref) (*Amendment, error) {
	return Child(ctx, s.auth, s, access.Agreement, ref, s.store.Amendment, func(a *Amendment) uuid.UUID { return a.AgreementID })
}

// LinesByIDs reads lines of agreements that the caller was shown.
func (s *Service) LinesByIDs(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]*Line, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Agreement, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.LinesByIDs(ctx, scope, ids)
}
