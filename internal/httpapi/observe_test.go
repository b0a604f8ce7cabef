package httpapi_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/authn"
	"github.com/demilge/demilge/internal/httpapi"
)

// TestAnAnswerIsObservedAsItWasGiven: also when nothing was written, or only after a panic.
func TestAnAnswerIsObservedAsItWasGiven(t *testing.T) {
	t.Parallel()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /silent/{name}", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("/panic", func(http.ResponseWriter, *http.Request) { panic("test") })
	var seen string
	handler := httpapi.Wrap(mux, httpapi.Options{
		Authenticate: func(context.Context, *http.Request) (*authn.Caller, error) { return nil, nil },
		Observe: func(method, route string, status int, _ time.Duration) {
			seen = fmt.Sprintf("%s %q %d", method, route, status)
		},
	})
	for _, call := range [][3]string{
		{http.MethodGet, "/silent/Aida", `GET "/silent/{name}" 200`},
		{http.MethodPost, "/panic", `POST "/panic" 500`},
		{"BREW", "/silent/Aida", `other "" 405`},
		{http.MethodGet, "/nowhere", `GET "" 404`},
	} {
		recorder := httptest.NewRecorder()
		handler.ServeHTTP(recorder, httptest.NewRequestWithContext(t.Context(), call[0], call[1], nil))
		require.Equal(t, call[2], seen)
		require.Contains(t, seen, fmt.Sprint(recorder.Code))
	}
}
