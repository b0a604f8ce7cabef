package letter

import (
	"slices"
	"time"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// State is where a letter stands.
type State string

// The states (domain.md 3.1, P3–P8). What follows REGISTERED is the matter of the choice
// of pilots.
const (
	Draft      State = "DRAFT"
	Submitted  State = "SUBMITTED"
	Late       State = "LATE"
	Registered State = "REGISTERED"
	// Withdrawn was taken back, Replaced by a later letter of the same municipality.
	Withdrawn State = "WITHDRAWN"
	Replaced  State = "REPLACED"

	EligibilityCheck   State = "ELIGIBILITY_CHECK"
	NeedsClarification State = "NEEDS_CLARIFICATION"
	Eligible           State = "ELIGIBLE"
	Ineligible         State = "INELIGIBLE"
	Evaluation         State = "EVALUATION"

	Selected              State = "SELECTED"
	SelectedWithCofinance State = "SELECTED_WITH_COFINANCING"
	Reserve               State = "RESERVE"
	NotSelected           State = "NOT_SELECTED"
)

// States lists them in the order of a letter's life.
var States = []State{Draft, Submitted, Late, Registered, Withdrawn, Replaced, EligibilityCheck, NeedsClarification,
	Eligible, Ineligible, Evaluation, Selected, SelectedWithCofinance, Reserve, NotSelected}

// Active reports whether the letter is the one of its municipality: a draft, a late, a
// withdrawn and a replaced one are not.
func (s State) Active() bool {
	return !slices.Contains([]State{Draft, Late, Withdrawn, Replaced}, s)
}

// Event is what happens to a letter.
type Event string

// The events up to registration.
const (
	Submit Event = "SUBMIT"
	// SubmitLate keeps what was sent after the deadline.
	SubmitLate Event = "SUBMIT_LATE"
	Register   Event = "REGISTER"
	// AdmitLate registers a late letter, for a reason.
	AdmitLate Event = "ADMIT_LATE"
	Replace   Event = "REPLACE"
	// Restore makes a replaced letter the active one again, for a reason.
	Restore  Event = "RESTORE"
	Withdraw Event = "WITHDRAW"
)

// Facts are what the rules need from outside the letter.
type Facts struct {
	Terms Terms
	// SentAt is the time that decides: that of the transaction, or what stands on a paper.
	SentAt time.Time
	// ByProgramme says that the programme acts on what it was told.
	ByProgramme bool
	Reason      string
	// Problems of the content refuse SUBMIT and SUBMIT_LATE.
	Problems apperr.List
}

// Transition is one line of the letter's table.
type Transition struct {
	Event Event
	From  []State
	To    State

	guards []guard
}

type guard func(f Facts) *apperr.Error

// Table is the life of a letter up to its registration, and what ends it, with the lines
// of the choice of pilots. docs/letter-lifecycle.md is printed from it.
var Table = append([]Transition{
	{Submit, []State{Draft}, Submitted, []guard{begun, inTime}},
	{SubmitLate, []State{Draft}, Late, []guard{begun, tooLate}},
	{Register, []State{Submitted}, Registered, nil},
	{AdmitLate, []State{Late}, Registered, []guard{reasonGiven}},
	{Replace, []State{Submitted, Registered}, Replaced, nil},
	{Restore, []State{Replaced}, Registered, []guard{reasonGiven}},
	{Withdraw, []State{Submitted, Late, Registered}, Withdrawn, []guard{withdrawable}},
}, choice...)

// transition finds the line for an event in a state.
func transition(event Event, from State) (Transition, bool) {
	for _, t := range Table {
		if t.Event == event && slices.Contains(t.From, from) {
			return t, true
		}
	}
	return Transition{}, false
}

// Apply moves the letter by an event at time now, the time of the transaction that holds
// the lock of the call and of the letter, and counts the change. A wrong state is refused
// with RULE LETTER_STATE, and otherwise every guard and problem that stands in the way is
// answered; then nothing changes.
func (l *Letter) Apply(event Event, f Facts, now time.Time) error {
	t, ok := transition(event, l.State)
	if !ok {
		return ErrState.With(i18n.Args{"state": l.State.Name()})
	}
	var refusals apperr.List
	for _, guard := range t.guards {
		refusals.Add(guard(f))
	}
	if event == Submit || event == SubmitLate {
		refusals = append(refusals, f.Problems...)
	}
	if err := refusals.Err(); err != nil {
		return err
	}
	l.State = t.To
	l.effect(event, f, now)
	l.Touch(now)
	return nil
}

func (l *Letter) effect(event Event, f Facts, now time.Time) {
	switch event {
	case Submit, SubmitLate:
		sent := f.SentAt
		l.SubmittedAt, l.Late = &sent, event == SubmitLate
	case Register, AdmitLate:
		l.RegisteredAt, l.Reason = &now, f.Reason
	case Restore:
		l.ReplacedByID, l.Reason = nil, f.Reason
		if l.RegisteredAt == nil {
			l.RegisteredAt = &now
		}
	case Withdraw, StepBack:
		l.Reason = f.Reason
	}
}

// permits tells whether an event is possible now, whatever is written.
func (l *Letter) permits(event Event, f Facts) error {
	t, ok := transition(event, l.State)
	if !ok {
		return ErrState.With(i18n.Args{"state": l.State.Name()})
	}
	for _, guard := range t.guards {
		if refusal := guard(f); refusal != nil {
			return refusal
		}
	}
	return nil
}

// begun refuses a letter before the call is open.
func begun(f Facts) *apperr.Error {
	if !f.Terms.Announced || f.Terms.early(f.SentAt) {
		return ErrNotOpen
	}
	return nil
}

func inTime(f Facts) *apperr.Error {
	if f.Terms.late(f.SentAt) {
		return ErrLate
	}
	return nil
}

func tooLate(f Facts) *apperr.Error {
	if !f.Terms.late(f.SentAt) {
		return ErrNotLate
	}
	return nil
}

// withdrawable lets senders withdraw until the deadline; later the programme does it on
// their word.
func withdrawable(f Facts) *apperr.Error {
	if f.ByProgramme {
		return reasonGiven(f)
	}
	if f.Terms.late(f.SentAt) {
		return ErrWithdrawLate
	}
	return nil
}

func reasonGiven(f Facts) *apperr.Error {
	if f.Reason == "" {
		return apperr.ErrRequired.At("reason")
	}
	return nil
}
