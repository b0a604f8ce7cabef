package analysis_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/tenants"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

const fields = `situationAnalysis { id version findings { ky } priorityAreas { name { ky } } warnings { rule } file { name } allowedActions }
	errors { path code rule }`

const (
	create = `mutation($m: ID!, $day: Date!, $areas: [ID!]!) { change: createSituationAnalysis(input: {municipalityId: $m, title: {ky: "Талдоо"},
		doneOn: $day, findings: [{ky: "Балдар бош убактысын көчөдө өткөрөт"}], priorityAreaIds: $areas}) { ` + fields + ` } }`
	update = `mutation($id: ID!, $v: Version!, $areas: [ID!]!) { change: updateSituationAnalysis(input: {id: $id, version: $v, title: {ky: "Талдоо"},
		doneOn: "2019-11-01", priorityAreaIds: $areas}) { ` + fields + ` } }`
	area = `mutation($m: ID!) { createPriorityArea(input: {municipalityId: $m, name: {ky: "Спорт"}}) { priorityArea { id } errors { code } } }`
)

type changed struct {
	Change struct {
		SituationAnalysis struct {
			ID            string
			Version       int
			Findings      []struct{ Ky string }
			PriorityAreas []struct{ Name struct{ Ky string } }
			Warnings      []struct{ Rule string }
		}
	}
}

func areas(t *testing.T, c *apptest.Client, m tenants.Tenant, n int) (ids []string) {
	t.Helper()
	for range n {
		var out struct {
			CreatePriorityArea struct{ PriorityArea struct{ ID string } }
		}
		c.Do(t, area, map[string]any{"m": apptest.ID(m)}, &out)
		ids = append(ids, out.CreatePriorityArea.PriorityArea.ID)
	}
	return ids
}

func TestAnAnalysisLeadsToPriorities(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m, other := a.Municipality(t), a.Municipality(t)
	specialist := a.As(m, access.Specialist)
	ids := areas(t, specialist, m, 4)
	var c changed
	vars := map[string]any{"m": apptest.ID(m), "day": "2019-11-01", "areas": ids}
	specialist.Do(t, create, vars, &c)
	require.Len(t, c.Change.SituationAnalysis.PriorityAreas, 4)
	require.Empty(t, c.Change.SituationAnalysis.Warnings)
	require.Len(t, c.Change.SituationAnalysis.Findings, 1)

	change := map[string]any{"id": c.Change.SituationAnalysis.ID, "v": c.Change.SituationAnalysis.Version, "areas": ids[:2]}
	specialist.Do(t, update, change, &c)
	require.Equal(t, "PRIORITY_AREAS_COUNT", c.Change.SituationAnalysis.Warnings[0].Rule)
	code, _ := specialist.Refused(t, update, change)
	require.Equal(t, "CONFLICT", code)

	vars["day"] = "2019-12-03"
	code, _ = specialist.Refused(t, create, vars)
	require.Equal(t, "VALIDATION", code, "the day has not come")
	vars["day"], vars["areas"] = "2019-11-01", areas(t, a.As(other, access.Head), other, 1)
	code, _ = specialist.Refused(t, create, vars)
	require.Equal(t, "NOT_FOUND", code, "an area of another municipality")
	vars["areas"] = []string{ids[0], ids[0]}
	code, _ = specialist.Refused(t, create, vars)
	require.Equal(t, "NOT_FOUND", code, "the same area twice")
}

func TestWhoMayDoWhatWithAnalyses(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m, other := a.Municipality(t), a.Municipality(t)
	var c changed
	a.As(m, access.Head).Do(t, create, map[string]any{"m": apptest.ID(m), "day": "2019-11-01", "areas": []string{}}, &c)
	const office = "HEAD EXEC_SECRETARY SPECIALIST"
	stale := apptest.Thing{ID: c.Change.SituationAnalysis.ID, Version: 99}
	title := apptest.Input{"ky": "Талдоо"}
	table := apptest.Table{
		"createSituationAnalysis": {Roles: office, Input: apptest.Input{"municipalityId": apptest.ID(m), "title": title, "doneOn": "2019-12-03"}},
		"updateSituationAnalysis": {Roles: office, Input: stale.With("title", title, "doneOn", "2019-11-01")},
	}
	a.RoleByOperation(t, m, table, nil)
	a.Strangers(t, other, table, stale.ID)
}
