package text

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apperr"
)

func TestLine(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"", "Жомокко саякат", "Ө, Ү, Ң — «тырмакча»", strings.Repeat("ң", 10)} {
		require.Nil(t, Line(good, 20, "title"), good)
	}
	for _, bad := range []string{"a\x00b", "a\nb", "a\u202eb", "a\u200fb", "\xff\xfe", "a\x1bb", "a\ufffdb"} {
		err := Line(bad, 20, "title")
		require.ErrorIs(t, err, ErrUnreadable, "%q", bad)
		require.Equal(t, []string{"title"}, err.Path)
	}
	require.Equal(t, apperr.Validation, apperr.CodeOf(Line(strings.Repeat("ң", 21), 20, "title")))
}

func TestBlockKeepsLines(t *testing.T) {
	t.Parallel()
	require.Nil(t, Block("бир\nэки\r\n\tүч", 20, "goal"))
	require.NotNil(t, Block("бир\x00", 20, "goal"))
}
