package commission_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/tenants"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

const fields = `commission { id version state size order { number date } allowedActions
	members { id name role voting position since { number } } history { name until { number } untilReason replacesId }
	obstacles { rule path } warnings { rule } } errors { path code rule message }`

const (
	create = `mutation($m: ID!, $r: ID!, $members: [CommissionSeatInput!]!) { change: createCommission(input: {municipalityId: $m,
		name: {ky: "Сынак комиссиясы"}, regulationId: $r, members: $members}) { ` + fields + ` } }`
	update = `mutation($id: ID!, $v: Version!, $r: ID!, $members: [CommissionSeatInput!]!) { change: updateCommission(input: {id: $id, version: $v,
		name: {ky: "Сынак комиссиясы"}, regulationId: $r, members: $members}) { ` + fields + ` } }`
	form    = `mutation($id: ID!, $v: Version!, $order: DocumentInput!) { change: formCommission(input: {id: $id, version: $v, order: $order}) { ` + fields + ` } }`
	replace = `mutation($id: ID!, $v: Version!, $member: ID!, $order: DocumentInput!, $who: CommissionSeatInput!) {
		change: replaceCommissionMember(input: {id: $id, version: $v, memberId: $member, order: $order, reason: "Көчүп кетти", successor: $who}) { ` + fields + ` } }`
	link = `mutation($id: ID!, $v: Version!, $member: ID!, $user: ID) { change: linkCommissionMember(input: {id: $id, version: $v, memberId: $member,
		userId: $user}) { ` + fields + ` } }`
	record = `mutation($m: ID!) { recordRegulation(input: {municipalityId: $m, title: {ky: "Жобо"}, decree: {date: "2019-11-11"}}) {
		regulation { id } errors { code } } }`
)

type changed struct {
	Change struct {
		Commission struct {
			ID             string
			Version        int
			State          string
			Size           int
			Order          *struct{ Number, Date string }
			AllowedActions []string
			Members        []struct {
				ID, Name, Role string
				Position       int
				Since          *struct{ Number string }
			}
			History []struct {
				Name, UntilReason string
				Until             *struct{ Number string }
				ReplacesID        *string
			}
			Obstacles, Warnings []struct{ Rule string }
		}
	}
}

func seat(category, role, name string) map[string]any {
	return map[string]any{"category": category, "role": role, "name": name, "voting": role != "SECRETARY"}
}

func five() []any {
	return []any{
		seat("AO_STAFF", "CHAIR", "А. Асанов"), seat("AO_STAFF", "SECRETARY", "Б. Бакирова"), seat("DEPUTY", "MEMBER", "В. Төлөнов"),
		seat("DEPUTY", "MEMBER", "Г. Сыдыкова"), seat("COMMUNITY", "MEMBER", "Д. Мамытов"), seat("COMMUNITY", "MEMBER", "Е. Жумаева"),
	}
}

func order(number, date string) map[string]any { return map[string]any{"number": number, "date": date} }

// bench is a municipality with a regulation.
type bench struct {
	*apptest.App
	tenant     tenants.Tenant
	head       *apptest.Client
	regulation string
}

func newBench(t *testing.T, a *apptest.App) bench {
	t.Helper()
	m := a.Municipality(t)
	var out struct {
		RecordRegulation struct{ Regulation struct{ ID string } }
	}
	a.As(m, access.KeneshChair).Do(t, record, map[string]any{"m": apptest.ID(m)}, &out)
	return bench{App: a, tenant: m, head: a.As(m, access.Head), regulation: out.RecordRegulation.Regulation.ID}
}

func (b bench) propose(t *testing.T, members []any) (c changed) {
	t.Helper()
	b.head.Do(t, create, map[string]any{"m": apptest.ID(b.tenant), "r": b.regulation, "members": members}, &c)
	return c
}

func (b bench) formed(t *testing.T) (c changed) {
	t.Helper()
	proposed := b.propose(t, five()).Change.Commission
	b.head.Do(t, form, map[string]any{"id": proposed.ID, "v": proposed.Version, "order": order("5", "2019-11-20")}, &c)
	return c
}

func TestACommissionIsFormedByAnOrder(t *testing.T) {
	t.Parallel()
	b := newBench(t, apptest.New(t))
	c := b.propose(t, five()[:4]).Change.Commission
	require.Equal(t, "COMMISSION_TOO_SMALL", c.Obstacles[0].Rule)
	require.ElementsMatch(t, []string{"UPDATE", "FORM"}, c.AllowedActions)

	vars := map[string]any{"id": c.ID, "v": c.Version, "order": order("5", "2019-11-20"), "r": b.regulation, "members": five()}
	_, rule := b.head.Refused(t, form, vars)
	require.Equal(t, "COMMISSION_TOO_SMALL", rule)
	var updated changed
	b.head.Do(t, update, vars, &updated)
	require.Empty(t, updated.Change.Commission.Obstacles)
	vars["v"] = updated.Change.Commission.Version

	for _, wrong := range []map[string]any{{"date": "2019-11-20"}, {"number": "5"}, order("5", "2019-12-03")} {
		vars["order"] = wrong
		code, _ := b.head.Refused(t, form, vars)
		require.Equal(t, "VALIDATION", code, wrong)
	}
	vars["order"] = order("5", "2019-11-10")
	_, rule = b.head.Refused(t, form, vars)
	require.Equal(t, "ORDER_BEFORE_REGULATION", rule)

	vars["order"] = order("5", "2019-11-20")
	var formed changed
	b.head.Do(t, form, vars, &formed)
	require.Equal(t, "FORMED", formed.Change.Commission.State)
	require.Equal(t, 5, formed.Change.Commission.Size)
	require.Equal(t, []string{"REPLACE"}, formed.Change.Commission.AllowedActions)
	for _, m := range formed.Change.Commission.Members {
		require.Equal(t, "5", m.Since.Number)
	}
	vars["v"] = formed.Change.Commission.Version
	for _, document := range []string{form, update} {
		_, rule = b.head.Refused(t, document, vars)
		require.Equal(t, "COMMISSION_FORMED", rule)
	}
}

func TestAMemberIsReplacedByALaterOrder(t *testing.T) {
	t.Parallel()
	b := newBench(t, apptest.New(t))
	c := b.formed(t).Change.Commission
	vars := map[string]any{"id": c.ID, "v": c.Version, "member": c.Members[2].ID, "order": order("7", "2019-11-19"),
		"who": seat("DEPUTY", "MEMBER", "Ж. Орозов")}
	_, rule := b.head.Refused(t, replace, vars)
	require.Equal(t, "ORDER_EARLIER", rule)

	vars["order"] = order("7", "2019-11-25")
	vars["who"] = seat("DEPUTY", "SECRETARY", "Ж. Орозов")
	_, rule = b.head.Refused(t, replace, vars)
	require.Equal(t, "COMMISSION_OFFICES", rule, "the new composition is checked")

	vars["who"] = seat("DEPUTY", "MEMBER", "Ж. Орозов")
	var after changed
	b.head.Do(t, replace, vars, &after)
	require.Equal(t, 5, after.Change.Commission.Size)
	require.Len(t, after.Change.Commission.Members, 6)
	require.Len(t, after.Change.Commission.History, 7)
	names := []string{}
	for _, m := range after.Change.Commission.Members {
		names = append(names, m.Name)
	}
	require.Contains(t, names, "Ж. Орозов")
	require.NotContains(t, names, "В. Төлөнов")

	vars["v"] = after.Change.Commission.Version
	_, rule = b.head.Refused(t, replace, vars)
	require.Equal(t, "MEMBER_LEFT", rule)
}

func TestAnAccountNeedsTheRole(t *testing.T) {
	t.Parallel()
	b := newBench(t, apptest.New(t))
	stranger := scalar.EncodeID(entity.Ref{Kind: "User", ID: entity.NewID()})
	members := five()
	members[2].(map[string]any)["userId"] = stranger
	response := b.head.Post(t, create, map[string]any{"m": apptest.ID(b.tenant), "r": b.regulation, "members": members})
	require.Contains(t, string(response.Raw), `"MEMBER_NOT_INVITED"`)
	require.Contains(t, string(response.Raw), `"path":["input","members","2","userId"]`)

	members[3].(map[string]any)["userId"] = stranger
	_, rule := b.head.Refused(t, create, map[string]any{"m": apptest.ID(b.tenant), "r": b.regulation, "members": members})
	require.Equal(t, "MEMBER_TWICE", rule)

	c := b.formed(t).Change.Commission
	_, rule = b.head.Refused(t, link, map[string]any{"id": c.ID, "v": c.Version, "member": c.Members[0].ID, "user": stranger})
	require.Equal(t, "MEMBER_NOT_INVITED", rule)
	b.head.Do(t, link, map[string]any{"id": c.ID, "v": c.Version, "member": c.Members[0].ID, "user": nil}, nil)
}

func TestBadSeatsAreNamedAtTheirField(t *testing.T) {
	t.Parallel()
	b := newBench(t, apptest.New(t))
	members := five()
	members[0].(map[string]any)["voting"] = false
	members[1].(map[string]any)["name"] = " "
	members[2].(map[string]any)["post"] = strings.Repeat("х", 201)
	members[3].(map[string]any)["name"] = "\u202eаты"
	raw := string(b.head.Post(t, create, map[string]any{"m": apptest.ID(b.tenant), "r": b.regulation, "members": members}).Raw)
	for _, path := range []string{`["input","members","0","voting"]`, `["input","members","1","name"]`, `["input","members","2","post"]`, `["input","members","3","name"]`} {
		require.Contains(t, raw, `"path":`+path)
	}
	_, rule := b.head.Refused(t, create, map[string]any{"m": apptest.ID(b.tenant), "r": scalar.EncodeID(entity.Ref{Kind: "Regulation", Tenant: b.tenant.ID, ID: entity.NewID()}), "members": []any{}})
	require.Equal(t, "REGULATION_NOT_ADOPTED", rule)
}
