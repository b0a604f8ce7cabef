package facts_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/objectstore"
	"github.com/demilge/demilge/internal/objecttest"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/facts"
	"github.com/demilge/demilge/internal/paper/papertest"
	"github.com/demilge/demilge/tenants"
)

// desk is a server with a store for files, and the programme's manager.
type desk struct {
	*apptest.App
	manager *apptest.Client
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	bucket := objecttest.Bucket(t)
	objects := objectstore.New()
	require.NoError(t, objects.Connect(objectstore.Config{
		Endpoint: bucket.Endpoint, AccessKey: bucket.AccessKey, SecretKey: bucket.SecretKey, Bucket: bucket.Bucket,
	}))
	a := apptest.New(t, func(c *app.Config) { c.Objects, c.BaseURL = objects, "https://demilge.example.kg/" })
	return &desk{a, a.As(tenants.Tenant{}, access.ProgrammeManager)}
}

func global(kind string, id uuid.UUID) string { return scalar.EncodeID(entity.Ref{Kind: kind, ID: id}) }

func (d *desk) issue(t *testing.T, kind, about, language string) apptest.Thing {
	t.Helper()
	return d.manager.Change(t, "issuePaper", apptest.Input{"kind": kind, "aboutId": about, "language": language})
}

type issued struct {
	Number, State, CheckCode, CheckURL string
	Year                               int
	AllowedActions                     []string
	PDF, Docx, Scan                    *struct{ URL string }
}

func (d *desk) paper(t *testing.T, who *apptest.Client, id string) issued {
	t.Helper()
	var out struct{ Paper issued }
	who.Do(t, `query($id: ID!) { paper(id: $id) { number year state checkCode checkURL: checkUrl allowedActions
		PDF: pdf { url } docx { url } scan { url } } }`, apptest.Input{"id": id}, &out)
	return out.Paper
}

func (d *desk) verdict(t *testing.T, code string) string {
	t.Helper()
	var out struct{ CheckPaper string }
	d.Public().Do(t, `query($c: String!) { checkPaper(code: $c) }`, apptest.Input{"c": code}, &out)
	return out.CheckPaper
}

func (d *desk) memorandum(t *testing.T) string {
	t.Helper()
	parties := []apptest.Input{
		{"kind": "LSG_BODY", "body": apptest.Input{"ky": "Көк-Төбө айыл өкмөтү"}, "signatory": "А. Асанов"},
		{"kind": "PROJECT", "body": apptest.Input{"ky": "Өнүктүрүү саясат институту"}, "signatory": "Б. Бакиров"},
	}
	m := d.Municipality(t)
	return d.manager.Change(t, "createMemorandum", apptest.Input{"municipalityId": apptest.ID(m), "parties": parties}).ID
}

// TestTheProgrammeIssuesPapers takes a memorandum through the life of a paper in the
// programme's own journal.
func TestTheProgrammeIssuesPapers(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	about := d.memorandum(t)
	first := d.issue(t, "MEMORANDUM", about, "KY")
	p := d.paper(t, d.manager, first.ID)
	require.Regexp(t, `^18-\d+$`, p.Number)
	require.NotNil(t, p.PDF)
	require.NotNil(t, p.Docx)
	require.Equal(t, []string{"REPLACE", "REVOKE", "REGISTER"}, p.AllowedActions, "a memorandum has no public copy")
	require.True(t, strings.HasPrefix(p.CheckCode, "programme-"))
	require.Equal(t, "https://demilge.example.kg/check/"+p.CheckCode, p.CheckURL)
	require.Equal(t, "VALID", d.verdict(t, p.CheckCode))
	require.Equal(t, "UNKNOWN", d.verdict(t, "programme-0000-0000-0000-0000-0000"))
	require.Equal(t, "PAPER_STANDS", d.manager.RefusedChange(t, "issuePaper", apptest.Input{"kind": "MEMORANDUM", "aboutId": about, "language": "KY"}).Name())
	require.Equal(t, "PAPER_NEVER_PUBLIC", d.manager.RefusedChange(t, "publishPaper", first.Step()).Name())

	scan := d.ProgrammeFile(t, d.manager.UserID, file.SignedPaper)
	signed := d.manager.Change(t, "registerSignedScan", first.With("fileId", scan))
	require.NotNil(t, d.paper(t, d.manager, first.ID).Scan)

	second := d.manager.Change(t, "reissuePaper", signed.With("reason", "мөөнөтү оңдолду"))
	require.Equal(t, "SUPERSEDED", d.verdict(t, p.CheckCode))
	third := d.manager.Change(t, "voidPaper", second.With("reason", "ката"))
	require.Equal(t, "VOIDED", d.paper(t, d.manager, third.ID).State)

	var journal struct {
		ProgrammePapers struct {
			Nodes []struct{ ID string }
		}
		ProgrammePaperForms []struct{ Kind string }
	}
	d.manager.Do(t, `query($about: ID) { programmePapers(filter: {aboutId: $about}) { nodes { id } } programmePaperForms { kind } }`, apptest.Input{"about": about}, &journal)
	require.Len(t, journal.ProgrammePapers.Nodes, 2)
	require.Equal(t, []struct{ Kind string }{{"LETTER_OF_INTEREST"}, {"SELECTION_PROTOCOL"}, {"MEMORANDUM"}, {"CALL_NOTICE"}}, journal.ProgrammePaperForms)
	require.Equal(t, "3", d.Value(t, fmt.Sprintf("SELECT count(*) FROM programme.audit WHERE object = 'PROGRAMME_PAPER' AND object_id IN ('%s', '%s') AND action <> 'REGISTER' AND action <> 'REVOKE'",
		idOf(t, first.ID), idOf(t, second.ID))))
}

func idOf(t *testing.T, id string) uuid.UUID {
	t.Helper()
	ref, err := scalar.DecodeID(id)
	require.NoError(t, err)
	return ref.ID
}

// TestWhoMayWhatWithTheProgrammesPapers keeps the two kinds of offices apart.
func TestWhoMayWhatWithTheProgrammesPapers(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	about := d.memorandum(t)
	paper := d.issue(t, "MEMORANDUM", about, "RU")
	order := apptest.Input{"kind": "MEMORANDUM", "aboutId": about, "language": "KY"}
	letterhead := apptest.Input{"version": 99, "name": apptest.Input{"ky": "а"}, "address": apptest.Input{}}
	m := d.Municipality(t)
	for _, role := range access.Roles() {
		who := d.As(m, role)
		response := who.Post(t, `query($id: ID!) { paper(id: $id) { number } }`, apptest.Input{"id": paper.ID})
		reads := role == access.ProgrammeManager || role == access.ProgrammeFinance
		require.Equal(t, reads, len(response.Errors) == 0, "%s: %s", role, response.Raw)
		if role == access.ProgrammeManager {
			continue
		}
		for mutation, in := range map[string]apptest.Input{
			"issuePaper": order, "previewPaper": order, "reissuePaper": paper.With("reason", "r"), "voidPaper": paper.With("reason", "r"), "publishPaper": paper.Step(),
			"setLetterhead": letterhead,
		} {
			require.Equal(t, "FORBIDDEN", who.RefusedChange(t, mutation, in).Code, "%s %s", role, mutation)
		}
	}
	won := d.Won(t, d.Municipality(t), []int64{12_000})
	municipal := apptest.Input{"kind": "ANNOUNCEMENT", "aboutId": won.CompetitionID(), "language": "KY"}
	require.Equal(t, "FORBIDDEN", d.manager.RefusedChange(t, "issuePaper", municipal).Code, "a municipality's paper is its own")
	require.Equal(t, "PAPER_KIND_UNKNOWN_HERE", won.Head.RefusedChange(t, "issuePaper", apptest.Input{"kind": "MEMORANDUM", "aboutId": won.CompetitionID(), "language": "KY"}).Name())
	head := d.manager.Change(t, "setLetterhead", apptest.Input{"version": d.letterheadVersion(t), "name": apptest.Input{"ky": "Өнүктүрүү саясат институту", "ru": "Институт политики развития"}, "address": apptest.Input{"ky": "Бишкек шаары"}})
	require.Equal(t, head.Version, d.letterheadVersion(t))
}

func (d *desk) letterheadVersion(t *testing.T) int64 {
	t.Helper()
	var out struct {
		ProgrammeLetterhead *struct{ Version int64 }
	}
	d.manager.Do(t, `{ programmeLetterhead { version } }`, nil, &out)
	if out.ProgrammeLetterhead == nil {
		return 0
	}
	return out.ProgrammeLetterhead.Version
}

// TestThePapersOfACall prints letter, protocol and notice of a call whose list is out.
func TestThePapersOfACall(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	m := d.Municipality(t)
	list := d.listed(t, m)
	letter, late, protocol := list.letter, list.late, list.protocol
	for kind, about := range map[string]string{
		"LETTER_OF_INTEREST": global("LetterOfInterest", letter), "SELECTION_PROTOCOL": global("SelectionProtocol", protocol), "CALL_NOTICE": global("LetterOfInterest", letter),
	} {
		for _, language := range []string{"KY", "RU"} {
			require.NotNil(t, d.paper(t, d.manager, d.issue(t, kind, about, language).ID).PDF, kind)
		}
	}
	d.issue(t, "CALL_NOTICE", global("LetterOfInterest", late), "KY")
	for who, code := range map[*apptest.Client]string{
		d.As(m, access.Head): "", d.As(m, access.Specialist): "", d.As(m, access.Accountant): "FORBIDDEN", d.As(d.Municipality(t), access.Head): "FORBIDDEN",
	} {
		response := who.Post(t, `mutation($i: PreviewPaperInput!) { r: previewPaper(input: $i) { file { url } errors { code } } }`,
			apptest.Input{"i": apptest.Input{"kind": "LETTER_OF_INTEREST", "aboutId": global("LetterOfInterest", letter), "language": "RU"}})
		if code == "" {
			require.Contains(t, string(response.Raw), `"url":"`, "who writes a letter prints it")
		} else {
			require.Contains(t, string(response.Raw), code)
		}
	}
	require.Equal(t, "VALIDATION", d.manager.RefusedChange(t, "issuePaper", apptest.Input{"kind": "MEMORANDUM", "aboutId": global("LetterOfInterest", letter), "language": "KY"}).Code)
}

// TestWhoMovedUpReadsItsSum: the sealed protocol has it in reserve; the withdrawal says more.
func TestWhoMovedUpReadsItsSum(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	list := d.listed(t, d.Municipality(t))
	require.NotContains(t, d.notice(t, list.reserve), "Биргелешип каржылоонун суммасы")
	selection := apptest.Thing{ID: global("Selection", list.selection), Version: 1}
	selection = d.manager.Change(t, "withdrawFromSelection", selection.With("letterId", global("LetterOfInterest", list.letter), "reason", "Баш тартты", "cofinancing", 20_000_000))
	up := d.notice(t, list.reserve)
	require.Contains(t, up, "тандалды, биргелешип каржылоо менен")
	require.Contains(t, up, "(эки жүз миң сом")
	require.Contains(t, up, "Меморандумга кол коюу")
	require.Contains(t, d.notice(t, list.letter), "кайра алынган")
	d.manager.Change(t, "withdrawFromSelection", selection.With("letterId", global("LetterOfInterest", list.reserve), "reason", "Баш тартты"))
	gone := d.notice(t, list.reserve)
	require.Contains(t, gone, "кайра алынган")
	require.NotContains(t, gone, "Биргелешип каржылоонун суммасы")
}

// notice is the text of the notice of a letter.
func (d *desk) notice(t *testing.T, letter uuid.UUID) string {
	t.Helper()
	ctx := i18n.With(access.With(access.WithGrants(t.Context()), d.manager.Principal), i18n.Ky)
	makers := paper.NewMakers(facts.Makers(app.PaperFacts(d.Resolver))...)
	gathered, err := makers[paper.CallNotice].Gather(ctx, entity.Ref{Kind: "LetterOfInterest", ID: letter})
	require.NoError(t, err)
	return papertest.Dump(paper.Document{Frame: paper.Frame{Kind: paper.CallNotice, Lang: i18n.Ky}, Content: gathered.Content(i18n.Ky, paper.Original)})
}

// list is a call whose protocol is sealed and whose list is published: one letter chosen, one
// that came late, one in reserve.
type list struct{ call, letter, late, reserve, selection, protocol uuid.UUID }

func (d *desk) listed(t *testing.T, m tenants.Tenant) list {
	t.Helper()
	l := list{entity.NewID(), entity.NewID(), entity.NewID(), entity.NewID(), entity.NewID(), entity.NewID()}
	d.SQL(t, fmt.Sprintf(chosen, l.call, l.letter, l.late, l.selection, l.protocol, m.ID, entity.NewID(), entity.NewID(), l.reserve, d.Registered(t), entity.NewID(), entity.NewID()))
	return l
}

// chosen makes a [list].
const chosen = `
INSERT INTO programme.call (id, slug, state, opens_at, deadline, terms, edition, opened_at, results_source, reason, history, version, created_at, updated_at)
VALUES ('%[1]s', 'c-%[1]s', 'OPEN', '2019-02-03T00:00:00+06', '2019-02-28T18:00:00+06',
	'{"title": {"ky": "Чакыруу", "ru": "Приглашение"}, "populationOn": "2019-01-01", "donorsFrom": 2016, "donorsTo": 2018, "places": 1, "cofinancing": 50000000}', 1, '2019-02-03', '', '', '[]', 1, now(), now());
INSERT INTO programme.letter (id, call_id, municipality_id, reference, state, channel, expires_at, contact, language, number, submitted_at, late, sha256, incoming_number,
	registered_at, reason, version, created_at, updated_at)
SELECT id, '%[1]s', CASE id WHEN '%[9]s' THEN '%[10]s' ELSE '%[6]s' END::uuid, 'r-' || id, 'DRAFT', 'ONLINE', '2030-01-01', '', 'KY', NULL, NULL, false, NULL, '', NULL, '', 1, now(), now()
FROM unnest(ARRAY['%[2]s', '%[3]s', '%[9]s']::uuid[]) AS id;
INSERT INTO programme.letter_content (letter_id, content)
SELECT id, '{"language": "KY", "headName": "Өмүралиев Үсөн Төлөгөнович", "groups": [{"name": "Жаштар"}], "problems": []}'
FROM unnest(ARRAY['%[2]s', '%[3]s', '%[9]s']::uuid[]) AS id;
INSERT INTO programme.letter_leader (letter_id, row_no, name, contacts) VALUES ('%[2]s', 0, 'Асанова Гүл', '+996555000111');
UPDATE programme.letter SET state = 'SELECTED', number = 1, submitted_at = '2019-02-10', sha256 = decode(repeat('ab', 32), 'hex') WHERE id = '%[2]s';
UPDATE programme.letter SET state = 'LATE', late = true, number = 2, submitted_at = '2019-03-01', sha256 = decode(repeat('ab', 32), 'hex') WHERE id = '%[3]s';
UPDATE programme.letter SET state = 'RESERVE', number = 3, submitted_at = '2019-02-11', sha256 = decode(repeat('ab', 32), 'hex') WHERE id = '%[9]s';
INSERT INTO programme.selection (id, call_id, state, terms, coded, scoring_opened_at, scoring_closed_at, decided_at, published_at, version, created_at, updated_at)
VALUES ('%[4]s', '%[1]s', 'PUBLISHED', '{}', false, '2019-03-01', '2019-03-02', '2019-03-03', '2019-03-07', 1, now(), now());
INSERT INTO programme.selection_entry (id, selection_id, letter_id, municipality_id, redacted, confirmed_by, fields, fixed, version)
VALUES ('%[11]s', '%[4]s', '%[9]s', '%[10]s', '{}', '', '[]', true, 1);
INSERT INTO programme.selection_protocol (id, selection_id, number, date, place, present, votes, discussion, decisions, signatories, content, digest, signed_at, version, created_at, updated_at)
VALUES ('%[5]s', '%[4]s', '1', '2019-03-03', 'Бишкек', '[]', '[]', 'Талкууланды.', 
	'[{"letterId": "%[2]s", "chosen": true, "reserve": false, "reason": ""}, {"letterId": "%[9]s", "chosen": false, "reserve": true, "reserveNo": 1, "reason": ""}]',
	'[{"name": "А. Асанова", "position": "координатор", "signedOn": "2019-03-03"}]',
	'{"number": "1", "date": "2019-03-03", "place": "Бишкек", "call": {"ky": "Чакыруу"}, "present": [{"name": "А. Асанова", "position": {"ky": "координатор"}}], "absent": [],
	"votes": [{"for": 3, "against": 0, "abstain": 0}], "discussion": "Талкууланды.", "signatures": [{"name": "А. Асанова", "position": "координатор", "signedOn": "2019-03-03"}],
	"decisions": [{"letterId": "%[2]s", "chosen": true, "reserve": false, "reason": "", "number": "1", "name": {"ky": "Көк-Төбө"}, "outcome": "SELECTED"},
		{"letterId": "%[9]s", "chosen": false, "reserve": true, "reserveNo": 1, "reason": "", "number": "3", "name": {"ky": "Тоң"}, "outcome": "RESERVE"}],
	"ranking": {"places": [{"letterId": "%[2]s", "name": {"ky": "Көк-Төбө"}, "rank": 1, "mean": "4.50", "why": {"code": "WITHIN_QUOTA", "text": {"ky": "Тандалды."}}},
		{"letterId": "%[9]s", "name": {"ky": "Тоң"}, "rank": 2, "mean": "4.00", "why": {"code": "QUOTA_FULL", "text": {"ky": "Орун жок."}}}]}}',
	'ab', now(), 1, now(), now());
INSERT INTO programme.selection_notice (id, selection_id, letter_id, outcome, note, version, created_at, updated_at) VALUES
	('%[7]s', '%[4]s', '%[2]s', 'SELECTED', '', 1, now(), now()), ('%[12]s', '%[4]s', '%[9]s', 'RESERVE', '', 1, now(), now()),
	('%[8]s', '%[4]s', '%[3]s', 'LATE', '', 1, now(), now());
`
