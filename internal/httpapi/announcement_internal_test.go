package httpapi

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/paper"
)

// TestASheetIsNotDrawnForWhoHasIt: the facts tell that nothing changed.
func TestASheetIsNotDrawnForWhoHasIt(t *testing.T) {
	t.Parallel()
	var drawn []string
	sheet := sheets(func(p paper.Poster) ([]byte, error) {
		drawn = append(drawn, p.Title)
		return []byte("%PDF " + p.Title), nil
	})
	get := func(title, has string) *httptest.ResponseRecorder {
		t.Helper()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/sheet.pdf", nil)
		r.Header.Set("If-None-Match", has)
		w := httptest.NewRecorder()
		require.NoError(t, sheet(w, r, paper.Poster{Title: title}))
		return w
	}
	first := get("Сынак", "")
	require.Equal(t, http.StatusOK, first.Code)
	require.Equal(t, "%PDF Сынак", first.Body.String())
	tag := first.Header().Get("Etag")

	drawn = nil
	again := get("Сынак", `W/"x", `+tag)
	require.Equal(t, http.StatusNotModified, again.Code)
	require.Equal(t, tag, again.Header().Get("Etag"))
	require.Zero(t, again.Body.Len())
	require.Empty(t, drawn)

	require.Equal(t, http.StatusOK, get("Башка сынак", tag).Code)
	require.Equal(t, []string{"Башка сынак"}, drawn, "and the specimen but once")
}
