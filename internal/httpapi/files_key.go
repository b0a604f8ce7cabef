package httpapi

import (
	"context"
	"net/http"
	"strings"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
)

// KeyHeader carries the reference and the secret of what its writer opens without an
// account, parted by a space, with uploads to it and downloads from it. Neither stands in
// an address, and so in no log.
const KeyHeader = "Draft-Key"

// Holders finds who holds a key: the principal whose uploads those are, or NOT_FOUND for a
// key that opens nothing.
type Holders func(ctx context.Context, reference, secret string) (access.Principal, error)

// Held lets requests that carry a key act as its holder; a wrong key is answered here. A
// request without one passes as it is.
func Held(next http.Handler, find Holders) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		given := r.Header.Get(KeyHeader)
		if given == "" {
			next.ServeHTTP(w, r)
			return
		}
		reference, secret, whole := strings.Cut(strings.TrimSpace(given), " ")
		if !whole {
			answer(w, r, apperr.ErrNotFound)
			return
		}
		holder, err := find(r.Context(), reference, strings.TrimSpace(secret))
		if err != nil {
			answer(w, r, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(access.With(r.Context(), holder)))
	})
}
