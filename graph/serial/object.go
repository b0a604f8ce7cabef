package serial

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// Object marshals a field with subfields whose value is only read from a struct. It
// keeps the field's place in the path of errors, and turns a panic into one.
func Object[T any](
	ctx context.Context, field graphql.CollectedField, value T,
	marshal func(ctx context.Context, selections ast.SelectionSet, value T) graphql.Marshaler,
) (marshaled graphql.Marshaler) {
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Field: field})
	defer func() {
		if r := recover(); r != nil {
			graphql.AddError(ctx, graphql.Recover(ctx, r))
			marshaled = graphql.Null
		}
	}()
	return marshal(ctx, field.Selections, value)
}
