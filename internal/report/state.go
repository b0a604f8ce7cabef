package report

import (
	"slices"
	"time"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
)

// State is where a report stands.
type State string

// The states. That it is overdue is told by the clock.
const (
	Due       State = "DUE"
	Submitted State = "SUBMITTED"
	Returned  State = "RETURNED"
	Accepted  State = "ACCEPTED"
)

// ProgrammePart is where the programme's part of a report stands.
type ProgrammePart string

// The states of the programme's part.
const (
	PartPending  ProgrammePart = "PENDING"
	PartAccepted ProgrammePart = "ACCEPTED"
	PartReturned ProgrammePart = "RETURNED"
)

// Step is what happens to a report.
type Step string

// The steps. Returning the programme's part returns the report, also an accepted one.
const (
	Submit          Step = "SUBMIT"
	Return          Step = "RETURN"
	Accept          Step = "ACCEPT"
	AcceptProgramme Step = "ACCEPT_PROGRAMME"
	ReturnProgramme Step = "RETURN_PROGRAMME"
)

// States and Steps list them all.
var (
	States = []State{Due, Submitted, Returned, Accepted}
	Steps  = []Step{Submit, Return, Accept, AcceptProgramme, ReturnProgramme}
)

// Facts are what a step needs from outside the report.
type Facts struct {
	// Granted says that the agreement has a grant of the programme; asked by SUBMIT.
	Granted bool
	// DecideBy is asked by SUBMIT, FixBy and Parts by returns.
	DecideBy clock.Date
	FixBy    *clock.Date
	Parts    []Part
}

type transition struct {
	step Step
	from []State
	// to is empty where the state stays.
	to State
}

var table = []transition{
	{Submit, []State{Due, Returned}, Submitted},
	{Return, []State{Submitted}, Returned},
	{Accept, []State{Submitted}, Accepted},
	{AcceptProgramme, []State{Submitted, Accepted}, ""},
	{ReturnProgramme, []State{Submitted, Accepted}, Returned},
}

// Apply moves the report by a step at time now and counts the change, or answers RULE and
// changes nothing.
func (r *Report) Apply(step Step, facts Facts, now time.Time) error {
	t := table[slices.IndexFunc(table, func(t transition) bool { return t.step == step })]
	if !slices.Contains(t.from, r.State) {
		return r.wrongState()
	}
	if step == AcceptProgramme || step == ReturnProgramme {
		if err := r.awaitsProgramme(); err != nil {
			return err
		}
	}
	if t.to != "" {
		r.State = t.to
	}
	r.effect(step, facts, now)
	r.Touch(now)
	return nil
}

func (r *Report) effect(step Step, facts Facts, now time.Time) {
	switch step {
	case Submit:
		r.Edition++
		r.SubmittedAt, r.DecideBy = &now, &facts.DecideBy
		r.FixBy, r.ReturnedParts, r.ProgrammePart = nil, []Part{}, nil
		if r.FirstSubmittedAt == nil {
			r.FirstSubmittedAt = &now
		}
		if facts.Granted {
			r.ProgrammePart = part(PartPending)
		}
	case Return:
		r.FixBy, r.ReturnedParts = facts.FixBy, facts.Parts
	case Accept:
		r.AcceptedAt = &now
	case AcceptProgramme:
		r.ProgrammePart = part(PartAccepted)
	case ReturnProgramme:
		r.FixBy, r.ReturnedParts, r.ProgrammePart, r.AcceptedAt = facts.FixBy, facts.Parts, part(PartReturned), nil
	}
}

func part(p ProgrammePart) *ProgrammePart { return &p }

// awaitsProgramme refuses what is done with the programme's part when it gives nothing or
// has decided.
func (r *Report) awaitsProgramme() error {
	if r.ProgrammePart == nil {
		return ErrNoGrant
	}
	if *r.ProgrammePart != PartPending {
		return ErrProgrammeDecided
	}
	return nil
}

// steps are those that an action stands for.
var steps = map[access.Permission]Step{
	{Object: access.Report, Action: access.Submit}:              Submit,
	{Object: access.Report, Action: access.Register}:            Submit,
	{Object: access.Report, Action: access.Return}:              Return,
	{Object: access.Report, Action: access.Accept}:              Accept,
	{Object: access.ReportProgrammePart, Action: access.Accept}: AcceptProgramme,
	{Object: access.ReportProgrammePart, Action: access.Return}: ReturnProgramme,
}

// takes refuses a change that the report's state does not permit.
func (r *Report) takes(permission access.Permission) error {
	from := []State{Due, Returned}
	for _, t := range table {
		if step, ok := steps[permission]; ok && t.step == step {
			from = t.from
		}
	}
	if !slices.Contains(from, r.State) {
		return r.wrongState()
	}
	if permission.Object == access.ReportProgrammePart {
		return r.awaitsProgramme()
	}
	return nil
}

func (r *Report) wrongState() error { return ErrState.With(i18n.Args{"state": names[r.State]}) }

// Overdue reports whether the report is owed and its day has passed.
func (r *Report) Overdue(today clock.Date) bool {
	switch r.State {
	case Due:
		return r.DueOn.Before(today)
	case Returned:
		return r.FixBy.Before(today)
	}
	return false
}

// Late reports whether the report came after its day, or has not come and is overdue.
func (r *Report) Late(today clock.Date) bool {
	if r.FirstSubmittedAt == nil {
		return r.Overdue(today)
	}
	return clock.DateOf(*r.FirstSubmittedAt).After(r.DueOn)
}

// reminded are the days before and after the due day on which the performer is reminded.
var reminded = []int{-14, -7, -1, 0, 1, 7, 14}

// Reminders are the days on which the performer is reminded; empty once the report came.
func (r *Report) Reminders() []clock.Date {
	due := r.DueOn
	switch {
	case r.State == Returned:
		due = *r.FixBy
	case r.State != Due:
		return []clock.Date{}
	}
	days := make([]clock.Date, len(reminded))
	for i, n := range reminded {
		days[i] = due.AddDays(n)
	}
	return days
}

var names = map[State]i18n.Text{
	Due:       i18n.New("тапшырыла элек", "ещё не сдан", "not submitted yet"),
	Submitted: i18n.New("тапшырылган", "сдан", "submitted"),
	Returned:  i18n.New("оңдоого кайтарылган", "возвращён на доработку", "returned"),
	Accepted:  i18n.New("кабыл алынган", "принят", "accepted"),
}
