package file

import (
	"context"
	"io"
	"time"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file/inspect"
)

// Content is a file opened for reading. Its bytes are fetched as they are read, so that
// a slow reader holds nothing.
type Content struct {
	io.ReadSeeker
	Name Name
	Type inspect.Type
	// Tag changes when the bytes do: never, for one variant of one file.
	Tag      string
	StoredAt time.Time
	// Public content may be kept by anybody's cache.
	Public bool
}

// Open opens a ready file for those who may see it: everyone when it is published (of a
// picture only the derived variants), who uploaded it, whose own it is, and otherwise
// those who see the thing it belongs to or hold FILE:READ_ALL. A passport copy needs
// PASSPORT_COPY:READ besides, a list of participants PARTICIPANT_LIST:READ, and each
// opening is recorded. All others are answered NOT_FOUND; UNAVAILABLE an object store
// that does not answer.
func (s *Service) Open(ctx context.Context, ref entity.Ref, v Variant) (*Content, error) {
	scope, f, err := s.find(ctx, ref)
	if err != nil {
		return nil, err
	}
	public := f.Published(v)
	if !public {
		if err := s.may(ctx, scope, f); err != nil {
			return nil, hidden(err)
		}
	}
	if !f.Has(v) {
		return nil, apperr.ErrNotFound
	}
	if object, ok := confidential[f.Kind]; ok {
		look := audit.Entry{Object: object, Action: access.Read, ID: f.ID}
		if err := s.store.Look(ctx, scope, look); err != nil {
			return nil, err
		}
	}
	reader := &objectReader{ctx: ctx, objects: s.objects, key: finalKey(ref.Tenant, f.ID, v), size: f.sizeOf(v)}
	if err := reader.fill(0); err != nil {
		return nil, err
	}
	return &Content{ReadSeeker: reader, Name: f.nameOf(v), Type: f.typeOf(v), Public: public,
		Tag: f.ID.String() + string(v), StoredAt: f.CreatedAt}, nil
}

// see finds a file for those who may see that it is there.
func (s *Service) see(ctx context.Context, ref entity.Ref) (access.Scope, *File, error) {
	scope, f, err := s.find(ctx, ref)
	if err != nil {
		return scope, nil, err
	}
	if err := s.may(ctx, scope, f); err != nil {
		return scope, nil, hidden(err)
	}
	return scope, f, nil
}

func (s *Service) find(ctx context.Context, ref entity.Ref) (access.Scope, *File, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.File, access.Read)
	if err != nil {
		return scope, nil, hidden(err)
	}
	f, err := s.store.Get(ctx, scope, ref.ID)
	return scope, f, err
}

// may is the row rule of files that are not published.
func (s *Service) may(ctx context.Context, scope access.Scope, f *File) error {
	if f.OwnedBy(scope.UserID()) {
		return nil
	}
	if !scope.Principal().SignedIn() {
		return apperr.ErrNotFound
	}
	if object, ok := confidential[f.Kind]; ok {
		if _, err := s.auth.Authorize(ctx, f.TenantID, object, access.Read); err != nil {
			return err
		}
	}
	if rule, ok := s.owners[f.Owner.Object]; ok {
		return rule(ctx, entity.Ref{Tenant: f.TenantID, ID: f.Owner.ID}, f.Kind)
	}
	_, err := s.auth.Authorize(ctx, f.TenantID, access.File, access.ReadAll)
	return err
}

// Has reports whether there is such a variant to read.
func (f *File) Has(v Variant) bool { return f.State == Ready && f.sizeOf(v) > 0 }

func (f *File) sizeOf(v Variant) int64 {
	switch v {
	case Original:
		return f.Size
	case Small:
		return f.SmallSize
	case Medium:
		return f.MediumSize
	}
	return 0
}

// nameOf gives a derived picture the ending of its own type.
func (f *File) nameOf(v Variant) Name {
	if v == Original {
		return f.Name
	}
	stem := string(f.Name)[:len(f.Name)-len(f.Name.Extension())]
	return Name(stem + "." + string(v) + inspect.JPEG.Extension())
}
