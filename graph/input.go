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

// replace takes an input field over when it was sent; null clears.
func replace[T any](dest **T, field graphql.Omittable[*T]) {
	if value, sent := field.ValueOK(); sent {
		*dest = value
	}
}

// optionalID is the uuid of an id that was sent and is not null.
func optionalID(field graphql.Omittable[*entity.Ref]) *uuid.UUID {
	if ref := field.Value(); ref != nil {
		return &ref.ID
	}
	return nil
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
	if value, sent := field.ValueOK(); sent {
		*dest = uuids(value)
	}
}

// uuids are those of a list of ids.
func uuids(refs []*entity.Ref) []uuid.UUID {
	ids := make([]uuid.UUID, len(refs))
	for i, ref := range refs {
		ids[i] = ref.ID
	}
	return ids
}

// values copies the elements of a list.
func values[T any](list []*T) []T {
	out := make([]T, len(list))
	for i, item := range list {
		out[i] = *item
	}
	return out
}
