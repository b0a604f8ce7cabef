package evaluation

import (
	"math/rand/v2"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/regulation"
)

// order is the numbers of the ranking from the top.
func order(r *Ranking) (numbers []string) {
	for _, e := range r.Entries {
		numbers = append(numbers, e.Candidate.Number)
	}
	return numbers
}

func TestTheMeanDecides(t *testing.T) {
	t.Parallel()
	c := newContest(3, 3)
	for m := range 3 {
		c.score(m, 0, 2, 2)
		c.score(m, 1, 5, 4)
		c.score(m, 2, 3, 3)
	}
	r := c.Rank(money.Som(150))
	require.Equal(t, []string{"2/2019", "3/2019", "1/2019"}, order(r))
	require.Equal(t, "9.00", r.Entries[0].Mean())
	require.Equal(t, money.Som(100), *r.Entries[0].Proposed)
	require.Equal(t, money.Som(50), *r.Entries[1].Proposed)
	require.True(t, r.Entries[1].Partial)
	require.Nil(t, r.Entries[2].Proposed)
	require.Equal(t, 2, r.Line)
	require.Zero(t, r.Left)
	require.Equal(t, 10, r.MaxTotal)
}

func TestARecusedMemberCountsInNoMean(t *testing.T) {
	t.Parallel()
	c := newContest(3, 1)
	c.score(0, 0, 5, 5)
	c.score(1, 0, 1, 2)
	c.score(2, 0, 2, 2)
	c.Declarations = []*Declaration{{MemberID: c.Commission.Members[0].ID, ApplicationID: c.Candidates[0].ApplicationID, Kind: Relative}}
	e := c.Rank(0).Entries[0]
	require.Equal(t, 2, e.Sheets)
	require.Equal(t, "3.50", e.Mean())
	require.Equal(t, "1.50", e.Criteria[0].Mean())
}

func TestTieRulesInTheirOrder(t *testing.T) {
	t.Parallel()
	c := newContest(2, 2)
	c.score(0, 0, 3, 4)
	c.score(1, 0, 3, 4)
	c.score(0, 1, 4, 3)
	c.score(1, 1, 4, 3)
	r := c.Rank(0)
	require.Equal(t, []string{"2/2019", "1/2019"}, order(r), "the first criterion")
	require.Contains(t, r.Entries[0].Reasons[0].Localized().Ru, "первый критерий: «Значимость», в среднем 4.00")
	require.Contains(t, r.Entries[0].Reasons[0].Localized().Ky, "№ 1/2019")

	c.Rules.TieRules = []regulation.TieRule{regulation.TieOwnShare, regulation.TieChairVote}
	c.Candidates[0].Own = money.Som(40)
	r = c.Rank(0)
	require.Equal(t, []string{"1/2019", "2/2019"}, order(r), "the own share")
	require.Contains(t, r.Entries[0].Reasons[0].Localized().En, "40.00 %")

	c.Candidates[0].Own = 0
	r = c.Rank(0)
	require.True(t, r.Entries[0].Tied)
	require.Equal(t, []int{1, 1}, []int{r.Entries[0].Rank, r.Entries[1].Rank})
	c.Casting = []uuid.UUID{c.Candidates[1].ApplicationID, c.Candidates[0].ApplicationID}
	r = c.Rank(0)
	require.Equal(t, []string{"2/2019", "1/2019"}, order(r), "the chair")
	require.Equal(t, []int{1, 2}, []int{r.Entries[0].Rank, r.Entries[1].Rank})
	require.False(t, r.Entries[0].Tied)
}

func TestMoneyThatEndsWithinASharedPlaceIsGivenToNobody(t *testing.T) {
	t.Parallel()
	c := newContest(1, 3)
	c.Rules.TieRules = []regulation.TieRule{regulation.TieChairVote}
	c.score(0, 0, 3, 3)
	c.score(0, 1, 3, 3)
	c.score(0, 2, 1, 1)
	r := c.Rank(money.Som(150))
	require.Len(t, r.AtLine(), 2)
	for _, e := range r.Entries {
		require.Nil(t, e.Proposed)
	}
	require.Zero(t, r.Line)
	require.Equal(t, money.Som(150), r.Left)
	reasons := r.Entries[0].Reasons
	require.Contains(t, reasons[len(reasons)-1].Localized().Ru, "вместе просят 200 сом, а осталось 150 сом")
	require.Contains(t, r.Entries[2].Reasons[0].Localized().En, "decided first")

	c.Casting = []uuid.UUID{c.Candidates[1].ApplicationID, c.Candidates[0].ApplicationID}
	r = c.Rank(money.Som(150))
	require.Empty(t, r.AtLine())
	require.Equal(t, []money.Amount{money.Som(100), money.Som(50)}, []money.Amount{*r.Entries[0].Proposed, *r.Entries[1].Proposed})
	require.Equal(t, "2/2019", r.Entries[0].Candidate.Number)

	c.Casting = nil
	require.Empty(t, c.Rank(money.Som(200)).AtLine(), "enough for both")
	first := c.Rank(0).Entries[0].Reasons
	require.Contains(t, first[len(first)-1].Localized().En, "Nothing is left", "there is no place above the first")
}

func TestThreshold(t *testing.T) {
	t.Parallel()
	c := newContest(2, 2)
	percent := 60
	c.Rules.PassingPercent = &percent
	c.score(0, 0, 3, 3)
	c.score(1, 0, 3, 3)
	c.score(0, 1, 3, 3)
	c.score(1, 1, 3, 2)
	r := c.Rank(money.Som(1000))
	require.True(t, r.Entries[0].Passed, "6 of 10 is exactly 60 %%")
	require.False(t, r.Entries[1].Passed)
	require.Nil(t, r.Entries[1].Proposed)
	require.Equal(t, money.Som(900), r.Left)
}

func TestAnApplicationThatNobodyScored(t *testing.T) {
	t.Parallel()
	c := newContest(1, 2)
	c.score(0, 1, 1, 1)
	r := c.Rank(money.Som(1000))
	require.Equal(t, []string{"2/2019", "1/2019"}, order(r))
	require.Zero(t, r.Entries[1].Rank)
	require.Nil(t, r.Entries[1].Proposed)
	require.Len(t, r.Entries[1].Reasons, 1)
}

// drawContest makes any contest.
func drawContest(t *rapid.T) *Contest {
	members := rapid.IntRange(1, 7).Draw(t, "members")
	c := newContest(members, rapid.IntRange(1, 6).Draw(t, "applications"))
	c.Rules.Criteria[0].Weight = rapid.IntRange(1, 100).Draw(t, "weight")
	if rapid.Bool().Draw(t, "threshold") {
		percent := rapid.IntRange(0, 100).Draw(t, "percent")
		c.Rules.PassingPercent = &percent
	}
	for a, candidate := range c.Candidates {
		candidate.Requested = money.Amount(rapid.Int64Range(0, 1_000).Draw(t, "requested"))
		candidate.Total = candidate.Requested + money.Amount(rapid.Int64Range(0, 1_000).Draw(t, "more"))
		candidate.Own = min(candidate.Total, money.Amount(rapid.Int64Range(0, 500).Draw(t, "own")))
		for m := range members {
			if rapid.IntRange(0, 4).Draw(t, "in") > 0 {
				c.score(m, a, rapid.IntRange(0, 5).Draw(t, "p"), rapid.IntRange(0, 5).Draw(t, "q"))
			}
			if rapid.IntRange(0, 5).Draw(t, "conflict") == 0 {
				c.Declarations = append(c.Declarations, &Declaration{
					MemberID: c.Commission.Members[m].ID, ApplicationID: candidate.ApplicationID, Kind: Relative,
				})
			}
		}
	}
	return c
}

func TestRankingProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := drawContest(t)
		sum := money.Amount(rapid.Int64Range(0, 5_000).Draw(t, "envelope"))
		r := c.Rank(sum)
		require.Len(t, r.Entries, len(c.Candidates))
		spent := money.Amount(0)
		for i, e := range r.Entries {
			if i > 0 && e.Rank > 0 {
				above := r.Entries[i-1]
				require.GreaterOrEqual(t, above.mean().Cmp(e.mean()), 0, "a better mean never stands lower")
				require.LessOrEqual(t, above.Rank, e.Rank)
				require.Equal(t, above.Rank == e.Rank, e.Tied && above.Tied && above.mean().Cmp(e.mean()) == 0 && above.Rank == e.Rank)
			}
			require.Equal(t, e.Sheets == 0, e.Rank == 0)
			if e.Proposed == nil {
				require.True(t, !e.Passed || e.Candidate.Requested == 0 || r.Left == 0 || len(r.AtLine()) > 0, "money is left and one that passed gets none")
				continue
			}
			require.True(t, e.Passed)
			require.Positive(t, *e.Proposed)
			require.LessOrEqual(t, *e.Proposed, e.Candidate.Requested)
			require.Equal(t, *e.Proposed < e.Candidate.Requested, e.Partial)
			spent += *e.Proposed
		}
		require.LessOrEqual(t, spent, sum, "never above the envelope")
		require.Equal(t, sum-spent, r.Left)
	})
}

func TestRankingDoesNotDependOnTheOrderOfItsInput(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := drawContest(t)
		before := order(c.Rank(money.Som(10)))
		seed := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "a"), rapid.Uint64().Draw(t, "b")))
		seed.Shuffle(len(c.Candidates), func(i, j int) { c.Candidates[i], c.Candidates[j] = c.Candidates[j], c.Candidates[i] })
		seed.Shuffle(len(c.Sheets), func(i, j int) { c.Sheets[i], c.Sheets[j] = c.Sheets[j], c.Sheets[i] })
		require.Equal(t, before, order(c.Rank(money.Som(10))))
	})
}

func TestMoreMoneyTakesNothingFromAnybody(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := drawContest(t)
		less := money.Amount(rapid.Int64Range(0, 4_000).Draw(t, "envelope"))
		more := less + money.Amount(rapid.Int64Range(0, 4_000).Draw(t, "more"))
		small, large := c.Rank(less), c.Rank(more)
		require.Equal(t, order(small), order(large))
		for i, e := range small.Entries {
			if e.Proposed != nil {
				require.GreaterOrEqual(t, *large.Entries[i].Proposed, *e.Proposed)
			}
		}
	})
}
