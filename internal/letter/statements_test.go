package letter_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/tenants"
)

// about finds the statements about letters and what belongs to them.
var about = regexp.MustCompile("letter|call|file|municipality")

// A list of letters with all that is shown of each takes as many statements for one letter
// as for several.
func TestAListOfLettersTakesTheSameStatementsHoweverMany(t *testing.T) {
	t.Parallel()
	listener := &apptest.Statements{}
	s := open(t, letter.Limits{}, listener.Listen(t))
	m := s.municipality(t)
	head := s.As(m, access.Head)
	require.Empty(t, s.written(t, head, m.ID).submit(t).R.Errors)
	for range 2 {
		require.Empty(t, s.written(t, s.Public(), s.Registered(t)).submit(t).R.Errors)
		require.Empty(t, s.written(t, head, m.ID).submit(t).R.Errors)
	}
	const shown = `id callId state municipality { name { ky } } receipt { number } replacedById content { headName groups { leader { name } } }
		readiness { percent } files { name url } starred read allowedActions`
	manager := s.As(tenants.Tenant{}, access.ProgrammeManager)
	same := func(c *apptest.Client, document string, variables input) {
		count := func(first int) []string {
			variables["first"] = first
			list := listener.Of("programme", func() { c.Do(t, document, variables, nil) })
			return slices.DeleteFunc(list, func(s string) bool { return !about.MatchString(s) })
		}
		one, all := count(1), count(10)
		require.NotEmpty(t, one)
		require.Len(t, all, len(one), strings.Join(all, "\n"))
	}
	same(manager, `query($c: ID!, $first: Int) { letters(callId: $c, first: $first) { nodes { `+shown+` } } }`, input{"c": s.call})
	same(head, `query($m: String!, $first: Int) { municipality(slug: $m) { letters(first: $first) { nodes { `+shown+` } } } }`, input{"m": m.Slug})
}
