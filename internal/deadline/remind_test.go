package deadline_test

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/tenants"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

// stages are those of the reminders of a report that were sent in a municipality, in order.
func stages(t *testing.T, a *apptest.App, m tenants.Tenant) string {
	return a.Value(t, "SELECT coalesce(string_agg(stage::text, ' ' ORDER BY sent_at), '') FROM "+m.Schema.String()+".reminder WHERE kind = 'SUBMIT_REPORT'")
}

func TestAChainOfRemindersOverAMonth(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	i := a.Won(t, m, []int64{10_000})
	i.Agree(t, "PROCUREMENT_BY_AO")
	due, err := clock.ParseDate(a.Value(t, "SELECT due_on FROM "+m.Schema.String()+".report"))
	require.NoError(t, err)
	day := func(offset int) {
		a.Clock.Set(due.AddDays(offset).Start().Add(9 * time.Hour))
		require.NoError(t, a.Resolver.Deadlines.Remind(t.Context()))
	}
	for offset := -20; offset <= 10; offset++ {
		if offset == -1 { // the server is down for a day
			continue
		}
		day(offset)
		day(offset) // again within the day
	}
	require.Equal(t, "14 7 0 -1 -3", stages(t, a, m), "each stage once; what was missed is not sent late")
	owner := i.Leader.UserID.String()
	for kind, times := range map[string]string{"DEADLINE_REMINDER": "3", "DEADLINE_MISSED": "2"} {
		require.Equal(t, times, a.Value(t, "SELECT count(*) FROM ops.message WHERE kind = '"+kind+"' AND tenant_id = '"+m.ID.String()+"' AND recipient::text LIKE '%applicant%'"), owner)
	}
}

// TestWhatIsToldOpensNoTransaction: the rounds of a day after the first only read.
func TestWhatIsToldOpensNoTransaction(t *testing.T) {
	t.Parallel()
	var statements apptest.Statements
	cluster := apptest.Cluster(t) // of its own, as it reminds all municipalities
	a := apptest.New(t, func(c *app.Config) { c.DatabaseURL, c.OwnerURL = cluster.DatabaseURL, cluster.OwnerURL }, statements.Listen(t))
	m := a.Municipality(t)
	i := a.Won(t, m, []int64{10_000})
	i.Agree(t, "PROCUREMENT_BY_AO")
	due, err := clock.ParseDate(a.Value(t, "SELECT due_on FROM "+m.Schema.String()+".report"))
	require.NoError(t, err)
	writes := func(day int) (n int) {
		a.Clock.Set(due.AddDays(day).Start().Add(9 * time.Hour))
		for _, statement := range statements.Of(m.Schema.String(), func() { require.NoError(t, a.Resolver.Deadlines.Remind(t.Context())) }) {
			if strings.HasPrefix(statement, "INSERT") {
				n++
			}
		}
		return n
	}
	require.NotZero(t, writes(-7))
	require.Zero(t, writes(-7))
	require.Zero(t, writes(-6), "the stage is the same")
	require.NotZero(t, writes(-1))
}

const link = `mutation($ids: [ID!]!) { createCalendarLink(input: {municipalityIds: $ids}) { calendarLink { id } path errors { path code message } } }`

func TestACalendarIsReadAtItsSecretAddress(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, func(c *app.Config) { c.BaseURL = "https://demilge.example.kg" })
	m := a.Municipality(t)
	a.Contest(t, m)
	head := a.As(m, access.Head)
	a.SQL(t, fmt.Sprintf(`INSERT INTO programme.account (id, full_name, email, locale, state, password_hash, version, created_at, updated_at)
		VALUES ('%[1]s', 'Асанов А.', '%[1]s@example.kg', 'KY', 'ACTIVE', '', 1, now(), now())`, head.UserID))
	var made struct {
		CreateCalendarLink struct {
			CalendarLink struct{ ID string }
			Path         string
		}
	}
	head.Do(t, link, map[string]any{"ids": []string{apptest.ID(m)}}, &made)
	get := func() (int, string) {
		answer, err := http.Get(a.URL + made.CreateCalendarLink.Path) //nolint:noctx // a test
		require.NoError(t, err)
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		require.NoError(t, err)
		return answer.StatusCode, string(body)
	}
	status, body := get()
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, 1, strings.Count(body, "WINDOW_CLOSES-"), body)
	require.Contains(t, body, "BEGIN:VCALENDAR")
	require.Contains(t, body, "Applications close: Сынак")
	version := a.Value(t, "SELECT version FROM "+m.Schema.String()+".competition")
	require.Equal(t, 3, strings.Count(body, "SEQUENCE:"+version+"\r\n"), "a changed competition is a later edition of its entries")
	require.Contains(t, body, "URL:https://demilge.example.kg\r\n", "the address of the server, whatever host was asked")
	_, again := get()
	require.Equal(t, body, again)

	head.Do(t, `mutation($id: ID!) { revokeCalendarLink(input: {id: $id}) { errors { code } } }`, map[string]any{"id": made.CreateCalendarLink.CalendarLink.ID}, nil)
	status, _ = get()
	require.Equal(t, http.StatusNotFound, status)
}

func TestTheWayBackFromNooruz(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m, without := a.Municipality(t), a.Municipality(t)
	a.Contest(t, m)
	const query = `query($m: ID!) { backPlan(municipalityId: $m, eventOn: "2020-03-21") { steps { key by latest rule name { ky } } } }`
	var out struct {
		BackPlan struct {
			Steps []struct{ Key, By, Latest, Rule string }
		}
	}
	a.Public().Do(t, query, map[string]any{"m": apptest.ID(m)}, &out)
	require.Equal(t, "COMMISSION", out.BackPlan.Steps[0].Key)
	require.Equal(t, "2020-03-20", out.BackPlan.Steps[8].By)
	code, rule := a.Public().Refused(t, query, map[string]any{"m": apptest.ID(without)})
	require.Equal(t, "RULE REGULATION_MISSING", code+" "+rule)
}

// TestAnEventTooSoonIsRefusedWithTheRegulation: no lawful way leads to it any more.
func TestAnEventTooSoonIsRefusedWithTheRegulation(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	a.Contest(t, m)
	waits := a.Municipality(t)
	a.Contest(t, waits, func(r *regulation.Rules) { r.AgreementWaitsForAppeal = true })
	tomorrow := clock.DateOf(a.Clock.Now()).AddDays(1).String()
	for _, place := range []tenants.Tenant{m, waits} {
		const query = `query($m: ID!, $on: Date!) { backPlan(municipalityId: $m, eventOn: $on) { eventOn } }`
		vars := map[string]any{"m": apptest.ID(place), "on": tomorrow}
		response := a.Public().Post(t, query, vars)
		require.Contains(t, string(response.Raw), "EVENT_TOO_SOON")
		require.Contains(t, string(response.Raw), "№ ")
		require.Equal(t, place.ID == waits.ID, strings.Contains(string(response.Raw), "the time for complaints is waited for"), "only where the regulation says so")
		require.NotContains(t, string(response.Raw), "{wait}")
		russian := a.Public()
		russian.Header.Set("Accept-Language", "ru")
		response = russian.Post(t, query, vars)
		require.Contains(t, string(response.Raw), "заявки принимаются не меньше")
		require.Equal(t, place.ID == waits.ID, strings.Contains(string(response.Raw), "выжидается срок жалоб."))
		require.NotContains(t, string(response.Raw), "..")
	}
}

// TestACalendarShowsNothingOfOthers: somebody of another municipality reads of a competition
// there what everyone may know, and no session or task of it.
func TestACalendarShowsNothingOfOthers(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	own, other := a.Municipality(t), a.Municipality(t)
	i := a.Won(t, other, []int64{10_000})
	i.Agree(t, "PROCUREMENT_BY_AO")
	due, err := clock.ParseDate(a.Value(t, "SELECT due_on FROM "+other.Schema.String()+".report"))
	require.NoError(t, err)
	const query = `query($ids: [ID!]!, $from: Date!, $until: Date!) { calendar(municipalityIds: $ids, from: $from, until: $until) { kind municipalityId } }`
	vars := map[string]any{"ids": []string{apptest.ID(own), apptest.ID(other)}, "from": due.AddDays(-300).String(), "until": due.AddDays(90).String()}
	kinds := func(c *apptest.Client) map[string]bool {
		var out struct {
			Calendar []struct{ Kind, MunicipalityID string }
		}
		c.Do(t, query, vars, &out)
		seen := map[string]bool{}
		for _, entry := range out.Calendar {
			seen[entry.Kind] = true
		}
		return seen
	}
	require.True(t, kinds(i.Leader)["SUBMIT_REPORT"])
	for _, stranger := range []*apptest.Client{a.As(own, access.MunicipalityRoles...), a.As(own)} {
		for kind := range kinds(stranger) {
			require.Contains(t, []string{"WINDOW_OPENS", "WINDOW_CLOSES", "IMPLEMENTATION_ENDS"}, kind)
		}
	}
}
