package file

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/file/derive"
)

// Objects keeps bytes under keys; any S3 server does. A store that cannot be reached, or
// is not ready yet, answers UNAVAILABLE with the reason.
type Objects interface {
	// Put stores data under a new key; a key that exists is CONFLICT and stays as it is.
	Put(ctx context.Context, key string, data []byte, contentType string) error
	// Get reads length bytes from offset; NOT_FOUND when there is no such key.
	Get(ctx context.Context, key string, offset, length int64) ([]byte, error)
	// List visits the objects whose keys begin with prefix, in the order of their keys.
	List(ctx context.Context, prefix string) iter.Seq2[Object, error]
	// Remove deletes an object; one that is gone already is no error.
	Remove(ctx context.Context, key string) error
}

// Object is one stored object.
type Object struct {
	Key      string
	Size     int64
	StoredAt time.Time
}

// Variant chooses what of a file is read.
type Variant string

// The variants: the file as it was sent, and a picture made smaller.
const (
	Original Variant = ""
	Small            = Variant(derive.Small)
	Medium           = Variant(derive.Medium)
)

// variants are all that may lie under a final key.
var variants = []Variant{Original, Small, Medium}

// finalKey is where a file lies once it is checked: <tenant id>/<file id>.
func finalKey(tenant, id uuid.UUID, v Variant) string {
	key := tenant.String() + "/" + id.String()
	if v != Original {
		key += "." + string(v)
	}
	return key
}

// incoming is the prefix of a tenant's uploads, and of one of them.
func incoming(tenant uuid.UUID) string { return "incoming/" + tenant.String() + "/" }

func incomingFile(tenant, id uuid.UUID) string { return incoming(tenant) + id.String() + "/" }

// pieceKey orders the pieces of an upload by their offset in it.
func pieceKey(tenant, id uuid.UUID, offset int64) string {
	return incomingFile(tenant, id) + fmt.Sprintf("%010d", offset)
}

// idInKey reads the file's id out of a key below prefix.
func idInKey(prefix, key string) (uuid.UUID, bool) {
	rest := strings.TrimPrefix(key, prefix)
	if len(rest) < 36 {
		return uuid.Nil, false
	}
	id, err := uuid.Parse(rest[:36])
	return id, err == nil
}
