package httpapi

import (
	"net/http"
	"reflect"

	"github.com/demilge/demilge/internal/access"
)

// Unchanged returns a function that tells whether a request which is still open would be
// let in again as the same person with the same roles. Streams ask it as they go on, so
// that a revocation or a change of roles ends them.
func Unchanged(options Options) func(*http.Request) bool {
	authenticate := options.authenticate()
	return func(r *http.Request) bool {
		caller, err := authenticate(r.Context(), r)
		now := access.Principal{Kind: access.Anonymous}
		if caller != nil {
			now = caller.Principal
		}
		return err == nil && reflect.DeepEqual(now, access.From(r.Context()))
	}
}
