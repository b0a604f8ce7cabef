package application_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/priority"
)

// An area that is renamed after the announcement keeps its name in the applications of
// what was announced.
func TestAnApplicationShowsItsPriorityAreaAsAnnounced(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	j := a.Jury(t, a.Municipality(t), []int64{20_000, 10_000})
	ctx := a.As(j.M, access.Head, access.Specialist).Context(t.Context())
	found, err := j.Resolver.Priorities.ByIDs(ctx, j.M.ID, j.C.PriorityAreaIDs)
	require.NoError(t, err)
	area := found[j.C.PriorityAreaIDs[0]]
	announced := area.Name.Ky
	_, err = j.Resolver.Priorities.Update(ctx, area.Ref(), area.Version, priority.Draft{Name: i18n.Localized{Ky: "Спорт"}})
	require.NoError(t, err)

	type named struct {
		PriorityArea struct{ Name struct{ Ky string } }
	}
	var out struct {
		Application  named
		Municipality struct {
			Applications  struct{ Nodes []named }
			PriorityAreas struct {
				Nodes []struct{ Name struct{ Ky string } }
			}
		}
	}
	j.Head.Do(t, `query($id: ID!, $slug: String!) { application(id: $id) { priorityArea { name { ky } } } municipality(slug: $slug) {
		applications { nodes { priorityArea { name { ky } } } } priorityAreas { nodes { name { ky } } } } }`,
		map[string]any{"id": j.ApplicationID(0), "slug": j.M.Slug}, &out)
	require.Equal(t, "Спорт", out.Municipality.PriorityAreas.Nodes[0].Name.Ky)
	require.Len(t, out.Municipality.Applications.Nodes, 2)
	for _, shown := range append(out.Municipality.Applications.Nodes, out.Application) {
		require.Equal(t, announced, shown.PriorityArea.Name.Ky)
	}
}
