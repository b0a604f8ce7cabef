package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/model"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/page"
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

// municipalities reads a page of the register.
func (r *Resolver) municipalities(ctx context.Context, filter territory.Filter, first *int, after *string) (page.Page[*tenants.Tenant], error) {
	request, err := pageRequest(ctx, first, after)
	if err != nil {
		return page.Page[*tenants.Tenant]{}, err
	}
	return r.Territory.List(ctx, filter, request)
}

// history reads the past of a municipality, of a whole list at once.
func history[M addressed](ctx context.Context, r *Resolver, of M) (*territory.History, error) {
	found, err := together(ctx, of, func(list []M) (map[uuid.UUID]*territory.History, error) {
		ids := make([]uuid.UUID, len(list))
		for i, m := range list {
			ids[i] = m.Ref().ID
		}
		return r.Territory.Histories(ctx, ids)
	})
	return found[of.Ref().ID], err
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
