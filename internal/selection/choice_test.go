package selection_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/selection"
	"github.com/demilge/demilge/tenants"
)

const jalalAbad = "41703000000000"

// chosen is a season whose committee of two scored six letters; a seventh was not eligible,
// an eighth late and a ninth withdrawn.
type chosen struct {
	*season
	sel     apptest.Thing
	members []*apptest.Client
	seats   []apptest.Thing
}

// points are what both members give: need counts twice.
var points = map[string][2]int{"Алмалуу": {5, 5}, "Бешик": {5, 3}, "Көк-Сай": {4, 4}, "Тоң": {4, 3}, "Барскоон": {3, 3}, "Жети-Өгүз": {1, 1}}

func evaluated(t *testing.T) *chosen {
	t.Helper()
	s := open(t, func(c input) {
		c["quota"], c["cofinancing"] = []input{{"oblastCode": jalalAbad, "places": 1}}, 50_000_000
	})
	for _, name := range []string{"Алмалуу", "Бешик", "Көк-Сай", "Тоң", "Барскоон", "Жети-Өгүз"} {
		oblast := issykKul
		if name == "Алмалуу" || name == "Бешик" {
			oblast = jalal
		}
		s.send(t, name, oblast)
	}
	s.send(t, "Чоң-Таш", issykKul, func(c input) { c["setAside"] = input{"ready": false} })
	gone := s.send(t, "Каракол", issykKul)
	s.Public().Do(t, `mutation($i: WithdrawLetterInput!) { withdrawLetter(input: $i) { errors { code } } }`,
		input{"i": input{"id": gone.ID, "secret": gone.Secret, "version": 3}}, nil)
	late := s.begin(t, "Ак-Суу", issykKul)
	s.close()
	s.submit(t, late)
	s.journal(t)
	c := &chosen{season: s}
	c.convene(t, "passingPercent", 40, "reserve", 2)
	return c
}

// convene checks the letters and lets a committee of two score them.
func (c *chosen) convene(t *testing.T, terms ...any) {
	t.Helper()
	c.sel = c.plan(t, terms...)
	c.check(t)
	require.Equal(t, "NO_COMMITTEE", c.manager.RefusedChange(t, "openSelectionScoring", c.sel.Step()).Rule)
	for _, name := range []string{"Асан", "Бакыт"} {
		m := c.season.member(t, name)
		c.members = append(c.members, m)
		c.seats = append(c.seats, c.appoint(t, c.sel, m))
	}
	c.sel = c.manager.Change(t, "openSelectionScoring", c.sel.Step())
}

func TestMembersScoreEachForHerself(t *testing.T) {
	t.Parallel()
	c := evaluated(t)
	asan, bakyt := c.members[0], c.members[1]
	require.Empty(t, c.desk(t, asan).Letters, "none before she has declared")
	d := c.desk(t, asan)
	require.Len(t, d.Participants, 6)
	incomplete := input{"selectionId": c.sel.ID, "statements": statements(d)[1:]}
	require.Equal(t, "SELECTION_CONFLICTS_UNDECLARED", asan.RefusedChange(t, "declareSelectionConflicts", incomplete).Rule)
	d = c.declare(t, asan, "Барскоон")
	require.Len(t, d.Letters, 5, "a letter of a relative is not hers to score")
	require.Equal(t, "Барскоон", d.Conflicts[0].Municipality.Name.Ky)
	again := input{"selectionId": c.sel.ID, "statements": statements(d)}
	require.Equal(t, "SELECTION_CONFLICTS_DECLARED", asan.RefusedChange(t, "declareSelectionConflicts", again).Rule)
	other := c.declare(t, bakyt)
	require.Len(t, other.Letters, 6)

	hers, his := d.named(t, "Алмалуу"), other.named(t, "Алмалуу")
	require.NotEqual(t, hers.ID, his.ID)
	const node = `query($id: ID!) { node(id: $id) { id } }`
	code, _ := bakyt.Refused(t, node, input{"id": hers.ID})
	require.Equal(t, "NOT_FOUND", code)
	require.Equal(t, "NOT_FOUND", bakyt.RefusedChange(t, "scoreLetter", input{"id": hers.ID, "version": 0, "scores": scores(5, 5)}).Code)
	require.NotNil(t, asan.RefusedChange(t, "scoreLetter", input{"id": hers.ID, "version": 0, "scores": scores(6, 5)}), "above the scale")
	asan.Change(t, "scoreLetter", input{"id": hers.ID, "version": 0, "scores": scores(4, 5)[:1]})
	require.Equal(t, "VALIDATION", asan.RefusedChange(t, "submitLetterScores", input{"id": hers.ID, "version": 1}).Code, "incomplete")
	require.Equal(t, "CONFLICT", asan.RefusedChange(t, "scoreLetter", input{"id": hers.ID, "version": 0, "scores": scores(4, 5)}).Code)
	asan.Change(t, "scoreLetter", input{"id": hers.ID, "version": 1, "scores": scores(4, 5)})
	asan.Change(t, "submitLetterScores", input{"id": hers.ID, "version": 2})
	require.Equal(t, "SELECTION_SHEET_SUBMITTED", asan.RefusedChange(t, "scoreLetter", input{"id": hers.ID, "version": 3, "scores": scores(1, 1)}).Rule)
	require.Equal(t, 13, *c.desk(t, asan).named(t, "Алмалуу").Total)

	require.Nil(t, c.desk(t, bakyt).named(t, "Алмалуу").Others, "not before her own is in")
	require.Nil(t, c.look(t).Ranking, "nor the programme before scoring is closed")
	require.Equal(t, 1, c.look(t).Committee[0].Submitted, "counts alone")
	logged := c.Value(t, `SELECT string_agg(coalesce(before::text, '') || coalesce(after::text, ''), '') FROM programme.audit WHERE object = 'SELECTION_SCORE' AND action IN ('SCORE', 'SUBMIT')`)
	require.NotContains(t, logged, "points", "the log keeps no points")
	c.hand(t, bakyt, his.ID, 5, 5)
	seen := c.desk(t, bakyt).named(t, "Алмалуу").Others
	require.Len(t, seen, 1)
	require.Equal(t, "Асан", seen[0].Member)
	require.Equal(t, 13, seen[0].Total)

	require.Equal(t, "MEMBER_RECUSED", func() string {
		bakyt.Change(t, "recuseFromLetter", input{"id": other.named(t, "Тоң").ID, "kind": "OTHER", "text": "Кошуна"})
		return bakyt.RefusedChange(t, "scoreLetter", input{"id": other.named(t, "Тоң").ID, "version": 0, "scores": scores(5, 5)}).Rule
	}())
	for _, reader := range []access.Role{access.Observer, access.ProgrammeFinance, access.ProgrammeManager} {
		code, _ := c.As(tenants.Tenant{}, reader).Refused(t, `{ selectionDesks { selectionId } }`, nil)
		require.Equal(t, "FORBIDDEN", code, reader)
	}
	require.Empty(t, desksOf(t, c.As(tenants.Tenant{}, access.SelectionMember)), "a member of another committee")
}

func desksOf(t *testing.T, c *apptest.Client) []desk {
	t.Helper()
	var out struct{ SelectionDesks []desk }
	c.Do(t, desks, nil, &out)
	return out.SelectionDesks
}

// score lets both members hand in everything.
func (c *chosen) score(t *testing.T) {
	t.Helper()
	for _, m := range c.members {
		for _, l := range c.declare(t, m).Letters {
			p := points[l.Name.Ky]
			c.hand(t, m, l.ID, p[0], p[1])
		}
	}
}

func (c *chosen) protocol(version int64, more ...any) input {
	in := input{
		"selectionId": c.sel.ID, "version": version, "number": "1", "date": "2019-12-30", "place": "Бишкек",
		"presentIds": []string{c.seats[0].ID, c.seats[1].ID}, "votes": []input{{"for": 2}}, "discussion": "Талкууланды.",
	}
	for i := 0; i < len(more); i += 2 {
		in[more[i].(string)] = more[i+1]
	}
	return in
}

// decide is a decision for each ranked letter: as the ranking has it but where named.
func (c *chosen) decide(t *testing.T, departures map[string]input) []input {
	t.Helper()
	var list []input
	for _, p := range c.look(t).Ranking.Places {
		d := input{"letterId": p.LetterID, "chosen": p.Standing == "IN", "reserve": p.Standing == "RESERVE"}
		for field, value := range departures[p.Name.Ky] {
			d[field] = value
		}
		list = append(list, d)
	}
	return list
}

func TestTheRankingSaysWhy(t *testing.T) {
	t.Parallel()
	c := evaluated(t)
	c.score(t)
	c.sel = c.manager.Change(t, "closeSelectionScoring", c.sel.Step())
	seen := c.look(t)
	require.Equal(t, 2, seen.Ranking.Total)
	require.Equal(t, 15, seen.Ranking.MaxTotal)
	for name, want := range map[string][3]string{
		"Алмалуу": {"IN", "WITHIN_QUOTA", "15,00"}, "Бешик": {"RESERVE", "OBLAST_QUOTA_FULL", "13,00"}, "Көк-Сай": {"IN", "WITHIN_QUOTA", "12,00"},
		"Тоң": {"RESERVE", "QUOTA_FULL", "11,00"}, "Барскоон": {"OUT", "RESERVE_FULL", "9,00"}, "Жети-Өгүз": {"OUT", "BELOW_THRESHOLD", "3,00"},
	} {
		p := seen.standing(t, name)
		require.Equal(t, want, [3]string{p.Standing, p.Why.Code, p.Mean}, name)
		for _, text := range []string{p.Why.Text.Ky, p.Why.Text.Ru, p.Why.Text.En} {
			require.NotEmpty(t, text)
			require.NotContains(t, text, "{", name)
		}
	}
	require.Contains(t, seen.standing(t, "Бешик").Why.Text.Ky, "Жалал-Абад")
	require.Equal(t, 1, seen.standing(t, "Бешик").ReserveNo)

	endless := c.manager.RefusedChange(t, "reopenSelectionScoring", c.sel.With("reason", strings.Repeat("ө", selection.MaxReason+1)))
	require.Equal(t, "VALIDATION", endless.Code)
	require.Equal(t, []string{"input", "reason"}, endless.Path)
	c.sel = c.manager.Change(t, "reopenSelectionScoring", c.sel.With("reason", "Барактар кайра каралат"))
	require.Nil(t, c.look(t).Ranking)
	late := c.member(t, "Чынара")
	c.appoint(t, c.sel, late)
	require.Equal(t, "SELECTION_SHEETS_MISSING", c.manager.RefusedChange(t, "closeSelectionScoring", c.sel.Step()).Rule)
	c.manager.Change(t, "closeSelectionScoring", c.sel.With("reason", "Чынара ооруп калды"))
	require.Equal(t, "15,00", c.look(t).standing(t, "Алмалуу").Mean)
}

func TestThePilotsAreDecidedAndPublished(t *testing.T) {
	t.Parallel()
	c := evaluated(t)
	c.score(t)
	c.Clock.Set(time.Date(2019, time.December, 30, 15, 0, 0, 0, deadline.Location()))
	c.sel = c.manager.Change(t, "closeSelectionScoring", c.sel.Step())
	for rule, departures := range map[string]map[string]input{
		"DEPARTURE_WITHOUT_REASON": {"Көк-Сай": {"chosen": false}},
		"QUOTA_EXCEEDED":           {"Тоң": {"chosen": true, "reserve": false, "reason": "Күчтүү кат"}},
		"OBLAST_QUOTA_EXCEEDED":    {"Бешик": {"chosen": true, "reserve": false, "reason": "Күчтүү кат"}, "Көк-Сай": {"chosen": false, "reason": "Баш тартты"}},
		"COFINANCING_EXCEEDED":     {"Алмалуу": {"cofinancing": 50_000_001}},
		"COFINANCING_UNCHOSEN":     {"Барскоон": {"cofinancing": 100}},
	} {
		refusal := c.manager.RefusedChange(t, "writeSelectionProtocol", c.protocol(0, "decisions", c.decide(t, departures)))
		require.Equal(t, rule, refusal.Rule)
	}
	departed := map[string]input{
		"Алмалуу": {"cofinancing": 30_000_000}, "Көк-Сай": {"chosen": false, "reserve": true, "reason": "Башчысы алмашты"},
		"Тоң": {"chosen": true, "reserve": false, "reason": "Көк-Сайдын ордуна"},
	}
	p := c.manager.Change(t, "writeSelectionProtocol", c.protocol(0, "decisions", c.decide(t, departed)))
	signed := []input{{"name": "Асан", "position": "төрага", "signedOn": "2019-12-30"}}
	sign := input{"selectionId": c.sel.ID, "version": p.Version, "signatories": signed}
	early := input{"selectionId": c.sel.ID, "version": p.Version, "signatories": []input{{"name": "Асан", "position": "төрага", "signedOn": "2019-12-31"}}}
	require.Equal(t, "VALIDATION", c.manager.RefusedChange(t, "signSelectionProtocol", early).Code, "not signed in the future")
	require.Equal(t, "SELECTION_STATE", c.manager.RefusedChange(t, "publishSelection", c.sel.Step()).Rule)
	c.manager.Change(t, "signSelectionProtocol", sign)

	seen := c.look(t)
	require.Equal(t, "DECIDED", seen.State)
	for name, state := range map[string]string{
		"Алмалуу": "SELECTED_WITH_COFINANCING", "Тоң": "SELECTED", "Бешик": "RESERVE", "Көк-Сай": "RESERVE", "Барскоон": "NOT_SELECTED",
		"Жети-Өгүз": "NOT_SELECTED", "Чоң-Таш": "INELIGIBLE", "Ак-Суу": "LATE", "Каракол": "WITHDRAWN",
	} {
		require.Equal(t, state, seen.of(t, name).State, name)
	}
	require.Len(t, seen.Protocol.Digest, 64)
	first := seen.Protocol.Decisions[0]
	require.True(t, first.Chosen)
	require.Equal(t, int64(30_000_000), *first.Cofinancing)
	require.Contains(t, *seen.Protocol.Sealed, "Башчысы алмашты")
	require.ErrorContains(t, c.TrySQL(t, "UPDATE programme.selection_protocol SET number = '2' WHERE id = '"+uuidOf(t, p.ID).String()+"'"), "DM002")
	require.Equal(t, "SELECTION_STATE", c.manager.RefusedChange(t, "writeSelectionProtocol", c.protocol(p.Version+1)).Rule)

	c.nothingIsTold(t)
	c.sel = c.manager.Change(t, "publishSelection", seen.thing().Step())
	c.everyoneIsTold(t)
}

const results = `query($c: ID!) { publicSelection(callId: $c) { publishedAt promisedOn daysLate protocol letters
	chosen { municipalityId name { ky } cofinanced } reserve { name { ky } no } } }`

type published struct {
	PublicSelection *struct {
		PromisedOn string
		DaysLate   int
		Letters    int
		Chosen     []struct {
			Name       struct{ Ky string }
			Cofinanced bool
		}
		Reserve []struct {
			Name struct{ Ky string }
			No   int
		}
	}
}

const statusBySecret = `query($r: String!, $s: String!) { letterStatus(reference: $r, secret: $s) { state } }`

func (c *chosen) status(t *testing.T, name string) string {
	t.Helper()
	var out struct{ LetterStatus struct{ State string } }
	l := c.letters[name]
	c.Public().Do(t, statusBySecret, input{"r": l.Reference, "s": l.Secret}, &out)
	return out.LetterStatus.State
}

// nothingIsTold: what is decided is nobody's to know before the list is published.
func (c *chosen) nothingIsTold(t *testing.T) {
	t.Helper()
	var out published
	c.Public().Do(t, results, input{"c": c.call}, &out)
	require.Nil(t, out.PublicSelection)
	require.Equal(t, "EVALUATION", c.status(t, "Алмалуу"))
	require.Equal(t, "EVALUATION", c.status(t, "Жети-Өгүз"))
	require.Equal(t, "ELIGIBILITY_CHECK", c.status(t, "Чоң-Таш"))
	for _, role := range []access.Role{access.Observer, access.SelectionMember} {
		code, _ := c.As(tenants.Tenant{}, role).Refused(t, looks, input{"c": c.call})
		require.Equal(t, "FORBIDDEN", code, role)
	}
}

// everyoneIsTold: the list for everyone, and a notice for each letter, none forgotten.
func (c *chosen) everyoneIsTold(t *testing.T) {
	t.Helper()
	var out published
	c.Public().Do(t, results, input{"c": c.call}, &out)
	list := out.PublicSelection
	require.Equal(t, "2019-12-27", list.PromisedOn)
	require.Equal(t, 3, list.DaysLate)
	require.Equal(t, 6, list.Letters)
	require.Len(t, list.Chosen, 2)
	require.Equal(t, "Алмалуу", list.Chosen[0].Name.Ky)
	require.True(t, list.Chosen[0].Cofinanced)
	require.False(t, list.Chosen[1].Cofinanced)
	require.Equal(t, "Бешик", list.Reserve[0].Name.Ky)
	require.Equal(t, 2, list.Reserve[1].No)
	raw := string(c.Public().Post(t, results, input{"c": c.call}).Raw)
	for _, passedOver := range []string{"Барскоон", "Жети-Өгүз", "Чоң-Таш", "Ак-Суу", "Каракол"} {
		require.NotContains(t, raw, passedOver)
	}
	seen := c.look(t)
	require.Equal(t, 3, *seen.DaysLate)
	want := map[string]string{
		"Алмалуу": "SELECTED_WITH_COFINANCING", "Тоң": "SELECTED", "Бешик": "RESERVE", "Көк-Сай": "RESERVE", "Барскоон": "NOT_SELECTED",
		"Жети-Өгүз": "NOT_SELECTED", "Чоң-Таш": "INELIGIBLE", "Ак-Суу": "LATE", "Каракол": "WITHDRAWN",
	}
	require.Len(t, seen.Candidacies, len(want))
	for name, outcome := range want {
		require.Equal(t, outcome, seen.of(t, name).Notice.Outcome, name)
		require.Equal(t, "1", c.Value(t, "SELECT count(*) FROM ops.message WHERE kind = 'SELECTION_RESULT' AND about_id = '"+
			uuidOf(t, c.letters[name].ID).String()+"'"), name)
	}
	require.Equal(t, "SELECTED_WITH_COFINANCING", c.status(t, "Алмалуу"))
	require.Equal(t, "INELIGIBLE", c.status(t, "Чоң-Таш"))

	told := seen.of(t, "Бешик")
	delivered := input{"letterId": told.LetterID, "version": told.Notice.Version, "channel": "PHONE", "deliveredAt": c.Clock.Now().Format(time.RFC3339), "note": "Айттык"}
	c.manager.Change(t, "recordParticipantNotice", delivered)
	require.Equal(t, "PHONE", *c.look(t).of(t, "Бешик").Notice.Channel)
	delivered["version"] = told.Notice.Version + 1
	require.Equal(t, "ALREADY_NOTIFIED", c.manager.RefusedChange(t, "recordParticipantNotice", delivered).Rule)
	var call struct {
		PublicCall struct{ State, ResultsPublishedOn string }
	}
	c.Public().Do(t, `query($s: String!) { publicCall(slug: $s) { state resultsPublishedOn } }`, input{"s": c.slug}, &call)
	require.Equal(t, "RESULTS_PUBLISHED", call.PublicCall.State)
	require.Equal(t, "2019-12-30", call.PublicCall.ResultsPublishedOn)
}

// The list of a selection in this system is published by it alone.
func TestResultsOfElsewhereAreNotRecordedOfASelectionHere(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	s.close()
	var before, after struct {
		Call struct {
			Version        int64
			AllowedActions []string
		}
	}
	const document = `query($id: ID!) { call(id: $id) { version allowedActions } }`
	s.manager.Do(t, document, input{"id": s.call}, &before)
	require.Contains(t, before.Call.AllowedActions, "RECORD")
	s.plan(t)
	s.manager.Do(t, document, input{"id": s.call}, &after)
	require.NotContains(t, after.Call.AllowedActions, "RECORD")
	refusal := s.manager.RefusedChange(t, "recordCallResults", input{
		"id": s.call, "version": after.Call.Version, "at": deadline.Add(time.Hour).Format(time.RFC3339), "source": "dpi.kg",
	})
	require.Equal(t, "CALL_SELECTED_HERE", refusal.Rule)
}

// A bound for a kind of municipality keeps others of it out.
func TestTheQuotaOfAKind(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	s.send(t, "Алмалуу", jalal)
	s.send(t, "Бешик", jalal)
	s.close()
	s.journal(t)
	sel := s.plan(t, "aimaks", 1)
	s.check(t)
	m := s.member(t, "Асан")
	s.appoint(t, sel, m)
	sel = s.manager.Change(t, "openSelectionScoring", sel.Step())
	for _, l := range s.declare(t, m).Letters {
		s.hand(t, m, l.ID, 4, 4)
	}
	s.manager.Change(t, "closeSelectionScoring", sel.Step())
	first, second := s.look(t).standing(t, "Алмалуу"), s.look(t).standing(t, "Бешик")
	require.Equal(t, "IN", first.Standing, "equal in all: received first")
	require.Equal(t, "RECEIVED", first.Tie.Rule)
	require.Equal(t, "KIND_QUOTA_FULL", second.Why.Code)
}

// What the programme compares stands line by line, differences marked.
func TestLettersAreComparedSideBySide(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	a, b := s.send(t, "Алмалуу", jalal), s.send(t, "Бешик", jalal, func(c input) {
		c["general"].(input)["population"] = 4200
		c["donors"] = []input{}
	})
	const compare = `query($ids: [ID!]!) { compareLetters(ids: $ids) { columns { heading { ky } } lines { key label { ky } differs
		values { text number money phrase { ky } rows { cells { key text } } } } } }`
	var out struct {
		CompareLetters struct {
			Columns []struct{ Heading struct{ Ky string } }
			Lines   []struct {
				Key     string
				Differs bool
				Values  []json.RawMessage
			}
		}
	}
	s.manager.Do(t, compare, input{"ids": []string{a.ID, b.ID}}, &out)
	require.Equal(t, "Бешик", out.CompareLetters.Columns[1].Heading.Ky)
	differs := map[string]bool{}
	for _, line := range out.CompareLetters.Lines {
		require.Len(t, line.Values, 2, line.Key)
		differs[line.Key] = line.Differs
	}
	require.True(t, differs["general.population"])
	require.True(t, differs["donors"])
	require.False(t, differs["general.villageCount"])
	require.False(t, differs["general.website"], "both left it empty")
	for name, ids := range map[string][]string{"one": {a.ID}, "twice the same": {a.ID, a.ID}, "unknown": {a.ID, apptest.Unknown(t, "LetterOfInterest", a.ID)}} {
		code, _ := s.manager.Refused(t, compare, input{"ids": ids})
		require.Contains(t, []string{"VALIDATION", "NOT_FOUND"}, code, name)
	}
	for _, role := range []access.Role{access.Observer, access.SelectionMember} {
		code, _ := s.As(tenants.Tenant{}, role).Refused(t, compare, input{"ids": []string{a.ID, b.ID}})
		require.Equal(t, "FORBIDDEN", code, role)
	}
}
