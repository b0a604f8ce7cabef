package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"github.com/demilge/demilge/graph/generated"
	"github.com/demilge/demilge/internal/access"
)

// directives carry out @hasPermission and @public of root fields.
func (r *Resolver) directives() generated.DirectiveRoot {
	return generated.DirectiveRoot{
		HasPermission: func(ctx context.Context, _ any, next graphql.Resolver, object access.Object, action access.Action) (any, error) {
			if err := r.Auth.HasAnywhere(ctx, access.Permission{Object: object, Action: action}); err != nil {
				return nil, err
			}
			return next(ctx)
		},
		Public: func(ctx context.Context, _ any, next graphql.Resolver) (any, error) { return next(ctx) },
	}
}
