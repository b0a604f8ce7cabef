package competition_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
)

func TestCompetitionsInTheOrderOfWhatIsAsked(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	low := a.Jury(t, a.Municipality(t), []int64{5_000, 4_000})
	high, middle := low.Beside(t, []int64{39_000}), low.Beside(t, []int64{20_000})
	const document = `query($slug: String!, $after: String) { municipality(slug: $slug) { competitions(orderBy: REQUESTED, first: 2, after: $after) {
		nodes { id } pageInfo { endCursor } } } }`
	var out struct {
		Municipality struct {
			Competitions struct {
				Nodes    []struct{ ID string }
				PageInfo struct{ EndCursor string }
			}
		}
	}
	vars := map[string]any{"slug": low.M.Slug}
	low.Head.Do(t, document, vars, &out)
	require.Equal(t, high.CompetitionID(), out.Municipality.Competitions.Nodes[0].ID)
	require.Equal(t, middle.CompetitionID(), out.Municipality.Competitions.Nodes[1].ID)
	vars["after"] = out.Municipality.Competitions.PageInfo.EndCursor
	low.Head.Do(t, document, vars, &out)
	require.Equal(t, low.CompetitionID(), out.Municipality.Competitions.Nodes[0].ID)

	delete(vars, "after")
	for _, role := range []access.Role{access.Accountant, access.CommissionChair} {
		code, _ := a.As(low.M, role).Refused(t, document, vars)
		require.Equal(t, "FORBIDDEN", code, role)
	}
}
