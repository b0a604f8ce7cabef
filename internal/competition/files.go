package competition

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
)

// attachable are the kinds of files that go with an announcement, proofs those that show
// that it was posted or that work was done.
var (
	attachable = []file.Kind{file.RegulationText, file.Map, file.Photo, file.Other}
	proofs     = []file.Kind{file.AnnouncementProof, file.Photo}
)

// Files is what a transaction does with the files of announcements.
type Files interface {
	AttachFile(ctx context.Context, id uuid.UUID, owner file.Owner, kinds ...file.Kind) (*file.File, error)
	ReleaseFile(ctx context.Context, id uuid.UUID, owner file.Owner) error
	PublishFile(ctx context.Context, id uuid.UUID) error
}

// SeesFiles is the rule of files that belong to an announcement or its records and are
// not published: those who work with competitions see them.
func (s *Service) SeesFiles(ctx context.Context, owner entity.Ref) error {
	_, err := s.auth.Authorize(ctx, owner.Tenant, access.Competition, access.ReadAll)
	return err
}

// keepFiles makes after the files of the thing in place of before; a refusal points to path.
func keepFiles(ctx context.Context, files Files, owner uuid.UUID, before, after []uuid.UUID, path string, kinds []file.Kind) error {
	of := file.Owner{Object: access.Announcement, ID: owner}
	for _, id := range after {
		if slices.Contains(before, id) {
			continue
		}
		if _, err := files.AttachFile(ctx, id, of, kinds...); err != nil {
			return at(err, path)
		}
	}
	for _, id := range before {
		if slices.Contains(after, id) {
			continue
		}
		if err := files.ReleaseFile(ctx, id, of); err != nil {
			return err
		}
	}
	return nil
}

func showFiles(ctx context.Context, files Files, ids []uuid.UUID) error {
	for _, id := range ids {
		if err := files.PublishFile(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// at points a single refusal to an input field.
func at(err error, path string) error {
	if list := apperr.All(err); len(list) == 1 {
		return list[0].At(path)
	}
	return err
}
