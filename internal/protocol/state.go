package protocol

import (
	"slices"
	"time"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// State is where a protocol stands.
type State string

// The states. A sealed protocol waits for its signatures; a withdrawn or annulled one is
// kept, and another is drafted in its place.
const (
	Draft     State = "DRAFT"
	Sealed    State = "SEALED"
	Signed    State = "SIGNED"
	Withdrawn State = "WITHDRAWN"
	Annulled  State = "ANNULLED"
)

// Event is what happens to a protocol.
type Event string

// The events.
const (
	Edit     Event = "EDIT"
	Seal     Event = "SEAL"
	Withdraw Event = "WITHDRAW"
	Complete Event = "COMPLETE"
	Annul    Event = "ANNUL"
)

// States and Events list them all.
var (
	States = []State{Draft, Sealed, Signed, Withdrawn, Annulled}
	Events = []Event{Edit, Seal, Withdraw, Complete, Annul}
)

var table = map[Event]struct {
	from State
	to   State
}{
	Edit:     {Draft, Draft},
	Seal:     {Draft, Sealed},
	Withdraw: {Sealed, Withdrawn},
	Complete: {Sealed, Signed},
	Annul:    {Signed, Annulled},
}

// Allowed lists the events that the state does not forbid.
func (p *Protocol) Allowed() []Event {
	var events []Event
	for _, e := range Events {
		if table[e].from == p.State {
			events = append(events, e)
		}
	}
	return events
}

// admits refuses an event that the state forbids.
func (p *Protocol) admits(event Event) error {
	if table[event].from != p.State {
		return ErrState.With(i18n.Args{"state": names[p.State]})
	}
	return nil
}

// Apply moves the protocol by an event at time now and counts the change. Withdraw and
// Annul ask for a reason. It answers RULE and changes nothing when the state forbids it.
func (p *Protocol) Apply(event Event, reason string, now time.Time) error {
	if err := p.admits(event); err != nil {
		return err
	}
	line := table[event]
	if reason == "" && slices.Contains([]Event{Withdraw, Annul}, event) {
		return apperr.ErrRequired.At("reason")
	}
	p.State = line.to
	switch event {
	case Seal:
		p.SealedAt = &now
	case Complete:
		p.SignedAt = &now
	case Withdraw, Annul:
		p.EndedAt, p.Reason = &now, reason
	}
	p.Touch(now)
	return nil
}

var names = map[State]i18n.Text{
	Draft:     i18n.New("долбоор", "проект", "draft"),
	Sealed:    i18n.New("кол коюлууда", "на подписании", "being signed"),
	Signed:    i18n.New("кол коюлган", "подписан", "signed"),
	Withdrawn: i18n.New("кайра алынган", "отозван", "withdrawn"),
	Annulled:  i18n.New("жокко чыгарылган", "отменён", "annulled"),
}
