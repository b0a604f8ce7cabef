package priority_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

const create = `mutation($m: ID!, $name: LocalizedTextInput!) { createPriorityArea(input: {municipalityId: $m, name: $name}) {
	priorityArea { id position version name { ky ru } } errors { path code message } } }`

type created struct {
	CreatePriorityArea struct {
		PriorityArea struct {
			ID       string
			Position int
			Version  int
		}
	}
}

func TestAreasAreListedInTheirOrder(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	head := a.As(m, access.Head)
	for _, name := range []string{"Элдик чыгармачылык", "Эс алуу", "Дене тарбия жана массалык спорт"} {
		head.Do(t, create, map[string]any{"m": apptest.ID(m), "name": map[string]any{"ky": name}}, nil)
	}
	var list struct {
		Municipality struct {
			PriorityAreas struct {
				TotalCount int
				Nodes      []struct {
					Position int
					Name     struct{ Ky string }
				}
				PageInfo struct {
					HasNextPage bool
					EndCursor   string
				}
			}
		}
	}
	const query = `query($slug: String!, $after: String) { municipality(slug: $slug) { priorityAreas(first: 2, after: $after) {
		totalCount nodes { position name { ky } } pageInfo { hasNextPage endCursor } } } }`
	head.Do(t, query, map[string]any{"slug": m.Slug}, &list)
	areas := list.Municipality.PriorityAreas
	require.Equal(t, 3, areas.TotalCount)
	require.Len(t, areas.Nodes, 2)
	require.Equal(t, "Элдик чыгармачылык", areas.Nodes[0].Name.Ky)
	require.True(t, areas.PageInfo.HasNextPage)

	head.Do(t, query, map[string]any{"slug": m.Slug, "after": areas.PageInfo.EndCursor}, &list)
	require.Len(t, list.Municipality.PriorityAreas.Nodes, 1)
	require.Equal(t, 3, list.Municipality.PriorityAreas.Nodes[0].Position)
}

func TestAStaleChangeIsRefused(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	head := a.As(m, access.Head)
	var c created
	head.Do(t, create, map[string]any{"m": apptest.ID(m), "name": map[string]any{"ky": "Спорт"}}, &c)
	const update = `mutation($id: ID!, $v: Version!) { updatePriorityArea(input: {id: $id, version: $v, name: {ky: "Маданият"}}) {
		priorityArea { version } errors { path code message } } }`
	vars := map[string]any{"id": c.CreatePriorityArea.PriorityArea.ID, "v": 1}
	head.Do(t, update, vars, nil)
	code, _ := head.Refused(t, update, vars)
	require.Equal(t, "CONFLICT", code)
}

func TestBadInputNamesItsField(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	response := a.As(m, access.Head).Post(t, create, map[string]any{"m": apptest.ID(m), "name": map[string]any{}})
	require.Contains(t, string(response.Raw), `"path":["input","name"]`)
	require.Contains(t, string(response.Raw), `"VALIDATION"`)
}
