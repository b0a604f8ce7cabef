package file

import (
	"context"
	"crypto/sha256"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file/inspect"
)

// Made is a file that the program itself makes.
type Made struct {
	Kind Kind
	Name string
	Type inspect.Type
	Data []byte
	// Owner is what it belongs to; a zero one leaves it to who asked for it, for a week.
	Owner Owner
}

// Write keeps the bytes of a made file and returns its row, which the caller inserts in its
// own change. If that fails, the sweeper removes the bytes. UNAVAILABLE an object store
// that does not answer.
func (s *Service) Write(ctx context.Context, scope access.Scope, made Made, now time.Time) (*File, error) {
	name, err := ParseName(made.Name)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(made.Data)
	f := &File{
		Base: entity.NewBase(scope.TenantID(), now), Kind: made.Kind, Name: name, ContentType: made.Type,
		Size: int64(len(made.Data)), SHA256: sum[:], State: Ready, ExpiresAt: now.Add(UnusedLife), Owner: made.Owner,
	}
	if user := scope.UserID(); user != uuid.Nil && made.Owner == (Owner{}) {
		f.UploadedBy = &user
	}
	return f, s.objects.Put(ctx, finalKey(f.TenantID, f.ID, Original), made.Data, string(made.Type))
}

// Bytes reads a whole ready file for a service that has decided itself who may have it.
func (s *Service) Bytes(ctx context.Context, scope access.Scope, id uuid.UUID) (*File, []byte, error) {
	f, err := s.store.Get(ctx, scope, id)
	if err != nil {
		return nil, nil, err
	}
	if f.State != Ready {
		return nil, nil, ErrNotReady
	}
	data, err := s.objects.Get(ctx, finalKey(f.TenantID, f.ID, Original), 0, f.Size)
	return f, data, err
}
