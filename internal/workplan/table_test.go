package workplan_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/tenants"
)

func TestOneNumberIsOneStepHoweverItIsWritten(t *testing.T) {
	t.Parallel()
	p := planned(t)
	p.add(t, "2.")
	for _, number := range []string{"2", "2.", "02."} {
		in := input{"planId": p.id, "step": input{"number": number, "name": input{"ky": "Кадам"}, "deadline": "2019-12-03"}}
		refusal := p.manager.RefusedChange(t, "addWorkPlanStep", in)
		require.Equal(t, "VALIDATION", refusal.Code, number)
		require.Equal(t, []string{"input", "step", "number"}, refusal.Path)
	}
}

func TestWhoReadsThePlanOpensWhatConfirmsItsSteps(t *testing.T) {
	t.Parallel()
	p := planned(t)
	other := p.Municipality(t)
	scan := p.ProgrammeFile(t, p.head.UserID, file.SignedPaper)
	p.head.Change(t, "completeWorkPlanStep", p.add(t, "1.").With("delivered", []input{{"fileId": scan}}))
	ref, err := scalar.DecodeID(scan)
	require.NoError(t, err)
	for client, sees := range map[*apptest.Client]bool{
		p.manager: true, p.head: true, p.As(p.m, access.Deputy): true, p.As(tenants.Tenant{}, access.Observer): true,
		p.As(p.m, access.CommissionMember): false, p.As(other, access.Head): false, p.As(p.m): false,
	} {
		_, err := p.Resolver.Files.Get(client.Context(t.Context()), ref)
		require.Equal(t, sees, err == nil, "%v", client.Principal)
	}
}

func TestRoleByOperation(t *testing.T) {
	t.Parallel()
	p := planned(t)
	other := p.Municipality(t)
	step := input{"id": p.add(t, "1.").ID, "version": 99}
	reasoned := input{"id": step["id"], "version": 99, "reason": "r"}
	content := input{"number": "3.", "name": input{}}
	const manager, office = "PROGRAMME_MANAGER", "PROGRAMME_MANAGER HEAD EXEC_SECRETARY SPECIALIST"
	table := apptest.Table{
		"createWorkPlan":       {Roles: manager, Input: input{"municipalityId": apptest.ID(p.m), "memorandumId": apptest.Unknown(t, "Memorandum", p.memorandum.ID)}},
		"addWorkPlanStep":      {Roles: manager, Input: input{"planId": p.id, "step": content}},
		"updateWorkPlanStep":   {Roles: manager, Input: input{"id": step["id"], "version": 99, "step": content}},
		"startWorkPlanStep":    {Roles: office, Input: step},
		"completeWorkPlanStep": {Roles: office, Input: step},
		"confirmWorkPlanStep":  {Roles: manager, Input: step},
		"returnWorkPlanStep":   {Roles: manager, Input: reasoned},
		"cancelWorkPlanStep":   {Roles: manager, Input: reasoned},
	}
	p.RoleByOperation(t, p.m, table, nil)
	p.Readers(t, p.m, p.id, "PROGRAMME_MANAGER PROGRAMME_FINANCE OBSERVER HEAD EXEC_SECRETARY SPECIALIST ACCOUNTANT KENESH_CHAIR DEPUTY")
	p.Strangers(t, other, table, p.id, p.add(t, "2.").ID)
}
