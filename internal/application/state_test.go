package application

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/competition"
)

var (
	opens  = time.Date(2019, 12, 3, 0, 0, 0, 0, clock.Bishkek)
	closes = time.Date(2019, 12, 17, 0, 0, 0, 0, clock.Bishkek)
)

// favourable are facts under which every event passes its guards from every state that
// knows it.
func favourable(event Event) (Facts, time.Time) {
	facts := Facts{
		Competition: competition.Open, ClosesAt: &closes, Reason: "because",
		Correction: &Correction{Fields: []Field{FieldGoal}, DueOn: clock.DateOf(closes)},
	}
	now := opens.Add(time.Hour)
	if event == Reject {
		facts.Competition, now = competition.Closed, closes.AddDate(0, 0, 10)
	}
	return facts, now
}

func at19(state State) *Application {
	received := opens
	a := &Application{State: state, Channel: Online}
	if state != Draft {
		a.ReceivedAt, a.RegisterNo, a.RegisterYear = &received, 1, 2019
	}
	if state == ReturnedForFix {
		a.Correction = &Correction{Fields: []Field{FieldGoal}, DueOn: clock.DateOf(opens).AddDays(3)}
	}
	return a
}

func TestEveryStateAndEvent(t *testing.T) {
	t.Parallel()
	for _, event := range Events {
		i := slices.IndexFunc(Table, func(tr Transition) bool { return tr.Event == event })
		require.GreaterOrEqual(t, i, 0, event)
		for _, state := range States {
			a := at19(state)
			before := *a
			facts, now := favourable(event)
			err := a.Apply(event, facts, now)
			if slices.Contains(Table[i].From, state) {
				require.NoError(t, err, "%s in %s", event, state)
				require.Equal(t, Table[i].To, a.State)
				require.Equal(t, before.Version+1, a.Version)
				continue
			}
			require.ErrorIs(t, err, ErrState, "%s in %s", event, state)
			require.Equal(t, before, *a, "%s in %s changed something", event, state)
		}
	}
}

func TestWindowDecidesOnline(t *testing.T) {
	t.Parallel()
	for state, want := range map[competition.State]error{
		competition.Draft: ErrWindowNotOpen, competition.Announced: ErrWindowNotOpen, competition.Open: nil,
		competition.Closed: ErrWindowClosed, competition.Evaluation: ErrWindowClosed, competition.Cancelled: ErrWindowClosed,
	} {
		a := at19(Draft)
		err := a.Apply(Submit, Facts{Competition: state, ClosesAt: &closes}, opens)
		if want == nil {
			require.NoError(t, err, state)
			continue
		}
		require.ErrorIs(t, err, want, state)
		require.Equal(t, Draft, a.State)
	}
}

func TestPaperKeepsItsOwnTime(t *testing.T) {
	t.Parallel()
	a := at19(Draft)
	a.Channel = Paper
	received := closes.Add(-time.Hour)
	now := closes.Add(time.Hour)
	require.NoError(t, a.Apply(Submit, Facts{Competition: competition.Closed, ClosesAt: &closes, ReceivedAt: &received}, now))
	require.Equal(t, received, *a.ReceivedAt)
	require.False(t, a.Late(&closes))

	late := at19(Draft)
	late.Channel = Paper
	require.NoError(t, late.Apply(Submit, Facts{Competition: competition.Closed, ClosesAt: &closes, ReceivedAt: &closes}, now))
	require.True(t, late.Late(&closes))
	require.ErrorIs(t, late.Apply(Admit, Facts{Competition: competition.Closed, ClosesAt: &closes}, now), ErrAdmitLate)

	early, before := at19(Draft), opens.Add(-time.Second)
	early.Channel = Paper
	err := early.Apply(Submit, Facts{Competition: competition.Open, OpensAt: &opens, ReceivedAt: &before}, now)
	require.ErrorContains(t, err, "before the window opened")

	future := at19(Draft)
	future.Channel = Paper
	after := now.Add(time.Second)
	err = future.Apply(Submit, Facts{Competition: competition.Closed, ReceivedAt: &after}, now)
	require.Equal(t, apperr.Validation, apperr.CodeOf(err))
}

func TestReturnedOnceAndInTime(t *testing.T) {
	t.Parallel()
	facts, now := favourable(Return)
	a := at19(Submitted)
	require.NoError(t, a.Apply(Return, facts, now))
	require.ErrorIs(t, a.Apply(Reject, facts, now), ErrCorrectionRuns, "the promised time is kept")
	lateDay := facts.Correction.DueOn.AddDays(1).Start()
	require.ErrorIs(t, a.Apply(Resubmit, facts, lateDay), ErrCorrectionLate)
	require.NoError(t, a.Apply(Resubmit, facts, lateDay.Add(-time.Second)))
	require.NotNil(t, a.Correction.AnsweredAt)
	require.ErrorIs(t, a.Apply(Return, facts, now), ErrReturnedOnce)
}

func TestAdmissionNeedsTheWholeChecklist(t *testing.T) {
	t.Parallel()
	open := Facts{Competition: competition.Closed, ClosesAt: &closes}
	for want, change := range map[*apperr.Error]func(*Facts){
		ErrUnchecked:         func(f *Facts) { f.Unchecked = 1 },
		ErrCheckFailed:       func(f *Facts) { f.Failed = true },
		ErrOverMaximum:       func(f *Facts) { f.OverMaximum = true },
		ErrEvaluationStarted: func(f *Facts) { f.Competition = competition.Evaluation },
	} {
		facts := open
		change(&facts)
		a := at19(Submitted)
		require.ErrorIs(t, a.Apply(Admit, facts, closes), want)
		require.Equal(t, Submitted, a.State)
	}
	require.Error(t, at19(Submitted).Apply(Reject, open, closes), "a rejection needs a reason")
}

func TestWithdrawalEndsWithTheWindow(t *testing.T) {
	t.Parallel()
	facts := Facts{Competition: competition.Open, ClosesAt: &closes}
	require.NoError(t, at19(Submitted).Apply(Withdraw, facts, closes.Add(-time.Nanosecond)))
	require.ErrorIs(t, at19(Submitted).Apply(Withdraw, facts, closes), ErrWithdrawLate)
}

// A consent ends when its giver wants, until the commission has decided (domain.md 8).
func TestTheConsentToProcessingEndsUntilTheDecision(t *testing.T) {
	t.Parallel()
	for state, want := range map[competition.State]error{
		competition.Closed: nil, competition.Evaluation: nil, competition.ProtocolSigned: ErrDecided, competition.ResultPublished: ErrDecided,
	} {
		require.ErrorIs(t, at19(Admitted).Apply(EndProcessing, Facts{Competition: state}, closes), want, state)
	}
	require.ErrorIs(t, at19(Admitted).Apply(EndProcessing, Facts{Competition: competition.Evaluation, Sealed: true}, closes), ErrDecided)
}

func TestWhatLacksIsNotAdmitted(t *testing.T) {
	t.Parallel()
	facts := Facts{Competition: competition.Closed, ClosesAt: &closes, Problems: apperr.List{errConsent}}
	require.ErrorIs(t, at19(Submitted).Apply(Admit, facts, closes), errConsent)
}

// Whatever happens in whatever order, the version counts the changes, the content is
// editable only in two states, and a registered application never becomes a draft.
func TestRandomWalks(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := at19(Draft)
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			event := rapid.SampledFrom(Events).Draw(t, "event")
			before := *a
			facts, now := favourable(event)
			if err := a.Apply(event, facts, now); err != nil {
				require.Equal(t, before, *a)
				continue
			}
			require.Equal(t, before.Version+1, a.Version)
			require.NotEqual(t, Draft, a.State)
			require.NotNil(t, a.ReceivedAt)
			if a.State == Rejected {
				require.NotEmpty(t, a.Reason)
			}
		}
	})
}
