package app_test

import (
	"encoding/json"
	"fmt"
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
	"github.com/demilge/demilge/tenants"
)

// A municipality without an account writes a letter, is cut off twice, sends it in the last
// second, is chosen with a printed reason, and runs its first competition.
func TestAMunicipalityComesFromItsLetterToItsFirstCompetition(t *testing.T) {
	t.Parallel()
	n := newcomerOf(t)
	first, second := n.begin(t, "first"), n.begin(t, "second")
	n.write(t, first)
	n.write(t, second)
	n.Clock.Set(letterDeadline.Add(-time.Second))
	require.Equal(t, "SUBMITTED", n.send(t, first))
	n.Clock.Set(letterDeadline)
	require.Equal(t, "LATE", n.send(t, second))
	n.Clock.Set(letterDeadline.AddDate(0, 0, 5))
	n.judge(t, first)
	why := n.score(t)
	require.Equal(t, "WITHIN_QUOTA", why.Code)
	require.Equal(t, "Тандалды: 15 баллдын ичинен орточо 14,00 балл, рейтингде 1-орун, 1 орундуу квотанын 1-орду.", why.Text.Ky)
	n.decide(t, first)
	tenant := n.onboard(t, first)
	n.Clock.Set(apptest.Start)
	n.Contest(t, tenant)
	n.Clock.Set(apptest.Opens)
	var shown struct {
		PublicMunicipality struct {
			Competitions struct{ Nodes []struct{ State string } }
		}
	}
	n.Public().Do(t, `query($s: String!) { publicMunicipality(slug: $s) { competitions(first: 1) { nodes { state } } } }`, apptest.Input{"s": tenant.Slug}, &shown)
	require.Equal(t, "OPEN", shown.PublicMunicipality.Competitions.Nodes[0].State)
}

// letterDeadline ends the time for letters in the autumn before [apptest.Start].
var letterDeadline = time.Date(2019, time.November, 15, 18, 0, 0, 0, clock.Bishkek)

// newcomer is a municipality of the register before a call.
type newcomer struct {
	*apptest.App
	manager, member *apptest.Client
	town            uuid.UUID
	call            string
	selection, seat apptest.Thing
}

// begun is a letter with what opens it.
type begun struct {
	ID, Reference, Secret string
	Version               int64
}

func (b *begun) with(fields ...any) apptest.Input {
	return apptest.Thing{ID: b.ID, Version: b.Version}.With(append([]any{"secret", b.Secret}, fields...)...)
}

func words(ky string) apptest.Input { return apptest.Input{"ky": ky, "ru": ky} }

func newcomerOf(t *testing.T) *newcomer {
	t.Helper()
	n := &newcomer{App: apptest.New(t, func(c *app.Config) { c.Mail = unread{} })}
	n.manager, n.town = n.As(tenants.Tenant{}, access.ProgrammeManager), n.Registered(t)
	n.Clock.Set(letterDeadline.AddDate(0, 0, -10))
	criterion := func(code string) apptest.Input {
		return apptest.Input{"code": code, "name": words(code), "rule": words("Эреже: " + code)}
	}
	c := n.manager.Change(t, "createCall", apptest.Input{"slug": "n-" + entity.NewID().String()[24:], "content": apptest.Input{
		"title": words("Чакыруу"), "text": words("Катышууга чакырабыз."), "opensAt": n.Clock.Now().Format(time.RFC3339),
		"deadline": letterDeadline.Format(time.RFC3339), "resultsPromisedOn": "2019-11-22", "populationOn": "2019-11-01", "donorsFrom": 2016, "donorsTo": 2018,
		"criteria": []apptest.Input{criterion("participation"), criterion("joint-work"), criterion("local-budget")},
		"contact":  apptest.Input{"name": "Айгүл", "position": words("Адис"), "phone": "+996 312 000000", "extension": "", "email": "calls@demilge.example"},
		"places":   1, "cofinancing": 30_000_000, "coded": false,
	}})
	n.call = n.manager.Change(t, "openCall", c.Step()).ID
	return n
}

// keyed is somebody without an account whose requests carry a key.
func (n *newcomer) keyed(key string) *apptest.Client {
	c := n.Public()
	c.Header.Set("Idempotency-Key", key)
	return c
}

// begin begins a letter; a repetition under the same key begins no other.
func (n *newcomer) begin(t *testing.T, name string) *begun {
	t.Helper()
	const document = `mutation($i: BeginLetterInput!) { r: beginLetter(input: $i) { draft { id reference version } secret errors { code } } }`
	in := apptest.Input{"i": apptest.Input{"callId": n.call, "municipalityId": n.townID(), "email": n.town.String() + "@demilge.example"}}
	var made struct {
		R struct {
			Draft  begun
			Secret string
		}
	}
	client := n.keyed(name + n.town.String())
	client.Do(t, document, in, &made)
	_, rule := client.Refused(t, document, in)
	require.Equal(t, "ALREADY_APPLIED", rule)
	made.R.Draft.Secret = made.R.Secret
	return &made.R.Draft
}

func (n *newcomer) townID() string {
	return scalar.EncodeID(entity.Ref{Kind: "Municipality", Tenant: n.town, ID: n.town})
}

// write fills in a letter, cut off twice: what was saved is there again, under the same key
// the same answer, and on another phone the letter by its secret.
func (n *newcomer) write(t *testing.T, l *begun) {
	t.Helper()
	const save = `mutation($i: SaveLetterInput!) { saveLetter(input: $i) { draft { version } errors { code path } } }`
	client := n.keyed("save" + l.ID)
	part := apptest.Input{"i": l.with("content", apptest.Input{"headName": "Токтоналиев Бакыт", "location": "Рават айылы"})}
	saved := client.Post(t, save, part)
	require.JSONEq(t, string(saved.Raw), string(client.Post(t, save, part).Raw), "the answer was lost, the page sends the same again")

	var found struct {
		LetterDraft struct {
			Version int64
			Content struct{ HeadName string }
		}
	}
	n.Public().Do(t, `query($r: String!, $s: String!) { letterDraft(reference: $r, secret: $s) { version content { headName } } }`,
		apptest.Input{"r": l.Reference, "s": l.Secret}, &found)
	require.Equal(t, "Токтоналиев Бакыт", found.LetterDraft.Content.HeadName)
	require.Equal(t, l.Version+1, found.LetterDraft.Version, "saved once")
	l.Version = found.LetterDraft.Version
	n.Public().Do(t, save, apptest.Input{"i": l.with("content", form(n.scan(t, l)))}, nil)
	l.Version++
}

// scan is the ready file of the signed letter.
func (n *newcomer) scan(t *testing.T, l *begun) string {
	t.Helper()
	letter, err := scalar.DecodeID(l.ID)
	require.NoError(t, err)
	id := entity.NewID()
	n.SQL(t, fmt.Sprintf(`INSERT INTO programme.file (id, kind, name, content_type, size, sha256, state, uploaded_by, expires_at, version, created_at, updated_at)
		VALUES ('%s', 'SIGNED_PAPER', 'letter.pdf', 'application/pdf', 10, decode(repeat('ab', 32), 'hex'), 'READY', '%s', '2030-01-01', 1, now(), now())`, id, letter.ID))
	return scalar.EncodeID(entity.Ref{Kind: "File", ID: id})
}

// form is everything that a letter asks for.
func form(scan string) apptest.Input {
	type object = apptest.Input
	signature := func(name string) object { return object{"name": name, "position": "башчы", "signed": true} }
	return object{
		"letterhead": true, "statements": object{"interest": true, "activities": true, "memorandum": true, "principles": true},
		"setAside": object{"ready": true, "amount": 2_300_000}, "contacts": object{"mobile": "+996700123456", "postal": "Рават айылы, Ленин 1"},
		"signatures": object{"head": signature("Б. Токтоналиев"), "keneshChair": signature("А. Мамытова"), "stamp": true, "date": "2019-11-05"},
		"decision":   object{"number": "12", "date": "2019-11-05"},
		"general": object{
			"postalAddress": "Рават айылы, Ленин 1", "phoneFax": "+996365022222", "areaHa": "1234.5", "fiscalYear": 2018, "ownRevenue": 2_138_950_000,
			"equalizationGrant": 0, "distRaionKm": 0, "distOblastKm": 60, "distCapitalKm": 700, "villageCount": 3, "population": 9000,
			"procurementSpecialist": false, "cooperationScore": 4, "cooperationWhy": "Чогуу иштейбиз.", "activityScore": 3,
			"activityWhy": "Ашарга чыгышат.", "problems": []string{"суу", "жол", "мектеп", "жарык", "таштанды"}, "exchangePractice": false,
		},
		"activities": []object{{"name": "Ашар", "implementers": "аксакалдар", "citizens": 200, "results": "арык тазаланды"}},
		"groups": []object{{"name": "Айымдар кеңеши", "leader": object{"name": "Асанова Гүл", "contacts": "+996555000111"}, "audience": "аялдар",
			"directions": "тигүү", "cooperation": "жолугушуу"}},
		"donors": []object{{"donor": "БУУӨП", "project": "Таза суу", "citizens": 900, "fromYear": 2016, "toYear": 2017, "status": "COMPLETED"}},
		"papers": []object{{"purpose": "SIGNED_LETTER", "fileId": scan}},
	}
}

// send hands a letter in, twice under one key, and tells where it stands.
func (n *newcomer) send(t *testing.T, l *begun) string {
	t.Helper()
	const submit = `mutation($i: LetterStepInput!) { r: submitLetter(input: $i) { draft { state version receipt { number at } } errors { code path } } }`
	client := n.keyed("send" + l.ID)
	sent := client.Post(t, submit, apptest.Input{"i": l.with()})
	require.JSONEq(t, string(sent.Raw), string(client.Post(t, submit, apptest.Input{"i": l.with()}).Raw))
	var answer struct {
		R struct {
			Draft struct {
				State   string
				Version int64
				Receipt struct{ At time.Time }
			}
		}
	}
	require.NoError(t, json.Unmarshal(sent.Data, &answer), string(sent.Raw))
	require.True(t, answer.R.Draft.Receipt.At.Equal(n.Clock.Now()))
	l.Version = answer.R.Draft.Version
	return answer.R.Draft.State
}

// judge finds the letter eligible.
func (n *newcomer) judge(t *testing.T, l *begun) {
	t.Helper()
	n.manager.Change(t, "journalLetter", apptest.Input{"id": l.ID, "version": l.Version, "incomingNumber": "01-17/1"})
	n.selection = n.manager.Change(t, "planSelection", apptest.Input{"callId": n.call, "terms": apptest.Input{"max": 5, "criteria": []apptest.Input{
		{"key": "need", "name": words("Зарылдык"), "weight": 2}, {"key": "people", "name": words("Катышуу"), "weight": 1},
	}}})
	n.manager.Change(t, "checkLetters", apptest.Input{"callId": n.call})
	var found struct {
		Candidacy struct {
			Eligible bool
			Version  int64
		}
	}
	n.manager.Do(t, `query($id: ID!) { candidacy(letterId: $id) { eligible version } }`, apptest.Input{"id": l.ID}, &found)
	require.True(t, found.Candidacy.Eligible)
	n.manager.Change(t, "concludeEligibility", apptest.Input{"letterId": l.ID, "version": found.Candidacy.Version})
}

// reason is why a letter stands where it stands, as it is printed.
type reason struct {
	Code string
	Text struct{ Ky string }
}

// score lets a committee of one score the letter.
func (n *newcomer) score(t *testing.T) reason {
	t.Helper()
	n.member = n.As(tenants.Tenant{}, access.SelectionMember)
	n.SQL(t, fmt.Sprintf(`INSERT INTO programme.account (id, full_name, email, locale, state, password_hash, version, created_at, updated_at)
		VALUES ('%[1]s', 'Асан', '%[1]s@demilge.example', 'KY', 'ACTIVE', '', 1, now(), now());
		INSERT INTO programme.membership (id, account_id, role, position, from_date, acting, version, created_at, updated_at)
		VALUES ('%[1]s', '%[1]s', 'SELECTION_MEMBER', '{}', '2019-01-01', false, 1, now(), now())`, n.member.UserID))
	n.seat = n.manager.Change(t, "appointSelectionMember", apptest.Input{
		"selectionId": n.selection.ID, "userId": scalar.EncodeID(entity.Ref{Kind: "User", ID: n.member.UserID}), "position": words("эксперт"),
	})
	n.selection = n.manager.Change(t, "openSelectionScoring", n.selection.Step())
	n.member.Change(t, "declareSelectionConflicts", apptest.Input{"selectionId": n.selection.ID, "statements": []apptest.Input{
		{"municipalityId": n.townID(), "kind": "NONE"},
	}})
	var desk struct {
		SelectionDesks []struct{ Letters []struct{ ID string } }
	}
	n.member.Do(t, `{ selectionDesks { letters { id } } }`, nil, &desk)
	sheet := desk.SelectionDesks[0].Letters[0].ID
	n.member.Change(t, "scoreLetter", apptest.Input{"id": sheet, "version": 0, "scores": []apptest.Input{
		{"criterion": "need", "points": 5}, {"criterion": "people", "points": 4},
	}})
	n.member.Change(t, "submitLetterScores", apptest.Input{"id": sheet, "version": 1})
	n.selection = n.manager.Change(t, "closeSelectionScoring", n.selection.Step())
	var ranked struct {
		Selection struct {
			Ranking struct{ Places []struct{ Why reason } }
		}
	}
	n.manager.Do(t, `query($c: ID!) { selection(callId: $c) { ranking { places { why { code text { ky } } } } } }`, apptest.Input{"c": n.call}, &ranked)
	return ranked.Selection.Ranking.Places[0].Why
}

// decide writes, signs and publishes what was decided.
func (n *newcomer) decide(t *testing.T, l *begun) {
	t.Helper()
	today := n.Clock.Now().Format(time.DateOnly)
	p := n.manager.Change(t, "writeSelectionProtocol", apptest.Input{
		"selectionId": n.selection.ID, "version": 0, "number": "1", "date": today, "place": "Бишкек", "presentIds": []string{n.seat.ID},
		"decisions": []apptest.Input{{"letterId": l.ID, "chosen": true, "cofinancing": 20_000_000}},
	})
	refusal := n.manager.RefusedChange(t, "createMemorandum", n.memorandum(l))
	require.Equal(t, "LETTER_NOT_SELECTED", refusal.Rule, "not before the protocol is signed")
	n.manager.Change(t, "signSelectionProtocol", apptest.Input{"selectionId": n.selection.ID, "version": p.Version, "signatories": []apptest.Input{
		{"name": "Асан", "position": "төрага", "signedOn": today},
	}})
	n.manager.Change(t, "publishSelection", apptest.Input{"id": n.selection.ID, "version": n.selection.Version + 1})
	var status struct{ LetterStatus struct{ State string } }
	n.Public().Do(t, `query($r: String!, $s: String!) { letterStatus(reference: $r, secret: $s) { state } }`,
		apptest.Input{"r": l.Reference, "s": l.Secret}, &status)
	require.Equal(t, "SELECTED_WITH_COFINANCING", status.LetterStatus.State)
}

func (n *newcomer) memorandum(l *begun) apptest.Input {
	return apptest.Input{"municipalityId": n.townID(), "letterId": l.ID, "number": "1", "parties": []apptest.Input{
		{"kind": "LSG_BODY", "body": words("Айыл өкмөтү"), "signatory": "Б. Токтоналиев"}, {"kind": "PROJECT", "body": words("Долбоор"), "signatory": "А. Бакиров"},
	}}
}

// onboard signs the memorandum and makes the municipality a tenant by one mutation.
func (n *newcomer) onboard(t *testing.T, l *begun) tenants.Tenant {
	t.Helper()
	m := n.manager.Change(t, "createMemorandum", n.memorandum(l))
	require.Equal(t, "LETTER_HAS_MEMORANDUM", n.manager.RefusedChange(t, "createMemorandum", n.memorandum(l)).Rule)
	n.manager.Change(t, "signMemorandum", m.With("signedOn", n.Clock.Now().Format(time.DateOnly)))
	require.Equal(t, "1", n.Value(t, "SELECT count(*) FROM ops.message WHERE kind = 'MEMORANDUM_SIGNED' AND recipient->>'contact' <> ''"), "who wrote the letter is told")
	began := time.Now()
	n.manager.Change(t, "onboardMunicipality", apptest.Input{
		"municipalityId": n.townID(), "memorandumId": m.ID, "plan": apptest.Input{"template": "PILOT"},
		"people": []apptest.Input{{"fullName": "Бакыт Токтоналиев", "contact": "head-" + n.town.String() + "@demilge.example", "role": "HEAD"}},
	})
	t.Logf("a tenant after %s", time.Since(began))
	aside := apptest.Input{"municipalityId": n.townID(), "callId": n.call, "amount": 20_000_001}
	require.Equal(t, "SET_ASIDE_ABOVE_DECIDED", n.manager.RefusedChange(t, "setGrantAside", aside).Rule)
	aside["amount"] = 20_000_000
	n.manager.Change(t, "setGrantAside", aside)
	tenant, err := n.Resolver.Territory.ByID(t.Context(), n.town)
	require.NoError(t, err)
	return *tenant
}
