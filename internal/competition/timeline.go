package competition

import (
	"slices"
	"time"
)

// StageStatus says whether a stage lies behind.
type StageStatus string

// The statuses.
const (
	Done    StageStatus = "DONE"
	Current StageStatus = "CURRENT"
	Ahead   StageStatus = "AHEAD"
)

// Stage is one state on the way of a competition.
type Stage struct {
	State State
	// At is when it was reached or, for the window, will be; nil when not known.
	At     *time.Time
	Status StageStatus
}

// Timeline lists the stages from the draft to the published result, or to the end that
// the competition took instead.
func (c *Competition) Timeline(now time.Time) []Stage {
	current := c.StateAt(now)
	stages := make([]Stage, 0, len(States))
	for _, state := range States[:len(States)-2] {
		stages = append(stages, Stage{State: state, At: c.reached(state), Status: Ahead})
	}
	if current == Cancelled || current == Failed {
		last := slices.IndexFunc(stages, func(s Stage) bool { return s.State == c.lastState() })
		stages = append(stages[:last+1], Stage{State: current, At: c.reached(current)})
	}
	at := slices.IndexFunc(stages, func(s Stage) bool { return s.State == current })
	for i := range stages[:at] {
		stages[i].Status = Done
	}
	stages[at].Status = Current
	return stages
}

// reached is when the competition came, or by its window will come, into a state.
func (c *Competition) reached(state State) *time.Time {
	switch state {
	case Draft:
		return &c.CreatedAt
	case Announced:
		return c.AnnouncedAt
	case Open:
		return c.OpensAt
	case Closed:
		return c.ClosesAt
	}
	for _, step := range slices.Backward(c.History) {
		if step.To == state && step.From != state && slices.Index(States, c.State) >= slices.Index(States, state) {
			return &step.At
		}
	}
	return nil
}

// lastState is the state that a cancelled or failed competition left.
func (c *Competition) lastState() State {
	for _, step := range slices.Backward(c.History) {
		if step.From != c.State {
			return step.From
		}
	}
	return Draft
}
