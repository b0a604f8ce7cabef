package training_test

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

type input = apptest.Input

func training(fields ...any) input {
	in := input{"kind": "TRAINING", "title": input{"ky": "Окутуу"}, "from": "2019-12-01"}
	for i := 0; i < len(fields); i += 2 {
		in[fields[i].(string)] = fields[i+1]
	}
	return input{"training": in}
}

func TestATrainingIsHeldOrCancelled(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	manager, m := a.As(tenants.Tenant{}, access.ProgrammeManager), a.Municipality(t)
	held := manager.Change(t, "createTraining", training("men", 4, "women", 6,
		"participants", []input{{"municipalityId": apptest.ID(m), "men": 1, "women": 2}}))
	held = manager.Change(t, "holdTraining", held.Step())
	require.Equal(t, "HELD", held.State)
	var out struct {
		Node struct {
			Total        int
			Participants []struct{ Total int }
		}
	}
	a.As(m, access.Head).Do(t, `query($id: ID!) { node(id: $id) { ... on Training { total participants { total } } } }`, input{"id": held.ID}, &out)
	require.Equal(t, 10, out.Node.Total)
	require.Equal(t, 3, out.Node.Participants[0].Total)
	require.Equal(t, "TRAINING_STATE", manager.RefusedChange(t, "cancelTraining", held.With("reason", "r")).Rule)
	later := manager.Change(t, "createTraining", training("from", "2019-12-10"))
	manager.RefusedChange(t, "holdTraining", later.Step())
	later = manager.Change(t, "cancelTraining", later.With("reason", "Себеби"))
	require.Equal(t, "CANCELLED", later.State)
	require.Equal(t, "TRAINING_STATE", manager.RefusedChange(t, "holdTraining", later.Step()).Rule)
}

func TestFiguresOfMunicipalitiesStayWithinTheSum(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	manager, m := a.As(tenants.Tenant{}, access.ProgrammeManager), a.Municipality(t)
	one := []input{{"municipalityId": apptest.ID(m), "men": 5}}
	require.Equal(t, "PARTICIPANTS_EXCEED_TOTAL", manager.RefusedChange(t, "createTraining", training("men", 4, "participants", one)).Rule)
	require.Equal(t, "MUNICIPALITIES_EXCEED_COUNT",
		manager.RefusedChange(t, "createTraining", training("targetCount", 0, "otherCount", 0, "participants", one)).Rule)
	require.Equal(t, "VALIDATION", manager.RefusedChange(t, "createTraining", training("participants", append(one, one...))).Code)
}

func TestAnOblastIsOneOfTheSeven(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	manager, m := a.As(tenants.Tenant{}, access.ProgrammeManager), a.Municipality(t)
	known := a.Value(t, "SELECT substr(code, 1, 5) || '000000000' FROM programme.municipality WHERE id = '"+m.ID.String()+"'")
	refusal := manager.RefusedChange(t, "createTraining", training("oblastCodes", []string{known, "41799000000000"}))
	require.Equal(t, "NOT_FOUND", refusal.Code)
	require.Equal(t, []string{"input", "training", "oblastCodes", "1"}, refusal.Path)
	manager.Change(t, "createTraining", training("oblastCodes", []string{known}))
}

func TestRoleByOperation(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m, manager := a.Municipality(t), a.As(tenants.Tenant{}, access.ProgrammeManager)
	thing := manager.Change(t, "createTraining", training("participants", []input{{"municipalityId": apptest.ID(m)}}))
	old := func(fields ...any) input {
		in := thing.With(fields...)
		in["version"] = 99
		return in
	}
	table := apptest.Table{
		"createTraining": {Roles: "PROGRAMME_MANAGER", Input: training("title", input{})},
		"updateTraining": {Roles: "PROGRAMME_MANAGER", Input: old("training", training()["training"])},
		"holdTraining":   {Roles: "PROGRAMME_MANAGER", Input: old()},
		"cancelTraining": {Roles: "PROGRAMME_MANAGER", Input: old("reason", "r")},
	}
	a.RoleByOperation(t, m, table, nil)
	a.Readers(t, m, thing.ID, "PROGRAMME_MANAGER PROGRAMME_FINANCE HEAD EXEC_SECRETARY SPECIALIST ACCOUNTANT KENESH_CHAIR DEPUTY")
	a.Strangers(t, a.Municipality(t), table, thing.ID)
}
