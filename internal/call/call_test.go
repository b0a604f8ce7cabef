package call_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/tenants"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

type input = apptest.Input

// The clock of a test begins on 2 December 2019, 10:00 in Bishkek.
const (
	opens    = "2019-12-03T09:00:00+06:00"
	deadline = "2019-12-20T18:00:00+06:00"
)

func slug() string { return "call-" + entity.NewID().String()[24:] }

func both(text string) input { return input{"ky": text, "ru": text} }

func content() input {
	return input{
		"title": both("Чакыруу"), "text": both("Катышууга чакырабыз."), "opensAt": opens, "deadline": deadline,
		"resultsPromisedOn": "2019-12-27", "populationOn": "2019-12-01", "donorsFrom": 2016, "donorsTo": 2018,
		"criteria":  []input{{"code": "ready", "name": both("Даярдык"), "rule": both("Каражат бөлүүгө даяр.")}},
		"questions": []input{{"code": "why", "text": both("Эмне үчүн?"), "kind": "TEXT", "maxLength": 1000, "required": true, "options": []input{}}},
		"contact":   input{"name": "Айгүл Асанова", "position": both("Адис"), "phone": "+996 312 000000", "extension": "12", "email": "calls@demilge.example"},
	}
}

type shown struct {
	PublicCall struct {
		State, Deadline   string
		Reason            string
		ResultsPromisedOn string
		Title             struct{ Ky string }
		Criteria          []struct{ Code string }
		Questions         []struct{ Code string }
		Attachments       []struct{ URL string }
		Editions          []struct {
			Number  int
			Changes []string
			Reason  string
			Terms   struct{ Title struct{ Ky string } }
		}
	}
}

const public = `query($slug: String!) { publicCall(slug: $slug) { state deadline reason resultsPromisedOn title { ky }
	criteria { code } questions { code } attachments { url } editions { number changes reason terms { title { ky } } } } }`

func see(t *testing.T, a *apptest.App, slug string) (s shown) {
	t.Helper()
	a.Public().Do(t, public, input{"slug": slug}, &s)
	return s
}

func at(t *testing.T, a *apptest.App, clock string) {
	t.Helper()
	when, err := time.Parse(time.RFC3339, clock)
	require.NoError(t, err)
	a.Clock.Set(when)
}

func TestTheLifeOfACall(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	manager, name := a.As(tenants.Tenant{}, access.ProgrammeManager), slug()
	c := manager.Change(t, "createCall", input{"slug": name, "content": input{"title": both("Чакыруу")}})
	for _, who := range []*apptest.Client{a.Public(), manager} {
		code, _ := who.Refused(t, public, input{"slug": name})
		require.Equal(t, "NOT_FOUND", code, "a draft is not public")
	}
	refusal := manager.RefusedChange(t, "openCall", c.Step())
	require.Equal(t, "VALIDATION", refusal.Code, "what is missing is named")
	c = manager.Change(t, "updateCall", c.With("content", content()))
	stale := c
	c = manager.Change(t, "openCall", c.Step())
	require.Equal(t, "ANNOUNCED", c.State)
	require.Equal(t, "CONFLICT", manager.RefusedChange(t, "cancelCall", stale.With("reason", "себеп")).Code)

	got := see(t, a, name).PublicCall
	require.Equal(t, "ANNOUNCED", got.State)
	require.Equal(t, "Чакыруу", got.Title.Ky)
	require.Equal(t, "2019-12-27", got.ResultsPromisedOn)
	require.Equal(t, "why", got.Questions[0].Code)
	require.Empty(t, got.Attachments)
	at(t, a, opens)
	require.Equal(t, "OPEN", see(t, a, name).PublicCall.State)

	require.Equal(t, "CALL_UNCHANGED", manager.RefusedChange(t, "amendCall", c.With("reason", "себеп", "content", input{})).Rule)
	c = manager.Change(t, "amendCall", c.With("reason", "Аталышы такталды", "content", input{"title": both("Жаңы чакыруу")}))
	require.Equal(t, "CALL_DEADLINE_NOT_LATER", manager.RefusedChange(t, "extendCall", c.With("reason", "себеп", "deadline", deadline)).Rule)
	const later = "2019-12-25T18:00:00+06:00"
	c = manager.Change(t, "extendCall", c.With("reason", "Кар жаап, жол жабылды", "deadline", later))

	got = see(t, a, name).PublicCall
	require.Equal(t, "Жаңы чакыруу", got.Title.Ky)
	require.Len(t, got.Editions, 3)
	require.Equal(t, "Чакыруу", got.Editions[0].Terms.Title.Ky, "what went out stays as it was")
	require.Equal(t, []string{"TITLE"}, got.Editions[1].Changes)
	require.Equal(t, "Аталышы такталды", got.Editions[1].Reason)
	require.Equal(t, []string{"DEADLINE"}, got.Editions[2].Changes)
	at(t, a, "2019-12-25T17:59:59+06:00")
	require.Equal(t, "OPEN", see(t, a, name).PublicCall.State)
	at(t, a, later)
	require.Equal(t, "CLOSED", see(t, a, name).PublicCall.State, "the very instant is too late")

	require.Equal(t, "CALL_DEADLINE_OVER", manager.RefusedChange(t, "extendCall", c.With("reason", "себеп", "deadline", "2019-12-30T18:00:00+06:00")).Rule)
	require.Equal(t, "CALL_STATE", manager.RefusedChange(t, "amendCall", c.With("reason", "себеп", "content", input{"title": both("Кеч")})).Rule)
	c = manager.Change(t, "cancelCall", c.With("reason", "Каржылоо жок"))
	require.Equal(t, "CANCELLED", c.State)
	require.Equal(t, "Каржылоо жок", see(t, a, name).PublicCall.Reason)
	require.Equal(t, "6", a.Value(t, "SELECT count(*) FROM programme.audit WHERE object = 'CALL' AND object_id = (SELECT id FROM programme.call WHERE slug = '"+name+"')"))
}

// A list that came out elsewhere, and late, is noted with its real day; the promise stays.
func TestResultsOfElsewhere(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	manager, name := a.As(tenants.Tenant{}, access.ProgrammeManager), slug()
	c := manager.Change(t, "createCall", input{"slug": name, "content": content()})
	c = manager.Change(t, "openCall", c.Step())
	published := c.With("at", "2020-01-08T19:17:00+06:00", "source", "dpi.kg")
	require.Equal(t, "CALL_STATE", manager.RefusedChange(t, "recordCallResults", published).Rule)
	at(t, a, "2020-01-08T19:00:00+06:00")
	require.Equal(t, "CALL_RESULTS_WHEN", manager.RefusedChange(t, "recordCallResults", published).Rule)
	at(t, a, "2020-01-09T09:00:00+06:00")
	c = manager.Change(t, "recordCallResults", published)
	require.Equal(t, "RESULTS_PUBLISHED", c.State)
	var got struct {
		PublicCall struct{ ResultsPromisedOn, ResultsPublishedOn, ResultsSource string }
	}
	a.Public().Do(t, `query($slug: String!) { publicCall(slug: $slug) { resultsPromisedOn resultsPublishedOn resultsSource } }`, input{"slug": name}, &got)
	require.Equal(t, "2019-12-27", got.PublicCall.ResultsPromisedOn)
	require.Equal(t, "2020-01-08", got.PublicCall.ResultsPublishedOn)
	require.Equal(t, "dpi.kg", got.PublicCall.ResultsSource)
}

func TestWhatACallRefuses(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	manager, name := a.As(tenants.Tenant{}, access.ProgrammeManager), slug()
	manager.Change(t, "createCall", input{"slug": name, "content": input{}})
	require.Equal(t, "CALL_SLUG_TAKEN", manager.RefusedChange(t, "createCall", input{"slug": name, "content": input{}}).Rule)
	for why, change := range map[string]input{
		"a code twice":           {"criteria": []input{{"code": "a", "name": both("А"), "rule": both("А")}, {"code": "a", "name": both("Б"), "rule": both("Б")}}},
		"a choice of one":        {"questions": []input{{"code": "q", "text": both("?"), "kind": "CHOICE", "maxLength": 0, "required": false, "options": []input{both("А")}}}},
		"years that run back":    {"donorsFrom": 2018, "donorsTo": 2016},
		"more places than there": {"places": 3, "quota": []input{{"oblastCode": "02", "places": 2}, {"oblastCode": "03", "places": 2}}},
		"no such oblast":         {"oblasts": []string{"41799000000000"}},
		"places of no oblast":    {"quota": []input{{"oblastCode": "41799000000000", "places": 2}}},
		"a wrong e-mail":         {"contact": input{"name": "", "position": input{}, "phone": "", "extension": "", "email": "x"}},
		"money below nothing":    {"cofinancing": -1},
	} {
		require.NotNil(t, manager.RefusedChange(t, "createCall", input{"slug": slug(), "content": change}), why)
	}
	const none, oblast = "41799000000000", "41703000000000"
	for path, change := range map[string]input{
		"oblasts 1":          {"oblasts": []string{oblast, none}},
		"quota 1 oblastCode": {"oblasts": []string{}, "quota": []input{{"oblastCode": oblast, "places": 1}, {"oblastCode": none, "places": 1}}},
	} {
		refusal := manager.RefusedChange(t, "createCall", input{"slug": slug(), "content": change})
		require.Equal(t, append([]string{"input", "content"}, strings.Fields(path)...), refusal.Path)
	}
	early := content()
	early["resultsPromisedOn"] = "2019-12-19"
	c := manager.Change(t, "createCall", input{"slug": slug(), "content": early})
	require.Equal(t, "CALL_RESULTS_BEFORE_DEADLINE", manager.RefusedChange(t, "openCall", c.Step()).Rule)
}

func TestListsOfCalls(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	manager, draft, out := a.As(tenants.Tenant{}, access.ProgrammeManager), slug(), slug()
	manager.Change(t, "createCall", input{"slug": draft, "content": input{}})
	c := manager.Change(t, "createCall", input{"slug": out, "content": content()})
	manager.Change(t, "openCall", c.Step())
	list := func(who *apptest.Client, field string) (slugs []string) {
		var got struct {
			R struct{ Nodes []struct{ Slug string } }
		}
		who.Do(t, "{ r: "+field+" { nodes { slug editions { number } attachments { name } } } }", nil, &got)
		for _, n := range got.R.Nodes {
			slugs = append(slugs, n.Slug)
		}
		return slugs
	}
	require.Contains(t, list(manager, "calls(first: 100)"), draft)
	observer := a.As(tenants.Tenant{}, access.Observer)
	require.NotContains(t, list(observer, "calls(first: 100)"), draft)
	require.Contains(t, list(observer, "calls(first: 100)"), out)
	require.NotContains(t, list(manager, "publicCalls(first: 100)"), draft)
	require.NotContains(t, list(a.Public(), "publicCalls(open: true, first: 100)"), out, "letters are not taken yet")
	at(t, a, opens)
	require.Contains(t, list(a.Public(), "publicCalls(open: true, first: 100)"), out)
	require.NotContains(t, list(a.Public(), "publicCalls(open: false, first: 100)"), out)
}

func TestRoleByOperation(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	c := a.As(m, access.ProgrammeManager).Change(t, "createCall", input{"slug": slug(), "content": input{}})
	stale := func(fields ...any) input { return apptest.Thing{ID: c.ID, Version: 77}.With(fields...) }
	const manager = "PROGRAMME_MANAGER"
	table := apptest.Table{
		"createCall":        {Roles: manager, Input: input{"slug": "Not A Slug", "content": input{}}},
		"updateCall":        {Roles: manager, Input: stale("content", input{})},
		"openCall":          {Roles: manager, Input: stale()},
		"amendCall":         {Roles: manager, Input: stale("reason", "себеп", "content", input{})},
		"extendCall":        {Roles: manager, Input: stale("reason", "себеп", "deadline", deadline)},
		"cancelCall":        {Roles: manager, Input: stale("reason", "себеп")},
		"recordCallResults": {Roles: manager, Input: stale("at", deadline, "source", "dpi.kg")},
	}
	a.RoleByOperation(t, m, table, nil)
	a.Readers(t, m, c.ID, manager+" PROGRAMME_FINANCE")
}
