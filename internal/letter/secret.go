package letter

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"strings"
	"time"

	"github.com/demilge/demilge/internal/access"
)

// newReference names a letter; it cannot be counted through, and is no secret.
func newReference() string {
	text := rand.Text()
	return "KK-" + text[:5] + "-" + text[5:10]
}

// newSecret makes 130 random bits and their hash; only the hash is kept.
func newSecret() (secret string, hash []byte) {
	secret = rand.Text()
	return secret, hashOf(secret)
}

// hashOf is how a secret is kept. Since it has 130 bits, a fast hash is enough.
func hashOf(secret string) []byte {
	sum := sha256.Sum256([]byte(strings.ToUpper(strings.TrimSpace(secret))))
	return sum[:]
}

// cleanReference is a reference as it is kept.
func cleanReference(reference string) string {
	reference = strings.ToUpper(strings.TrimSpace(reference))
	if len(reference) > 40 {
		return ""
	}
	return reference
}

// opens reports whether a secret opens the letter now. It takes the same time for a letter
// that does not exist, which is nil.
func (l *Letter) opens(secret string, now time.Time) bool {
	given := hashOf(secret)
	nothing := make([]byte, len(given))
	first, second, until := nothing, nothing, time.Time{}
	if l != nil {
		until = l.ExpiresAt
		if len(l.SecretHash) > 0 {
			first = l.SecretHash
		}
		if len(l.MailHash) > 0 {
			second = l.MailHash
		}
	}
	same := subtle.ConstantTimeCompare(given, first) | subtle.ConstantTimeCompare(given, second)
	return same == 1 && now.Before(until)
}

// holder is whoever opened the letter with its secret: its uploads are hers.
func (l *Letter) holder() access.Principal {
	return access.Principal{Kind: access.Holder, UserID: l.ID, Name: l.Reference}
}
