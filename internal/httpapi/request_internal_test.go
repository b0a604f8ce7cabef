package httpapi

import (
	"bytes"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/deadline"
)

// TestTheLogHasNoSecretOfACalendar: whoever reads the log must not read somebody's calendar,
// however its address was written.
func TestTheLogHasNoSecretOfACalendar(t *testing.T) { //nolint:paralleltest // takes the log of all
	lines, before, out, flags := new(bytes.Buffer), slog.Default(), log.Writer(), log.Flags()
	slog.SetDefault(slog.New(slog.NewTextHandler(lines, nil)))
	t.Cleanup(func() {
		slog.SetDefault(before)
		log.SetOutput(out)
		log.SetFlags(flags)
	})
	handler := logged(http.NotFoundHandler(), nil)
	address := deadline.CalendarAddress("Zm9vYmFy")
	for _, path := range []string{
		address, "/" + address, "/." + address, "/x/.." + address, address + "/..", "/calendar//Zm9vYmFy.ics", "/calendar/./Zm9vYmFy.ics",
		"/%63alendar/Zm9vYmFy.ics", "//calendar%2FZm9vYmFy.ics",
	} {
		lines.Reset()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://demilge.example"+path, nil)
		handler.ServeHTTP(httptest.NewRecorder(), r)
		require.Contains(t, lines.String(), deadline.CalendarPath+"…", path)
		require.NotContains(t, lines.String(), "Zm9v", path)
	}
	lines.Reset()
	handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/graphql", nil))
	require.Contains(t, lines.String(), "path=/graphql ")
}
