package report

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/clock"
)

var noon = time.Date(2020, time.January, 14, 12, 0, 0, 0, clock.Bishkek)

// Every pair of state and step is in the table or refused without effect.
func TestEveryStateAndStep(t *testing.T) {
	t.Parallel()
	for _, state := range States {
		for _, step := range Steps {
			r := &Report{State: state, ProgrammePart: part(PartPending)}
			before := *r
			err := r.Apply(step, Facts{}, noon)
			i := slices.IndexFunc(table, func(t transition) bool { return t.step == step })
			if !slices.Contains(table[i].from, state) {
				require.ErrorIs(t, err, ErrState, "%s %s", state, step)
				require.Equal(t, before, *r)
				continue
			}
			require.NoError(t, err)
			if to := table[i].to; to != "" {
				require.Equal(t, to, r.State)
			}
			require.EqualValues(t, 1, r.Version)
		}
		require.Contains(t, names, state)
	}
}

func TestTheProgrammesPartIsDecidedOnceAnEdition(t *testing.T) {
	t.Parallel()
	r := &Report{State: Due}
	require.NoError(t, r.Apply(Submit, Facts{}, noon))
	require.ErrorIs(t, r.Apply(AcceptProgramme, Facts{}, noon), ErrNoGrant)

	r = &Report{State: Due}
	require.NoError(t, r.Apply(Submit, Facts{Granted: true}, noon))
	require.NoError(t, r.Apply(Accept, Facts{}, noon))
	day := clock.DateOf(noon)
	require.NoError(t, r.Apply(ReturnProgramme, Facts{FixBy: &day, Parts: []Part{PartMoney}}, noon))
	require.Equal(t, Returned, r.State)
	require.Nil(t, r.AcceptedAt, "who accepted looks at the next edition")
	require.NoError(t, r.Apply(Submit, Facts{Granted: true}, noon))
	require.NoError(t, r.Apply(AcceptProgramme, Facts{}, noon))
	require.ErrorIs(t, r.Apply(ReturnProgramme, Facts{}, noon), ErrProgrammeDecided)
	require.Equal(t, Submitted, r.State, "the municipality has not decided")
}

func TestTheClockTellsWhatIsOverdue(t *testing.T) {
	t.Parallel()
	due := clock.NewDate(2020, time.January, 14)
	fix := due.AddDays(5)
	r := &Report{State: Due, DueOn: due}
	require.False(t, r.Overdue(due), "on the day it is in time")
	require.True(t, r.Overdue(due.AddDays(1)))
	require.True(t, r.Late(due.AddDays(1)))
	var days []string
	for _, day := range r.Reminders() {
		days = append(days, day.String())
	}
	require.Equal(t, []string{"2019-12-31", "2020-01-07", "2020-01-13", "2020-01-14", "2020-01-15", "2020-01-21", "2020-01-28"}, days)

	require.NoError(t, r.Apply(Submit, Facts{}, noon))
	require.False(t, r.Overdue(due.AddDays(99)))
	require.False(t, r.Late(due.AddDays(99)))
	require.Empty(t, r.Reminders())
	require.NoError(t, r.Apply(Return, Facts{FixBy: &fix, Parts: []Part{PartMoney}}, noon))
	require.False(t, r.Overdue(fix), "a returned report has a day of its own")
	require.True(t, r.Overdue(fix.AddDays(1)))
	require.Equal(t, fix, r.Reminders()[3])
	require.False(t, r.Late(fix.AddDays(1)), "it came in time for the first time")
}
