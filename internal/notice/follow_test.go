package notice_test

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/tenants"
)

// openCall opens a call for letters from noon on.
func (w *world) openCall(t *testing.T, manager *apptest.Client) (made apptest.Thing) {
	t.Helper()
	both := func(text string) apptest.Input { return apptest.Input{"ky": text, "ru": text} }
	c := manager.Change(t, "createCall", apptest.Input{"slug": "pilots-2026", "content": apptest.Input{
		"title": both("Чакыруу"), "text": both("Катышууга чакырабыз."),
		"opensAt": noon.Add(time.Hour).Format(time.RFC3339), "deadline": noon.AddDate(0, 0, 30).Format(time.RFC3339),
		"resultsPromisedOn": clock.DateOf(noon.AddDate(0, 0, 40)).String(), "populationOn": "2026-01-01", "donorsFrom": 2022, "donorsTo": 2025,
		"criteria": []apptest.Input{{"code": "ready", "name": both("Даярдык"), "rule": both("Каражат бөлүүгө даяр.")}},
		"contact":  apptest.Input{"name": "Айгүл Асанова", "position": both("Адис"), "phone": "+996 312 000000", "extension": "", "email": "calls@demilge.example"},
	}})
	return manager.Change(t, "openCall", apptest.Input{"id": c.ID, "version": c.Version})
}

// subjects are the addresses and first lines of all letters.
func (w *world) subjects(t *testing.T) (list []string) {
	t.Helper()
	for _, l := range w.office.Letters() {
		list = append(list, l.Header.Get("To")+" "+apptest.Subject(t, l))
	}
	return list
}

// texts are the bodies of all letters, as they are read.
func (w *world) texts(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	for _, l := range w.office.Letters() {
		_, params, err := mime.ParseMediaType(l.Header.Get("Content-Type"))
		require.NoError(t, err)
		parts := multipart.NewReader(l.Body, params["boundary"])
		for part, err := parts.NextPart(); err == nil; part, err = parts.NextPart() {
			_, err = io.Copy(&all, part)
			require.NoError(t, err)
		}
	}
	return all.String()
}

// clicked does what the page of the account does with a link, and returns what it shows of
// errors.
func (w *world) clicked(t *testing.T, purpose, token string) []string {
	t.Helper()
	response, err := http.Get(w.URL + "/account/account.js") //nolint:noctx // a test
	require.NoError(t, err)
	defer response.Body.Close()
	script, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	way := regexp.MustCompile(`(?m)^  ` + purpose + `: \{ fields: \[\], secret: '(\w+)', document: link\('(\w+)', '(\w+)'\)`).FindStringSubmatch(string(script))
	require.NotNil(t, way, "the page knows the purpose")
	document := fmt.Sprintf("mutation($input: %s!) { answer: %s(input: $input) { errors { message } } }", way[3], way[2])
	var out struct {
		Answer struct{ Errors []struct{ Message string } }
	}
	answer := w.Public().Post(t, document, map[string]any{"input": apptest.Input{way[1]: token}})
	require.NoError(t, json.Unmarshal(answer.Data, &out), string(answer.Raw))
	var shown []string
	for _, e := range out.Answer.Errors {
		shown = append(shown, e.Message)
	}
	return shown
}

func TestAnAddressWithoutAnAccountFollowsACall(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Clock.Set(noon)
	manager := w.As(tenants.Tenant{}, access.ProgrammeManager)
	aida := w.As(w.m)
	w.person(t, aida)
	aida.Do(t, `mutation { setFollows(input: {municipalityIds: [], calls: true}) { errors { code } } }`, nil, nil)
	c := w.openCall(t, manager)
	w.due(t)
	require.Len(t, w.office.IDs(), 1, "who follows the calls hears of a new one")

	public := w.Public()
	follow := func(email string) {
		public.Do(t, `mutation($in: FollowCallInput!) { followCall(input: $in) { errors { code } } }`,
			map[string]any{"in": apptest.Input{"slug": "pilots-2026", "email": email, "locale": "RU"}}, nil)
	}
	follow("Gul@aimak.example")
	follow("slow@aimak.example")
	w.due(t)
	require.Len(t, w.office.IDs(), 3)
	require.Contains(t, w.subjects(t)[1], "Подтвердите подписку: Чакыруу")
	secret := w.Value(t, "SELECT secret FROM programme.call_follower WHERE email = 'gul@aimak.example'")
	require.GreaterOrEqual(t, len(secret)*5, 128, "bits")

	with := func(mutation, secret string) string {
		_, refusal := public.TryChange(t, mutation, apptest.Input{"secret": secret})
		if refusal != nil {
			return refusal.Name()
		}
		return ""
	}
	require.Equal(t, "CALL_FOLLOW_SECRET", with("confirmFollowCall", "NOBODY"))
	require.Empty(t, with("confirmFollowCall", strings.ToLower(secret)))
	require.Empty(t, w.clicked(t, "FOLLOW", secret), "a second click does no harm")

	c = manager.Change(t, "extendCall", apptest.Input{"id": c.ID, "version": c.Version, "reason": "Жол жабык",
		"deadline": noon.AddDate(0, 0, 33).Format(time.RFC3339)})
	w.due(t)
	told := w.subjects(t)[3:]
	require.Len(t, told, 2, "the account and the address that confirmed")
	require.Contains(t, strings.Join(told, "\n"), "Приглашение изменено: Чакыруу")
	texts := w.texts(t)
	require.Contains(t, texts, "https://demilge.example.kg/account#purpose=FOLLOW&token="+secret)
	require.Contains(t, texts, "https://demilge.example.kg/account#purpose=UNFOLLOW&token="+secret)
	signIn := strings.Count(texts, "demilge.example.kg/account") - strings.Count(texts, "demilge.example.kg/account#")
	require.Equal(t, 6, signIn, "once in the text and twice in the HTML of the two to the account, not to addresses without one")

	follow("gul@aimak.example")
	require.Equal(t, "t", w.Value(t, "SELECT confirmed_at IS NOT NULL FROM programme.call_follower WHERE email = 'gul@aimak.example'"), "who asks again still follows")
	require.Equal(t, "f", w.Value(t, "SELECT bool_or(after::text LIKE '%aimak%') FROM programme.audit WHERE action = 'FOLLOW'"), "no address in the log")
	require.Empty(t, w.clicked(t, "UNFOLLOW", secret))
	require.Equal(t, "CALL_FOLLOW_SECRET", with("unfollowCall", secret))

	late := w.Value(t, "SELECT secret FROM programme.call_follower WHERE email = 'slow@aimak.example'")
	w.Clock.Set(noon.Add(48 * time.Hour))
	require.Equal(t, "CALL_FOLLOW_SECRET", with("confirmFollowCall", late), "48 hours are over")
	require.NoError(t, w.Resolver.Calls.Sweep(t.Context()))
	require.Equal(t, "0", w.Value(t, "SELECT count(*) FROM programme.call_follower"))
	manager.Change(t, "cancelCall", apptest.Input{"id": c.ID, "version": c.Version, "reason": "Каражат жок"})
	before := len(w.office.IDs())
	w.due(t)
	require.Len(t, w.office.IDs(), before+2, "the second wish of gul, and of the end the account alone hears")
	require.Contains(t, strings.Join(w.subjects(t)[before:], "\n"), "Чакыруу жокко чыгарылды: Чакыруу")
}

// TestOnlyLettersThatCameInAreTold: at their contact or else to the account that wrote them.
// Nobody confirmed the address of a draft, and what was withdrawn or replaced does not stand
// any more.
func TestOnlyLettersThatCameInAreTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Clock.Set(noon)
	manager := w.As(tenants.Tenant{}, access.ProgrammeManager)
	c := w.openCall(t, manager)
	w.due(t)
	w.letters(t, "DRAFT", "SUBMITTED", "WITHDRAWN", "LATE", "REPLACED", "LATE", "WITHDRAWN")
	aida, gone := w.As(w.m), w.As(w.m)
	for number, writer := range map[int]*apptest.Client{6: aida, 7: gone} {
		w.SQL(t, fmt.Sprintf(`UPDATE programme.letter SET contact = '', author_id = '%s' WHERE number = %d`, w.person(t, writer), number))
	}
	aida.Do(t, `mutation { setFollows(input: {municipalityIds: [], calls: true}) { errors { code } } }`, nil, nil)
	manager.Change(t, "extendCall", apptest.Input{"id": c.ID, "version": c.Version, "reason": "Жол жабык",
		"deadline": noon.AddDate(0, 0, 33).Format(time.RFC3339)})
	w.due(t)
	told := w.subjects(t)
	slices.Sort(told)
	require.Len(t, told, 3)
	require.True(t, strings.HasPrefix(told[0], "<"+aida.UserID.String()+"@mail.kg>"), "once, though she follows the calls too: %s", told)
	require.True(t, strings.HasPrefix(told[1], "<late@aimak.example>"), told)
	require.True(t, strings.HasPrefix(told[2], "<submitted@aimak.example>"), told)

	manager.Change(t, "cancelCall", apptest.Input{"id": c.ID, "version": c.Version + 1, "reason": "Каражат жок"})
	w.due(t)
	ended := w.subjects(t)[3:]
	require.Len(t, ended, 3)
	require.Equal(t, 2, strings.Count(strings.Join(ended, "\n"), "Приглашение отменено: Чакыруу"))
	require.Contains(t, w.texts(t), "Каражат жок", "with the reason")
}

// letters are one in each of some states, of the only call, with an address named by it.
func (w *world) letters(t *testing.T, states ...string) {
	t.Helper()
	for n, state := range states {
		number, at, sum, by := fmt.Sprint(n+1), "now()", `'\x00'`, "NULL"
		switch state {
		case "DRAFT":
			number, at, sum = "NULL", "NULL", "NULL"
		case "REPLACED":
			by = "made.id" // any letter will do
		}
		w.SQL(t, fmt.Sprintf(`INSERT INTO programme.letter (id, call_id, municipality_id, reference, state, channel, expires_at, contact, language, number, submitted_at, late,
				sha256, replaced_by_id, incoming_number, reason, version, created_at, updated_at)
			SELECT made.id, c.id, '%s', '%[2]s %[9]d', '%[2]s', 'ONLINE', now(), '%[3]s@aimak.example', 'RU', %[4]s, %[5]s, %[6]t, %[7]s, %[8]s, '', '', 1, now(), now()
			FROM programme.call AS c, gen_random_uuid() AS made (id)`,
			w.m.ID, state, strings.ToLower(state), number, at, state == "LATE", sum, by, n))
	}
}
