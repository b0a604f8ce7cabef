package regulation_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

const fields = `regulation { id version state edition decree { number date } rules { minApplications criteria { key } }
	reviewedOn publishedOn siteLink justiceSentOn allowedActions } errors { path code rule message }`

const (
	create = `mutation($m: ID!, $based: ID) { change: createRegulation(input: {municipalityId: $m, title: {ky: "Жобо"}, basedOnId: $based}) { ` + fields + ` } }`
	update = `mutation($id: ID!, $v: Version!, $rules: RegulationRulesInput) { change: updateRegulation(input: {id: $id, version: $v,
		title: {ky: "Жобо", ru: "Положение"}, rules: $rules}) { ` + fields + ` } }`
	review   = `mutation($id: ID!, $v: Version!) { change: reviewRegulation(input: {id: $id, version: $v, reviewedOn: "2019-11-12", decision: "Колдоо"}) { ` + fields + ` } }`
	giveBack = `mutation($id: ID!, $v: Version!) { change: returnRegulation(input: {id: $id, version: $v, reason: "Иштеп чыгуу"}) { ` + fields + ` } }`
	adopt    = `mutation($id: ID!, $v: Version!) { change: adoptRegulation(input: {id: $id, version: $v, decree: {number: "62", date: "2019-11-27"}}) { ` + fields + ` } }`
	publish  = `mutation($id: ID!, $v: Version!) { change: publishRegulation(input: {id: $id, version: $v, publishedOn: "2019-11-28",
		siteLink: "http://teplokluchenka.org.kg/62"}) { ` + fields + ` } }`
	justice = `mutation($id: ID!, $v: Version!) { change: sendRegulationToJustice(input: {id: $id, version: $v, sentOn: "2019-11-29", letter: "14"}) { ` + fields + ` } }`
	discard = `mutation($id: ID!, $v: Version!) { change: discardRegulation(input: {id: $id, version: $v}) { errors { path code rule } } }`
	record  = `mutation($m: ID!, $d: DocumentInput!) { change: recordRegulation(input: {municipalityId: $m, title: {ky: "Жобо"}, decree: $d}) { ` + fields + ` } }`
)

type changed struct {
	Change struct {
		Regulation struct {
			ID             string
			Version        int
			State          string
			Edition        int
			Decree         *struct{ Number, Date *string }
			Rules          struct{ MinApplications int }
			PublishedOn    *string
			JusticeSentOn  *string
			AllowedActions []string
		}
	}
}

// person sends one change after another of one regulation.
type person struct {
	*apptest.Client
	id      string
	version int
}

func (p *person) do(t *testing.T, document string, vars map[string]any) changed {
	t.Helper()
	var c changed
	all := map[string]any{"id": p.id, "v": p.version}
	for k, v := range vars {
		all[k] = v
	}
	p.Do(t, document, all, &c)
	p.id, p.version = c.Change.Regulation.ID, c.Change.Regulation.Version
	return c
}

func (p *person) refused(t *testing.T, document string) string {
	t.Helper()
	code, rule := p.Refused(t, document, map[string]any{"id": p.id, "v": p.version})
	if rule != "" {
		return rule
	}
	return code
}

func TestFromTheTemplateToPublication(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	p := &person{Client: a.As(m, access.ExecSecretary)}

	c := p.do(t, create, map[string]any{"m": apptest.ID(m)})
	require.Equal(t, "DRAFT", c.Change.Regulation.State)
	require.Equal(t, 1, c.Change.Regulation.Edition)
	require.ElementsMatch(t, []string{"UPDATE", "DELETE", "CHECK"}, c.Change.Regulation.AllowedActions)
	require.Equal(t, "REGULATION_STEP", p.refused(t, adopt), "the standing committee comes first")
	require.Equal(t, "REGULATION_STEP", p.refused(t, publish))

	require.Equal(t, "COMMITTEE_REVIEWED", p.do(t, review, nil).Change.Regulation.State)
	require.Equal(t, "REGULATION_STEP", p.refused(t, update), "what was reviewed is not changed")
	require.Equal(t, "DRAFT", p.do(t, giveBack, nil).Change.Regulation.State)
	p.do(t, update, nil)
	p.do(t, review, nil)
	require.Equal(t, "62", *p.do(t, adopt, nil).Change.Regulation.Decree.Number)

	for _, document := range []string{update, review, giveBack, adopt, discard} {
		require.Equal(t, "REGULATION_ADOPTED", p.refused(t, document), document)
	}
	c = p.do(t, publish, nil)
	require.Equal(t, "PUBLISHED", c.Change.Regulation.State)
	require.Equal(t, "2019-11-28", *c.Change.Regulation.PublishedOn)
	require.Equal(t, "2019-11-29", *p.do(t, justice, nil).Change.Regulation.JusticeSentOn)

	next := &person{Client: p.Client}
	c = next.do(t, create, map[string]any{"m": apptest.ID(m), "based": p.id})
	require.Equal(t, 2, c.Change.Regulation.Edition)
	p.Do(t, discard, map[string]any{"id": next.id, "v": next.version}, nil)
	code, _ := p.Refused(t, discard, map[string]any{"id": next.id, "v": next.version})
	require.Equal(t, "NOT_FOUND", code)
}

func TestAnOldRegulationIsRecordedByItsDateAlone(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	p := &person{Client: a.As(m, access.KeneshChair)}
	code, _ := p.Refused(t, record, map[string]any{"m": apptest.ID(m), "d": map[string]any{"number": "1"}})
	require.Equal(t, "VALIDATION", code, "the date must be known")
	code, _ = p.Refused(t, record, map[string]any{"m": apptest.ID(m), "d": map[string]any{"date": "2019-12-03"}})
	require.Equal(t, "VALIDATION", code, "the day has not come")

	c := p.do(t, record, map[string]any{"m": apptest.ID(m), "d": map[string]any{"date": "2019-11-11"}})
	require.Equal(t, "ADOPTED", c.Change.Regulation.State)
	require.Nil(t, c.Change.Regulation.Decree.Number)
	require.Equal(t, "2019-11-11", *c.Change.Regulation.Decree.Date)

	var public struct {
		PublicRegulation *struct {
			Decree struct{ Date string }
			Rules  struct {
				Criteria []struct{ Name struct{ Ru string } }
			}
		}
	}
	const query = `query($slug: String!, $kind: RegulationKind!) { publicRegulation(slug: $slug, kind: $kind) {
		decree { number date } textFile { name } rules { criteria { name { ru } } } } }`
	a.Public().Do(t, query, map[string]any{"slug": m.Slug, "kind": "LOCAL_INITIATIVES"}, &public)
	require.Equal(t, "2019-11-11", public.PublicRegulation.Decree.Date)
	require.Len(t, public.PublicRegulation.Rules.Criteria, 5)
	a.Public().Do(t, query, map[string]any{"slug": m.Slug, "kind": "JOINT_ME"}, &public)
	require.Nil(t, public.PublicRegulation)
}

func TestDraftsAreSeenByThoseWhoWorkOnThem(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	p := &person{Client: a.As(m, access.Specialist)}
	p.do(t, create, map[string]any{"m": apptest.ID(m)})
	const list = `query($slug: String!) { municipality(slug: $slug) { regulations { totalCount } } }`
	const node = `query($id: ID!) { node(id: $id) { id } }`
	count := func(c *apptest.Client) int {
		var out struct {
			Municipality struct{ Regulations struct{ TotalCount int } }
		}
		c.Do(t, list, map[string]any{"slug": m.Slug}, &out)
		return out.Municipality.Regulations.TotalCount
	}
	require.Equal(t, 1, count(a.As(m, access.KeneshChair)))
	require.Equal(t, 0, count(a.As(m, access.Deputy)), "a deputy sees what is published")
	require.Equal(t, 0, count(a.As(m)))
	code, _ := a.Public().Refused(t, node, map[string]any{"id": p.id})
	require.Equal(t, "NOT_FOUND", code)
	a.As(m, access.Head).Do(t, node, map[string]any{"id": p.id}, nil)
}

func TestWrongRulesAreNamedAtTheirField(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	p := &person{Client: a.As(m, access.Head)}
	p.do(t, create, map[string]any{"m": apptest.ID(m)})
	rules := rules()
	p.do(t, update, map[string]any{"rules": rules})
	rules["maxLocalBudgetPerApplication"] = 4_700_000
	p.do(t, update, map[string]any{"rules": rules})
	rules["maxLocalBudgetPerApplication"] = 0
	rules["quorum"] = map[string]any{"num": 3, "den": 2}
	rules["criteria"].([]any)[0].(map[string]any)["weight"] = 0
	response := p.Post(t, update, map[string]any{"id": p.id, "v": p.version, "rules": rules})
	require.Contains(t, string(response.Raw), `"path":["input","rules","quorum","num"]`)
	require.Contains(t, string(response.Raw), `"path":["input","rules","criteria","0","weight"]`)
	require.Contains(t, string(response.Raw), `"path":["input","rules","maxLocalBudgetPerApplication"]`)
}

func TestTheTemplateIsForEveryone(t *testing.T) {
	t.Parallel()
	var out struct {
		RegulationTemplate struct {
			Model struct{ Number, Date string }
			Rules struct{ Checklist []struct{ Clause string } }
		}
	}
	apptest.New(t).Public().Do(t, `{ regulationTemplate { model { kind number date } rules { checklist { key clause text { ky ru en } } } } }`, nil, &out)
	require.Equal(t, "01-18/84", out.RegulationTemplate.Model.Number)
	require.Equal(t, "2019-09-05", out.RegulationTemplate.Model.Date)
	require.NotEmpty(t, out.RegulationTemplate.Rules.Checklist)
}

func rules() map[string]any {
	return map[string]any{
		"commission": map[string]any{"minSize": 5, "odd": true, "oneOfEach": true},
		"quorum":     map[string]any{"num": 2, "den": 3}, "scale": map[string]any{"min": 0, "max": 5},
		"commentAtExtremes": true,
		"criteria": []any{map[string]any{"key": "significance", "name": map[string]any{"ky": "Маанилүүлүгү"},
			"guidance": map[string]any{}, "weight": 1}},
		"tieRules": []any{"CHAIR_VOTE"}, "minApplications": 2,
		"window": map[string]any{"minDays": 1, "warnBelowDays": 10, "defaultDays": 14}, "blind": false,
		"applicantKinds": []any{"PERSON"}, "minLeaderAge": 18, "documents": []any{}, "checklist": []any{},
		"checkWorkingDays": 3, "correctionWorkingDays": 3, "noticeWorkingDays": 3, "agreementWorkingDays": 10,
		"reportWorkingDays": 10, "refundWorkingDays": 10, "appealDays": 14, "complaintDays": 5,
		"agreementWaitsForAppeal": false, "reallocationPercent": 10,
	}
}
