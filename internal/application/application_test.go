package application_test

import (
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/tenants"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

// world is a municipality with an open competition.
type world struct {
	*apptest.App
	m tenants.Tenant
	c *competition.Competition
}

func open(t *testing.T, change ...func(*regulation.Rules)) *world {
	t.Helper()
	a := apptest.New(t)
	m := a.Municipality(t)
	w := &world{App: a, m: m, c: a.Contest(t, m, change...)}
	a.Clock.Set(apptest.Opens.Add(10 * time.Hour))
	return w
}

// shown is what the tests read of an application.
type shown struct {
	ID, State, Channel, Reason string
	Number                     *string
	Version                    int64
	Title                      struct{ Ky string }
	Goal                       string
	Receipt                    *struct{ Number, Sha256, ReceivedAt string }
	Applicant                  struct{ View, FullName, Phone string }
	Budget                     struct {
		Lines []struct {
			LineNo int
			Amount *int64
		}
		Totals struct {
			Requested int64
			Grand     struct{ Amount *int64 }
		}
	}
	Readiness struct {
		Percent int
		Issues  []struct{ Path []string }
	}
	Correction *struct {
		Fields []string
		DueOn  string
	}
	Admissibility *struct {
		Checklist []struct{ Key, Note string }
		Decision  *string
		DueOn     string
	}
	Changes        []struct{ Field, Before, After string }
	Versions       []struct{ Content *string }
	AllowedActions []string
}

const fields = ` id state channel reason number version title { ky } goal receipt { number sha256 receivedAt }
	applicant { view fullName phone } budget { lines { lineNo amount } totals { requested grand { amount } } }
	readiness { percent issues { path } } correction { fields dueOn }
	admissibility { checklist { key note } decision dueOn } versions { content } allowedActions `

const payload = ` { application {` + fields + `} errors { path code rule message } } }`

const (
	create    = `mutation($input: CreateApplicationInput!) { r: createApplication(input: $input)` + payload
	update    = `mutation($input: UpdateApplicationInput!) { r: updateApplication(input: $input)` + payload
	submit    = `mutation($input: ApplicationStepInput!) { r: submitApplication(input: $input)` + payload
	register  = `mutation($input: RegisterApplicationInput!) { r: registerApplication(input: $input)` + payload
	withdraw  = `mutation($input: WithdrawApplicationInput!) { r: withdrawApplication(input: $input)` + payload
	giveBack  = `mutation($input: ReturnApplicationInput!) { r: returnApplication(input: $input)` + payload
	checklist = `mutation($input: CheckApplicationInput!) { r: checkApplication(input: $input)` + payload
	admit     = `mutation($input: ApplicationStepInput!) { r: admitApplication(input: $input)` + payload
	reject    = `mutation($input: ReasonedApplicationStepInput!) { r: rejectApplication(input: $input)` + payload
	discard   = `mutation($input: ApplicationStepInput!) { r: discardApplication(input: $input) { errors { path code rule message } } }`
	read      = `query($id: ID!) { r: application(id: $id) {` + fields + `} }`
)

type input = map[string]any

func do(t *testing.T, c *apptest.Client, document string, in input) shown {
	t.Helper()
	var out struct{ R struct{ Application shown } }
	c.Do(t, document, input{"input": in}, &out)
	return out.R.Application
}

func refused(t *testing.T, c *apptest.Client, document string, in input) string {
	t.Helper()
	code, rule := c.Refused(t, document, input{"input": in})
	if rule != "" {
		return rule
	}
	return code
}

// seated is somebody with an office of the competition's commission, or another role.
func (w *world) seated(t *testing.T, roles ...access.Role) *apptest.Client {
	t.Helper()
	return w.Seated(t, w.m, *w.c.CommissionID, roles...)
}

func (w *world) competition() string { return scalar.EncodeID(w.c.Ref()) }

func (w *world) area() string {
	return scalar.EncodeID(entity.Ref{Kind: "PriorityArea", Tenant: w.m.ID, ID: w.c.PriorityAreaIDs[0]})
}

// content is complete, as initiative A of Alamudun (domain.md F-17).
func (w *world) content() input {
	return input{
		"kind": "GROUP", "language": "KY",
		"applicant": input{"surname": "Исакунова", "givenName": "Таалай", "phone": "+996700123456", "village": input{"name": "Садовое"},
			"groupNames": []string{"Молдожапарова А."}},
		"title": input{"ky": "Жаңы жылдык иш-чараларды уюштуруу"}, "goal": "goal", "problem": "problem", "localMatter": "LEISURE",
		"priorityAreaId": w.area(), "type": "CO_FINANCING", "villages": []input{{"code": "41708203807020"}, {"name": "Аламүдүн"}},
		"sustainability": "s", "citizenParticipation": "c", "startDate": "2019-12-26", "endDate": "2019-12-30",
		"group":    input{"members": 20, "men": 6, "women": 14, "youngest": 36, "oldest": 75},
		"plan":     []input{{"activity": "Concert", "from": "2019-12-26"}},
		"consents": []input{{"purpose": "PROCESSING", "textVersion": 1, "language": "KY"}}, "declared": true, "resident": true,
		"budgetLines": []input{
			{"item": "Gifts", "unit": "pcs", "quantity": "100", "unitPrice": 39_000, "source": "LOCAL_BUDGET"},
			{"item": "Sponsor", "quantity": 1, "unitPrice": 2_000_000, "source": "BUSINESS", "valuation": "ESTIMATED"},
			{"item": "Sponsor, goods", "quantity": "1.0", "unitPrice": 2_000_000, "source": "BUSINESS", "form": "IN_KIND", "valuation": "ESTIMATED"},
			{"item": "Own money", "source": "INITIATOR", "valuation": "NOT_VALUED"},
		},
	}
}

func (w *world) draft(t *testing.T, c *apptest.Client) shown {
	t.Helper()
	return do(t, c, create, input{"competitionId": w.competition(), "content": w.content()})
}

func (w *world) submitted(t *testing.T, c *apptest.Client) shown {
	t.Helper()
	d := w.draft(t, c)
	return do(t, c, submit, step(d))
}

// admitted is an application whose whole checklist is met.
func (w *world) admitted(t *testing.T, c *apptest.Client) shown {
	t.Helper()
	return w.admit(t, w.submitted(t, c))
}

func (w *world) admit(t *testing.T, submitted shown) shown {
	t.Helper()
	secretary := w.seated(t, access.CommissionSecretary)
	s := get(t, secretary, submitted.ID)
	s = do(t, secretary, checklist, input{"id": s.ID, "version": s.Version, "results": w.results(s, "PASS")})
	return do(t, secretary, admit, step(s))
}

func (w *world) results(s shown, result string) []input {
	var results []input
	for _, item := range s.Admissibility.Checklist {
		results = append(results, input{"key": item.Key, "result": result, "note": "n"})
	}
	return results
}

func step(s shown) input { return input{"id": s.ID, "version": s.Version} }

func get(t *testing.T, c *apptest.Client, id string) shown {
	t.Helper()
	var out struct{ R *shown }
	c.Do(t, read, input{"id": id}, &out)
	require.NotNil(t, out.R)
	return *out.R
}

func hidden(t *testing.T, c *apptest.Client, id string) {
	t.Helper()
	code, _ := c.Refused(t, read, input{"id": id})
	require.Equal(t, "NOT_FOUND", code)
}

func TestFromDraftToAdmission(t *testing.T) {
	t.Parallel()
	w := open(t)
	leader, secretary := w.As(w.m), w.seated(t, access.CommissionSecretary)

	d := do(t, leader, create, input{"competitionId": w.competition()})
	require.Equal(t, "DRAFT", d.State)
	require.Zero(t, d.Readiness.Percent)
	require.Nil(t, d.Number)
	require.Equal(t, "VALIDATION", refused(t, leader, submit, step(d)))
	d = do(t, leader, update, input{"id": d.ID, "version": d.Version, "content": w.content()})
	require.Equal(t, 100, d.Readiness.Percent)
	require.Empty(t, d.Readiness.Issues)
	require.EqualValues(t, 3_900_000, d.Budget.Totals.Requested)
	require.EqualValues(t, 7_900_000, *d.Budget.Totals.Grand.Amount)
	require.Nil(t, d.Budget.Lines[3].Amount)
	hidden(t, secretary, d.ID)

	s := do(t, leader, submit, step(d))
	require.Equal(t, "SUBMITTED", s.State)
	require.Equal(t, "1/2019", *s.Number)
	require.Len(t, s.Receipt.Sha256, 64)
	require.Nil(t, s.Admissibility, "the applicant does not see an unfinished check")
	require.Equal(t, "CONFLICT", refused(t, leader, submit, step(d)), "the same draft a second time")
	require.Equal(t, "APPLICATION_STATE", refused(t, leader, submit, step(s)))

	s = get(t, secretary, s.ID)
	require.Equal(t, "FULL", s.Applicant.View)
	require.Equal(t, "2019-12-19", s.Admissibility.DueOn, "three working days after the window")
	require.Equal(t, "CHECKLIST_INCOMPLETE", refused(t, secretary, admit, step(s)))
	s = do(t, secretary, checklist, input{"id": s.ID, "version": s.Version, "results": w.results(s, "PASS")})
	s = do(t, secretary, admit, step(s))
	require.Equal(t, "ADMITTED", s.State)
	require.Equal(t, "ADMITTED", *get(t, leader, s.ID).Admissibility.Decision)
}

func TestSealedContentCannotChange(t *testing.T) {
	t.Parallel()
	w := open(t)
	leader := w.As(w.m)
	s := w.submitted(t, leader)
	require.Equal(t, "APPLICATION_STATE", refused(t, leader, update, input{"id": s.ID, "version": s.Version, "content": input{"goal": "x"}}))
	require.Equal(t, "APPLICATION_STATE", refused(t, leader, discard, step(s)))
	for _, statement := range []string{
		"UPDATE application SET goal = 'x'", "UPDATE application SET register_no = 9", "DELETE FROM application",
		"UPDATE budget_line SET item = 'x'", "DELETE FROM budget_line",
		"UPDATE applicant SET surname = 'x'", "UPDATE application_version SET edition = 2", "DELETE FROM application_version",
		"INSERT INTO budget_line SELECT gen_random_uuid(), application_id, 99, item, unit, quantity, unit_price, amount, source, form, valuation FROM budget_line LIMIT 1",
	} {
		err := w.TrySQL(t, "SET search_path = "+w.m.Schema.String()+"; "+statement)
		require.ErrorContains(t, err, "DM002", statement)
	}
	stored := w.Value(t, "SELECT encode(sha256(convert_to(content, 'UTF8')), 'hex') FROM "+w.m.Schema.String()+".application_version")
	require.Equal(t, s.Receipt.Sha256, stored)
}

func TestReturnForNamedFieldsOnce(t *testing.T) {
	t.Parallel()
	w := open(t)
	leader, secretary := w.As(w.m), w.seated(t, access.CommissionSecretary)
	s := w.submitted(t, leader)
	back := input{"id": s.ID, "version": s.Version, "fields": []string{"GOAL"}, "note": " "}
	require.Equal(t, "VALIDATION", refused(t, secretary, giveBack, back), "nobody knows what to mend without a note")
	back["note"] = "Write the goal in full."
	s = do(t, secretary, giveBack, back)
	require.Equal(t, "2019-12-06", s.Correction.DueOn, "three working days from Tuesday")
	require.Equal(t, "FIELD_NOT_RETURNED", refused(t, leader, update,
		input{"id": s.ID, "version": s.Version, "content": input{"goal": "whole", "problem": "another"}}))
	s = do(t, leader, update, input{"id": s.ID, "version": s.Version, "content": input{"goal": "whole"}})
	w.Clock.Set(time.Date(2019, time.December, 7, 0, 0, 0, 0, apptest.Opens.Location()))
	require.Equal(t, "CORRECTION_LATE", refused(t, leader, submit, step(s)))
	w.Clock.Set(w.Clock.Now().Add(-time.Second))
	s = do(t, leader, submit, step(s))
	require.Equal(t, "1/2019", *s.Number, "it keeps its number")
	require.Len(t, s.Versions, 2)

	var out struct{ R shown }
	secretary.Do(t, `query($id: ID!) { r: application(id: $id) { changes { field before after } } }`, input{"id": s.ID}, &out)
	require.Equal(t, []struct{ Field, Before, After string }{{"GOAL", `"goal"`, `"whole"`}}, out.R.Changes)
	back["version"] = s.Version
	require.Equal(t, "RETURNED_ONCE", refused(t, secretary, giveBack, back))
}

func TestRejectionKeepsItsReason(t *testing.T) {
	t.Parallel()
	w := open(t)
	leader, secretary := w.As(w.m), w.seated(t, access.CommissionSecretary)
	s := w.submitted(t, leader)
	require.Equal(t, "VALIDATION", refused(t, secretary, reject, input{"id": s.ID, "version": s.Version, "reason": " "}))
	s = do(t, secretary, reject, input{"id": s.ID, "version": s.Version, "reason": "Not a matter of local importance."})
	require.Equal(t, "Not a matter of local importance.", get(t, leader, s.ID).Reason)
	require.Equal(t, "APPLICATION_STATE", refused(t, secretary, admit, step(s)))
	s = do(t, secretary, `mutation($input: ReasonedApplicationStepInput!) { r: reconsiderApplication(input: $input)`+payload,
		input{"id": s.ID, "version": s.Version, "reason": "A mistake."})
	require.Equal(t, "SUBMITTED", s.State)
}

func TestNobodyDecidesOnTheirOwn(t *testing.T) {
	t.Parallel()
	w := open(t)
	both := w.seated(t, access.CommissionSecretary)
	s := w.submitted(t, both)
	require.Equal(t, "OWN_APPLICATION", refused(t, both, reject, input{"id": s.ID, "version": s.Version, "reason": "r"}))
}

func TestWindow(t *testing.T) {
	t.Parallel()
	w := open(t)
	leader := w.As(w.m)
	d := w.draft(t, leader)
	w.Clock.Set(apptest.Opens.Add(-time.Second))
	require.Equal(t, "WINDOW_NOT_OPEN", refused(t, leader, submit, step(d)))
	w.Clock.Set(apptest.Closes)
	require.Equal(t, "WINDOW_CLOSED", refused(t, leader, submit, step(d)))
	require.Equal(t, "WINDOW_CLOSED", refused(t, leader, create, input{"competitionId": w.competition()}))
	w.Clock.Set(apptest.Closes.Add(-time.Nanosecond))
	s := do(t, leader, submit, step(d))
	w.Clock.Set(apptest.Closes)
	require.Equal(t, "WITHDRAWAL_LATE", refused(t, leader, withdraw, step(s)))
	w.Clock.Set(apptest.Closes.Add(-time.Nanosecond))
	require.Equal(t, "WITHDRAWN", do(t, leader, withdraw, step(s)).State)
}

func TestPaper(t *testing.T) {
	t.Parallel()
	w := open(t)
	secretary := w.seated(t, access.CommissionSecretary)
	require.Equal(t, "FORBIDDEN", refused(t, w.As(w.m), create, input{"competitionId": w.competition(), "channel": "PAPER"}))
	scan := scalar.EncodeID(w.ReadyFile(t, secretary, w.m, file.SignedPaper))
	d := do(t, secretary, create, input{"competitionId": w.competition(), "channel": "PAPER", "content": input{
		"applicant": input{"surname": "Кулназарова"}, "title": input{"ky": "Жомокко саякат"}}})
	at := input{"id": d.ID, "version": d.Version, "receivedAt": "1990-12-03T09:00:00+06:00"}
	require.Equal(t, "VALIDATION", refused(t, secretary, register, at), "without the scan")
	d = do(t, secretary, update, input{"id": d.ID, "version": d.Version,
		"content": input{"attachments": []input{{"kind": "SIGNED_PAPER", "fileId": scan}}}})
	at["version"] = d.Version
	require.Equal(t, "VALIDATION", refused(t, secretary, register, at), "before the window opened")
	at["receivedAt"] = "2019-12-03T09:00:00+06:00"
	s := do(t, secretary, register, at)
	require.Equal(t, "SUBMITTED", s.State)
	require.Equal(t, "2019-12-03T09:00:00+06:00", s.Receipt.ReceivedAt)
	require.NotEmpty(t, s.Readiness.Issues, "what the paper lacks is a hint to the check")
	s = do(t, secretary, checklist, input{"id": s.ID, "version": s.Version, "results": w.results(s, "PASS")})
	require.Equal(t, "VALIDATION", refused(t, secretary, admit, step(s)), "what the form demands is not there")
	behalf := w.Value(t, "SELECT on_behalf_of FROM "+w.m.Schema.String()+".audit WHERE action = 'REGISTER' AND on_behalf_of <> ''")
	require.Equal(t, "Кулназарова", behalf)

	d = do(t, secretary, create, input{"competitionId": w.competition(), "channel": "EMAIL"})
	used := input{"id": d.ID, "version": d.Version, "content": input{"attachments": []input{{"kind": "SIGNED_PAPER", "fileId": scan}}}}
	require.Equal(t, "FILE_USED_ELSEWHERE", refused(t, secretary, update, used))
}

func TestEditors(t *testing.T) {
	t.Parallel()
	w := open(t)
	leader, member, other := w.As(w.m), w.As(w.m), w.As(w.m)
	d := w.draft(t, leader)
	edit := input{"id": d.ID, "version": d.Version, "content": input{"goal": "ours"}}
	require.Equal(t, "NOT_FOUND", refused(t, member, update, edit))
	var invited struct {
		R struct {
			Code   string
			Editor struct{ ID string }
		}
	}
	leader.Do(t, `mutation($input: InviteApplicationEditorInput!) { r: inviteApplicationEditor(input: $input) { code editor { id } errors { code } } }`,
		input{"input": input{"id": d.ID, "name": "A"}}, &invited)
	const join = `mutation($input: JoinApplicationInput!) { r: joinApplication(input: $input)` + payload
	code := input{"municipalityId": apptest.ID(w.m), "code": invited.R.Code}
	require.Equal(t, "VALIDATION", refused(t, member, join, input{"municipalityId": apptest.ID(w.m), "code": "WRONG"}))
	d = do(t, member, join, code)
	require.Equal(t, "VALIDATION", refused(t, other, join, code), "a code works once")
	edit["version"] = d.Version
	d = do(t, member, update, edit)
	require.Equal(t, "ours", d.Goal)
	require.Equal(t, "FULL", d.Applicant.View)
	require.Equal(t, "FORBIDDEN", refused(t, member, submit, step(d)), "a member of the group does not submit")
	d = do(t, leader, `mutation($input: RemoveApplicationEditorInput!) { r: removeApplicationEditor(input: $input)`+payload,
		input{"id": d.ID, "editorId": invited.R.Editor.ID})
	hidden(t, member, d.ID)
}

func TestDiscard(t *testing.T) {
	t.Parallel()
	w := open(t)
	leader := w.As(w.m)
	d := w.draft(t, leader)
	require.Equal(t, "NOT_FOUND", refused(t, w.seated(t, access.CommissionSecretary, access.Head), discard, step(d)))
	leader.Do(t, discard, input{"input": step(d)}, nil)
	hidden(t, leader, d.ID)
}

func TestConsentIsWithdrawnAfterwards(t *testing.T) {
	t.Parallel()
	w := open(t)
	leader := w.As(w.m)
	content := w.content()
	content["consents"] = []input{{"purpose": "PROCESSING", "textVersion": 1, "language": "KY"}, {"purpose": "NAME_PUBLICATION", "textVersion": 1, "language": "KY"}}
	d := do(t, leader, create, input{"competitionId": w.competition(), "content": content})
	s := do(t, leader, submit, step(d))
	const end = `mutation($input: WithdrawConsentInput!) { r: withdrawConsent(input: $input)` + payload
	w.Clock.Set(apptest.Closes.Add(time.Hour))
	require.Equal(t, "WITHDRAWAL_LATE", refused(t, leader, withdraw, step(s)))
	s = do(t, leader, end, input{"id": s.ID, "version": s.Version, "purpose": "PROCESSING"})
	require.Equal(t, "WITHDRAWN", s.State)
	s = do(t, leader, end, input{"id": s.ID, "version": s.Version, "purpose": "NAME_PUBLICATION"})
	require.Equal(t, "NOT_FOUND", refused(t, leader, end, input{"id": s.ID, "version": s.Version, "purpose": "NAME_PUBLICATION"}))
}

func TestWrongMoney(t *testing.T) {
	t.Parallel()
	w := open(t)
	leader := w.As(w.m)
	for _, price := range []string{"-1", "1.555", "1e3", "1000000000000001", `"100"`, "1.0"} {
		line := json.RawMessage(`[{"item": "i", "quantity": "1", "unitPrice": ` + price + `, "source": "LOCAL_BUDGET"}]`)
		code, _ := leader.Refused(t, create, input{"input": input{"competitionId": w.competition(), "content": input{"budgetLines": line}}})
		require.Equal(t, "VALIDATION", code, price)
	}
	for _, quantity := range []string{"-1", "0", `"1e3"`, `"1.2345"`, `"x"`, "1234567890"} {
		line := json.RawMessage(`[{"item": "i", "quantity": ` + quantity + `, "unitPrice": 1, "source": "LOCAL_BUDGET"}]`)
		code, _ := leader.Refused(t, create, input{"input": input{"competitionId": w.competition(), "content": input{"budgetLines": line}}})
		require.Equal(t, "VALIDATION", code, quantity)
	}
	require.Equal(t, "0", w.Value(t, "SELECT count(*)::text FROM "+w.m.Schema.String()+".application"), "nothing is written")
}

// No version switches the check off.
func TestAVersionThatWasNeverReadIsStale(t *testing.T) {
	t.Parallel()
	w := open(t)
	leader := w.As(w.m)
	d := w.draft(t, leader)
	for _, version := range []int64{0, -1} {
		require.Equal(t, "CONFLICT", refused(t, leader, update, input{"id": d.ID, "version": version, "content": input{"goal": "x"}}))
		require.Equal(t, "CONFLICT", refused(t, leader, submit, input{"id": d.ID, "version": version}))
	}
}
