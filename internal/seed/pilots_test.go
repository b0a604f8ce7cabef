package seed_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/seed"
)

// signedIn is a client of somebody whom the seed made for a role.
func signedIn(t *testing.T, base string, made []seed.SignIn, role access.Role) *http.Client {
	t.Helper()
	at := slices.IndexFunc(made, func(s seed.SignIn) bool { return s.Roles[0] == role })
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	client := &http.Client{Jar: jar}
	answer := askAs(t, client, base, fmt.Sprintf(`mutation { signIn(input: {contact: %q, password: %q}) { user { id } errors { rule } } }`, made[at].Email, made[at].Password))
	require.Contains(t, answer, `"errors":[]`)
	return client
}

func askAs(t *testing.T, client *http.Client, base, document string) string {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": document})
	require.NoError(t, err)
	answer, err := client.Post(base+"/graphql", "application/json", bytes.NewReader(body))
	require.NoError(t, err)
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return string(raw)
}

// askEarlier asks as the programme manager for what publications tell of earlier years.
func askEarlier(t *testing.T, base string, made []seed.SignIn) {
	t.Helper()
	manager := signedIn(t, base, made, access.ProgrammeManager)
	require.JSONEq(t, memorandumAnswer, askAs(t, manager, base, `{ memoranda { totalCount nodes { municipality { slug } state publishedOnly number signedOn endedOn
		parties { kind body { ru } signatory } allowedActions } } }`))
	require.JSONEq(t, planAnswer, askAs(t, manager, base, `{ municipality(slug: "a-orozbekov") { workPlans { totalCount nodes { open
		steps { number state deadline doneOn responsible { name { ru } } confirming { ru } } } } } }`))
	require.JSONEq(t, pilotsAnswer, askAs(t, manager, base, `{ pilotRounds { totalCount nodes { municipalityCount unnamedCount initiativeCount
		entries { name { ru } municipality { code } initiatives { ru } } } } }`))
	require.Contains(t, askAs(t, manager, base, `{ pilotRounds { nodes { entries { note } } } }`), "41703225815000", "the two that the name fits")
	require.JSONEq(t, trainingsAnswer, askAs(t, manager, base, `{ trainings { nodes { kind state from until exactTo oblastCodes targetCount otherCount
		municipalityCount men women total derived participants { target } } } }`))
}

const memorandumAnswer = `{"data": {"memoranda": {"totalCount": 1, "nodes": [{
	"municipality": {"slug": "a-orozbekov"}, "state": "ENDED", "publishedOnly": true, "number": null, "signedOn": null, "endedOn": "2022-01-31",
	"parties": [{"kind": "LSG_BODY", "body": {"ru": "Орган МСУ"}, "signatory": ""}, {"kind": "UNION_OF_LSG", "body": {"ru": "Союз МСУ"}, "signatory": ""},
		{"kind": "PROJECT", "body": {"ru": "Проект"}, "signatory": ""}], "allowedActions": []}]}}}`

// planAnswer is F-20 to F-22: the plan ended with its memorandum, nothing is overdue.
const planAnswer = `{"data": {"municipality": {"workPlans": {"totalCount": 1, "nodes": [{"open": false, "steps": [
	{"number": "1.", "state": "PLANNED", "deadline": "2021-09-07", "doneOn": null,
		"responsible": [{"name": {"ru": "Орган МСУ"}}, {"name": {"ru": "Союз МСУ"}}, {"name": {"ru": "Проект"}}], "confirming": [{"ru": "Соглашение"}]},
	{"number": "2.", "state": "PLANNED", "deadline": "2021-09-11", "doneOn": null,
		"responsible": [{"name": {"ru": "Проект"}}, {"name": {"ru": "Аймак"}}], "confirming": [{"ru": "Список участников"}, {"ru": "Отчёт"}]},
	{"number": "2.1.", "state": "PLANNED", "deadline": "2021-09-11", "doneOn": null,
		"responsible": [{"name": {"ru": "Проект"}}, {"name": {"ru": "Аймак"}}],
		"confirming": [{"ru": "Программа"}, {"ru": "Реестр вопросов"}, {"ru": "Фотографии"}, {"ru": "Отчёт"}]}]}]}}}}`

// pilotsAnswer is domain.md 6.1: the name of one fits two municipalities of its oblast.
const pilotsAnswer = `{"data": {"pilotRounds": {"totalCount": 1, "nodes": [{"municipalityCount": 7, "unnamedCount": 3, "initiativeCount": 9, "entries": [
	{"name": {"ru": "А. Орозбековский айылный аймак"}, "municipality": {"code": "41705258842000"},
		"initiatives": [{"ru": "Папа, мама и я"}, {"ru": "Путешествие в сказку"}]},
	{"name": {"ru": "Баетовский айылный аймак"}, "municipality": {"code": "41704210809000"}, "initiatives": [{"ru": "Освещение мест общего пользования"}]},
	{"name": {"ru": "Каджи-Сайский айылный аймак"}, "municipality": {"code": "41702220828000"},
		"initiatives": [{"ru": "Танцевальная студия для детей 3–12 лет"}]},
	{"name": {"ru": "Джаны-Джольский айылный аймак"}, "municipality": null, "initiatives": [{"ru": "Скамейки, урны, освещение"}]}]}]}}}`

// trainingsAnswer is F-19e and F-19f, newest entries first: 61 = 15 + 46, 15 = 10 + 5.
const trainingsAnswer = `{"data": {"trainings": {"nodes": [
	{"kind": "EXCHANGE", "state": "HELD", "from": "2020-03-01", "until": "2020-03-31", "exactTo": "MONTH", "oblastCodes": [], "targetCount": null,
		"otherCount": null, "municipalityCount": null, "men": 46, "women": 15, "total": 61, "derived": ["MEN"], "participants": []},
	{"kind": "TRAINING", "state": "HELD", "from": "2019-01-01", "until": "2019-12-31", "exactTo": "YEAR",
		"oblastCodes": ["41706000000000", "41704000000000", "41708000000000"], "targetCount": 10, "otherCount": 5, "municipalityCount": 15,
		"men": null, "women": null, "total": null, "derived": [], "participants": []}]}}}`
