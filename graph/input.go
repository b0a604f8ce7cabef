package graph

import (
	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/entity"
)

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

// replace takes an input field over when it was sent; null clears.
func replace[T any](dest **T, field graphql.Omittable[*T]) {
	if value, sent := field.ValueOK(); sent {
		*dest = value
	}
}

// setID is set for an id.
func setID(dest *uuid.UUID, field graphql.Omittable[*entity.Ref]) {
	if value, sent := field.ValueOK(); sent && value != nil {
		*dest = value.ID
	}
}

// replaceID is replace for an id.
func replaceID(dest **uuid.UUID, field graphql.Omittable[*entity.Ref]) {
	value, sent := field.ValueOK()
	switch {
	case sent && value == nil:
		*dest = nil
	case sent:
		*dest = &value.ID
	}
}

// replaceIDs is replace for a list of ids.
func replaceIDs(dest *[]uuid.UUID, field graphql.Omittable[[]*entity.Ref]) {
	value, sent := field.ValueOK()
	if !sent {
		return
	}
	*dest = make([]uuid.UUID, len(value))
	for i, ref := range value {
		(*dest)[i] = ref.ID
	}
}

// values copies the elements of a list.
func values[T any](list []*T) []T {
	out := make([]T, len(list))
	for i, item := range list {
		out[i] = *item
	}
	return out
}
