package evaluation_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apptest"
)

const rankingDocument = `query($id: ID!, $sum: Money) { competition(id: $id) { evaluation { ranking(envelope: $sum) { envelope left line
	entries { candidate { applicationId } rank mean proposed partial tied explanation { en } } } } } }`

type ranking struct {
	Envelope, Left int64
	Line           int
	Entries        []struct {
		Candidate     struct{ ApplicationID string }
		Rank          int
		Mean          string
		Proposed      *int64
		Partial, Tied bool
		Explanation   []struct{ En string }
	}
}

func ranked(t *testing.T, c *apptest.Client, j *apptest.Jury, sum any) *ranking {
	t.Helper()
	var out struct {
		Competition struct{ Evaluation struct{ Ranking *ranking } }
	}
	c.Do(t, rankingDocument, input{"id": j.CompetitionID(), "sum": sum}, &out)
	return out.Competition.Evaluation.Ranking
}

// proposals are the sums of the entries by rank; -1 stands for none.
func (r *ranking) proposals() []int64 {
	var sums []int64
	for _, e := range r.Entries {
		if e.Proposed == nil {
			sums = append(sums, -1)
			continue
		}
		sums = append(sums, *e.Proposed)
	}
	return sums
}

// Of 78 000 som the first asks 39 000; the two others are equal in points, and the
// greater share of own money goes first, so that the last gets a part (MR-7).
func TestTheFundingLineAndWhatOtherSumsWouldChange(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	j := a.Jury(t, a.Municipality(t), []int64{39_000, 30_000, 20_000})
	require.Nil(t, ranked(t, j.Seats[0], j, nil), "nobody scores by the ranking")
	session := j.Ranked(t, 4, 3, 3)
	r := ranked(t, j.Seats[2], j, nil)
	require.Equal(t, []int64{3_900_000, 2_000_000, 1_900_000}, r.proposals())
	require.Equal(t, j.ApplicationID(2), r.Entries[1].Candidate.ApplicationID)
	require.Equal(t, []int{1, 2, 3}, []int{r.Entries[0].Rank, r.Entries[1].Rank, r.Entries[2].Rank})
	require.Equal(t, 3, r.Line)
	require.Zero(t, r.Left)
	require.Contains(t, r.Entries[1].Explanation[0].En, "the share of own contribution decided: 4.76 %")
	require.True(t, r.Entries[2].Partial)
	require.Contains(t, r.Entries[2].Explanation[1].En, "19 000 som are proposed instead of 30 000")

	less := ranked(t, j.Seats[2], j, 5_000_000)
	require.Equal(t, []int64{3_900_000, 1_100_000, -1}, less.proposals())
	require.Equal(t, 2, less.Line)
	require.Contains(t, less.Entries[2].Explanation[1].En, "used up")
	more := ranked(t, j.Seats[2], j, 10_000_000)
	require.Equal(t, []int64{3_900_000, 2_000_000, 3_000_000}, more.proposals())
	require.EqualValues(t, 1_100_000, more.Left)
	require.Equal(t, []int64{-1, -1, -1}, ranked(t, j.Seats[2], j, 0).proposals())
	code, _ := j.Seats[2].Refused(t, rankingDocument, input{"id": j.CompetitionID(), "sum": -1})
	require.Equal(t, "VALIDATION", code)

	j.Approve(t, j.Signed(t, j.Drafted(t, session)))
	require.Equal(t, "7800000", j.Value(t, "SELECT sum(local_budget)::text FROM "+j.M.Schema.String()+".award"))
	require.Equal(t, []int64{3_900_000, 2_000_000, 1_900_000}, ranked(t, j.Head, j, nil).proposals(), "what was decided stays the ranking")
}

// No rule tells two applications apart: they share the place and the chair decides.
func TestATieThatOnlyTheChairDecides(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	j := a.Jury(t, a.Municipality(t), []int64{39_000, 39_000, 39_000})
	session := j.Ranked(t, 3, 3, 3)
	r := ranked(t, j.Seats[0], j, nil)
	for _, e := range r.Entries {
		require.Equal(t, 1, e.Rank)
		require.True(t, e.Tied)
		require.Contains(t, e.Explanation[0].En, "they share the place")
	}
	order := []string{j.ApplicationID(2), j.ApplicationID(0), j.ApplicationID(1)}
	session = j.Seats[0].Change(t, "castTieVote", session.With("reason", "Даярдыгы жакшыраак", "order", order))
	for i, e := range ranked(t, j.Seats[0], j, nil).Entries {
		require.Equal(t, order[i], e.Candidate.ApplicationID)
		require.False(t, e.Tied)
		require.Contains(t, e.Explanation[0].En, "casting vote")
	}
	j.Signed(t, j.Drafted(t, session))
	require.Equal(t, "0", j.Value(t, "SELECT count(*)::text FROM "+j.M.Schema.String()+".award WHERE application_id = '"+j.Ids()[1].String()+"'"))
}
