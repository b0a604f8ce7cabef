package agreement

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
	for _, t := range table {
		for _, from := range t.from {
			fmt.Fprintf(&b, "    %s --> %s: %s\n", from, t.to, t.event)
		}
	}
	for _, end := range []State{Terminated, CancelledForceMajeure, Closed} {
		fmt.Fprintf(&b, "    %s --> [*]\n", end)
	}
	return b.String()
}

func TestDocumentedDiagramIsTheTable(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/agreement-lifecycle.md")
	require.NoError(t, err)
	require.Contains(t, string(page), "```mermaid\n"+diagram()+"```", "docs/agreement-lifecycle.md must show:\n"+diagram())
}
