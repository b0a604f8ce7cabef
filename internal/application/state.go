package application

import (
	"slices"
	"time"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/i18n"
)

// State is where an application stands.
type State string

// The states (domain.md M9–M12). Submitted means registered: receipt and register number
// come in one step.
const (
	Draft          State = "DRAFT"
	Submitted      State = "SUBMITTED"
	ReturnedForFix State = "RETURNED_FOR_FIX"
	Admitted       State = "ADMITTED"
	Rejected       State = "REJECTED"
	Withdrawn      State = "WITHDRAWN"
	Awarded        State = "AWARDED"
	NotAwarded     State = "NOT_AWARDED"
)

// States lists every state in the order of an application's life.
var States = []State{Draft, Submitted, ReturnedForFix, Admitted, Rejected, Withdrawn, Awarded, NotAwarded}

// Editable reports whether the content may change.
func (s State) Editable() bool { return s == Draft || s == ReturnedForFix }

// Undecided reports whether the commission still has to decide on admission.
func (s State) Undecided() bool { return s == Submitted || s == ReturnedForFix }

// Event is what somebody does to an application.
type Event string

// The events.
const (
	Submit     Event = "SUBMIT"
	Resubmit   Event = "RESUBMIT"
	Return     Event = "RETURN"
	Admit      Event = "ADMIT"
	Reject     Event = "REJECT"
	Reconsider Event = "RECONSIDER"
	Withdraw   Event = "WITHDRAW"
	// EndProcessing ends the consent to processing, and the application with it.
	EndProcessing Event = "END_PROCESSING"
	Award         Event = "AWARD"
	Deny          Event = "DENY"
	// Unsettle takes AWARDED and NOT_AWARDED back when the protocol is annulled.
	Unsettle Event = "UNSETTLE"
)

// Events lists every event.
var Events = []Event{Submit, Resubmit, Return, Admit, Reject, Reconsider, Withdraw, EndProcessing, Award, Deny, Unsettle}

// Facts are what the rules need to know from outside the application. An event looks at
// its own part only.
type Facts struct {
	// Competition is the state of the competition at the time of the event.
	Competition competition.State
	// OpensAt and ClosesAt bound the window; receipt, withdrawal and lateness look at them.
	OpensAt, ClosesAt *time.Time
	// ReceivedAt is what stands on a paper; nil for an online application.
	ReceivedAt *time.Time
	// Problems of the content that refuse SUBMIT, RESUBMIT and ADMIT.
	Problems apperr.List
	// Unchecked counts the points of the checklist that have no result; asked by ADMIT.
	Unchecked int
	// Failed says that a point of the checklist is not met; asked by ADMIT.
	Failed bool
	// OverMaximum says that more is asked of the local budget than one may; asked by ADMIT.
	OverMaximum bool
	// Sealed says that the commission's protocol is out for signature or signed; asked by
	// END_PROCESSING.
	Sealed bool
	// Correction is asked by RETURN.
	Correction *Correction
	// Reason is asked by REJECT, RECONSIDER and WITHDRAW of a paper.
	Reason string
}

// Transition is one line of the application's table.
type Transition struct {
	Event Event
	From  []State
	To    State
	// timely are the guards that look at times and at the course of things; guards look at
	// what is written or given.
	timely, guards []guard
}

type guard func(a *Application, f Facts, now time.Time) *apperr.Error

// Table is the life of an application. docs/application-lifecycle.md is printed from it.
var Table = []Transition{
	{Submit, []State{Draft}, Submitted, []guard{windowTakes}, nil},
	{Resubmit, []State{ReturnedForFix}, Submitted, []guard{undecidedCompetition, correctionInTime}, nil},
	{Return, []State{Submitted}, ReturnedForFix, []guard{undecidedCompetition, returnedOnce}, []guard{fieldsNamed}},
	{Admit, []State{Submitted}, Admitted, []guard{undecidedCompetition, inTime}, []guard{withinMaximum, checked}},
	{Reject, []State{Submitted, ReturnedForFix}, Rejected, []guard{undecidedCompetition, correctionOver}, []guard{reasonGiven}},
	{Reconsider, []State{Admitted, Rejected}, Submitted, []guard{undecidedCompetition}, []guard{reasonGiven}},
	{Withdraw, []State{Submitted, ReturnedForFix, Admitted}, Withdrawn, []guard{windowOpen}, nil},
	{EndProcessing, []State{Submitted, ReturnedForFix, Admitted}, Withdrawn, []guard{undecided}, nil},
	{Award, []State{Admitted}, Awarded, nil, nil},
	{Deny, []State{Admitted}, NotAwarded, nil, nil},
	{Unsettle, []State{Awarded, NotAwarded}, Admitted, nil, nil},
}

// Apply moves the application by an event at time now, the time of the transaction that
// holds its lock, and counts the change (entity.Base.Touch). It refuses a wrong state
// with RULE APPLICATION_STATE, and otherwise with every guard and problem that stands in
// the way; then nothing changes.
func (a *Application) Apply(event Event, f Facts, now time.Time) error {
	t := transition(event)
	if !slices.Contains(t.From, a.State) {
		return ErrState.With(i18n.Args{"state": a.State.Name()})
	}
	var refusals apperr.List
	for _, guard := range slices.Concat(t.timely, t.guards) {
		refusals.Add(guard(a, f, now))
	}
	if event == Submit || event == Resubmit || event == Admit {
		refusals = append(refusals, f.Problems...)
	}
	if err := refusals.Err(); err != nil {
		return err
	}
	a.State = t.To
	a.effect(event, f, now)
	a.Touch(now)
	return nil
}

func transition(event Event) Transition {
	i := slices.IndexFunc(Table, func(t Transition) bool { return t.Event == event })
	return Table[i]
}

// admits refuses an event for which the state or the time is not right; what is written
// or given may still refuse it.
func (a *Application) admits(event Event, f Facts, now time.Time) error {
	t := transition(event)
	if !slices.Contains(t.From, a.State) {
		return ErrState.With(i18n.Args{"state": a.State.Name()})
	}
	for _, guard := range t.timely {
		if refusal := guard(a, f, now); refusal != nil {
			return refusal
		}
	}
	return nil
}

func (a *Application) effect(event Event, f Facts, now time.Time) {
	switch event {
	case Submit:
		a.ReceivedAt = &now
		if f.ReceivedAt != nil {
			a.ReceivedAt = f.ReceivedAt
		}
	case Resubmit:
		mended := *a.Correction
		mended.AnsweredAt = &now
		a.Correction = &mended
	case Return:
		a.Correction = f.Correction
	case Reject, Withdraw:
		a.Reason = f.Reason
	case Reconsider:
		a.Reason = ""
	}
}

// Late reports whether the application came after the window.
func (a *Application) Late(closesAt *time.Time) bool {
	return a.ReceivedAt != nil && closesAt != nil && !a.ReceivedAt.Before(*closesAt)
}

// windowTakes takes an online application while the window is open. A paper may be
// entered later, with the time that stands on it; a late one is registered and rejected.
func windowTakes(a *Application, f Facts, now time.Time) *apperr.Error {
	switch f.Competition {
	case competition.Open:
		return receiptPossible(f, now)
	case competition.Draft, competition.Announced:
		return ErrWindowNotOpen
	case competition.Closed:
		if a.Channel != Online {
			return receiptPossible(f, now)
		}
	}
	return ErrWindowClosed
}

func receiptPossible(f Facts, now time.Time) *apperr.Error {
	switch {
	case f.ReceivedAt == nil:
	case f.ReceivedAt.After(now):
		return ErrReceivedLater.At("receivedAt")
	case f.OpensAt != nil && f.ReceivedAt.Before(*f.OpensAt):
		return ErrReceivedEarly.At("receivedAt")
	}
	return nil
}

func undecidedCompetition(_ *Application, f Facts, _ time.Time) *apperr.Error {
	if f.Competition == competition.Open || f.Competition == competition.Closed {
		return nil
	}
	return ErrEvaluationStarted
}

func windowOpen(_ *Application, f Facts, now time.Time) *apperr.Error {
	if f.ClosesAt != nil && now.Before(*f.ClosesAt) && f.Competition != competition.Cancelled {
		return nil
	}
	return ErrWithdrawLate
}

// undecided lets a consent end until the commission has decided (domain.md 8).
func undecided(_ *Application, f Facts, _ time.Time) *apperr.Error {
	switch f.Competition {
	case competition.Open, competition.Closed, competition.Evaluation:
		if !f.Sealed {
			return nil
		}
	}
	return ErrDecided
}

func correctionInTime(a *Application, _ Facts, now time.Time) *apperr.Error {
	if clock.DateOf(now).After(a.Correction.DueOn) {
		return ErrCorrectionLate.With(i18n.Args{"date": a.Correction.DueOn})
	}
	return nil
}

// correctionOver protects the time that was promised to the applicant.
func correctionOver(a *Application, _ Facts, now time.Time) *apperr.Error {
	if a.State == ReturnedForFix && !clock.DateOf(now).After(a.Correction.DueOn) {
		return ErrCorrectionRuns.With(i18n.Args{"date": a.Correction.DueOn})
	}
	return nil
}

func returnedOnce(a *Application, _ Facts, _ time.Time) *apperr.Error {
	if a.Correction != nil {
		return ErrReturnedOnce
	}
	return nil
}

func fieldsNamed(_ *Application, f Facts, _ time.Time) *apperr.Error {
	if f.Correction == nil || len(f.Correction.Fields) == 0 {
		return apperr.ErrRequired.At("fields")
	}
	return nil
}

func inTime(a *Application, f Facts, _ time.Time) *apperr.Error {
	if a.Late(f.ClosesAt) {
		return ErrAdmitLate
	}
	return nil
}

func withinMaximum(_ *Application, f Facts, _ time.Time) *apperr.Error {
	if f.OverMaximum {
		return ErrOverMaximum
	}
	return nil
}

func checked(_ *Application, f Facts, _ time.Time) *apperr.Error {
	switch {
	case f.Unchecked > 0:
		return ErrUnchecked.With(i18n.Args{"count": f.Unchecked})
	case f.Failed:
		return ErrCheckFailed
	}
	return nil
}

func reasonGiven(_ *Application, f Facts, _ time.Time) *apperr.Error {
	if f.Reason == "" {
		return apperr.ErrRequired.At("reason")
	}
	return nil
}
