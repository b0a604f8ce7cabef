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
	// Now decides which announced competitions are open and closed.
	Now time.Time
}
