package application

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// diagram draws the table as a Mermaid state diagram.
func diagram() string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n    [*] --> DRAFT\n")
	for _, t := range Table {
		for _, from := range t.From {
			fmt.Fprintf(&b, "    %s --> %s: %s\n", from, t.To, t.Event)
		}
	}
	for _, end := range []State{Rejected, Withdrawn, Awarded, NotAwarded} {
		fmt.Fprintf(&b, "    %s --> [*]\n", end)
	}
	return b.String()
}

func TestDocumentedDiagramIsTheTable(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/application-lifecycle.md")
	require.NoError(t, err)
	require.Contains(t, string(page), "```mermaid\n"+diagram()+"```", "docs/application-lifecycle.md must show:\n"+diagram())
}
