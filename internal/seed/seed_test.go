package seed_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/devenv"
	"github.com/demilge/demilge/internal/migrate"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/internal/seed"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

// seeded is a server over a fresh database with the pilot programme in it.
func seeded(t *testing.T) (base string, config app.Config, made []seed.SignIn) {
	t.Helper()
	owner := pgtest.DSN(t)
	runner, err := migrate.Open(t.Context(), owner)
	require.NoError(t, err)
	defer runner.Close()
	require.NoError(t, runner.Up(t.Context()))
	u, err := url.Parse(owner)
	require.NoError(t, err)
	q := u.Query()
	q.Set("role", "demilge_app")
	u.RawQuery = q.Encode()
	config = app.Config{DatabaseURL: u.String(), OwnerURL: owner, MaxConns: 5}
	made, err = app.Seed(t.Context(), config, devenv.NewPassword)
	require.NoError(t, err)
	roles := map[access.Role]bool{}
	for _, s := range made {
		roles[s.Roles[0]] = true
	}
	for _, role := range access.Roles() {
		if role != access.Public {
			require.True(t, roles[role], role)
		}
	}
	a, err := app.New(t.Context(), config)
	require.NoError(t, err)
	server := httptest.NewServer(a.Handler)
	t.Cleanup(func() { server.Close(); a.Close() })
	return server.URL, config, made
}

func ask(t *testing.T, base, document string) string {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": document})
	require.NoError(t, err)
	answer, err := http.Post(base+"/graphql", "application/json", bytes.NewReader(body))
	require.NoError(t, err)
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return string(raw)
}

func TestTheAcceptanceDocuments(t *testing.T) {
	t.Parallel()
	base, config, made := seeded(t)
	require.JSONEq(t, orozbekovAnswer, ask(t, base, `query { publicMunicipality(slug: "a-orozbekov") { code name { ky ru } competitions(first: 10) { totalCount nodes {
      number state envelope { localBudget } commission { size }
      priorityAreas { name { ru } }
      awards { application { title { ky ru } } localBudget programmeGrant total } } } } }`))
	require.JSONEq(t, alamudunAnswer, ask(t, base, `query { publicMunicipality(slug: "alamudun") { competitions(first: 10) { nodes { envelope { localBudget }
      window { opensAt closesAt } applications { totalCount } resultOrder { date }
      awards { application { title { ky } } localBudget programmeGrant total } } } } }`))

	require.JSONEq(t, orozbekovEvents, ask(t, base, `query { publicMunicipality(slug: "a-orozbekov") { competitions(first: 1) { nodes { awards { application { title { ru } }
      events { totalCount nodes { title { ru } occurrences } } participants { total men women boys girls childrenUnspecified
      withDisabilities migrantChildren } } totals { localBudget programmeGrant total events participants } } } } }`))
	require.JSONEq(t, alamudunEvents, ask(t, base, `query { publicMunicipality(slug: "alamudun") { competitions(first: 1) { nodes { awards {
      events { nodes { occurrences setting } } participants { total men women boys girls childrenUnspecified reportedTotal estimated derived warnings { rule } } }
      totals { events participants } } } } }`))
	require.Contains(t, ask(t, base, `{ publicMunicipality(slug: "a-orozbekov") { competitions(first: 1) { nodes { awards { participants { derived } } } } } }`), `"derived":["BOYS"]`)

	require.JSONEq(t, alamudunWatch, ask(t, base, `query { publicMunicipality(slug: "alamudun") { competitions(first: 1) { nodes { monitoringGroup { size }
      awards { monitoring { visits protocols openFindings conclusions { number verdict conclusion } } } } } } }`))
	require.Contains(t, ask(t, base, `{ publicMunicipality(slug: "alamudun") { competitions(first: 1) { nodes { awards { money { bySource {
		source planned paid contributed estimated unvalued } } } } } } }`),
		`{"source":"BUSINESS","planned":4000000,"paid":null,"contributed":4000000,"estimated":true,"unvalued":0}`, "about 40 000 som, half of it goods (F-17)")

	require.JSONEq(t, callAnswer, ask(t, base, `query { publicCalls(first: 1) { nodes { slug deadline resultsPromisedOn state
		resultsPublishedOn populationOn donorsFrom donorsTo contact { email } criteria { code } } } }`))

	var open struct {
		Data struct {
			PublicCalls struct {
				Nodes []struct{ Deadline time.Time }
			}
		}
	}
	require.NoError(t, json.Unmarshal([]byte(ask(t, base, `{ publicCalls(first: 1) { nodes { slug deadline resultsPromisedOn state } } }`)), &open))
	require.Equal(t, "2025-02-28T12:00:00Z", open.Data.PublicCalls.Nodes[0].Deadline.UTC().Format(time.RFC3339))

	texts := ask(t, base, `{ a: publicMunicipality(slug: "alamudun") { competitions(first: 1) { nodes { announcement { text { ky ru } } } } }
		b: publicMunicipality(slug: "a-orozbekov") { competitions(first: 1) { nodes { announcement { text { ky ru } } } } } }`)
	require.Contains(t, texts, "жергиликтүү демилгелердин сынагын жарыялайт")
	for _, provenance := range []string{"Булактарда", "Источники", "шарттуу", "условно"} {
		require.NotContains(t, texts, provenance, "what the sources leave out is said in the records, not to the public")
	}

	askEarlier(t, base, made)

	again, err := app.Seed(t.Context(), config, devenv.NewPassword)
	require.NoError(t, err)
	require.Empty(t, again)
}

// callAnswer is F-23: 18:00 in Bishkek is 12:00 UTC, and the list came out twelve days late.
const callAnswer = `{"data": {"publicCalls": {"nodes": [{"slug": "2025", "deadline": "2025-02-28T18:00:00+06:00", "resultsPromisedOn": "2025-03-07",
	"state": "RESULTS_PUBLISHED", "resultsPublishedOn": "2025-03-19", "populationOn": "2025-01-01", "donorsFrom": 2022, "donorsTo": 2024,
	"contact": {"email": "office@dpi.kg"}, "criteria": [{"code": "participation"}, {"code": "joint-work"}, {"code": "local-budget"}]}]}}}`

const orozbekovAnswer = `{"data": {"publicMunicipality": {
	"code": "41705258842000", "name": {"ky": "А. Орозбеков айыл аймагы", "ru": "А. Орозбековский айылный аймак"},
	"competitions": {"totalCount": 1, "nodes": [{
		"number": "1/2021", "state": "RESULT_PUBLISHED", "envelope": {"localBudget": 2300000}, "commission": {"size": 5},
		"priorityAreas": [{"name": {"ru": "Народное художественное творчество"}}, {"name": {"ru": "Работа с детьми и молодёжью"}},
			{"name": {"ru": "Физическая культура и массовый спорт"}}, {"name": {"ru": "Охрана от семейного насилия"}}],
		"awards": [
			{"application": {"title": {"ky": "Атам, апам жана мен", "ru": "Папа, мама и я"}}, "localBudget": 1200000, "programmeGrant": 2500000, "total": 3700000},
			{"application": {"title": {"ky": "Жомокко саякат", "ru": "Путешествие в сказку"}}, "localBudget": 1100000, "programmeGrant": 2500000, "total": 3600000}]}]}}}}`

const alamudunAnswer = `{"data": {"publicMunicipality": {"competitions": {"nodes": [{
	"envelope": {"localBudget": 7800000},
	"window": {"opensAt": "2019-12-03T00:00:00+06:00", "closesAt": "2019-12-16T23:59:59+06:00"},
	"applications": {"totalCount": 3}, "resultOrder": {"date": "2019-12-17"},
	"awards": [
		{"application": {"title": {"ky": "Жаңы жылдык иш-чараларды уюштуруу"}}, "localBudget": 3900000, "programmeGrant": null, "total": 7900000},
		{"application": {"title": {"ky": "Маданий иш-чараларды уюштуруу"}}, "localBudget": 3900000, "programmeGrant": 2700000, "total": 6600000}]}]}}}}`

const orozbekovEvents = `{"data": {"publicMunicipality": {"competitions": {"nodes": [{
	"awards": [
		{"application": {"title": {"ru": "Папа, мама и я"}},
			"events": {"totalCount": 5, "nodes": [
				{"title": {"ru": "Соревнования отцов по баскетболу"}, "occurrences": 1}, {"title": {"ru": "Соревнования матерей по волейболу"}, "occurrences": 1},
				{"title": {"ru": "Соревнования матерей по баскетболу"}, "occurrences": 1}, {"title": {"ru": "Соревнования отцов по волейболу"}, "occurrences": 1},
				{"title": {"ru": "Семейные соревнования"}, "occurrences": 2}]},
			"participants": {"total": 94, "men": 28, "women": 54, "boys": 8, "girls": 4, "childrenUnspecified": null, "withDisabilities": null, "migrantChildren": null}},
		{"application": {"title": {"ru": "Путешествие в сказку"}},
			"events": {"totalCount": 1, "nodes": [{"title": {"ru": "Спектакль «Как дед рыбу ловил»"}, "occurrences": 5}]},
			"participants": {"total": 290, "men": null, "women": null, "boys": 176, "girls": 114, "childrenUnspecified": null, "withDisabilities": 19, "migrantChildren": 89}}],
	"totals": {"localBudget": 2300000, "programmeGrant": 5000000, "total": 7300000, "events": 11, "participants": 384}}]}}}}`

const alamudunEvents = `{"data": {"publicMunicipality": {"competitions": {"nodes": [{
	"awards": [
		{"events": {"nodes": [{"occurrences": 1, "setting": null}]},
			"participants": {"total": 1650, "men": 360, "women": 690, "boys": null, "girls": null, "childrenUnspecified": 600, "reportedTotal": null,
				"estimated": [], "derived": [], "warnings": []}},
		{"events": {"nodes": [{"occurrences": 3, "setting": "INDOOR"}, {"occurrences": 2, "setting": "OUTDOOR"}]},
			"participants": {"total": 805, "men": 210, "women": 295, "boys": null, "girls": null, "childrenUnspecified": 300, "reportedTotal": 800,
				"estimated": ["CHILDREN_UNSPECIFIED"], "derived": [], "warnings": [{"rule": "PARTICIPANTS_SUM_DIFFERS"}]}}],
	"totals": {"events": 6, "participants": 2455}}]}}}}`

// alamudunWatch is F-19d: a group of five, three sites, the terms of reference were kept.
const alamudunWatch = `{"data": {"publicMunicipality": {"competitions": {"nodes": [{"monitoringGroup": {"size": 5}, "awards": [
	{"monitoring": {"visits": 2, "protocols": 2, "openFindings": 0, "conclusions": [
		{"number": "1/2019", "verdict": "COMPLIES", "conclusion": "Демилге техникалык тапшырмага ылайык аткарылды."},
		{"number": "2/2019", "verdict": "COMPLIES", "conclusion": "Демилге техникалык тапшырмага ылайык аткарылды."}]}},
	{"monitoring": {"visits": 1, "protocols": 1, "openFindings": 0, "conclusions": [
		{"number": "3/2019", "verdict": "COMPLIES", "conclusion": "Демилге техникалык тапшырмага ылайык аткарылды."}]}}]}]}}}}`
