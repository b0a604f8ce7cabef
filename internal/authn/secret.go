// Package authn proves who makes a request: by password, by a link that works once, by
// an OpenID provider, by the session that these begin, or by a token made for a program.
// Of every secret only a hash is kept.
package authn

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"
)

// The beginnings of our secrets, so that a leaked one is recognised.
const (
	sessionPrefix = "dms_"
	tokenPrefix   = "dmt_"
	linkPrefix    = "dml_"
	devicePrefix  = "dmd_"
)

// newSecret makes 256 random bits.
func newSecret(prefix string) string {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw) // never fails
	return prefix + base64.RawURLEncoding.EncodeToString(raw)
}

// hashOf is what is stored of a secret; ok is false for what cannot be one. Since a
// secret has 256 bits, a fast hash is enough.
func hashOf(prefix, secret string) (hash []byte, ok bool) {
	if len(secret) != len(prefix)+43 || !strings.HasPrefix(secret, prefix) {
		return nil, false
	}
	sum := sha256.Sum256([]byte(secret))
	return sum[:], true
}
