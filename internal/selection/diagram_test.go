package selection

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// diagram draws the table as a Mermaid state diagram.
func diagram() string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n    [*] --> PREPARATION\n")
	for _, t := range Table {
		for _, from := range t.From {
			fmt.Fprintf(&b, "    %s --> %s: %s\n", from, t.To, t.Event)
		}
	}
	b.WriteString("    PUBLISHED --> [*]\n")
	return b.String()
}

func TestDocumentedDiagramIsTheTable(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/selection-lifecycle.md")
	require.NoError(t, err)
	require.Contains(t, string(page), "```mermaid\n"+diagram()+"```", "docs/selection-lifecycle.md must show:\n"+diagram())
}

func TestEveryPairOfStateAndEventIsInTheTableOrRefused(t *testing.T) {
	t.Parallel()
	now := time.Date(2025, 3, 1, 0, 0, 0, 0, time.UTC)
	for _, state := range States {
		for _, line := range Table {
			s := &Selection{State: state}
			err := s.Apply(line.Event, "reason", now)
			if contains(line.From, state) {
				require.NoError(t, err, "%s %s", state, line.Event)
				require.Equal(t, line.To, s.State)
				continue
			}
			require.ErrorIs(t, err, ErrState, "%s %s", state, line.Event)
			require.Equal(t, state, s.State)
		}
	}
}

func contains(states []State, s State) bool {
	for _, x := range states {
		if x == s {
			return true
		}
	}
	return false
}
