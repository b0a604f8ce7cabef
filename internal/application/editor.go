package application

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/entity"
)

// Editor is a group member whom the leader lets write in the draft. The leader hands her
// a code; nobody has to tell whether somebody has an account.
type Editor struct {
	entity.Base `bun:",extend"`

	ApplicationID uuid.UUID `json:"applicationId"`
	// Name is what the leader calls her.
	Name string `json:"name"`
	// UserID is nil until she has joined.
	UserID    *uuid.UUID `json:"userId,omitempty"`
	CodeHash  string     `json:"-"`
	ExpiresAt time.Time  `json:"expiresAt"`
}

// Ref is the global address of the editor.
func (e *Editor) Ref() entity.Ref { return e.RefAs("ApplicationEditor") }

// Joined reports whether the person has used her code.
func (e *Editor) Joined() bool { return e.UserID != nil }

// MaxEditors is the most people whom a leader may let write.
const MaxEditors = 20

const codeKeeps = 7 * 24 * time.Hour

// newCode makes a code and its hash; only the hash is kept.
func newCode() (code, hash string) {
	code = rand.Text()[:20]
	return code, hashCode(code)
}

func hashCode(code string) string {
	sum := sha256.Sum256([]byte(strings.ToUpper(strings.TrimSpace(code))))
	return hex.EncodeToString(sum[:])
}
