package selection_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apptest"
)

// about finds the statements about a selection and its letters.
var about = regexp.MustCompile("selection|letter|call|municipality")

// A selection with its letters and its committee takes as many statements for one of each
// as for several.
func TestASelectionTakesTheSameStatementsHoweverManyLetters(t *testing.T) {
	t.Parallel()
	listener := &apptest.Statements{}
	s := open(t, nil, listener.Listen(t))
	sel := s.plan(t)
	count := func() []string {
		list := listener.Of("programme", func() { s.look(t) })
		return slices.DeleteFunc(list, func(s string) bool { return !about.MatchString(s) })
	}
	s.send(t, "Алмалуу", jalal)
	s.appoint(t, sel, s.member(t, "Асан"))
	one := count()
	for _, name := range []string{"Бешик", "Чоң-Таш"} {
		s.send(t, name, jalal)
		s.appoint(t, sel, s.member(t, name))
	}
	all := count()
	require.NotEmpty(t, one)
	require.Len(t, all, len(one), strings.Join(all, "\n"))
}

// As many, too, for one letter and for several once the list is published and a municipality
// stepped back.
func TestAPublishedSelectionTakesTheSameStatementsHoweverManyLetters(t *testing.T) {
	t.Parallel()
	count := func(names ...string) []string {
		listener := &apptest.Statements{}
		c := &chosen{season: open(t, nil, listener.Listen(t))}
		for _, name := range names {
			c.send(t, name, jalal)
		}
		c.close()
		c.journal(t)
		c.convene(t, "passingPercent", 40, "reserve", 2)
		c.publish(t, nil)
		c.leave(t, names[0])
		return listener.Of("programme", func() {
			seen := c.look(t)
			require.Len(t, seen.Ranking.Places, len(names))
			require.Len(t, seen.Protocol.Decisions, len(names))
			require.NotNil(t, seen.of(t, names[0]).Notice)
			require.Len(t, c.withdrawn(t), 1)
		})
	}
	one, all := count("Алмалуу"), count("Алмалуу", "Бешик", "Көк-Сай")
	require.NotEmpty(t, one)
	require.Len(t, all, len(one), strings.Join(all, "\n"))
}
