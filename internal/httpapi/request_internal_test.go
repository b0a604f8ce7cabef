package httpapi

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/deadline"
)

// TestTheLogHasNoSecretOfACalendar: whoever reads the log must not read somebody's calendar.
func TestTheLogHasNoSecretOfACalendar(t *testing.T) {
	t.Parallel()
	require.NotContains(t, shown(deadline.CalendarAddress("Zm9vYmFy")), "Zm9v")
	require.Equal(t, "/graphql", shown("/graphql"))
}
