package notice_test

import (
	"io"
	"mime"
	"mime/multipart"
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

func (o *office) subjects() (list []string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, l := range o.letters {
		subject, _ := new(mime.WordDecoder).DecodeHeader(l.Header.Get("Subject"))
		list = append(list, l.Header.Get("To")+" "+subject)
	}
	return list
}

// texts are the bodies of all letters, as they are read.
func (o *office) texts(t *testing.T) string {
	t.Helper()
	o.mu.Lock()
	defer o.mu.Unlock()
	var all strings.Builder
	for _, l := range o.letters {
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
	require.Len(t, w.office.ids(), 1, "who follows the calls hears of a new one")

	public := w.Public()
	follow := func(email string) {
		public.Do(t, `mutation($in: FollowCallInput!) { followCall(input: $in) { errors { code } } }`,
			map[string]any{"in": apptest.Input{"slug": "pilots-2026", "email": email, "locale": "RU"}}, nil)
	}
	follow("Gul@aimak.example")
	follow("slow@aimak.example")
	w.due(t)
	require.Len(t, w.office.ids(), 3)
	require.Contains(t, w.office.subjects()[1], "Подтвердите подписку: Чакыруу")
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
	require.Empty(t, with("confirmFollowCall", secret), "a second click does no harm")

	c = manager.Change(t, "extendCall", apptest.Input{"id": c.ID, "version": c.Version, "reason": "Жол жабык",
		"deadline": noon.AddDate(0, 0, 33).Format(time.RFC3339)})
	w.due(t)
	told := w.office.subjects()[3:]
	require.Len(t, told, 2, "the account and the address that confirmed")
	require.Contains(t, strings.Join(told, "\n"), "Приглашение изменено: Чакыруу")
	texts := w.office.texts(t)
	require.Contains(t, texts, "https://demilge.example.kg/calls/unfollow#"+secret)
	require.Equal(t, 6, strings.Count(texts, "demilge.example.kg/account"), "once in the text and twice in the HTML of the two to the account, not to addresses without one")

	follow("gul@aimak.example")
	require.Equal(t, "t", w.Value(t, "SELECT confirmed_at IS NOT NULL FROM programme.call_follower WHERE email = 'gul@aimak.example'"), "who asks again still follows")
	require.Equal(t, "f", w.Value(t, "SELECT bool_or(after::text LIKE '%aimak%') FROM programme.audit WHERE action = 'FOLLOW'"), "no address in the log")
	require.Empty(t, with("unfollowCall", secret))
	require.Equal(t, "CALL_FOLLOW_SECRET", with("unfollowCall", secret))

	late := w.Value(t, "SELECT secret FROM programme.call_follower WHERE email = 'slow@aimak.example'")
	w.Clock.Set(noon.Add(48 * time.Hour))
	require.Equal(t, "CALL_FOLLOW_SECRET", with("confirmFollowCall", late), "48 hours are over")
	require.NoError(t, w.Resolver.Calls.Sweep(t.Context()))
	require.Equal(t, "0", w.Value(t, "SELECT count(*) FROM programme.call_follower"))
	manager.Change(t, "cancelCall", apptest.Input{"id": c.ID, "version": c.Version, "reason": "Каражат жок"})
	before := len(w.office.ids())
	w.due(t)
	require.Len(t, w.office.ids(), before+2, "the second wish of gul, and of the end the account alone hears")
}
