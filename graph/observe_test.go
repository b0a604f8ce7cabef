package graph_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph"
)

// TestEachOperationIsObservedOnce: a stream of three events is one operation.
func TestEachOperationIsObservedOnce(t *testing.T) {
	t.Parallel()
	var (
		mu   sync.Mutex
		seen []string
	)
	handler := graph.NewHandler(newTestSchema(t), graph.Options{Observe: func(kind, code string, _ time.Duration) {
		mu.Lock()
		defer mu.Unlock()
		seen = append(seen, kind+" "+code)
	}})
	for _, call := range []struct{ document, accept, want string }{
		{`{"query":"subscription{ticks(times:3)}"}`, sse, "subscription OK"},
		{`{"query":"subscription{ticks(times:3)}"}`, plainJSON, "none VALIDATION"},
		{`{"query":"{ nothing }"}`, sse, "none VALIDATION"},
		{`{"query":"{ __typename }"}`, plainJSON, "query OK"},
		{`{`, plainJSON, "none VALIDATION"},
	} {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", strings.NewReader(call.document))
		request.Header = http.Header{"Content-Type": {plainJSON}, "Accept": {call.accept}}
		handler.ServeHTTP(httptest.NewRecorder(), request)
		mu.Lock()
		require.Equal(t, []string{call.want}, seen, call.document)
		seen = nil
		mu.Unlock()
	}
}
