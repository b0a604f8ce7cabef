package selection_test

import (
	"encoding/json"
	"fmt"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/internal/territory"
	"github.com/demilge/demilge/tenants"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

type input = apptest.Input

// The call of a test is open from 3 to 20 December 2019 and promises its results on the 27th.
var (
	deadline = time.Date(2019, time.December, 20, 18, 0, 0, 0, clock.Bishkek)
	writing  = deadline.AddDate(0, 0, -5)
)

// season is a server with a call whose letters are taken.
type season struct {
	*apptest.App
	manager    *apptest.Client
	call, slug string
	// letters finds letters by the names of their municipalities.
	letters map[string]*sent
}

// sent is a letter that a municipality without an account sent.
type sent struct {
	ID, Reference, Secret string
	Number                int
	municipality          uuid.UUID
	Name                  string
}

func both(text string) input { return input{"ky": text, "ru": text} }

func criterion(code, rule string) input {
	return input{"code": code, "name": both(code), "rule": both(rule)}
}

// open makes a call; change turns what is written of it.
func open(t *testing.T, change func(input), changes ...func(*app.Config)) *season {
	t.Helper()
	limits := func(c *app.Config) { c.Letters = letter.Limits{BeginsAnHour: 100_000} }
	s := &season{App: apptest.New(t, append(changes, limits)...), slug: "s-" + entity.NewID().String()[24:], letters: map[string]*sent{}}
	s.manager = s.As(tenants.Tenant{}, access.ProgrammeManager)
	content := input{
		"title": both("Чакыруу"), "text": both("Катышууга чакырабыз."), "opensAt": "2019-12-03T09:00:00+06:00",
		"deadline": deadline.Format(time.RFC3339), "resultsPromisedOn": "2019-12-27", "populationOn": "2019-12-01", "donorsFrom": 2016, "donorsTo": 2018,
		"criteria": []input{
			criterion("participation", "Катышууга кызыкдар."), criterion("joint-work", "Жамаат менен иштейт."), criterion("local-budget", "Каражат бөлөт."),
		},
		"contact": input{"name": "Айгүл", "position": both("Адис"), "phone": "+996 312 000000", "extension": "", "email": "calls@demilge.example"},
		"places":  2, "coded": false,
	}
	if change != nil {
		change(content)
	}
	c := s.manager.Change(t, "createCall", input{"slug": s.slug, "content": content})
	s.manager.Change(t, "openCall", c.Step())
	s.call = c.ID
	s.Clock.Set(writing)
	return s
}

// raions of the oblasts in which towns are.
var raions = map[string][]string{
	issykKul: {"02205", "02210", "02215", "02220", "02225"},
	jalal:    {"03204", "03207", "03211", "03215", "03220"},
}

const (
	issykKul = "02"
	jalal    = "03"
)

var towns atomic.Int64

// town enters a municipality of an oblast.
func (s *season) town(t *testing.T, name, oblast string) uuid.UUID {
	t.Helper()
	n := int(towns.Add(1))
	return s.Registered(t, func(e *territory.Entry) {
		e.Code = territory.Code(fmt.Sprintf("417%s8%02d000", raions[oblast][n/100%len(raions[oblast])], n%100))
		e.Name = i18n.Localized{Ky: name, Ru: name, En: name}
	})
}

func municipalityID(id uuid.UUID) string {
	return scalar.EncodeID(entity.Ref{Kind: "Municipality", Tenant: id, ID: id})
}

func uuidOf(t *testing.T, id string) uuid.UUID {
	t.Helper()
	ref, err := scalar.DecodeID(id)
	require.NoError(t, err)
	return ref.ID
}

// whole is everything that the form asks for.
func whole(name, scan string) input {
	signature := func(name string) input { return input{"name": name, "position": "башчы", "signed": true} }
	return input{
		"language": "KY", "letterhead": true, "headName": "Токтоналиев Бакыт", "location": name + " айылы",
		"statements": input{"interest": true, "activities": true, "memorandum": true, "principles": true},
		"setAside":   input{"ready": true, "amount": 2_300_000},
		"contacts":   input{"mobile": "+996700123456", "postal": name + " айылы, Ленин 1"},
		"signatures": input{"head": signature("Б. Токтоналиев"), "keneshChair": signature("А. Мамытова"), "stamp": true, "date": "2019-12-10"},
		"decision":   input{"number": "12", "date": "2019-12-09"},
		"general": input{
			"postalAddress": name + " айылы, Ленин 1", "phoneFax": "+996365022222", "areaHa": "1234.5", "fiscalYear": 2018, "ownRevenue": 2_138_950_000,
			"equalizationGrant": 0, "distRaionKm": 0, "distOblastKm": 60, "distCapitalKm": 700, "villageCount": 3, "population": 9000,
			"procurementSpecialist": false, "cooperationScore": 4, "cooperationWhy": name + " айылында чогуу иштейбиз.", "activityScore": 3,
			"activityWhy": "Ашарга чыгышат.", "problems": []string{"суу", "жол", "мектеп", "жарык", "таштанды"}, "exchangePractice": false,
		},
		"activities": []input{{"name": "Ашар", "implementers": "аксакалдар", "citizens": 200, "results": "арык тазаланды"}},
		"groups": []input{{"name": "Айымдар кеңеши", "leader": input{"name": "Асанова Гүл", "contacts": "+996555000111"}, "audience": "аялдар",
			"directions": "тигүү", "cooperation": "жолугушуу"}},
		"donors": []input{{"donor": "БУУӨП", "project": "Таза суу", "citizens": 900, "fromYear": 2016, "toYear": 2017, "status": "COMPLETED"}},
		"papers": []input{{"purpose": "SIGNED_LETTER", "fileId": scan}},
	}
}

// send writes a letter of a municipality that has no account and hands it in.
func (s *season) send(t *testing.T, name, oblast string, change ...func(input)) *sent {
	t.Helper()
	return s.submit(t, s.begin(t, name, oblast, change...))
}

// begin writes a letter of a new municipality and does not hand it in.
func (s *season) begin(t *testing.T, name, oblast string, change ...func(input)) *sent {
	t.Helper()
	return s.write(t, name, s.town(t, name, oblast), change...)
}

// write writes the letter of a municipality.
func (s *season) write(t *testing.T, name string, municipality uuid.UUID, change ...func(input)) *sent {
	t.Helper()
	l := &sent{Name: name, municipality: municipality}
	var begun struct {
		R struct {
			Draft  struct{ ID, Reference string }
			Secret string
		}
	}
	s.Public().Do(t, `mutation($i: BeginLetterInput!) { r: beginLetter(input: $i) { draft { id reference } secret errors { code rule } } }`,
		input{"i": input{"callId": s.call, "municipalityId": municipalityID(l.municipality)}}, &begun)
	l.ID, l.Reference, l.Secret = begun.R.Draft.ID, begun.R.Draft.Reference, begun.R.Secret
	content := whole(name, s.ProgrammeFile(t, uuidOf(t, l.ID), file.SignedPaper))
	for _, fn := range change {
		fn(content)
	}
	s.Public().Do(t, `mutation($i: SaveLetterInput!) { saveLetter(input: $i) { draft { version } errors { code rule path } } }`,
		input{"i": input{"id": l.ID, "secret": l.Secret, "version": 1, "content": content}}, nil)
	s.letters[name] = l
	return l
}

// submit hands a letter in.
func (s *season) submit(t *testing.T, l *sent) *sent {
	t.Helper()
	var handed struct {
		R struct {
			Draft struct{ Receipt struct{ Number int } }
		}
	}
	s.Public().Do(t, `mutation($i: LetterStepInput!) { r: submitLetter(input: $i) { draft { receipt { number } } errors { code rule path } } }`,
		input{"i": input{"id": l.ID, "secret": l.Secret, "version": 2}}, &handed)
	l.Number = handed.R.Draft.Receipt.Number
	s.Clock.Set(s.Clock.Now().Add(time.Minute))
	return l
}

// journal takes every letter that was sent in time into the programme's journal.
func (s *season) journal(t *testing.T) {
	t.Helper()
	var list struct {
		Letters struct{ Nodes []apptest.Thing }
	}
	s.manager.Do(t, `query($c: ID!) { letters(callId: $c, filter: {states: [SUBMITTED]}, first: 100) { nodes { id version } } }`, input{"c": s.call}, &list)
	for _, l := range list.Letters.Nodes {
		s.manager.Change(t, "journalLetter", l.Step())
	}
}

// logged is what the newest row of the log says of a thing.
func (s *season) logged(t *testing.T, object, action, id, what string) string {
	t.Helper()
	return s.Value(t, fmt.Sprintf(`SELECT %s FROM programme.audit WHERE object = '%s' AND action = '%s' AND object_id = '%s' ORDER BY id DESC LIMIT 1`,
		what, object, action, uuidOf(t, id)))
}

// close lets the deadline pass.
func (s *season) close() { s.Clock.Set(deadline.AddDate(0, 0, 1)) }

func terms(change ...any) input {
	t := input{"max": 5, "criteria": []input{
		{"key": "need", "name": both("Зарылдык"), "weight": 2}, {"key": "people", "name": both("Катышуу"), "weight": 1},
	}}
	for i := 0; i < len(change); i += 2 {
		t[change[i].(string)] = change[i+1]
	}
	return t
}

// plan begins the choice.
func (s *season) plan(t *testing.T, change ...any) apptest.Thing {
	t.Helper()
	return s.manager.Change(t, "planSelection", input{"callId": s.call, "terms": terms(change...)})
}

// check finds every letter eligible that the rules do not refuse.
func (s *season) check(t *testing.T) {
	t.Helper()
	s.manager.Change(t, "checkLetters", input{"callId": s.call})
	for _, c := range s.look(t).Candidacies {
		if c.State == "ELIGIBILITY_CHECK" {
			s.manager.Change(t, "concludeEligibility", c.step())
		}
	}
}

// member is somebody with an account who holds the role of a committee member.
func (s *season) member(t *testing.T, name string, roles ...access.Role) *apptest.Client {
	t.Helper()
	roles = append([]access.Role{access.SelectionMember}, roles...)
	c := s.As(tenants.Tenant{}, roles...)
	s.SQL(t, fmt.Sprintf(`INSERT INTO programme.account (id, full_name, email, locale, state, password_hash, version, created_at, updated_at)
		VALUES ('%[1]s', '%[2]s', '%[1]s@demilge.example', 'KY', 'ACTIVE', '', 1, now(), now())`, c.UserID, name))
	for _, role := range roles {
		s.SQL(t, fmt.Sprintf(`INSERT INTO programme.membership (id, account_id, role, position, from_date, acting, version, created_at, updated_at)
			VALUES ('%s', '%s', '%s', '{}', '2019-01-01', false, 1, now(), now())`, entity.NewID(), c.UserID, role))
	}
	return c
}

// appoint gives a person a seat.
func (s *season) appoint(t *testing.T, sel apptest.Thing, c *apptest.Client) apptest.Thing {
	t.Helper()
	return s.manager.Change(t, "appointSelectionMember", input{
		"selectionId": sel.ID, "userId": scalar.EncodeID(entity.Ref{Kind: "User", ID: c.UserID}), "position": both("эксперт"),
	})
}

// seen is what the programme sees of a selection.
type seen struct {
	ID, State   string
	Version     int64
	Coded       bool
	PromisedOn  *string
	DaysLate    *int
	Candidacies []candidacy
	Committee   []struct {
		ID, Name                      string
		Letters, Submitted, Conflicts int
	}
	Ranking *struct {
		Total, MaxTotal int
		Places          []place
	}
	Protocol *struct {
		ID        string
		Version   int64
		Digest    string
		Sealed    *string
		Decisions []struct {
			LetterID, Outcome, Reason string
			Chosen                    bool
			Cofinancing               *int64
			ReserveNo                 int
		}
	}
}

func (s *seen) thing() apptest.Thing {
	return apptest.Thing{ID: s.ID, State: s.State, Version: s.Version}
}

type candidacy struct {
	LetterID, State string
	Number          int
	Name            struct{ Ky string }
	Eligible        *bool
	Version         int64
	Checks          []struct {
		Criterion, Result, Automatic string
		ByHand                       bool
		Rule                         struct{ Ky string }
		Remarks                      []struct{ Ky string }
		Overruled                    *struct{ Result, Reason, By string }
	}
	Clarifications []struct {
		ID, Question, Answer, AnsweredBy string
		Via                              *string
		Open, Late                       bool
		Version                          int64
	}
	Notice *struct {
		Outcome string
		Channel *string
		Version int64
	}
}

func (c candidacy) step(fields ...any) input {
	in := input{"letterId": c.LetterID, "version": c.Version}
	for i := 0; i < len(fields); i += 2 {
		in[fields[i].(string)] = fields[i+1]
	}
	return in
}

// result is what a criterion comes to.
func (c candidacy) result(criterion string) string {
	for _, x := range c.Checks {
		if x.Criterion == criterion {
			return x.Result
		}
	}
	return ""
}

type place struct {
	LetterID, Number, Mean, Standing string
	Name                             struct{ Ky string }
	Rank, Sheets, ReserveNo          int
	Why                              struct {
		Code string
		Text struct{ Ky, Ru, En string }
	}
	Tie *struct {
		Rule  string
		Ahead bool
	}
}

const looks = `query($c: ID!) { selection(callId: $c) { id state version coded promisedOn daysLate
	candidacies { letterId number name { ky } state eligible version
		checks { criterion rule { ky } result automatic byHand remarks { ky } overruled { result reason by } }
		clarifications { id question answer answeredBy via open late version } notice { outcome channel version } }
	committee { id name letters submitted conflicts }
	ranking { total maxTotal places { letterId number name { ky } rank sheets mean standing reserveNo why { code text { ky ru en } } tie { rule ahead } } }
	protocol { id version digest sealed decisions { letterId outcome chosen cofinancing reserveNo reason } } } }`

// look is the selection as the programme manager sees it.
func (s *season) look(t *testing.T) *seen {
	t.Helper()
	var out struct{ Selection *seen }
	s.manager.Do(t, looks, input{"c": s.call}, &out)
	return out.Selection
}

// of finds the letter of a municipality in what was seen.
func (s *seen) of(t *testing.T, name string) candidacy {
	t.Helper()
	for _, c := range s.Candidacies {
		if c.Name.Ky == name {
			return c
		}
	}
	require.Fail(t, "no letter of "+name)
	return candidacy{}
}

// standing finds a municipality in the ranking.
func (s *seen) standing(t *testing.T, name string) place {
	t.Helper()
	for _, p := range s.Ranking.Places {
		if p.Name.Ky == name {
			return p
		}
	}
	require.Fail(t, name+" is not ranked")
	return place{}
}

// desk is what a member sees.
type desk struct {
	SelectionID, State string
	Coded              bool
	DeclaredAt         *time.Time
	Participants       []struct {
		MunicipalityID string
		Name           struct{ Ky string }
	}
	Conflicts []struct {
		Code, Kind   string
		Municipality *struct{ Name struct{ Ky string } }
		Automatic    bool
	}
	Letters []coded
}

type coded struct {
	ID, Code string
	Name     *struct{ Ky string }
	Recused  bool
	Total    *int
	Sheet    *struct {
		State   string
		Version int64
	}
	Others []struct {
		Member string
		Total  int
	}
	Fields json.RawMessage
}

const letterFields = `id code name { ky } recused total sheet { state version scores { criterion points comment } submittedAt } others { member total }
	fields { key value { text phrase { ky } number money rows { cells { key text } } } }`

const desks = `{ selectionDesks { selectionId title { ky } state coded declaredAt participants { municipalityId name { ky } }
	conflicts { code kind municipality { name { ky } } automatic } letters { ` + letterFields + ` } } }`

// desk is the first of a member's.
func (s *season) desk(t *testing.T, c *apptest.Client) desk {
	t.Helper()
	var out struct{ SelectionDesks []desk }
	c.Do(t, desks, nil, &out)
	require.Len(t, out.SelectionDesks, 1)
	return out.SelectionDesks[0]
}

// declare says of every participant that nothing binds the member, but of those named.
func (s *season) declare(t *testing.T, c *apptest.Client, conflicts ...string) desk {
	t.Helper()
	d := s.desk(t, c)
	c.Change(t, "declareSelectionConflicts", input{"selectionId": d.SelectionID, "statements": statements(d, conflicts...)})
	return s.desk(t, c)
}

func statements(d desk, conflicts ...string) []input {
	var list []input
	for _, p := range d.Participants {
		said := input{"municipalityId": p.MunicipalityID, "kind": "NONE"}
		for _, name := range conflicts {
			if p.Name.Ky == name {
				said["kind"] = "RELATIVE"
			}
		}
		list = append(list, said)
	}
	return list
}

// scores are the points of the two criteria.
func scores(need, people int) []input {
	return []input{{"criterion": "need", "points": need}, {"criterion": "people", "points": people}}
}

// hand fills in and submits a sheet.
func (s *season) hand(t *testing.T, c *apptest.Client, id string, need, people int) {
	t.Helper()
	c.Change(t, "scoreLetter", input{"id": id, "version": 0, "scores": scores(need, people)})
	c.Change(t, "submitLetterScores", input{"id": id, "version": 1})
}

// named finds a letter of a member by its municipality, where letters are not coded.
func (d desk) named(t *testing.T, name string) coded {
	t.Helper()
	for _, l := range d.Letters {
		if l.Name != nil && l.Name.Ky == name {
			return l
		}
	}
	require.Fail(t, "no letter of "+name)
	return coded{}
}
