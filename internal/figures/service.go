package figures

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/tenants"
)

// Store keeps the sums.
type Store interface {
	// Recompute makes the sums of the scope's municipality anew. Of two at the same time the
	// later one sees all that the earlier one saw.
	Recompute(ctx context.Context, scope access.Scope) error
	// Counted lists the municipalities that may have sums.
	Counted(ctx context.Context) ([]uuid.UUID, error)
	// Resum makes the sums of the whole programme anew out of those of municipalities.
	Resum(ctx context.Context) error
	// Programme reads the sums in one statement.
	Programme(ctx context.Context, scope access.Scope, filter Filter) (*Programme, error)
}

// Service is what people and jobs do with the figures.
type Service struct {
	auth      access.Authorizer
	store     Store
	directory tenants.Directory
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store, directory tenants.Directory) *Service {
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

// Recompute carries out the job. A municipality that does not take part has nothing but
// letters to count.
func (s *Service) Recompute(ctx context.Context, job Recompute) error {
	tenant, err := s.directory.ByID(ctx, job.TenantID)
	if errors.Is(err, apperr.ErrNotFound) {
		tenant, err = tenants.Tenant{ID: job.TenantID}, nil
	}
	if err != nil {
		return err
	}
	scope := access.SystemScope(tenant, "figures", access.Permission{Object: access.Figures, Action: access.Read})
	return s.store.Recompute(access.WithGrant(ctx, scope), scope)
}

// Reconcile makes the sums of all municipalities anew: every night, because the passing of
// a day makes reports late, and because nothing is right that is never checked.
func (s *Service) Reconcile(ctx context.Context) error {
	all, err := s.store.Counted(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, id := range all {
		if err := s.Recompute(ctx, Recompute{TenantID: id}); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", id, err))
		}
	}
	return errors.Join(append(errs, s.store.Resum(ctx))...)
}
