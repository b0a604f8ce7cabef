package competition

import (
	"slices"
	"time"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// Transition is one line of the competition's table: the event leads from any of the
// states to another when nothing stands in its way.
type Transition struct {
	Event  Event
	From   []State
	To     State
	guards []guard
}

// Table is the life of a competition (domain.md 3.2). docs/competition-lifecycle.md is
// printed from it.
var Table = []Transition{
	{Announce, []State{Draft}, Announced, []guard{regulationInForce, rulesComplete, envelopeSet, commissionFormed,
		prioritiesChosen, windowFits, termsSet, announcementWritten, channelsChosen}},
	{ExtendWindow, []State{Announced, Open}, Announced, []guard{reasonGiven, windowLater}},
	{StartEvaluation, []State{Closed}, Evaluation, []guard{allDecided, enoughAdmitted}},
	{SignProtocol, []State{Evaluation}, ProtocolSigned, []guard{protocolSigned}},
	{AnnulProtocol, []State{ProtocolSigned}, Evaluation, []guard{reasonGiven, orderGiven}},
	{ApproveResult, []State{ProtocolSigned}, ResultApproved, []guard{orderGiven}},
	{PublishResult, []State{ResultApproved}, ResultPublished, []guard{documentsOut}},
	{Cancel, []State{Draft, Announced, Open, Closed, Evaluation, ProtocolSigned}, Cancelled, []guard{reasonGiven}},
	{FailNoApplicants, []State{Closed}, Failed, []guard{allDecided, tooFewAdmitted, reasonGiven}},
	{FailNoWinner, []State{Evaluation, ProtocolSigned}, Failed, []guard{reasonGiven}},
	{PublishFailure, []State{Failed}, Failed, []guard{documentsOut}},
}

func transition(event Event) Transition {
	i := slices.IndexFunc(Table, func(t Transition) bool { return t.Event == event })
	return Table[i]
}

// Allowed lists the events that the state at now does not forbid; guards may still.
func (c *Competition) Allowed(now time.Time) []Event {
	var events []Event
	for _, t := range Table {
		if slices.Contains(t.From, c.StateAt(now)) {
			events = append(events, t.Event)
		}
	}
	return events
}

// Issues lists everything that stands in the way of an event: the wrong state, then
// what its guards find, warnings among it.
func (c *Competition) Issues(event Event, facts Facts, now time.Time) []Issue {
	t := transition(event)
	var issues []Issue
	if state := c.StateAt(now); !slices.Contains(t.From, state) {
		area, err := wrongState(event, state)
		issues = blocks(area, err)
	}
	for _, guard := range t.guards {
		issues = append(issues, guard(c, facts, now)...)
	}
	return issues
}

// Apply moves the competition by an event at time now, the time of the transaction that
// holds its lock, and counts the change (entity.Base.Touch). It answers RULE with every
// guard that refuses, and changes nothing then; a wrong state is answered alone.
func (c *Competition) Apply(event Event, facts Facts, now time.Time) error {
	if err := c.Admits(event, now); err != nil {
		return err
	}
	t, state := transition(event), c.StateAt(now)
	var refusals apperr.List
	for _, issue := range c.Issues(event, facts, now) {
		if issue.Blocking {
			refusals.Add(issue.Err)
		}
	}
	if err := refusals.Err(); err != nil {
		return err
	}
	c.History = append(slices.Clip(c.History), Step{
		Event: event, From: state, To: t.To, At: now, Reason: facts.Reason, Order: facts.Order, Window: facts.Window,
	})
	c.State = t.To
	c.effect(event, facts, now)
	c.Touch(now)
	return nil
}

func (c *Competition) effect(event Event, facts Facts, now time.Time) {
	switch event {
	case Announce:
		blind := c.BlindUnder(facts.Preparation.Rules)
		c.AnnouncedAt, c.PriorityAreaNames, c.Blind = &now, facts.Preparation.AreaNames, &blind
	case ExtendWindow:
		c.OpensAt, c.ClosesAt = &facts.Window.OpensAt, &facts.Window.ClosesAt
	case PublishResult:
		c.PublishedAt = &now
	case Cancel, FailNoApplicants, FailNoWinner:
		c.Reason = facts.Reason
	}
}

// wrongState is the sentence for an event in a state that does not know it. The short
// cuts that domain.md 3.2 forbids have sentences of their own.
func wrongState(event Event, state State) (Area, *apperr.Error) {
	before := slices.Index(States, state)
	switch {
	case event == StartEvaluation && (state == Announced || state == Open):
		return AreaWindow, ErrWindowOpen
	case event == ApproveResult && before < slices.Index(States, ProtocolSigned):
		return AreaProtocol, ErrProtocolUnsigned
	case event == PublishResult && before < slices.Index(States, ResultApproved):
		return AreaOrder, ErrNotApproved
	}
	return "", ErrWrongState.With(i18n.Args{"state": names[state]})
}

// names are the states as people read them.
var names = map[State]i18n.Text{
	Draft:           i18n.New("долбоор", "черновик", "draft"),
	Announced:       i18n.New("жарыяланган", "объявлен", "announced"),
	Open:            i18n.New("өтүнмө кабыл алынууда", "идёт приём заявок", "open for applications"),
	Closed:          i18n.New("өтүнмө кабыл алуу бүттү", "приём заявок закончен", "closed for applications"),
	Evaluation:      i18n.New("баалоо жүрүүдө", "идёт оценка", "evaluation"),
	ProtocolSigned:  i18n.New("протоколго кол коюлган", "протокол подписан", "protocol signed"),
	ResultApproved:  i18n.New("жыйынтык бекитилген", "результат утверждён", "result approved"),
	ResultPublished: i18n.New("жыйынтык жарыяланган", "результат опубликован", "result published"),
	Cancelled:       i18n.New("жокко чыгарылган", "отменён", "cancelled"),
	Failed:          i18n.New("өткөн жок деп таанылган", "не состоялся", "failed"),
}

// Name is the state as people read it.
func (s State) Name() i18n.Text { return names[s] }
