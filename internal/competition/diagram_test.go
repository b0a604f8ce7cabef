package competition

import (
	"fmt"
	"strings"
)

// diagram draws the table as a Mermaid state diagram; docs/competition-lifecycle.md
// shows it and a test compares the two.
func diagram() string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n    [*] --> DRAFT\n")
	fmt.Fprintf(&b, "    %s --> %s: clock, opensAt\n    %s --> %s: clock, closesAt\n", Announced, Open, Open, Closed)
	for _, t := range Table {
		for _, from := range t.From {
			fmt.Fprintf(&b, "    %s --> %s: %s\n", from, t.To, t.Event)
		}
	}
	for _, end := range []State{ResultPublished, Cancelled, Failed} {
		fmt.Fprintf(&b, "    %s --> [*]\n", end)
	}
	return b.String()
}
