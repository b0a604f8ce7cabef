package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
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
