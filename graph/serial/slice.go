// Package serial runs what gqlgen would run in goroutines, or in allocations, on the
// goroutine of the request. The code generator (graph/generate) puts it into the
// generated code: everything below a root field is loaded by then, so a goroutine for
// each element of a list costs more than the element.
package serial

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
)

// Slice marshals a list element by element. A panic in one is reported at its path
// and makes the list null, as with gqlgen's own MarshalSliceConcurrently.
func Slice(ctx context.Context, length int, marshal func(ctx context.Context, i int) graphql.Marshaler) graphql.Array {
	list := make(graphql.Array, length)
	fields := make([]graphql.FieldContext, length)
	indices := make([]int, length)
	whole := true
	for i := range list {
		indices[i] = i
		fields[i].Index = &indices[i]
		if !element(graphql.WithFieldContext(ctx, &fields[i]), list, i, marshal) {
			whole = false
		}
	}
	if !whole {
		return nil
	}
	return list
}

func element(
	ctx context.Context, list graphql.Array, i int, marshal func(ctx context.Context, i int) graphql.Marshaler,
) (ok bool) {
	defer func() {
		if r := recover(); r != nil {
			graphql.AddError(ctx, graphql.Recover(ctx, r))
		}
	}()
	list[i] = marshal(ctx, i)
	return true
}
