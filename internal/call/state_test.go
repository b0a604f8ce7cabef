package call

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
)

var (
	deadlineAt = time.Date(2025, time.February, 28, 18, 0, 0, 0, clock.Bishkek)
	opensAt    = deadlineAt.AddDate(0, 0, -25)
)

// standing is a call that is in a state at the time that comes with it.
func standing(state State) (*Call, time.Time) {
	c := &Call{State: state, OpensAt: &opensAt, Deadline: &deadlineAt}
	switch state {
	case Announced:
		c.State = Open
		return c, opensAt.Add(-time.Second)
	case Closed:
		c.State = Open
		return c, deadlineAt
	}
	return c, opensAt
}

func TestEveryPairOfStateAndEventIsInTheTableOrRefused(t *testing.T) {
	t.Parallel()
	for _, line := range Transitions {
		for _, state := range States {
			c, now := standing(state)
			require.Equal(t, state, c.StateAt(now))
			err := c.apply(line.Event, "why", now)
			if slices.Contains(line.From, state) {
				require.NoError(t, err, "%s %s", state, line.Event)
				require.Equal(t, line.To, c.State)
				require.Len(t, c.History, 1)
				continue
			}
			require.Error(t, err, "%s %s", state, line.Event)
			require.Empty(t, c.History)
		}
	}
}

func TestTheInstantOfTheDeadlineIsTooLate(t *testing.T) {
	t.Parallel()
	c, _ := standing(Open)
	require.Equal(t, Open, c.StateAt(deadlineAt.Add(-time.Second)))
	require.Equal(t, Closed, c.StateAt(deadlineAt))
	require.NoError(t, c.Admits(Extend, deadlineAt.Add(-time.Second)))
	require.ErrorIs(t, c.Admits(Extend, deadlineAt), ErrDeadlineOver)
}

func TestEveryStateHasAName(t *testing.T) {
	t.Parallel()
	for _, s := range States {
		require.NotEmpty(t, s.Name().In(i18n.Ky, nil), s)
	}
}

// diagram draws the table, with what the clock does, as a Mermaid state diagram.
func diagram() string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n    [*] --> DRAFT\n    ANNOUNCED --> OPEN: opensAt\n    OPEN --> CLOSED: deadline\n")
	for _, line := range Transitions {
		for _, from := range line.From {
			to := line.To
			switch {
			case to == Open && from == Draft:
				to = Announced
			case to == Open:
				to = from
			}
			fmt.Fprintf(&b, "    %s --> %s: %s\n", from, to, line.Event)
		}
	}
	fmt.Fprintf(&b, "    %s --> [*]\n    %s --> [*]\n", ResultsPublished, Cancelled)
	return b.String()
}

func TestDocumentedDiagramIsTheTable(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/call-lifecycle.md")
	require.NoError(t, err)
	require.Contains(t, string(page), "```mermaid\n"+diagram()+"```", "docs/call-lifecycle.md must show:\n"+diagram())
}
