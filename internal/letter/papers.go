package letter

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
)

// Files keeps what people send; uuid.Nil is the programme.
type Files interface {
	CreateTicket(ctx context.Context, tenant uuid.UUID, declared file.Declaration) (*file.File, error)
}

// Upload opens the upload of a paper for a letter, to whoever writes the letter. The bytes
// are sent with the same key, or with the same sign-in.
func (s *Service) Upload(ctx context.Context, h Handle, purpose Purpose, declared file.Declaration) (*file.File, error) {
	_, l, err := s.open(ctx, h, access.Update)
	if err != nil {
		return nil, err
	}
	if l.State != Draft {
		return nil, ErrState.With(i18n.Args{"state": l.State.Name()})
	}
	kinds := paperKinds[purpose]
	if kinds == nil {
		return nil, errPurpose.At("purpose")
	}
	declared.Kind = kindFor(kinds, declared)
	if err := s.throttle.Bound(ctx, "upload", l.Reference, time.Hour, s.limits.UploadsAnHour); err != nil {
		return nil, err
	}
	if h.Secret != "" {
		ctx = access.With(ctx, l.holder())
	}
	f, err := s.files.CreateTicket(ctx, uuid.Nil, declared)
	if apperr.CodeOf(err) == apperr.Forbidden && err != nil {
		return nil, apperr.ErrNotFound
	}
	return f, err
}

// kindFor is the kind of file that a purpose and a media type make.
func kindFor(kinds []file.Kind, declared file.Declaration) file.Kind {
	for _, kind := range kinds {
		if kind == declared.Kind {
			return kind
		}
	}
	return kinds[0]
}
