package application_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/entity"
)

const sorted = `query($id: ID!, $filter: ApplicationFilter, $order: ApplicationOrder!, $after: String) { node(id: $id) { ... on Competition {
	applications(filter: $filter, orderBy: $order, first: 2, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } }
	applicationCounts { state count requested bySource { source amount estimated unvalued } } } } }`

type sortedPage struct {
	Node struct {
		Applications struct {
			TotalCount int
			Nodes      []struct{ ID string }
			PageInfo   struct {
				HasNextPage bool
				EndCursor   string
			}
		}
		ApplicationCounts []struct {
			Count, Requested int
			BySource         []sourceTotal
		}
	}
}

type sourceTotal struct {
	Source    string
	Amount    *int
	Estimated bool
	Unvalued  int
}

// listed reads every page of two and names the applications by their index.
func listed(t *testing.T, j *apptest.Jury, order string, filter map[string]any) (indexes []int) {
	t.Helper()
	vars := map[string]any{"id": j.CompetitionID(), "filter": filter, "order": order, "after": ""}
	for {
		var page sortedPage
		j.Head.Do(t, sorted, vars, &page)
		for _, node := range page.Node.Applications.Nodes {
			for i := range j.Applications {
				if j.ApplicationID(i) == node.ID {
					indexes = append(indexes, i)
				}
			}
		}
		if !page.Node.Applications.PageInfo.HasNextPage {
			require.Len(t, indexes, page.Node.Applications.TotalCount)
			return indexes
		}
		vars["after"] = page.Node.Applications.PageInfo.EndCursor
	}
}

func TestApplicationsAreSortedAndNarrowed(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	j := a.Jury(t, a.Municipality(t), []int64{20_000, 39_000, 10_000, 39_000, 30_000})
	for order, want := range map[string][]int{
		"NEWEST": {4, 3, 2, 1, 0}, "OLDEST": {0, 1, 2, 3, 4}, "NUMBER": {0, 1, 2, 3, 4}, "REQUESTED": {3, 1, 4, 0, 2},
	} {
		require.Equal(t, want, listed(t, j, order, nil), order)
	}
	area := scalar.EncodeID(entity.Ref{Kind: "PriorityArea", Tenant: j.M.ID, ID: j.C.PriorityAreaIDs[0]})
	for name, c := range map[string]struct {
		filter map[string]any
		want   []int
	}{
		"sums":           {map[string]any{"requestedFrom": 2_000_000, "requestedTo": 3_000_000}, []int{0, 4}},
		"a village":      {map[string]any{"village": "садовое"}, []int{0, 1, 2, 3, 4}},
		"no village":     {map[string]any{"village": "Кулду"}, nil},
		"an area":        {map[string]any{"priorityAreaId": area}, []int{0, 1, 2, 3, 4}},
		"another area":   {map[string]any{"priorityAreaId": j.CompetitionID()}, nil},
		"the day":        {map[string]any{"receivedFrom": "2019-12-03", "receivedTo": "2019-12-03"}, []int{0, 1, 2, 3, 4}},
		"the day after":  {map[string]any{"receivedFrom": "2019-12-04"}, nil},
		"the day before": {map[string]any{"receivedTo": "2019-12-02"}, nil},
	} {
		require.Equal(t, c.want, listed(t, j, "OLDEST", c.filter), name)
	}
	var page sortedPage
	j.Head.Do(t, sorted, map[string]any{"id": j.CompetitionID(), "order": "NEWEST"}, &page)
	require.Equal(t, 13_800_000, page.Node.ApplicationCounts[0].Requested)
	asked, own := 13_800_000, 500_000
	require.Equal(t, []sourceTotal{{Source: "LOCAL_BUDGET", Amount: &asked}, {Source: "INITIATOR", Amount: &own, Estimated: true}},
		page.Node.ApplicationCounts[0].BySource)
	code, _ := j.Head.Refused(t, sorted, map[string]any{"id": j.CompetitionID(), "order": "BEST"})
	require.NotEmpty(t, code)
}

// TestTheNeighboursOfAnApplication walks through a sorted list from its beginning.
func TestTheNeighboursOfAnApplication(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	j := a.Jury(t, a.Municipality(t), []int64{20_000, 39_000, 10_000})
	query := `query($id: ID!, $order: ApplicationOrder!) { application(id: $id) { neighbours(orderBy: $order) { previous { id } next { id } } } }`
	for order, list := range map[string][]int{"REQUESTED": {1, 0, 2}, "NEWEST": {2, 1, 0}, "NUMBER": {0, 1, 2}} {
		for at, i := range list {
			var out struct {
				Application struct {
					Neighbours struct{ Previous, Next *struct{ ID string } }
				}
			}
			j.As(j.M, access.Specialist).Do(t, query, map[string]any{"id": j.ApplicationID(i), "order": order}, &out)
			beside := out.Application.Neighbours
			require.Equal(t, at > 0, beside.Previous != nil, order)
			require.Equal(t, at < len(list)-1, beside.Next != nil, order)
			if beside.Previous != nil {
				require.Equal(t, j.ApplicationID(list[at-1]), beside.Previous.ID, order)
			}
			if beside.Next != nil {
				require.Equal(t, j.ApplicationID(list[at+1]), beside.Next.ID, order)
			}
		}
	}
}
