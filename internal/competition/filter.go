package competition

import "time"

// Filter narrows a list of competitions; its zero value is all of them.
type Filter struct {
	// Year of the number.
	Year *int
	// States as they are at Now.
	States []State
	// Search finds a part of the number or title.
	Search string
	// Public leaves out what was never announced.
	Public bool
	// Sorting of the list; empty is [Newest].
	Sorting Sorting
	// Now decides which announced competitions are open and closed.
	Now time.Time
}

// Sorting is how a list is sorted.
type Sorting string

// The sortings.
const (
	Newest   Sorting = "NEWEST"
	Oldest   Sorting = "OLDEST"
	ByNumber Sorting = "NUMBER"
	// ByRequested sorts by what the registered applications ask of the local budget, the
	// most first.
	ByRequested Sorting = "REQUESTED"
)
