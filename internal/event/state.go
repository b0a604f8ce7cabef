package event

import (
	"slices"
	"time"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// State is where an event stands.
type State string

// The states.
const (
	Planned   State = "PLANNED"
	Held      State = "HELD"
	Cancelled State = "CANCELLED"
	Postponed State = "POSTPONED"
)

// Step is what happens to an event.
type Step string

// The steps.
const (
	Hold       Step = "HOLD"
	Cancel     Step = "CANCEL"
	Postpone   Step = "POSTPONE"
	Reschedule Step = "RESCHEDULE"
)

// States and Steps list them all.
var (
	States = []State{Planned, Held, Cancelled, Postponed}
	Steps  = []Step{Hold, Cancel, Postpone, Reschedule}
)

type transition struct {
	step     Step
	from     []State
	to       State
	reasoned bool
}

var table = []transition{
	{Hold, []State{Planned, Postponed}, Held, false},
	{Cancel, []State{Planned, Postponed}, Cancelled, true},
	{Postpone, []State{Planned}, Postponed, true},
	{Reschedule, []State{Planned, Postponed}, Planned, true},
}

// Apply moves the event by a step at time now and counts the change, or answers RULE and
// changes nothing.
func (e *Event) Apply(step Step, reason string, now time.Time) error {
	t := table[slices.IndexFunc(table, func(t transition) bool { return t.step == step })]
	if !slices.Contains(t.from, e.State) {
		return e.wrongState()
	}
	if t.reasoned && reason == "" {
		return apperr.ErrRequired.At("reason")
	}
	e.State, e.Reason = t.to, reason
	if step == Postpone {
		e.PlannedOn = nil
	}
	e.Touch(now)
	return nil
}

// stages are the states for the actions on an event.
var stages = map[access.Action][]State{
	access.Update:   {Planned, Held},
	access.Delete:   {Planned},
	access.Hold:     {Planned, Postponed},
	access.Cancel:   {Planned, Postponed},
	access.Postpone: {Planned, Postponed},
}

// takes refuses an action that the event's state does not permit.
func (e *Event) takes(action access.Action) error {
	if slices.Contains(stages[action], e.State) {
		return nil
	}
	return e.wrongState()
}

// held refuses an event that did not take place.
func (e *Event) held() error {
	if e.State == Held {
		return nil
	}
	return ErrNotHeld
}

func (e *Event) wrongState() error { return ErrState.With(i18n.Args{"state": names[e.State]}) }

var names = map[State]i18n.Text{
	Planned:   i18n.New("пландалган", "запланировано", "planned"),
	Held:      i18n.New("өткөрүлгөн", "проведено", "held"),
	Cancelled: i18n.New("жокко чыгарылган", "отменено", "cancelled"),
	Postponed: i18n.New("кийинкиге калтырылган", "отложено", "postponed"),
}
