package onboarding_test

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/internal/user"
	"github.com/demilge/demilge/tenants"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

type input = apptest.Input

// silent reaches every address; what it sends nobody reads: jobs do not run in these tests.
type silent struct{}

func (silent) Reaches(user.Contact) bool { return true }

func (silent) Send(context.Context, user.Contact, string, string) error { return nil }

func (silent) Post(context.Context, notice.Letter) error { return nil }

func reaching(c *app.Config) { c.Mail = silent{} }

// place is a municipality of the register with its memorandum.
type place struct {
	id      uuid.UUID
	manager *apptest.Client
	input   input
}

func municipality(id uuid.UUID) string {
	return scalar.EncodeID(entity.Ref{Kind: "Municipality", Tenant: id, ID: id})
}

func prepared(t *testing.T, a *apptest.App) place {
	t.Helper()
	p := place{id: a.Registered(t), manager: a.As(tenants.Tenant{}, access.ProgrammeManager)}
	m := p.manager.Change(t, "createMemorandum", input{"municipalityId": municipality(p.id), "number": "7", "parties": []input{
		{"kind": "LSG_BODY", "body": input{"ky": "Айыл өкмөтү"}, "signatory": "А. Асанов"},
		{"kind": "PROJECT", "body": input{"ky": "Долбоор"}, "signatory": "Б. Бакиров"},
	}})
	m = p.manager.Change(t, "signMemorandum", m.With("signedOn", "2019-12-01"))
	p.input = input{
		"municipalityId": municipality(p.id), "memorandumId": m.ID,
		"people": []input{
			{"fullName": "Асан Асанов", "contact": fmt.Sprintf("head-%s@demilge.example", p.id), "role": "HEAD"},
			{"fullName": "Айгүл Бакирова", "contact": fmt.Sprintf("spec-%s@demilge.example", p.id), "role": "SPECIALIST"},
		},
		"regulation": input{"title": input{"ky": "Жобо"}, "decree": input{"number": "226", "date": "2019-11-28"}},
		"plan":       input{"template": "PILOT"},
	}
	return p
}

const onboard = `mutation($input: OnboardMunicipalityInput!) { onboardMunicipality(input: $input) {
	municipality { slug tenantState } members { role name accepted } regulation { decree { number date } }
	plan { steps { number state deadline } } errors { path code rule message } } }`

type onboarded struct {
	OnboardMunicipality struct {
		Municipality struct{ Slug, TenantState string }
		Members      []struct {
			Role, Name string
			Accepted   bool
		}
		Regulation struct{ Decree struct{ Number, Date string } }
		Plan       struct {
			Steps []struct{ Number, State, Deadline string }
		}
	}
}

// A municipality with a signed memorandum becomes a tenant with all it begins with, well
// under a second, and works at once.
func TestAMunicipalityBegins(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, reaching)
	p := prepared(t, a)
	began := time.Now()
	var made onboarded
	p.manager.Do(t, onboard, input{"input": p.input}, &made)
	t.Logf("onboarded in %s", time.Since(began))
	got := made.OnboardMunicipality
	require.Equal(t, "ACTIVE", got.Municipality.TenantState)
	require.Len(t, got.Members, 2)
	require.False(t, got.Members[0].Accepted)
	require.Equal(t, "226", got.Regulation.Decree.Number)
	numbers := make([]string, len(got.Plan.Steps))
	for i, step := range got.Plan.Steps {
		numbers[i] = step.Number
	}
	require.Equal(t, []string{"1.", "2.", "2.1.", "3.", "4.", "5.", "6.", "6.1.", "7."}, numbers)
	require.Equal(t, "2019-12-06", got.Plan.Steps[1].Deadline)
	require.Equal(t, "2", a.Value(t, "SELECT count(*) FROM programme.link WHERE contact LIKE '%"+p.id.String()+"@demilge.example'"))
	refusal := p.manager.RefusedChange(t, "onboardMunicipality", p.input)
	require.Equal(t, "TENANT_EXISTS", refusal.Rule)

	tenant, err := a.Resolver.Territory.ByID(t.Context(), p.id)
	require.NoError(t, err)
	a.Contest(t, *tenant)
}

// left counts what stands of a municipality that did not become a tenant. Roles are counted by
// what they hold in this database: the tests of other packages share the cluster's roles.
func left(t *testing.T, a *apptest.App, id uuid.UUID) string {
	t.Helper()
	const text = `SELECT concat_ws(' ', (SELECT count(*) FROM programme.tenant WHERE id = '%[1]s'),
		(SELECT count(*) FROM pg_catalog.pg_namespace n JOIN programme.municipality m ON n.nspname = 't_' || m.code WHERE m.id = '%[1]s'),
		(SELECT count(DISTINCT r.oid) FROM pg_catalog.pg_roles r JOIN programme.municipality m ON r.rolname = 'r_' || m.code
			JOIN pg_catalog.pg_shdepend d ON d.refobjid = r.oid JOIN pg_catalog.pg_database b ON b.oid = d.dbid AND b.datname = current_database()
			WHERE m.id = '%[1]s'),
		(SELECT count(*) FROM ops.schema_version v JOIN programme.municipality m ON v.schema = 't_' || m.code WHERE m.id = '%[1]s'),
		(SELECT count(*) FROM programme.account WHERE email LIKE '%%%[1]s@%%'), (SELECT count(*) FROM programme.membership WHERE tenant_id = '%[1]s'),
		(SELECT count(*) FROM programme.link WHERE contact LIKE '%%%[1]s@%%'), (SELECT count(*) FROM programme.work_plan WHERE municipality_id = '%[1]s'),
		(SELECT count(*) FROM programme.audit WHERE tenant_id = '%[1]s'))`
	return a.Value(t, fmt.Sprintf(text, id))
}

const nothing = "0 0 0 0 0 0 0 0 0"

// A part that is refused undoes all parts before it.
func TestARefusedPartLeavesNothing(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, reaching)
	for name, spoil := range map[string]func(input){
		"two heads":          func(in input) { in["people"].([]input)[1]["role"] = "HEAD" },
		"a programme's role": func(in input) { in["people"].([]input)[1]["role"] = "OBSERVER" },
		"no head":            func(in input) { in["people"] = in["people"].([]input)[1:] },
		"a wrong contact":    func(in input) { in["people"].([]input)[1]["contact"] = "x" },
		"a decree to come":   func(in input) { in["regulation"].(input)["decree"].(input)["date"] = "2030-01-01" },
		"a nameless rule":    func(in input) { in["regulation"].(input)["title"] = input{} },
		"a number of no order": func(in input) {
			in["plan"].(input)["steps"] = []input{{"number": "x", "name": input{"ky": "Кадам"}}}
		},
		"a number twice": func(in input) {
			in["plan"].(input)["steps"] = []input{{"number": "2.1", "name": input{"ky": "Кадам"}}}
		},
	} {
		p := prepared(t, a)
		spoil(p.input)
		p.manager.RefusedChange(t, "onboardMunicipality", p.input)
		require.Equal(t, nothing, left(t, a, p.id), name)
	}
}

// A fault in the database at each table that is written undoes everything.
func TestAFaultInAnyPartLeavesNothing(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, reaching)
	for _, fault := range []struct{ table, when string }{
		{"programme.tenant", "NEW.id = '%s'"},
		{"programme.membership", "NEW.tenant_id = '%s'"},
		{"programme.account", "NEW.email = 'spec-%s@demilge.example'"},
		{"programme.link", "NEW.contact = 'spec-%s@demilge.example'"},
		{"programme.work_plan", "NEW.municipality_id = '%s'"},
		{"programme.work_plan_step", "NEW.municipality_id = '%s' AND NEW.number = '7.'"},
		{"programme.audit", "NEW.tenant_id = '%s' AND NEW.object = 'WORK_PLAN'"},
	} {
		p := prepared(t, a)
		name := "fault_" + entity.NewID().String()[24:]
		a.Value(t, fmt.Sprintf(`CREATE FUNCTION programme.%[1]s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'fault'; END $$;
			CREATE TRIGGER %[1]s AFTER INSERT ON %[2]s FOR EACH ROW WHEN (%[3]s) EXECUTE FUNCTION programme.%[1]s(); SELECT 1`,
			name, fault.table, fmt.Sprintf(fault.when, p.id)))
		refusal := p.manager.RefusedChange(t, "onboardMunicipality", p.input)
		require.Equal(t, "INTERNAL", refusal.Code, fault.table)
		require.Equal(t, nothing, left(t, a, p.id), fault.table)
		a.Value(t, fmt.Sprintf("DROP FUNCTION programme.%s() CASCADE; SELECT 1", name))
		p.manager.Change(t, "onboardMunicipality", p.input)
	}
}
