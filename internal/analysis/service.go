package analysis

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/page"
)

// Service is what people do with analyses.
type Service struct {
	auth  access.Authorizer
	store Store
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store) *Service {
	return &Service{auth: auth, store: store}
}

// Get returns an analysis, to those who work in the municipality and to the programme.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Analysis, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.SituationAnalysis, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Get(ctx, scope, ref.ID)
}

// List returns the analyses of a municipality, newest first.
func (s *Service) List(ctx context.Context, tenant uuid.UUID, request page.Request) (page.Page[*Analysis], error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.SituationAnalysis, access.Read)
	if err != nil {
		return page.Page[*Analysis]{}, err
	}
	return s.store.List(ctx, scope, request)
}

// AllowedActions lists what the caller may do to an analysis.
func (s *Service) AllowedActions(ctx context.Context, a *Analysis) ([]access.Action, error) {
	return access.Permitted(access.RoleRule(ctx, s.auth, a.TenantID, access.SituationAnalysis), access.Update)
}

// Create records an analysis. Head, executive secretary and specialist may.
func (s *Service) Create(ctx context.Context, tenant uuid.UUID, draft Draft) (*Analysis, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.SituationAnalysis, access.Create)
	if err != nil {
		return nil, err
	}
	a := new(Analysis)
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		a.Base = entity.NewBase(tenant, now)
		if err := a.rewrite(ctx, tx, draft, clock.DateOf(now)); err != nil {
			return err
		}
		if err := tx.Insert(ctx, a); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.SituationAnalysis, Action: access.Create, ID: a.ID, After: a})
	})
	if err != nil {
		return nil, err
	}
	return a, nil
}

// Update rewrites an analysis; a stale version answers CONFLICT.
func (s *Service) Update(ctx context.Context, ref entity.Ref, version int64, draft Draft) (*Analysis, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.SituationAnalysis, access.Update)
	if err != nil {
		return nil, err
	}
	var a *Analysis
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if a, err = tx.Lock(ctx, ref.ID); err != nil {
			return err
		}
		if a.Version != version {
			return apperr.ErrStale
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		before := *a
		if err := a.rewrite(ctx, tx, draft, clock.DateOf(now)); err != nil {
			return err
		}
		a.Touch(now)
		if err := tx.Update(ctx, a); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.SituationAnalysis, Action: access.Update, ID: a.ID, Before: before, After: a})
	})
	if err != nil {
		return nil, err
	}
	return a, nil
}

func (a *Analysis) rewrite(ctx context.Context, tx Tx, draft Draft, today clock.Date) error {
	if err := draft.validate(today); err != nil {
		return err
	}
	if err := draft.checkAreas(ctx, tx); err != nil {
		return err
	}
	previous := a.FileID
	draft.apply(a)
	owner := file.Owner{Object: access.SituationAnalysis, ID: a.ID}
	return file.Swap(ctx, tx, previous, a.FileID, owner, "fileId", file.SignedPaper, file.Other)
}
