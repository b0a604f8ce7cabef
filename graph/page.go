package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"github.com/demilge/demilge/internal/page"
)

// pageRequest reads the arguments of a list field; the count is asked for only when the
// document selects totalCount.
func pageRequest(ctx context.Context, first *int, after *string) (page.Request, error) {
	return page.New(first, after, selects(ctx, "totalCount"))
}

// selects reports whether the current field's selection asks for a child field.
func selects(ctx context.Context, name string) bool {
	field := graphql.GetFieldContext(ctx)
	if field == nil {
		return false
	}
	for _, child := range graphql.CollectFields(graphql.GetOperationContext(ctx), field.Field.Selections, nil) {
		if child.Name == name {
			return true
		}
	}
	return false
}
