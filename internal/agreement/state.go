package agreement

import (
	"slices"
	"time"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// State is where an agreement stands.
type State string

// The states.
const (
	Draft                 State = "DRAFT"
	ForSignature          State = "FOR_SIGNATURE"
	Signed                State = "SIGNED"
	Active                State = "ACTIVE"
	Suspended             State = "SUSPENDED"
	Terminated            State = "TERMINATED"
	CancelledForceMajeure State = "CANCELLED_FORCE_MAJEURE"
	Closed                State = "CLOSED"
)

// Event is what happens to an agreement.
type Event string

// The events.
const (
	Submit             Event = "SUBMIT"
	Return             Event = "RETURN"
	Sign               Event = "SIGN"
	Activate           Event = "ACTIVATE"
	Suspend            Event = "SUSPEND"
	Resume             Event = "RESUME"
	Terminate          Event = "TERMINATE"
	CancelForceMajeure Event = "CANCEL_FORCE_MAJEURE"
	Close              Event = "CLOSE"
)

// States and Events list them all.
var (
	States = []State{Draft, ForSignature, Signed, Active, Suspended, Terminated, CancelledForceMajeure, Closed}
	Events = []Event{Submit, Return, Sign, Activate, Suspend, Resume, Terminate, CancelForceMajeure, Close}
)

// Facts are what the rules of an agreement need from outside it.
type Facts struct {
	// Reason is asked of what hinders or ends it.
	Reason string
	// Obstacles stand in the way of the event; the first is answered.
	Obstacles []*apperr.Error
}

type transition struct {
	event    Event
	from     []State
	to       State
	reasoned bool
}

var table = []transition{
	{Submit, []State{Draft}, ForSignature, false},
	{Return, []State{ForSignature}, Draft, true},
	{Sign, []State{ForSignature}, Signed, false},
	{Activate, []State{Signed}, Active, false},
	{Suspend, []State{Active}, Suspended, true},
	{Resume, []State{Suspended}, Active, false},
	{Terminate, []State{Signed, Active, Suspended}, Terminated, true},
	{CancelForceMajeure, []State{Draft, ForSignature, Signed, Active, Suspended}, CancelledForceMajeure, true},
	{Close, []State{Active}, Closed, false},
}

// Apply moves the agreement by an event at time now and counts the change, or answers
// RULE and changes nothing.
func (a *Agreement) Apply(event Event, facts Facts, now time.Time) error {
	t := table[slices.IndexFunc(table, func(t transition) bool { return t.event == event })]
	if !slices.Contains(t.from, a.State) {
		return a.wrongState()
	}
	if t.reasoned && facts.Reason == "" {
		return apperr.ErrRequired.At("reason")
	}
	if len(facts.Obstacles) > 0 {
		return apperr.List(facts.Obstacles).Err()
	}
	a.State = t.to
	a.effect(event, facts, now)
	a.Touch(now)
	return nil
}

func (a *Agreement) effect(event Event, facts Facts, now time.Time) {
	switch event {
	case Submit:
		a.SubmittedAt, a.Reason = &now, ""
	case Return:
		a.SubmittedAt, a.Reason = nil, facts.Reason
	case Sign:
		a.SignedAt = &now
	case Activate:
		a.ActivatedAt = &now
	case Suspend:
		a.Reason = facts.Reason
	case Resume:
		a.Reason = ""
	case Terminate, CancelForceMajeure:
		a.EndedAt, a.Reason = &now, facts.Reason
	case Close:
		a.EndedAt = &now
	}
}

// events are those that an action stands for.
var events = map[access.Action]Event{
	access.Submit: Submit, access.Return: Return, access.Sign: Sign, access.Activate: Activate, access.Suspend: Suspend,
	access.Resume: Resume, access.Terminate: Terminate, access.Cancel: CancelForceMajeure, access.Close: Close,
}

// stages are the states for the actions that are no events of the table.
var stages = map[access.Action][]State{
	access.Update: {Draft},
	access.Delete: {Draft},
	access.Amend:  {Signed, Active, Suspended},
	// what ended is corrected beside the record
	access.Correct: {Terminated, CancelledForceMajeure, Closed},
}

// takes refuses an action that the agreement's state does not permit.
func (a *Agreement) takes(action access.Action) error {
	states := stages[action]
	for _, t := range table {
		if event, ok := events[action]; ok && t.event == event {
			states = t.from
		}
	}
	if slices.Contains(states, a.State) {
		return nil
	}
	return a.wrongState()
}

func (a *Agreement) wrongState() error { return ErrState.With(i18n.Args{"state": names[a.State]}) }

// Running reports whether the initiative is carried out now: money is spent and events are
// held.
func (a *Agreement) Running() error {
	if a.State == Active {
		return nil
	}
	return ErrNotActive.With(i18n.Args{"state": names[a.State]})
}

// Started reports whether the initiative has begun, whatever became of it: events and
// visits may be entered later from paper.
func (a *Agreement) Started() error {
	if a.ActivatedAt != nil && a.EndedAt == nil {
		return nil
	}
	return ErrNotActive.With(i18n.Args{"state": names[a.State]})
}

var names = map[State]i18n.Text{
	Draft:                 i18n.New("долбоор", "проект", "draft"),
	ForSignature:          i18n.New("кол коюуга берилген", "на подписи", "out for signature"),
	Signed:                i18n.New("кол коюлган", "подписано", "signed"),
	Active:                i18n.New("аткарылып жатат", "исполняется", "active"),
	Suspended:             i18n.New("токтотулуп турат", "приостановлено", "suspended"),
	Terminated:            i18n.New("бузулган", "расторгнуто", "terminated"),
	CancelledForceMajeure: i18n.New("форс-мажордон улам токтотулган", "прекращено из-за форс-мажора", "cancelled for force majeure"),
	Closed:                i18n.New("жабылган", "закрыто", "closed"),
}
