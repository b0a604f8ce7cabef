package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"github.com/demilge/demilge/graph/generated"
	"github.com/demilge/demilge/internal/access"
)

// withKinds resolves a root field whose input passes [rightKinds].
func withKinds(ctx context.Context, next graphql.Resolver) (any, error) {
	if err := rightKinds(ctx); err != nil {
		return nil, err
	}
	return next(ctx)
}

// directives carry out @hasPermission and @public of root fields.
func (r *Resolver) directives() generated.DirectiveRoot {
	return generated.DirectiveRoot{
		HasPermission: func(ctx context.Context, _ any, next graphql.Resolver, object access.Object, or *access.Object, action access.Action) (any, error) {
			err := r.Auth.HasAnywhere(ctx, access.Permission{Object: object, Action: action})
			if err != nil && or != nil && r.Auth.HasAnywhere(ctx, access.Permission{Object: *or, Action: action}) == nil {
				err = nil
			}
			if err != nil {
				return nil, err
			}
			return withKinds(ctx, next)
		},
		Public: func(ctx context.Context, _ any, next graphql.Resolver) (any, error) { return withKinds(ctx, next) },
	}
}
