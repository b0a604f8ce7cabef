package workday

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/clock"
)

func day(t *testing.T, s string) clock.Date {
	t.Helper()
	d, err := clock.ParseDate(s)
	require.NoError(t, err)
	return d
}

func TestWorkingDays(t *testing.T) {
	t.Parallel()
	for s, works := range map[string]bool{
		"2019-12-16": true,
		"2019-12-14": false, // Saturday
		"2019-11-07": false,
		"2020-11-09": false, // 7 and 8 November 2020 were a weekend
		"2020-11-10": false,
		"2020-11-11": true,
		"2020-05-25": false, // Orozo Ait on a Sunday
		"2021-11-09": false, // 7 November on a Sunday, the 8th a holiday itself
		"2023-04-07": false,
		"2023-04-21": false,
		"2024-02-23": false,
		"2025-04-07": true, // the code of 2025
		"2025-11-07": true,
		"2025-05-06": false,
		"2026-01-05": false,
		"2026-02-23": true,
		"2026-03-09": true, // nothing is moved any more
		"2026-03-20": false,
		"2026-05-27": false,
	} {
		require.Equal(t, works, Is(day(t, s)), s)
	}
}

func TestAfter(t *testing.T) {
	t.Parallel()
	require.Equal(t, "2019-12-19", After(day(t, "2019-12-16"), 3).String())
	require.Equal(t, "2019-12-23", After(day(t, "2019-12-20"), 1).String(), "over a weekend")
	require.Equal(t, "2020-01-03", After(day(t, "2019-12-31"), 2).String(), "over New Year")
	require.Equal(t, "2026-01-12", After(day(t, "2025-12-31"), 3).String(), "over the holidays of the new code")
	require.Equal(t, "2019-12-14", After(day(t, "2019-12-14"), 0).String())
}

func TestDeadlineIsMidnightInBishkek(t *testing.T) {
	t.Parallel()
	late := time.Date(2019, time.December, 16, 20, 0, 0, 0, time.UTC) // already the 17th in Bishkek
	require.Equal(t, "2019-12-21T00:00:00+06:00", Deadline(late, 3).Format(time.RFC3339))
}

func TestBetweenCountsWhatAfterAdds(t *testing.T) {
	t.Parallel()
	for from := day(t, "2019-01-01"); from.Before(day(t, "2027-12-31")); from = from.AddDays(11) {
		for n := range 20 {
			require.Equal(t, n, Between(from, After(from, n)), "%s + %d", from, n)
		}
	}
	require.Zero(t, Between(day(t, "2020-01-10"), day(t, "2020-01-10")))
}

func TestAnUnconfirmedAitIsProvisional(t *testing.T) {
	t.Parallel()
	for s, provisional := range map[string]bool{"2025-03-30": true, "2027-05-16": true, "2026-03-20": false, "2027-01-01": false} {
		require.Equal(t, provisional, Provisional(day(t, s)), s)
		require.False(t, Is(day(t, s)), s)
	}
}
