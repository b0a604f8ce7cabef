// Package file keeps what people send: papers, scans, photos. A file is announced by a
// ticket, arrives in pieces, is checked by its content, and then stays as it is under
// a final key. Its facts lie in the municipality's schema, its bytes in an object store.
package file

import (
	"encoding/hex"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file/derive"
	"github.com/demilge/demilge/internal/file/inspect"
	"github.com/demilge/demilge/internal/i18n"
)

// File is what is known of one file.
type File struct {
	entity.Base `bun:",extend"`

	Kind        Kind         `json:"kind"`
	Name        Name         `json:"name"`
	ContentType inspect.Type `json:"contentType"`
	// Size is in bytes.
	Size   int64  `json:"size"`
	SHA256 []byte `bun:"sha256" json:"sha256"`
	State  State  `json:"state"`
	// Refusal and Detail say why a refused file was refused.
	Refusal inspect.Reason `json:"refusal,omitempty"`
	Detail  string         `json:"detail,omitempty"`
	// UploadedBy is the person who asked for the ticket, nil for a job.
	UploadedBy *uuid.UUID `json:"uploadedBy,omitempty"`
	// ExpiresAt ends the ticket and, later, the wait of a ready file for an owner.
	ExpiresAt time.Time `json:"expiresAt"`
	// Width and Height are pixels of the upright picture, zero for documents.
	Width  int `json:"width,omitempty"`
	Height int `json:"height,omitempty"`
	// SmallSize and MediumSize are the bytes of the derived pictures, zero for documents.
	SmallSize  int64 `json:"smallSize,omitempty"`
	MediumSize int64 `json:"mediumSize,omitempty"`
	// Evidence is what the camera wrote into a picture.
	Evidence *derive.Evidence `bun:"type:jsonb" json:"evidence,omitempty"`
	Owner    Owner            `bun:"embed:owner_" json:"owner,omitzero"`
	// PublishedAt is since when everyone may see it; of a picture, only the derived ones.
	PublishedAt *time.Time `json:"publishedAt,omitempty"`
}

// Owner is the thing that a file belongs to; zero for a file that is not used yet.
type Owner struct {
	Object access.Object `bun:",nullzero" json:"object"`
	ID     uuid.UUID     `bun:",nullzero" json:"id"`
	// User is the person whose own the file is whoever uploaded it: an initiator whose
	// passport the secretary scanned. Nil when there is none.
	User uuid.UUID `bun:",nullzero" json:"user,omitzero"`
}

// same reports whether both are the same thing.
func (o Owner) same(other Owner) bool { return o.Object == other.Object && o.ID == other.ID }

// Ref is the global address of the file.
func (f *File) Ref() entity.Ref { return f.RefAs("File") }

// Title is the file's name as text.
func (f *File) Title() string { return string(f.Name) }

// MediaType is the content type as text.
func (f *File) MediaType() string { return string(f.ContentType) }

// Digest is the SHA-256 in hex.
func (f *File) Digest() string { return hex.EncodeToString(f.SHA256) }

// MaxSize is the most bytes a file may have: 25 MB.
const MaxSize = inspect.MaxSize

// Message says in lang why the file was refused, "" when it was not.
func (f *File) Message(lang i18n.Lang) string {
	if f.State != Refused {
		return ""
	}
	return (&inspect.Refusal{Reason: f.Refusal, Detail: f.Detail}).Message(lang)
}

// OwnedBy reports whether the person uploaded the file or it is the person's own.
func (f *File) OwnedBy(user uuid.UUID) bool {
	return user != uuid.Nil && (f.Owner.User == user || f.UploadedBy != nil && *f.UploadedBy == user)
}

// Published reports whether everyone may see the variant: a picture only derived, since
// the original carries place and time and is evidence.
func (f *File) Published(v Variant) bool {
	return f.PublishedAt != nil && f.State == Ready && (v != Original || !f.ContentType.Image())
}
