package monitoring

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/page"
)

// Service is what people do with monitoring groups, visits, findings and protocols.
type Service struct {
	auth       access.Authorizer
	store      Store
	offices    Offices
	agreements agreement.Reader
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store, offices Offices, agreements agreement.Reader) *Service {
	return &Service{auth: auth, store: store, offices: offices, agreements: agreements}
}

// Group reads one group with its members. Executive body, kenesh chair, monitoring members
// and the programme.
func (s *Service) Group(ctx context.Context, ref entity.Ref) (*Group, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.MonitoringGroup, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Group(ctx, scope, ref.ID)
}

// Groups lists the groups of a municipality, newest first.
func (s *Service) Groups(ctx context.Context, tenant uuid.UUID, request page.Request) (page.Page[*Group], error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.MonitoringGroup, access.Read)
	if err != nil {
		return page.Page[*Group]{}, err
	}
	return s.store.Groups(ctx, scope, request)
}
