package graph

import (
	"github.com/99designs/gqlgen/graphql"

	"github.com/demilge/demilge/graph/generated"
)

// NewSchema makes the executable schema over the services of a resolver.
func NewSchema(r *Resolver) graphql.ExecutableSchema {
	return generated.NewExecutableSchema(generated.Config{Resolvers: r, Directives: r.directives()})
}
