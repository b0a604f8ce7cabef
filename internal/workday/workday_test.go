package workday_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/workday"
)

func day(s string) clock.Date {
	d, err := clock.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// newYear has the days around New Year 2023 as the Cabinet moved them.
func newYear() *workday.Calendar {
	return workday.New(
		[]clock.Date{day("2023-01-01"), day("2023-01-02"), day("2023-01-03"), day("2023-01-04"), day("2023-01-05"), day("2023-01-06"), day("2023-01-07")},
		[]clock.Date{day("2023-02-25")})
}

func TestADayIsWhatItsWeekdaySaysOrAnOrder(t *testing.T) {
	t.Parallel()
	for s, works := range map[string]bool{
		"2022-12-30": true,
		"2023-01-03": false, // a Tuesday
		"2023-01-08": false, // a Sunday
		"2023-01-09": true,
		"2023-02-25": true, // a Saturday
		"2023-02-26": false,
	} {
		require.Equal(t, works, newYear().Is(day(s)), s)
	}
}

func TestAfterAndBefore(t *testing.T) {
	t.Parallel()
	c := newYear()
	require.Equal(t, "2023-01-09", c.After(day("2022-12-30"), 1).String(), "over the holidays")
	require.Equal(t, "2022-12-30", c.Before(day("2023-01-09"), 1).String())
	require.Equal(t, "2023-02-25", c.After(day("2023-02-24"), 1).String(), "a Saturday is worked")
	require.Equal(t, "2023-02-27", c.After(day("2023-02-24"), 2).String())
	require.Equal(t, "2023-01-03", c.After(day("2023-01-03"), 0).String())
	require.Equal(t, "2023-01-03", c.Before(day("2023-01-03"), -1).String())
}

func TestACalendarOfNothingHasWeekends(t *testing.T) {
	t.Parallel()
	var none *workday.Calendar
	require.Equal(t, "2019-12-19", none.After(day("2019-12-16"), 3).String())
	require.Equal(t, "2019-12-23", none.After(day("2019-12-20"), 1).String())
	require.False(t, none.Is(clock.NewDate(2019, time.December, 14)))
}
