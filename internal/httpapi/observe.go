package httpapi

import (
	"net/http"
	"strings"
	"time"
)

// Observe is told how a request was answered: route is the pattern that it met, empty
// when it met none.
type Observe func(method, route string, status int, took time.Duration)

// routed tells the log entry which pattern a mux found for the request.
func routed(mux http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if entry := entryOf(w); entry != nil {
				entry.route = r.Pattern[strings.IndexByte(r.Pattern, ' ')+1:] // without its method
			}
		}()
		mux.ServeHTTP(w, r)
	})
}
