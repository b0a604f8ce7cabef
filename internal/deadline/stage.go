package deadline

import "github.com/demilge/demilge/internal/clock"

// Stage is when before a day a reminder is sent, in days; negative ones are after it.
type Stage int

// The stages (domain.md R-33): before, on the day, the day after it, and three days after
// it to those who stand in for the one who is late.
const (
	TwoWeeks Stage = 14
	OneWeek  Stage = 7
	Tomorrow Stage = 1
	Today    Stage = 0
	Missed   Stage = -1
	ToDeputy Stage = -3
)

var stages = []Stage{TwoWeeks, OneWeek, Tomorrow, Today, Missed, ToDeputy}

// Forgotten is after how many days a deadline is reminded of no more: whoever was told
// twice knows.
const Forgotten = 30

// StageOn is the stage that a deadline has reached on a day. A server that was down sends
// the reminder of today, not all that it missed; false while it is early, and when all is
// long over.
func StageOn(due, today clock.Date) (reached Stage, ok bool) {
	left := int(due.Sub(today.Time).Hours() / 24)
	if left < -Forgotten {
		return 0, false
	}
	for _, stage := range stages {
		if left <= int(stage) {
			reached, ok = stage, true
		}
	}
	return reached, ok
}
