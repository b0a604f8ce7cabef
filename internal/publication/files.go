package publication

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/file"
)

// Files finds files by id.
type Files interface {
	Load(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) ([]*file.File, error)
}

// shelf are the files that everyone may see, by id.
type shelf map[uuid.UUID]*file.File

// publicFiles reads those of the files that are published and ready.
func publicFiles(ctx context.Context, from Files, tenant uuid.UUID, ids []uuid.UUID) (shelf, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	found, err := from.Load(ctx, tenant, ids)
	files := make(shelf, len(found))
	for _, f := range found {
		if f.PublishedAt != nil && f.State == file.Ready {
			files[f.ID] = f
		}
	}
	return files, err
}

func (s shelf) one(id *uuid.UUID) *file.File {
	if id == nil {
		return nil
	}
	return s[*id]
}

func (s shelf) all(ids []uuid.UUID) []*file.File {
	files := make([]*file.File, 0, len(ids))
	for _, id := range ids {
		if f := s[id]; f != nil {
			files = append(files, f)
		}
	}
	return files
}

// fileIDs are the files of a document.
func (d *Document) fileIDs() []uuid.UUID {
	ids := slices.Clone(d.PhotoIDs)
	if d.FileID != nil {
		ids = append(ids, *d.FileID)
	}
	return ids
}

// showDocuments fills in the files of documents.
func showDocuments(ctx context.Context, from Files, tenant uuid.UUID, found map[uuid.UUID]*Publication) error {
	var ids []uuid.UUID
	for _, p := range found {
		for _, d := range p.Documents {
			ids = append(ids, d.fileIDs()...)
		}
	}
	files, err := publicFiles(ctx, from, tenant, ids)
	for _, p := range found {
		for i := range p.Documents {
			d := &p.Documents[i]
			d.File, d.Photos = files.one(d.FileID), files.all(d.PhotoIDs)
		}
	}
	return err
}
