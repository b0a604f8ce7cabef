package httpapi

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/pdf"
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
	require.Equal(t, []string{"Башка сынак"}, drawn, "and the specimens but once")
}

// TestASheetThatCouldNotBeDrawnIsNotKept: nobody keeps the refusal for a sheet.
func TestASheetThatCouldNotBeDrawnIsNotKept(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	sheet := sheets(func(p paper.Poster) ([]byte, error) {
		if p.Title == "Сынак" {
			return nil, broken
		}
		return []byte("%PDF"), nil
	})
	w := httptest.NewRecorder()
	require.ErrorIs(t, sheet(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/sheet.pdf", nil), paper.Poster{Title: "Сынак"}), broken)
	require.Empty(t, w.Header().Get("Etag"))
	require.Equal(t, "private, no-store", w.Header().Get("Cache-Control"))
}

// TestTheSpecimensFillASheet: so that how a text is cut off counts in how sheets are drawn.
func TestTheSpecimensFillASheet(t *testing.T) {
	t.Parallel()
	for _, poster := range specimens() {
		whole, err := pdf.Board(poster)
		require.NoError(t, err)
		text := poster.Text
		poster.Text = strings.Repeat(text, 2)
		longer, err := pdf.Board(poster)
		require.NoError(t, err)
		require.Equal(t, whole, longer, "the end of the text is left out")
		poster.Text = text[:strings.Index(text, ".")+1]
		shorter, err := pdf.Board(poster)
		require.NoError(t, err)
		require.NotEqual(t, whole, shorter, "more than its first sentence is there")
	}
}
