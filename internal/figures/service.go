package figures

import (
	"context"
	"errors"
	"fmt"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/tenants"
)

// Store keeps the sums.
type Store interface {
	// Recompute makes the sums of the scope's municipality anew. Of two at the same time the
	// later one sees all that the earlier one saw.
	Recompute(ctx context.Context, scope access.Scope) error
	// Programme reads the sums in one statement.
	Programme(ctx context.Context, scope access.Scope, filter Filter) (*Programme, error)
}

// Directory finds the municipalities.
type Directory interface {
	tenants.Directory
	All(ctx context.Context) ([]tenants.Tenant, error)
}

// Service is what people and jobs do with the figures.
type Service struct {
	auth      access.Authorizer
	store     Store
	directory Directory
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store, directory Directory) *Service {
	return &Service{auth: auth, store: store, directory: directory}
}

// Programme returns the figures over all municipalities. The programme's people and
// observers may see them; they contain nobody's data.
func (s *Service) Programme(ctx context.Context, filter Filter) (*Programme, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Figures, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Programme(ctx, scope, filter)
}

// Recompute carries out the job.
func (s *Service) Recompute(ctx context.Context, job Recompute) error {
	tenant, err := s.directory.ByID(ctx, job.TenantID)
	if errors.Is(err, apperr.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return s.recompute(ctx, tenant)
}

// Reconcile makes the sums of all municipalities anew: every night, because the passing of
// a day makes reports late, and because nothing is right that is never checked.
func (s *Service) Reconcile(ctx context.Context) error {
	all, err := s.directory.All(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, tenant := range all {
		if err := s.recompute(ctx, tenant); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", tenant.Slug, err))
		}
	}
	return errors.Join(errs...)
}

func (s *Service) recompute(ctx context.Context, tenant tenants.Tenant) error {
	scope := access.SystemScope(tenant, "figures", access.Permission{Object: access.Figures, Action: access.Read})
	return s.store.Recompute(access.WithGrant(ctx, scope), scope)
}
