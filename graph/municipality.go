package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/model"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/territory"
	"github.com/demilge/demilge/tenants"
)

// municipality finds a tenant that the caller works in.
func (r *Resolver) municipality(ctx context.Context, id uuid.UUID) (*tenants.Tenant, error) {
	scope, err := r.Auth.Authorize(ctx, id, access.Municipality, access.Read)
	if err != nil {
		return nil, err
	}
	t := scope.Tenant()
	return &t, nil
}

func municipalityFilter(in *model.MunicipalityFilter) territory.Filter {
	if in == nil {
		return territory.Filter{}
	}
	filter := territory.Filter{}
	set(&filter.Search, in.Search)
	set(&filter.OblastCode, in.OblastCode)
	set(&filter.TenantsOnly, in.TenantsOnly)
	return filter
}
