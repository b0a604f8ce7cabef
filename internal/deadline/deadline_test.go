package deadline_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/deadline"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/workday"
)

// To celebrate Nooruz on 21 March 2024 the competition is announced by 6 February when
// all terms are used, and not after 19 March.
func TestBackPlanOfNooruz(t *testing.T) {
	t.Parallel()
	plan := deadline.BackPlan(regulation.Defaults(), clock.NewDate(2024, time.March, 21), nil)
	by, last := map[deadline.StepKey]string{}, map[deadline.StepKey]string{}
	for _, step := range plan.Steps {
		by[step.Key], last[step.Key] = step.By.String(), step.Last.String()
		require.False(t, step.Last.Before(step.By), step.Key)
	}
	require.Equal(t, "2024-03-20", by[deadline.StepAgreement])
	require.Equal(t, "2024-03-21", by[deadline.StepEvent])
	require.Equal(t, "2024-04-04", by[deadline.StepReport])
	require.Equal(t, "2024-03-20", last[deadline.StepAgreement])
	require.Equal(t, "2024-03-19", last[deadline.StepClose])
	order := []deadline.StepKey{
		deadline.StepCommission, deadline.StepAnnounce, deadline.StepClose, deadline.StepCheck, deadline.StepProtocol, deadline.StepOrder, deadline.StepAgreement, deadline.StepEvent,
	}
	for i := range order[1:] {
		require.LessOrEqual(t, by[order[i]], by[order[i+1]])
		require.LessOrEqual(t, last[order[i]], last[order[i+1]])
	}
}

func TestAPlanGoesThroughHolidays(t *testing.T) {
	t.Parallel()
	rules := regulation.Defaults()
	var days []clock.Date
	for day := range 7 {
		days = append(days, clock.NewDate(2026, time.January, day+1))
	}
	off := workday.New(days, nil)
	plan := deadline.BackPlan(rules, clock.NewDate(2026, time.January, 8), off)
	for _, step := range plan.Steps {
		if step.Key == deadline.StepAgreement {
			require.Equal(t, "2025-12-31", step.By.String(), "the first week of January is off")
			require.True(t, off.Is(step.By))
		}
	}
}

func TestStages(t *testing.T) {
	t.Parallel()
	due := clock.NewDate(2024, time.May, 20)
	for left, want := range map[int]deadline.Stage{
		14: deadline.TwoWeeks, 10: deadline.TwoWeeks, 7: deadline.OneWeek, 3: deadline.OneWeek, 1: deadline.Tomorrow, 0: deadline.Today,
		-1: deadline.Missed, -2: deadline.Missed, -3: deadline.ToDeputy, -30: deadline.ToDeputy,
	} {
		stage, ok := deadline.StageOn(due, due.AddDays(-left))
		require.True(t, ok, left)
		require.Equal(t, want, stage, left)
	}
	for _, left := range []int{15, 100, -31} {
		_, ok := deadline.StageOn(due, due.AddDays(-left))
		require.False(t, ok, left)
	}
}
