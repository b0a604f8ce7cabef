package competition

import (
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/regulation"
)

var (
	created  = day(1, 9)
	opens    = day(3, 0)
	closes   = day(17, 0)
	deadline = clock.NewDate(2019, time.December, 31)
)

func day(d, hour int) time.Time {
	return time.Date(2019, time.December, d, hour, 0, 0, 0, clock.Bishkek)
}

// sample is a competition that stands in a state at the time that it returns.
func sample(state State) (*Competition, time.Time) {
	most := money.Som(39_000)
	c := &Competition{
		Base: entity.NewBase(entity.NewID(), created), Number: "1/2019", Year: 2019, State: state,
		PriorityAreaIDs: []uuid.UUID{entity.NewID()}, OpensAt: &opens, ClosesAt: &closes, ImplementBy: &deadline, MaxAmount: &most,
	}
	now := map[State]time.Time{Draft: day(2, 10), Announced: day(2, 12), Open: day(5, 0)}[state]
	if now.IsZero() {
		now = day(17, 9)
	}
	if state == Open || state == Closed {
		c.State = Announced
	}
	return c, now
}

// ready is facts under which nothing stands in the way of any event.
func ready(event Event) Facts {
	amount := money.Som(78_000)
	later := Window{OpensAt: opens, ClosesAt: day(20, 0)}
	f := Facts{
		Reason: "Каникулдар", MinApplications: 1, Applications: Tally{Admitted: 3}, ProtocolSigned: true, DocumentsPublished: true,
		Order: &Order{Number: "12", Date: clock.NewDate(2019, time.December, 17)}, Window: &later,
		Preparation: Preparation{
			RegulationInForce: true, EnvelopeAmount: &amount, EnvelopeLeft: amount, EnvelopeYear: 2019, CommissionFormed: true, Channels: 2,
			Rules: regulation.Rules{
				Criteria: []regulation.Criterion{{Key: "significance"}}, Documents: []regulation.RequiredDocument{{Kind: "PASSPORT_COPY"}},
				Window: regulation.WindowRules{MinDays: 1, WarnBelowDays: 10},
			},
			Announcement: &Announcement{Text: i18n.Localized{Ky: "Сынак", Ru: "Конкурс"}, Body: i18n.Localized{Ky: "АӨ"}},
		},
	}
	if event == FailNoApplicants {
		f.Applications.Admitted = 0
	}
	return f
}

func TestEveryPairOfStateAndEvent(t *testing.T) {
	t.Parallel()
	for _, state := range States {
		for _, event := range Events {
			c, now := sample(state)
			require.Equal(t, state, c.StateAt(now))
			before := *c
			err := c.Apply(event, ready(event), now)
			if line := transition(event); slices.Contains(line.From, state) {
				require.NoError(t, err, "%s in %s", event, state)
				require.Equal(t, line.To, c.State)
				require.Equal(t, before.Version+1, c.Version)
				require.Equal(t, Step{Event: event, From: state, To: line.To, At: now, Reason: "Каникулдар",
					Order: c.History[0].Order, Window: c.History[0].Window}, c.History[0])
				continue
			}
			require.Equal(t, apperr.Rule, apperr.CodeOf(err), "%s in %s", event, state)
			require.Equal(t, before, *c, "%s in %s had an effect", event, state)
		}
	}
}

// The short cuts of domain.md 3.2 that must stay blocked have sentences of their own.
func TestForbiddenShortCuts(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		state State
		event Event
		want  error
	}{
		{Announced, StartEvaluation, ErrWindowOpen}, {Open, StartEvaluation, ErrWindowOpen},
		{Evaluation, ApproveResult, ErrProtocolUnsigned}, {Closed, ApproveResult, ErrProtocolUnsigned},
		{Evaluation, PublishResult, ErrNotApproved}, {ProtocolSigned, PublishResult, ErrNotApproved},
		{ResultApproved, Cancel, ErrWrongState}, {ResultApproved, AnnulProtocol, ErrWrongState},
	} {
		c, now := sample(test.state)
		require.ErrorIs(t, c.Apply(test.event, ready(test.event), now), test.want, "%s in %s", test.event, test.state)
	}
}

func TestAllInOneDay(t *testing.T) {
	t.Parallel()
	c, _ := sample(Draft)
	from, until, last := day(2, 9), day(2, 12), clock.NewDate(2019, time.December, 2)
	c.OpensAt, c.ClosesAt, c.ImplementBy = &from, &until, &last
	for i, event := range []Event{Announce, StartEvaluation, SignProtocol, ApproveResult, PublishResult} {
		require.NoError(t, c.Apply(event, ready(event), day(2, 10+2*i)), event)
	}
	require.Equal(t, ResultPublished, c.State)
	require.True(t, c.ResultPublic())
}

func TestGuards(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		state State
		event Event
		spoil func(*Competition, *Facts)
		want  error
	}{
		"regulation":      {Draft, Announce, func(_ *Competition, f *Facts) { f.Preparation.RegulationInForce = false }, ErrRegulation},
		"criteria":        {Draft, Announce, func(_ *Competition, f *Facts) { f.Preparation.Rules.Criteria = nil }, ErrCriteria},
		"envelope":        {Draft, Announce, func(_ *Competition, f *Facts) { f.Preparation.EnvelopeAmount = nil }, ErrEnvelope},
		"replaced":        {Draft, Announce, func(_ *Competition, f *Facts) { f.Preparation.RegulationReplaced = true }, ErrReplaced},
		"spent":           {Draft, Announce, func(_ *Competition, f *Facts) { f.Preparation.EnvelopeLeft = 0 }, ErrEnvelopeSpent},
		"another year":    {Draft, Announce, func(_ *Competition, f *Facts) { f.Preparation.EnvelopeYear = 2020 }, ErrEnvelopeYear},
		"small":           {Draft, Announce, func(_ *Competition, f *Facts) { f.Preparation.CommissionLacks = apperr.List{commission.ErrTooSmall} }, commission.ErrTooSmall},
		"commission":      {Draft, Announce, func(_ *Competition, f *Facts) { f.Preparation.CommissionFormed = false }, ErrCommission},
		"priorities":      {Draft, Announce, func(c *Competition, _ *Facts) { c.PriorityAreaIDs = nil }, ErrPriorities},
		"no window":       {Draft, Announce, func(c *Competition, _ *Facts) { c.ClosesAt = nil }, ErrWindowMissing},
		"window reversed": {Draft, Announce, func(c *Competition, _ *Facts) { c.ClosesAt = &opens }, ErrWindowOrder},
		"window past":     {Draft, Announce, func(c *Competition, _ *Facts) { c.OpensAt = &created }, ErrWindowPast},
		"short window":    {Draft, Announce, func(_ *Competition, f *Facts) { f.Preparation.Rules.Window.MinDays = 15 }, ErrWindowTooShort},
		"no deadline":     {Draft, Announce, func(c *Competition, _ *Facts) { c.ImplementBy = nil }, ErrImplementBy},
		"deadline early":  {Draft, Announce, func(c *Competition, _ *Facts) { d := clock.DateOf(opens); c.ImplementBy = &d }, ErrImplementEarly},
		"no maximum":      {Draft, Announce, func(c *Competition, _ *Facts) { c.MaxAmount = nil }, ErrMaxAmount},
		"maximum":         {Draft, Announce, func(c *Competition, _ *Facts) { m := money.Som(78_001); c.MaxAmount = &m }, ErrMaxAboveEnvelope},
		"above the cap": {Draft, Announce, func(_ *Competition, f *Facts) {
			most := money.Som(38_999)
			f.Preparation.Rules.MaxLocalBudgetPerApplication = &most
		}, ErrMaxAboveRegulation},
		"no text":         {Draft, Announce, func(_ *Competition, f *Facts) { f.Preparation.Announcement = nil }, ErrAnnouncement},
		"no channel":      {Draft, Announce, func(_ *Competition, f *Facts) { f.Preparation.Channels = 0 }, ErrChannels},
		"undecided":       {Closed, StartEvaluation, func(_ *Competition, f *Facts) { f.Applications.Undecided = 1 }, ErrUndecided},
		"too few":         {Closed, StartEvaluation, func(_ *Competition, f *Facts) { f.MinApplications = 4 }, ErrTooFew},
		"none":            {Closed, StartEvaluation, func(_ *Competition, f *Facts) { f.Applications.Admitted, f.MinApplications = 0, 0 }, ErrTooFew},
		"enough":          {Closed, FailNoApplicants, func(_ *Competition, f *Facts) { f.Applications.Admitted = 1 }, ErrEnough},
		"failed, why":     {Closed, FailNoApplicants, func(_ *Competition, f *Facts) { f.Reason = "" }, ErrReasonMissing},
		"signatures":      {Evaluation, SignProtocol, func(_ *Competition, f *Facts) { f.ProtocolSigned = false }, ErrProtocolUnsigned},
		"order number":    {ProtocolSigned, ApproveResult, func(_ *Competition, f *Facts) { f.Order.Number = "" }, ErrOrderMissing},
		"annul no order":  {ProtocolSigned, AnnulProtocol, func(_ *Competition, f *Facts) { f.Order = nil }, ErrOrderMissing},
		"annul no reason": {ProtocolSigned, AnnulProtocol, func(_ *Competition, f *Facts) { f.Reason = "" }, ErrReasonMissing},
		"documents":       {ResultApproved, PublishResult, func(_ *Competition, f *Facts) { f.DocumentsPublished = false }, ErrDocuments},
		"cancel":          {Open, Cancel, func(_ *Competition, f *Facts) { f.Reason = "" }, ErrReasonMissing},
		"no reason":       {Open, ExtendWindow, func(_ *Competition, f *Facts) { f.Reason = "" }, ErrReasonMissing},
		"earlier":         {Open, ExtendWindow, func(_ *Competition, f *Facts) { f.Window.ClosesAt = day(16, 0) }, ErrCloseEarlier},
		"already open":    {Open, ExtendWindow, func(_ *Competition, f *Facts) { f.Window.OpensAt = day(6, 0) }, ErrOpened},
		"opens in past":   {Announced, ExtendWindow, func(_ *Competition, f *Facts) { f.Window.OpensAt = day(1, 0) }, ErrWindowPast},
	} {
		c, now := sample(test.state)
		facts := ready(test.event)
		test.spoil(c, &facts)
		before := *c
		err := c.Apply(test.event, facts, now)
		require.ErrorIs(t, err, test.want, name)
		require.Len(t, apperr.All(err), 1, name)
		require.Equal(t, before, *c, name)
	}
}

func TestShortWindowOnlyWarns(t *testing.T) {
	t.Parallel()
	c, now := sample(Draft)
	facts := ready(Announce)
	facts.Preparation.Rules.Window.WarnBelowDays = 15
	facts.Preparation.WithoutProof = 1
	facts.Preparation.Announcement.Text.Ru = ""
	for _, issue := range c.Issues(Announce, facts, now) {
		require.False(t, issue.Blocking, issue.Err)
	}
	require.Len(t, c.Issues(Announce, facts, now), 3)
	require.NoError(t, c.Apply(Announce, facts, now))
}

func TestWindowDays(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		from, until time.Time
		days        int
	}{
		{day(3, 0), day(17, 0), 14}, {day(3, 9), day(16, 18), 14}, {day(2, 9), day(2, 12), 1}, {day(2, 23), day(3, 1), 2},
	} {
		require.Equal(t, test.days, Window{test.from, test.until}.Days())
	}
}

func TestTheClockOpensAndCloses(t *testing.T) {
	t.Parallel()
	c, _ := sample(Announced)
	for at, state := range map[time.Time]State{
		opens.Add(-time.Nanosecond): Announced, opens: Open, closes.Add(-time.Nanosecond): Open, closes: Closed,
	} {
		require.Equal(t, state, c.StateAt(at))
	}
}

func TestTimeline(t *testing.T) {
	t.Parallel()
	c, now := sample(Draft)
	require.NoError(t, c.Apply(Announce, ready(Announce), now))
	stages := c.Timeline(day(5, 0))
	require.Equal(t, Stage{State: Open, At: &opens, Status: Current}, stages[2])
	require.Equal(t, Done, stages[1].Status)
	require.Equal(t, Stage{State: Closed, At: &closes, Status: Ahead}, stages[3])

	require.NoError(t, c.Apply(Cancel, ready(Cancel), day(5, 0)))
	stages = c.Timeline(day(6, 0))
	require.Len(t, stages, 4)
	require.Equal(t, Current, stages[3].Status)
	require.Equal(t, Cancelled, stages[3].State)
}

func TestDiagramInTheDocs(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/competition-lifecycle.md")
	require.NoError(t, err)
	require.Contains(t, string(page), "```mermaid\n"+diagram()+"```\n", "the page must show:\n%s", diagram())
}

func TestBlindFollowsTheRegulationUntilItIsSet(t *testing.T) {
	t.Parallel()
	no, yes := false, true
	for _, c := range []struct {
		set         *bool
		rule, blind bool
	}{{nil, false, false}, {nil, true, true}, {&no, true, false}, {&yes, false, true}} {
		draft, now := sample(Draft)
		draft.Blind = c.set
		f := ready(Announce)
		f.Preparation.Rules.Blind = c.rule
		require.NoError(t, draft.Apply(Announce, f, now))
		require.Equal(t, c.blind, *draft.Blind, "fixed by the announcement")
		require.Equal(t, c.blind, draft.HidesNames())
		draft.State = ProtocolSigned
		require.False(t, draft.HidesNames(), "the protocol is signed")
	}
}
