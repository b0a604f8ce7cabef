package memorandum_test

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

func parties() []input {
	return []input{
		{"kind": "LSG_BODY", "body": input{"ky": "Айыл өкмөтү"}, "signatory": "А. Асанов"},
		{"kind": "PROJECT", "body": input{"ky": "Долбоор"}, "signatory": "Б. Бакиров"},
	}
}

func drafted(t *testing.T, manager *apptest.Client, m tenants.Tenant) apptest.Thing {
	t.Helper()
	return manager.Change(t, "createMemorandum", input{"municipalityId": apptest.ID(m), "parties": parties()})
}

// Every action begins in the states of the table and in no other.
func TestTheLifeOfAMemorandum(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m, manager := a.Municipality(t), a.As(tenants.Tenant{}, access.ProgrammeManager)
	refused := func(thing apptest.Thing, mutations map[string]input) {
		t.Helper()
		for mutation, in := range mutations {
			require.Equal(t, "MEMORANDUM_STATE", manager.RefusedChange(t, mutation, in).Rule, "%s %s", thing.State, mutation)
		}
	}
	end := func(thing apptest.Thing) input { return thing.With("on", "2019-12-02", "reason", "r") }

	thing := drafted(t, manager, m)
	require.Equal(t, "DRAFT", thing.State)
	refused(thing, map[string]input{"endMemorandum": end(thing), "terminateMemorandum": end(thing)})
	require.Equal(t, "VALIDATION", manager.RefusedChange(t, "signMemorandum", thing.Step()).Code, "the day must be known")
	require.Equal(t, "VALIDATION", manager.RefusedChange(t, "signMemorandum", thing.With("signedOn", "2019-12-03")).Code, "not after today")
	thing = manager.Change(t, "updateMemorandum", thing.With("parties", parties(), "number", "5"))
	require.Equal(t, "CONFLICT", manager.RefusedChange(t, "signMemorandum", input{"id": thing.ID, "version": 1, "signedOn": "2019-12-01"}).Code)
	thing = manager.Change(t, "signMemorandum", thing.With("signedOn", "2019-12-01"))
	require.Equal(t, "SIGNED", thing.State)
	refused(thing, map[string]input{
		"updateMemorandum": thing.With("parties", parties()), "deleteMemorandum": thing.Step(), "signMemorandum": thing.With("signedOn", "2019-12-01"),
	})
	require.Equal(t, "VALIDATION", manager.RefusedChange(t, "terminateMemorandum", thing.With("on", "2019-12-02")).Code, "a reason is demanded")
	ended := manager.Change(t, "endMemorandum", thing.With("on", "2019-12-02"))
	require.Equal(t, "ENDED", ended.State)
	refused(ended, map[string]input{
		"updateMemorandum": ended.With("parties", parties()), "deleteMemorandum": ended.Step(), "signMemorandum": ended.With("signedOn", "2019-12-01"),
		"endMemorandum": end(ended), "terminateMemorandum": end(ended),
	})
	manager.Change(t, "deleteMemorandum", drafted(t, manager, m).Step())
}

func TestRoleByOperation(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m, other := a.Municipality(t), a.Municipality(t)
	thing := drafted(t, a.As(tenants.Tenant{}, access.ProgrammeManager), m)
	const manager = "PROGRAMME_MANAGER"
	step := input{"id": thing.ID, "version": 99}
	end := input{"id": thing.ID, "version": 99, "on": "2019-12-02", "reason": "r"}
	table := apptest.Table{
		"createMemorandum": {Roles: manager, Input: input{"municipalityId": apptest.ID(m), "parties": []input{}}},
		"updateMemorandum": {Roles: manager, Input: input{"id": thing.ID, "version": 99, "parties": parties()}},
		"deleteMemorandum": {Roles: manager, Input: step}, "signMemorandum": {Roles: manager, Input: step},
		"endMemorandum": {Roles: manager, Input: end}, "terminateMemorandum": {Roles: manager, Input: end},
	}
	a.RoleByOperation(t, m, table, nil)
	a.Readers(t, m, thing.ID, "PROGRAMME_MANAGER PROGRAMME_FINANCE HEAD EXEC_SECRETARY SPECIALIST ACCOUNTANT KENESH_CHAIR DEPUTY")
	a.Strangers(t, other, table, thing.ID)
}
