package competition_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/workday"
)

// TestATimetableThatTheRegulationForbids: the window closes on 16 December 2019, the result
// is public on the 17th at the earliest, and five working days are waited for: the work can
// end on 25 December, and a day later when the 20th is a day off.
func TestATimetableThatTheRegulationForbids(t *testing.T) {
	t.Parallel()
	opens, closes := clock.NewDate(2019, time.December, 3).Start(), clock.NewDate(2019, time.December, 17).Start()
	off := workday.New([]clock.Date{clock.NewDate(2019, time.December, 20)}, nil)
	for _, tt := range []struct {
		end    string
		waits  bool
		days   *workday.Calendar
		before string
	}{
		{"2019-12-24", true, nil, "25.12.2019"},
		{"2019-12-25", true, nil, ""},
		{"2019-12-25", true, off, "26.12.2019"},
		{"2019-12-26", true, off, ""},
		{"2019-12-18", false, nil, ""},
	} {
		end, err := clock.ParseDate(tt.end)
		require.NoError(t, err)
		rules := regulation.Defaults()
		rules.AgreementWaitsForAppeal = tt.waits
		c := competition.Competition{State: competition.Draft, OpensAt: &opens, ClosesAt: &closes, ImplementBy: &end}
		facts := competition.Facts{Preparation: competition.Preparation{Rules: rules, Decree: "№ 226, 11.11.2019", Days: tt.days}}
		refused := ""
		for _, issue := range c.Issues(competition.Announce, facts, opens.AddDate(0, 0, -3)) {
			if issue.Err.Rule == "TIMETABLE_TOO_SHORT" {
				require.True(t, issue.Blocking)
				refused = issue.Err.Message(i18n.Ru)
			}
		}
		if tt.before == "" {
			require.Empty(t, refused, tt.end)
			continue
		}
		require.Contains(t, refused, tt.before)
		require.Contains(t, refused, "№ 226, 11.11.2019", "the clause")
	}
}
