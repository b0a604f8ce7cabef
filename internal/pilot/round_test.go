package pilot_test

import (
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/tenants"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

type input = apptest.Input

// round is what a publication tells: seven municipalities, of which it names one.
func round(municipality string, fields ...any) input {
	in := input{
		"title": input{"ky": "2021–2022-жылдардын пилоттору"}, "from": "2021-01-01", "until": "2022-12-31", "municipalityCount": 7, "initiativeCount": 9,
		"entries": []input{{"name": input{"ky": "Т. Кулатов"}, "municipalityId": municipality, "initiatives": []input{{"ky": "Маданий борбор"}}}},
	}
	for i := 0; i < len(fields); i += 2 {
		in[fields[i].(string)] = fields[i+1]
	}
	return in
}

func TestARoundKeepsWhatThePublicationSaysAndWhatItLeavesOpen(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m, manager := a.Municipality(t), a.As(tenants.Tenant{}, access.ProgrammeManager)
	made := manager.Change(t, "recordPilotRound", round(apptest.ID(m)))
	var out struct {
		Node struct {
			MunicipalityCount, UnnamedCount, InitiativeCount int
			Entries                                          []struct {
				Name         struct{ Ky string }
				Municipality *struct{ Slug string }
				Initiatives  []struct{ Ky string }
			}
		}
	}
	manager.Do(t, `query($id: ID!) { node(id: $id) { ... on PilotRound { municipalityCount unnamedCount initiativeCount
		entries { name { ky } municipality { slug } initiatives { ky } } } } }`, input{"id": made.ID}, &out)
	require.Equal(t, []int{7, 6, 9}, []int{out.Node.MunicipalityCount, out.Node.UnnamedCount, out.Node.InitiativeCount})
	require.Equal(t, m.Slug, out.Node.Entries[0].Municipality.Slug)
	require.Equal(t, "Маданий борбор", out.Node.Entries[0].Initiatives[0].Ky)
}

func TestMoreThanThePublicationCountsIsRefused(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m, manager := a.Municipality(t), a.As(tenants.Tenant{}, access.ProgrammeManager)
	id := apptest.ID(m)
	entry := input{"name": input{"ky": "Т. Кулатов"}}
	many := slices.Repeat([]input{{"ky": "Демилге"}}, 101)
	for name, c := range map[string]struct {
		in   input
		path []string
	}{
		"municipalities": {round(id, "municipalityCount", 1, "entries", []input{entry, entry}), []string{"input", "entries"}},
		"initiatives":    {round(id, "initiativeCount", 0), []string{"input", "initiativeCount"}},
		"days":           {round(id, "until", "2020-12-31"), []string{"input", "until"}},
		"one list": {round(id, "initiativeCount", nil, "entries", []input{{"name": input{"ky": "А"}, "initiatives": many}}),
			[]string{"input", "entries", "0", "initiatives"}},
		"unknown": {round(apptest.Unknown(t, "Municipality", id)), []string{"input", "entries"}},
	} {
		require.Equal(t, c.path, manager.RefusedChange(t, "recordPilotRound", c.in).Path, name)
	}
}

func TestRoleByOperation(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	table := apptest.Table{"recordPilotRound": {Roles: "PROGRAMME_MANAGER", Input: round(apptest.ID(m), "title", input{})}}
	a.RoleByOperation(t, m, table, nil)
	made := a.As(tenants.Tenant{}, access.ProgrammeManager).Change(t, "recordPilotRound", round(apptest.ID(m)))
	a.Readers(t, m, made.ID, "PROGRAMME_MANAGER PROGRAMME_FINANCE OBSERVER")
	a.Strangers(t, m, table, made.ID)
}
