package report

import (
	"time"

	"github.com/demilge/demilge/internal/clock"
)

// Public is what everyone sees of a final report.
type Public struct {
	State State
	DueOn clock.Date
	// SubmittedOn is the day on which it came for the first time, nil before.
	SubmittedOn *clock.Date
	AcceptedOn  *clock.Date
	// Late says that it came after its day, or is overdue.
	Late bool
}

func (r *Report) public(today clock.Date) *Public {
	return &Public{
		State: r.State, DueOn: r.DueOn, SubmittedOn: dayOf(r.FirstSubmittedAt), AcceptedOn: dayOf(r.AcceptedAt), Late: r.Late(today),
	}
}

func dayOf(at *time.Time) *clock.Date {
	if at == nil {
		return nil
	}
	day := clock.DateOf(*at)
	return &day
}
