package evaluation

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/regulation"
)

func TestFeedbackNamesStrengthsAndGapsAndNobody(t *testing.T) {
	t.Parallel()
	c := newContest(3, 2)
	c.declareAll(NoConflict)
	c.Rules.Criteria = []regulation.Criterion{{Key: "a", Weight: 2}, {Key: "b", Weight: 1}, {Key: "c", Weight: 1}}
	app := c.Candidates[0].ApplicationID
	for i, comment := range []string{"жакшы", "", "ачык эмес"} {
		high, middle, low := 4, 3, 2
		c.Sheets = append(c.Sheets, &Sheet{
			ApplicationID: app, MemberID: c.Commission.Members[i].ID, State: SheetSubmitted,
			Scores: []Score{{Criterion: "a", Points: &middle}, {Criterion: "b", Points: &high, Comment: comment}, {Criterion: "c", Points: &low}},
		})
	}
	require.Nil(t, c.feedback(app), "not before the publication")
	c.Competition.State = competition.ResultPublished
	f := c.feedback(app)
	require.Equal(t, []int{1, 1, 3, 36}, []int{f.Rank, f.Of, f.Sheets, f.Sum})
	var standings []Standing
	for _, criterion := range f.Criteria {
		standings = append(standings, criterion.Standing)
	}
	require.Equal(t, []Standing{Even, Strength, Gap}, standings)
	require.Equal(t, "4.00", f.Criteria[1].Mean())
	require.Equal(t, []string{"ачык эмес", "жакшы"}, f.Criteria[1].Comments)
	require.Nil(t, c.feedback(c.Candidates[1].ApplicationID), "nobody scored it")
}
