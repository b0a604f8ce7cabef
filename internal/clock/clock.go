// Package clock tells the time. Deadlines are decided by the clock of the deciding
// transaction: the database's in production, an injected one in tests and the seed.
package clock

import (
	"sync"
	"time"
	_ "time/tzdata" // Asia/Bishkek must exist on every machine
)

// Clock is an injected time; a nil Clock means the database's own.
type Clock interface{ Now() time.Time }

// Bishkek is the zone in which deadlines are shown and civil dates are meant.
var Bishkek = mustLoad("Asia/Bishkek")

func mustLoad(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return zone
}

// Manual is a clock that stands still until it is set.
type Manual struct {
	mu  sync.Mutex
	now time.Time
}

// NewManual makes a clock that shows now.
func NewManual(now time.Time) *Manual { return &Manual{now: now} }

// Now returns the time the clock was set to.
func (m *Manual) Now() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.now
}

// Set moves the clock.
func (m *Manual) Set(now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now = now
}
