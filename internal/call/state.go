package call

import (
	"slices"
	"time"

	"github.com/demilge/demilge/internal/i18n"
)

// State is where a call stands.
type State string

// The states. Announced and Closed are never stored: the clock decides them.
const (
	Draft            State = "DRAFT"
	Announced        State = "ANNOUNCED"
	Open             State = "OPEN"
	Closed           State = "CLOSED"
	ResultsPublished State = "RESULTS_PUBLISHED"
	Cancelled        State = "CANCELLED"
)

// States lists every state in the order of a call's life.
var States = []State{Draft, Announced, Open, Closed, ResultsPublished, Cancelled}

// Event is what somebody does to a call.
type Event string

// The events.
const (
	OpenCall       Event = "OPEN"
	Amend          Event = "AMEND"
	Extend         Event = "EXTEND"
	PublishResults Event = "PUBLISH_RESULTS"
	Cancel         Event = "CANCEL"
)

// Transition says from which states an event leads where; an empty To stays.
type Transition struct {
	Event Event
	From  []State
	To    State
}

// Transitions is the whole life of a call.
var Transitions = []Transition{
	{OpenCall, []State{Draft}, Open},
	{Amend, []State{Announced, Open}, Open},
	{Extend, []State{Announced, Open}, Open},
	{PublishResults, []State{Closed}, ResultsPublished},
	{Cancel, []State{Draft, Announced, Open, Closed}, Cancelled},
}

func transition(event Event) Transition {
	i := slices.IndexFunc(Transitions, func(t Transition) bool { return t.Event == event })
	return Transitions[i]
}

// StateAt is the state at time now: letters are taken from OpensAt on, and the very
// instant of the deadline is too late.
func (c *Call) StateAt(now time.Time) State {
	if c.State != Open || c.OpensAt == nil || c.Deadline == nil {
		return c.State
	}
	switch {
	case now.Before(*c.OpensAt):
		return Announced
	case now.Before(*c.Deadline):
		return Open
	}
	return Closed
}

// Admits refuses an event that the state at now does not know.
func (c *Call) Admits(event Event, now time.Time) error {
	state := c.StateAt(now)
	switch {
	case slices.Contains(transition(event).From, state):
		return nil
	case event == Extend && state == Closed:
		return ErrDeadlineOver
	}
	return ErrState.With(i18n.Args{"state": names[state]})
}

// apply moves the call by an event at now, the time of the transaction that holds its lock.
func (c *Call) apply(event Event, reason string, now time.Time) error {
	if err := c.Admits(event, now); err != nil {
		return err
	}
	step := Step{Event: event, From: c.StateAt(now), At: now, Reason: reason}
	c.State = transition(event).To
	if event == Extend {
		step.Deadline = c.Deadline
	}
	step.To = c.StateAt(now)
	c.History = append(slices.Clip(c.History), step)
	c.Touch(now)
	return nil
}

// PublishResults notes that the list of those chosen came out at a time; whoever publishes
// it does so in the same transaction, under the call's lock.
func (c *Call) PublishResults(now time.Time) error {
	if err := c.apply(PublishResults, "", now); err != nil {
		return err
	}
	c.ResultsAt = &now
	return nil
}

// recordable refuses results of elsewhere that cannot be noted at now.
func (c *Call) recordable(now time.Time) error {
	if err := c.Admits(PublishResults, now); err != nil {
		return err
	}
	if c.Selected {
		return ErrSelectedHere
	}
	return nil
}

// names are the states as people read them.
var names = map[State]i18n.Text{
	Draft:            i18n.New("долбоор", "черновик", "draft"),
	Announced:        i18n.New("жарыяланган, кат кабыл алуу баштала элек", "объявлено, приём писем не начался", "announced, letters are not taken yet"),
	Open:             i18n.New("кат кабыл алынууда", "идёт приём писем", "letters are taken"),
	Closed:           i18n.New("кат кабыл алуу бүттү", "приём писем закончен", "closed for letters"),
	ResultsPublished: i18n.New("жыйынтык жарыяланган", "результат опубликован", "result published"),
	Cancelled:        i18n.New("жокко чыгарылган", "отменено", "cancelled"),
}

// Name is the state as people read it.
func (s State) Name() i18n.Text { return names[s] }
