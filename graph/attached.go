package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/file"
)

// files finds files by id for things that the caller was shown.
func (r *Resolver) files(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]*file.File, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	list, err := r.Files.Load(ctx, tenant, ids)
	found := make(map[uuid.UUID]*file.File, len(list))
	for _, f := range list {
		found[f.ID] = f
	}
	return found, err
}
