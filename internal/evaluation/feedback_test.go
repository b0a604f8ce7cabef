package evaluation

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/regulation"
)

func TestFeedbackNamesStrengthsAndGapsAndNobody(t *testing.T) {
	t.Parallel()
	c := newContest(3, 3)
	c.declareAll(NoConflict)
	c.Rules.Criteria = []regulation.Criterion{{Key: "a", Weight: 2}, {Key: "b", Weight: 1}, {Key: "c", Weight: 1}}
	app := c.Candidates[0].ApplicationID
	for i, comment := range []string{"жакшы", "", "ачык эмес"} {
		c.score(i, 1, 3, 3, 5)
		c.score(i, 0, 3, 4, 2)
		c.Sheets[len(c.Sheets)-1].Scores[1].Comment = comment
	}
	require.Nil(t, c.feedback(app), "not before the publication")
	c.Competition.State = competition.ResultPublished
	f := c.feedback(app)
	require.Equal(t, []int{2, 2, 3, 36}, []int{f.Rank, f.Of, f.Sheets, f.Sum})
	var standings []Standing
	for _, criterion := range f.Criteria {
		standings = append(standings, criterion.Standing)
	}
	require.Equal(t, []Standing{Even, Strength, Gap}, standings)
	require.Equal(t, []string{"4.00", "3.50"}, []string{f.Criteria[1].Mean, f.Criteria[1].Average})
	require.Equal(t, []string{"ачык эмес", "жакшы"}, f.Criteria[1].Comments)
	require.Nil(t, c.feedback(c.Candidates[2].ApplicationID), "nobody scored it")
}

func TestAMeanStandsBesideTheAverageOfAllAsBothArePrinted(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		own      string
		all      []string
		average  string
		standing Standing
	}{
		{"4.00", []string{"4.00"}, "4.00", Even},
		{"4.00", []string{"4.00", "1.00", "2.50"}, "2.50", Strength},
		{"1.00", []string{"4.00", "1.00", "2.50"}, "2.50", Gap},
		{"2.50", []string{"4.00", "1.00", "2.50"}, "2.50", Even},
		{"0.67", []string{"0.67", "0.33", "1.00"}, "0.67", Even},
	} {
		average, standing := StandingOf(c.own, c.all)
		require.Equal(t, c.average, average)
		require.Equal(t, c.standing, standing, c.own)
	}
}
