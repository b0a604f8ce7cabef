package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/file"
)

// attached finds the file of a thing that the caller was shown; nil when it has none.
func (r *Resolver) attached(ctx context.Context, tenant uuid.UUID, id *uuid.UUID) (*file.File, error) {
	if id == nil {
		return nil, nil
	}
	found, err := r.Files.Load(ctx, tenant, []uuid.UUID{*id})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0], nil
}
