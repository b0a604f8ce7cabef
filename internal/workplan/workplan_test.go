package workplan_test

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

type plan struct {
	*apptest.App
	m             tenants.Tenant
	manager, head *apptest.Client
	memorandum    apptest.Thing
	id            string
}

func planned(t *testing.T) *plan {
	t.Helper()
	a := apptest.New(t)
	p := &plan{App: a, m: a.Municipality(t)}
	p.manager, p.head = a.As(tenants.Tenant{}, access.ProgrammeManager), a.As(p.m, access.Head)
	thing := p.manager.Change(t, "createMemorandum", input{"municipalityId": apptest.ID(p.m), "parties": []input{
		{"kind": "LSG_BODY", "body": input{"ky": "Айыл өкмөтү"}, "signatory": "А. Асанов"},
		{"kind": "PROJECT", "body": input{"ky": "Долбоор"}, "signatory": "Б. Бакиров"},
	}})
	p.memorandum = p.manager.Change(t, "signMemorandum", thing.With("signedOn", "2019-12-01"))
	p.id = p.manager.Change(t, "createWorkPlan", input{"municipalityId": apptest.ID(p.m), "memorandumId": thing.ID}).ID
	return p
}

func (p *plan) add(t *testing.T, number string, fields ...any) apptest.Thing {
	t.Helper()
	step := input{"number": number, "name": input{"ky": "Кадам"}, "deadline": "2019-12-03"}
	for i := 0; i < len(fields); i += 2 {
		step[fields[i].(string)] = fields[i+1]
	}
	return p.manager.Change(t, "addWorkPlanStep", input{"planId": p.id, "step": step})
}

// steps are numbers and states, in the order of the plan.
func (p *plan) steps(t *testing.T) (numbers, states []string) {
	t.Helper()
	var out struct {
		Node struct {
			Steps []struct{ Number, State string }
		}
	}
	p.head.Do(t, `query($id: ID!) { node(id: $id) { ... on WorkPlan { steps { number state } } } }`, input{"id": p.id}, &out)
	for _, step := range out.Node.Steps {
		numbers, states = append(numbers, step.Number), append(states, step.State)
	}
	return numbers, states
}

func TestNumbersAreOrderedAsPeopleDo(t *testing.T) {
	t.Parallel()
	p := planned(t)
	for _, number := range []string{"10.", "2.10.", "2.1.", "2.", "2.2."} {
		p.add(t, number)
	}
	numbers, _ := p.steps(t)
	require.Equal(t, []string{"2.", "2.1.", "2.2.", "2.10.", "10."}, numbers)
}

func TestTheLifeOfAStep(t *testing.T) {
	t.Parallel()
	p := planned(t)
	step := p.add(t, "2.1.", "confirming", []input{{"ky": "Отчёт"}})
	require.Equal(t, "STEP_STATE", p.manager.RefusedChange(t, "confirmWorkPlanStep", step.Step()).Rule)
	step = p.head.Change(t, "startWorkPlanStep", step.Step())
	require.Equal(t, "IN_PROGRESS", step.State)
	require.Equal(t, "STEP_UNPROVED", p.head.RefusedChange(t, "completeWorkPlanStep", step.Step()).Rule)
	delivered := []input{{"name": "Отчёт, 2019-жыл"}}
	step = p.head.Change(t, "completeWorkPlanStep", step.With("delivered", delivered))
	step = p.manager.Change(t, "returnWorkPlanStep", step.With("reason", "Толук эмес"))
	require.Equal(t, "IN_PROGRESS", step.State)
	step = p.head.Change(t, "completeWorkPlanStep", step.With("delivered", delivered))
	step = p.manager.Change(t, "confirmWorkPlanStep", step.Step())
	require.Equal(t, "DONE", step.State)
	require.Equal(t, "STEP_CONFIRMED", p.manager.RefusedChange(t, "returnWorkPlanStep", step.With("reason", "r")).Rule)
}

func TestTheClockMakesAStepOverdue(t *testing.T) {
	t.Parallel()
	p := planned(t)
	p.add(t, "1.")
	cancelled := p.add(t, "2.")
	p.manager.RefusedChange(t, "cancelWorkPlanStep", cancelled.With("reason", " "))
	p.manager.Change(t, "cancelWorkPlanStep", cancelled.With("reason", "Керек эмес"))
	_, states := p.steps(t)
	require.Equal(t, []string{"PLANNED", "CANCELLED"}, states)
	p.Clock.Set(p.Clock.Now().AddDate(0, 0, 2))
	_, states = p.steps(t)
	require.Equal(t, []string{"OVERDUE", "CANCELLED"}, states)
	p.manager.Change(t, "endMemorandum", p.memorandum.With("on", "2019-12-04"))
	_, states = p.steps(t)
	require.Equal(t, []string{"PLANNED", "CANCELLED"}, states, "nothing is overdue in a closed plan")
}
