package publication_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/tenants"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

type input = map[string]any

// approved is a competition whose result the head approved on 17 December 2019: of two
// applicants, who both agreed to the publication of their names, one has won.
type approved struct {
	*apptest.App
	m       tenants.Tenant
	c       *competition.Competition
	version int64
	// mail is the end of the applicants' addresses: w… has won, l… has lost.
	mail string
}

func approve(t *testing.T, change ...func(*app.Config)) *approved {
	t.Helper()
	a := &approved{App: apptest.New(t, change...), mail: entity.NewID().String() + "@mail.kg"}
	a.m = a.Municipality(t)
	a.c = a.Contest(t, a.m)
	a.Clock.Set(apptest.Opens.Add(10 * time.Hour))
	winner, loser := a.apply(t, "Исакунова", "Жаңы жыл"), a.apply(t, "Жеңилген", "Башка иш")
	a.forge(t, winner, loser)
	a.version = a.c.Version + 1
	a.Clock.Set(apptest.Closes.Add(12 * time.Hour))
	return a
}

// apply submits an application and answers its uuid.
func (a *approved) apply(t *testing.T, surname, title string) string {
	t.Helper()
	initiator := a.As(a.m, access.Initiator)
	var out struct {
		R struct {
			Application struct {
				ID      string
				Version int
			}
		}
	}
	area := entity.Ref{Kind: "PriorityArea", Tenant: a.m.ID, ID: a.c.PriorityAreaIDs[0]}
	written := content(surname, title, scalar.EncodeID(area))
	written["applicant"].(input)["email"] = map[string]string{"Исакунова": "w", "Жеңилген": "l"}[surname] + a.mail
	initiator.Do(t, `mutation($input: CreateApplicationInput!) { r: createApplication(input: $input) { application { id version } errors { code path message } } }`,
		input{"input": input{"competitionId": scalar.EncodeID(a.c.Ref()), "content": written}}, &out)
	initiator.Do(t, `mutation($id: ID!, $version: Version!) { submitApplication(input: {id: $id, version: $version}) { application { id } errors { code path message } } }`,
		input{"id": out.R.Application.ID, "version": out.R.Application.Version}, nil)
	ref, err := scalar.DecodeID(out.R.Application.ID)
	require.NoError(t, err)
	return ref.ID.String()
}

// content is a complete application for 39 000 som.
func content(surname, title, area string) input {
	return input{
		"kind": "PERSON", "language": "KY", "title": input{"ky": title}, "goal": "g", "problem": "p", "localMatter": "LEISURE",
		"applicant":      input{"surname": surname, "givenName": "Таалай", "phone": "+996700123456", "village": input{"name": "Садовое"}},
		"priorityAreaId": area, "type": "CO_FINANCING", "villages": []input{{"name": "Аламүдүн"}},
		"sustainability": "s", "citizenParticipation": "c", "startDate": "2019-12-26", "endDate": "2019-12-30",
		"plan": []input{{"activity": "Concert", "from": "2019-12-26"}}, "declared": true, "resident": true,
		"consents": []input{{"purpose": "PROCESSING", "textVersion": 1, "language": "KY"}, {"purpose": "NAME_PUBLICATION", "textVersion": 1, "language": "KY"}},
		"budgetLines": []input{
			{"item": "Gifts", "unit": "pcs", "quantity": "100", "unitPrice": 39_000, "source": "LOCAL_BUDGET"},
			{"item": "Sponsor", "quantity": 1, "unitPrice": 4_000_000, "source": "BUSINESS", "valuation": "ESTIMATED"},
			{"item": "Own work", "source": "INITIATOR", "form": "IN_KIND", "valuation": "NOT_VALUED"},
		},
	}
}

// forge writes what the evaluation would have written: the publication needs its result
// and not its way.
func (a *approved) forge(t *testing.T, winner, loser string) {
	t.Helper()
	replace := strings.NewReplacer("{schema}", a.m.Schema.String(), "{competition}", a.c.ID.String(), "{winner}", winner, "{loser}", loser,
		"{envelope}", a.c.EnvelopeID.String(), "{session}", entity.NewID().String(), "{protocol}", entity.NewID().String(), "{award}", entity.NewID().String())
	a.SQL(t, replace.Replace(`
		INSERT INTO {schema}.commission_session (id, competition_id, state, planned_at, place, agenda, attendance, casting, casting_reason, reason, opened_at,
			scores_closed_at, closed_at, version, created_at, updated_at)
		VALUES ('{session}', '{competition}', 'CLOSED', now(), '', '[]', '[]', '[]', '', '', now(), now(), now(), 1, now(), now());
		INSERT INTO {schema}.protocol (id, competition_id, session_id, state, number, date, place, discussion, decisions, no_winner_reason,
			digest, sealed_at, signed_at, reason, version, created_at, updated_at)
		VALUES ('{protocol}', '{competition}', '{session}', 'SIGNED', '1/2019', '2019-12-17', '', '', '[]', '', 'x', now(), now(), '', 1, now(), now());
		INSERT INTO {schema}.protocol_content (protocol_id, content)
		VALUES ('{protocol}', '{"register": [{"applicant": "Жеңилген Таалай"}], "criteria": [{"key": "need", "name": {"ky": "Зарылдыгы"}}, {"key": "lasting", "name": {"ky": "Туруктуулугу"}}], "ranking": [
			{"applicationId": "{winner}", "rank": 1, "mean": "7.60", "criteria": [{"key": "need", "mean": "4.00"}, {"key": "lasting", "mean": "2.00"}]},
			{"applicationId": "{loser}", "rank": 2, "mean": "3.20", "criteria": [{"key": "need", "mean": "1.00"}, {"key": "lasting", "mean": "3.00"}]}]}');
		INSERT INTO {schema}.award (id, competition_id, protocol_id, application_id, envelope_id, rank, local_budget, conditions, grant_note,
			version, created_at, updated_at)
		VALUES ('{award}', '{competition}', '{protocol}', '{winner}', '{envelope}', 1, 3900000, '', '', 1, now(), now());
		UPDATE {schema}.application SET state = 'AWARDED' WHERE id = '{winner}';
		UPDATE {schema}.application SET state = 'NOT_AWARDED' WHERE id = '{loser}';
		UPDATE {schema}.competition SET state = 'RESULT_APPROVED', version = version + 1,
			history = history || '[{"event": "APPROVE_RESULT", "from": "PROTOCOL_SIGNED", "to": "RESULT_APPROVED", "at": "2019-12-17T10:00:00Z",
				"order": {"number": "88", "date": "2019-12-17"}}]' WHERE id = '{competition}'`))
}

const publish = `mutation($input: PublishResultInput!) { publishResult(input: $input) {
	competition { state publication { kind publishedOn site boards } } errors { code rule path message } } }`

func (a *approved) input(documents ...input) input {
	return input{"input": input{"id": scalar.EncodeID(a.c.Ref()), "version": a.version, "documents": append([]input{}, documents...)}}
}

func document(kind string) input {
	return input{"kind": kind, "publishedOn": "2019-12-17", "site": "https://example.kg/" + strings.ToLower(kind)}
}

func with(d input, field string, value any) input {
	d[field] = value
	return d
}

func TestTheThreeDocumentsGoTogether(t *testing.T) {
	t.Parallel()
	a := approve(t)
	head := a.As(a.m, access.Head)
	protocol, order, winners := document("PROTOCOL"), document("ORDER"), document("WINNERS")
	for name, documents := range map[string][]input{
		"none":             {},
		"two":              {protocol, order},
		"one twice":        {protocol, order, order},
		"four":             {protocol, order, winners, winners},
		"before the order": {protocol, order, with(document("WINNERS"), "publishedOn", "2019-12-16")},
		"in the future":    {protocol, order, with(document("WINNERS"), "publishedOn", "2019-12-18")},
		"nowhere":          {protocol, order, with(document("WINNERS"), "site", "")},
		"not an address":   {protocol, order, with(document("WINNERS"), "site", "javascript:alert(1)")},
		"a foreign photo":  {protocol, order, with(document("WINNERS"), "photoIds", []string{scalar.EncodeID(entity.Ref{Kind: "File", Tenant: a.m.ID, ID: entity.NewID()})})},
	} {
		code, _ := head.Refused(t, publish, a.input(documents...))
		require.Contains(t, []string{"VALIDATION", "RULE", "NOT_FOUND"}, code, name)
	}
	var out struct {
		PublishResult struct {
			Competition struct {
				State       string
				Publication []struct{ Kind, Boards string }
			}
		}
	}
	onBoards := with(with(document("ORDER"), "site", ""), "boards", "Садовое")
	head.Do(t, publish, a.input(winners, onBoards, protocol), &out)
	require.Equal(t, "RESULT_PUBLISHED", out.PublishResult.Competition.State)
	require.Equal(t, []string{"PROTOCOL", "ORDER", "WINNERS"}, []string{
		out.PublishResult.Competition.Publication[0].Kind, out.PublishResult.Competition.Publication[1].Kind, out.PublishResult.Competition.Publication[2].Kind,
	})
	require.Error(t, a.TrySQL(t, fmt.Sprintf("UPDATE %s.publication SET documents = documents", a.m.Schema)), "a publication never changes")
	code, _ := head.Refused(t, publish, a.input(winners, onBoards, protocol))
	require.Equal(t, "CONFLICT", code)
}

func TestNotBeforeTheOrder(t *testing.T) {
	t.Parallel()
	a := approve(t)
	a.SQL(t, fmt.Sprintf("UPDATE %s.competition SET state = 'PROTOCOL_SIGNED'", a.m.Schema))
	_, rule := a.As(a.m, access.Head).Refused(t, publish, a.input(document("PROTOCOL"), document("ORDER"), document("WINNERS")))
	require.Equal(t, "RESULT_NOT_APPROVED", rule)
}

const result = `query($id: ID!) { publicCompetition(id: $id) { state resultOrder { number date winners { number localBudget } } documents { kind site } notAwarded
	awards { number rank meanScore requested localBudget programmeGrant sources { source amount estimated unvalued } total totalIsEstimate
		application { title { ky } awarded leaderName } }
	applications(first: 1) { totalCount nodes { title { ky } awarded leaderName } pageInfo { hasNextPage endCursor } } } }`

type shown struct {
	PublicCompetition struct {
		State       string
		ResultOrder *struct {
			Number, Date string
			Winners      []struct {
				Number      string
				LocalBudget int
			}
		}
		Documents  []struct{ Kind string }
		NotAwarded *int
		Awards     []struct {
			Number, MeanScore                   string
			Rank, Requested, LocalBudget, Total int
			ProgrammeGrant                      *int
			Sources                             []publicSource
			TotalIsEstimate                     bool
			Application                         publicApplication
		}
		Applications *struct {
			TotalCount int
			Nodes      []publicApplication
			PageInfo   struct {
				HasNextPage bool
				EndCursor   string
			}
		}
	}
}

type publicSource struct {
	Source    string
	Amount    *int
	Estimated bool
	Unvalued  int
}

type publicApplication struct {
	Title      struct{ Ky string }
	Awarded    bool
	LeaderName *string
}

func TestTheResultIsPublicOnlyOncePublished(t *testing.T) {
	t.Parallel()
	a := approve(t)
	vars := map[string]any{"id": scalar.EncodeID(a.c.Ref())}
	var before shown
	a.Public().Do(t, result, vars, &before)
	require.Equal(t, "RESULT_APPROVED", before.PublicCompetition.State)
	require.Nil(t, before.PublicCompetition.ResultOrder)
	require.Nil(t, before.PublicCompetition.Applications)
	require.Empty(t, before.PublicCompetition.Awards)
	require.Empty(t, before.PublicCompetition.Documents)
	require.Nil(t, before.PublicCompetition.NotAwarded)

	a.As(a.m, access.Head).Do(t, publish, a.input(document("PROTOCOL"), document("ORDER"), document("WINNERS")), nil)
	var after shown
	a.Public().Do(t, result, vars, &after)
	p := after.PublicCompetition
	require.Equal(t, "2019-12-17", p.ResultOrder.Date)
	require.Len(t, p.Documents, 3)
	require.Len(t, p.Awards, 1)
	award := p.Awards[0]
	require.Equal(t, []int{1, 3_900_000, 7_900_000}, []int{award.Rank, award.LocalBudget, award.Total})
	require.Nil(t, award.ProgrammeGrant)
	require.Equal(t, []any{"1/2019", "7.60", 3_900_000}, []any{award.Number, award.MeanScore, award.Requested})
	local, business := 3_900_000, 4_000_000
	require.Equal(t, []publicSource{{"LOCAL_BUDGET", &local, false, 0}, {"BUSINESS", &business, true, 0}, {"INITIATOR", nil, false, 1}}, award.Sources)
	require.Equal(t, 1, *p.NotAwarded)
	require.True(t, award.TotalIsEstimate)
	require.Equal(t, "Жаңы жыл", award.Application.Title.Ky)
	require.Equal(t, "Исакунова Т.", *award.Application.LeaderName)

	require.Equal(t, 2, p.Applications.TotalCount)
	require.True(t, p.Applications.PageInfo.HasNextPage)
	second := a.Public().Post(t, `query($id: ID!, $after: String) { publicCompetition(id: $id) { applications(after: $after) { nodes { title { ky } leaderName } } } }`,
		map[string]any{"id": vars["id"], "after": p.Applications.PageInfo.EndCursor})
	require.JSONEq(t, `{"publicCompetition": {"applications": {"nodes": [{"title": {"ky": "Башка иш"}, "leaderName": null}]}}}`, string(second.Data))
	require.NotContains(t, string(second.Raw), "Жеңилген", "who lost is not named")
}

func TestAWinnerWhoDidNotAgreeIsNotNamed(t *testing.T) {
	t.Parallel()
	a := approve(t)
	a.SQL(t, fmt.Sprintf(`UPDATE %s.application SET consents = '[{"purpose": "PROCESSING", "textVersion": 1, "language": "KY", "givenAt": "2019-12-03T00:00:00Z"}]'`, a.m.Schema))
	a.As(a.m, access.Head).Do(t, publish, a.input(document("PROTOCOL"), document("ORDER"), document("WINNERS")), nil)
	var out shown
	a.Public().Do(t, result, map[string]any{"id": scalar.EncodeID(a.c.Ref())}, &out)
	require.Nil(t, out.PublicCompetition.Awards[0].Application.LeaderName)
}

func TestPublishingIsTheExecutiveBodysRight(t *testing.T) {
	t.Parallel()
	a := approve(t)
	stale := apptest.Thing{ID: scalar.EncodeID(a.c.Ref()), Version: 99}
	table := apptest.Table{"publishResult": {Roles: "HEAD EXEC_SECRETARY SPECIALIST", Input: stale.With("documents", []input{})}}
	a.RoleByOperation(t, a.m, table, nil)
	a.Strangers(t, a.Municipality(t), table)
}

// TestTheScanOfTheOrderGoesOutAsItIs: nobody uploads it again, and it stays the order's. The
// signed protocol's does not go out.
func TestTheScanOfTheOrderGoesOutAsItIs(t *testing.T) {
	t.Parallel()
	a := approve(t)
	secretary, head := a.As(a.m, access.CommissionSecretary), a.As(a.m, access.Head)
	scan, signed := a.ReadyFile(t, secretary, a.m, file.OrderScan), a.ReadyFile(t, secretary, a.m, file.ProtocolScan)
	order := entity.NewID()
	a.SQL(t, fmt.Sprintf(`
		INSERT INTO %[1]s.result_order (id, competition_id, protocol_id, kind, number, date, reason, file_id, signed_by, text, winners, version, created_at, updated_at)
			SELECT '%[2]s', competition_id, id, 'APPROVAL', '88', '2019-12-17', '', '%[3]s', 'Head', '{}', '[]', 1, now(), now() FROM %[1]s.protocol;
		UPDATE %[1]s.file SET owner_object = 'RESULT_ORDER', owner_id = '%[2]s' WHERE id = '%[3]s';
		UPDATE %[1]s.file SET owner_object = 'PROTOCOL', owner_id = (SELECT id FROM %[1]s.protocol) WHERE id = '%[4]s'`,
		a.m.Schema, order, scan.ID, signed.ID))
	code, _ := head.Refused(t, publish, a.input(with(document("PROTOCOL"), "fileId", scalar.EncodeID(signed)), document("ORDER"), document("WINNERS")))
	require.Equal(t, "NOT_FOUND", code)
	head.Do(t, publish, a.input(document("PROTOCOL"), with(document("ORDER"), "fileId", scalar.EncodeID(scan)), document("WINNERS")), nil)
	require.Equal(t, "RESULT_ORDER t", a.Value(t, fmt.Sprintf(
		"SELECT owner_object || ' ' || left((published_at IS NOT NULL)::text, 1) FROM %s.file WHERE id = '%s'", a.m.Schema, scan.ID)))
}

// TestThePublicFindsTheFilesOfAResult sees of a document the file itself and of a board
// its photo, made smaller; nothing of either before.
func TestThePublicFindsTheFilesOfAResult(t *testing.T) {
	t.Parallel()
	a := approve(t)
	head := a.As(a.m, access.Head)
	redacted := scalar.EncodeID(a.ReadyFile(t, head, a.m, file.ProtocolScan))
	photo := a.ReadyFile(t, head, a.m, file.AnnouncementProof)
	a.SQL(t, fmt.Sprintf("UPDATE %s.file SET content_type = 'image/jpeg', small_size = 5, medium_size = 9 WHERE id = '%s'", a.m.Schema, photo.ID))
	board := scalar.EncodeID(photo)
	protocol := with(document("PROTOCOL"), "fileId", redacted)
	order := with(with(document("ORDER"), "photoIds", []string{board}), "boards", "Садовое")
	files := `documents { file { name contentType size sha256 url } photos { url smallUrl } }`
	query := `query($id: ID!) { publicCompetition(id: $id) { ` + files + ` } }`
	vars := map[string]any{"id": scalar.EncodeID(a.c.Ref())}
	require.JSONEq(t, `{"publicCompetition": {"documents": []}}`, string(a.Public().Post(t, query, vars).Data))

	head.Do(t, publish, a.input(protocol, order, document("WINNERS")), nil)
	var out struct {
		PublicCompetition struct {
			Documents []struct {
				File *struct {
					Name, ContentType, SHA256, URL string
					Size                           int
				}
				Photos []struct{ URL string }
			}
		}
	}
	a.Public().Do(t, query, vars, &out)
	shown := out.PublicCompetition.Documents
	require.NotNil(t, shown[0].File)
	require.Contains(t, shown[0].File.URL, "/files/"+redacted)
	require.Len(t, shown[0].File.SHA256, 64)
	require.Len(t, shown[1].Photos, 1)
	require.Contains(t, shown[1].Photos[0].URL, "?variant=medium")
	require.Nil(t, shown[2].File)
	a.As(a.m, access.Specialist).Do(t, `query($id: ID!) { node(id: $id) { ... on Competition { publication { file { url } } } } }`, vars, nil)
}
