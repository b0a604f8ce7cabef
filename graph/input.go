package graph

import "github.com/99designs/gqlgen/graphql"

// set takes an input field over when it was sent and is not null.
func set[T any](dest *T, field graphql.Omittable[*T]) {
	if value, sent := field.ValueOK(); sent && value != nil {
		*dest = *value
	}
}

// pointers lends the elements of a slice.
func pointers[T any](list []T) []*T {
	out := make([]*T, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}
