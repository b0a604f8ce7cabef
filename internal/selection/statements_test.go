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
