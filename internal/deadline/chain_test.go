package deadline_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/mail"
	"github.com/demilge/demilge/tenants"
)

// month is a municipality that reminds people, and the mail server by which it does.
type month struct {
	*apptest.App
	office *apptest.Office
	m      tenants.Tenant
	// who are the readers' names by their address, read is how many letters were seen.
	who  map[string]string
	read int
}

func newMonth(t *testing.T) *month {
	t.Helper()
	w := &month{office: apptest.NewOffice(t), who: map[string]string{}}
	cluster := apptest.Cluster(t)
	sender, err := mail.NewSMTP("smtp://"+w.office.Addr, "demilge@example.kg", "")
	require.NoError(t, err)
	w.App = apptest.New(t, func(c *app.Config) {
		c.DatabaseURL, c.OwnerURL, c.Mail, c.BaseURL = cluster.DatabaseURL, cluster.OwnerURL, sender, "https://demilge.example.kg"
	})
	w.m = w.Municipality(t)
	return w
}

// person gives somebody an account with an address.
func (w *month) person(t *testing.T, id uuid.UUID, name string) {
	t.Helper()
	w.who[id.String()+"@mail.kg"] = name
	w.SQL(t, fmt.Sprintf(`INSERT INTO programme.account (id, full_name, email, locale, state, password_hash, version, created_at, updated_at)
		VALUES ('%[1]s', '%[2]s', '%[1]s@mail.kg', 'KY', 'ACTIVE', '', 1, now(), now())`, id, name))
}

// holds gives a person a role; with delegatedBy she stands in for its holder.
func (w *month) holds(t *testing.T, id uuid.UUID, role access.Role, from, until string, delegatedBy *uuid.UUID) {
	t.Helper()
	quoted := func(s string) string {
		if s == "" {
			return "NULL"
		}
		return "'" + s + "'"
	}
	by := ""
	if delegatedBy != nil {
		by = delegatedBy.String()
	}
	w.SQL(t, fmt.Sprintf(`INSERT INTO programme.membership (id, account_id, tenant_id, role, position, from_date, until_date, acting, delegated_by, version, created_at, updated_at)
		VALUES ('%s', '%s', '%s', '%s', '{}', '%s', %s, %t, %s, 1, now(), now())`,
		uuid.New(), id, w.m.ID, role, from, quoted(until), delegatedBy != nil, quoted(by)))
}

// hour does at an hour what a server does: it looks for deadlines and sends what is due.
func (w *month) hour(t *testing.T, at time.Time) {
	t.Helper()
	w.Clock.Set(at)
	require.NoError(t, w.Resolver.Deadlines.Remind(t.Context()))
	require.NoError(t, w.Messenger.Due(access.WithGrants(t.Context())))
}

// arrived are the letters since it was asked last: reader and first line.
func (w *month) arrived(t *testing.T) (lines []string) {
	t.Helper()
	letters := w.office.Letters()
	for _, letter := range letters[w.read:] {
		to, err := letter.Header.AddressList("To")
		require.NoError(t, err)
		lines = append(lines, w.who[to[0].Address]+": "+apptest.Subject(t, letter))
	}
	w.read = len(letters)
	slices.Sort(lines)
	return lines
}

// TestAChainOfRemindersWithAMailServerThatIsAwayForADay goes through a month, a few hours at a time.
// The leader is told of her report before and after its day; three days after it those who
// answer for it are told, and whoever stands in for the head while he is away. What fell on
// the day without a mail server comes the day after, once, and everything has a name of its
// own.
func TestAChainOfRemindersWithAMailServerThatIsAwayForADay(t *testing.T) {
	t.Parallel()
	w := newMonth(t)
	i := w.Won(t, w.m, []int64{10_000})
	i.Agree(t, "PROCUREMENT_BY_AO")
	due, err := clock.ParseDate(w.Value(t, "SELECT due_on FROM "+w.m.Schema.String()+".report"))
	require.NoError(t, err)
	day := func(offset int) string { return due.AddDays(offset).String() }
	head, acting, late := uuid.New(), uuid.New(), uuid.New()
	w.person(t, i.Leader.UserID, "лидер")
	w.person(t, head, "башчы")
	w.person(t, acting, "милдетин аткаруучу")
	w.person(t, late, "кийинки милдетин аткаруучу")
	w.holds(t, head, access.Head, "2019-01-01", "", nil)
	w.holds(t, acting, access.Head, day(1), day(5), &head)
	w.holds(t, late, access.Head, day(6), day(20), &head)

	w.hour(t, w.Clock.Now()) // what the competition told before
	w.arrived(t)

	var diary strings.Builder
	for offset := -20; offset <= 12; offset++ {
		if offset == -7 {
			w.office.Shut()
		}
		if offset == -6 {
			w.office.Open(t)
		}
		for hour := 0; hour < 24; hour += 3 {
			w.hour(t, due.AddDays(offset).Start().Add(time.Duration(hour)*time.Hour))
		}
		for _, line := range w.arrived(t) {
			fmt.Fprintf(&diary, "%+d %s\n", offset, line)
		}
	}
	golden(t, "month.txt", diary.String())
	ids := map[string]bool{}
	for _, id := range w.office.IDs() {
		require.False(t, ids[id], "nothing twice: %s", id)
		ids[id] = true
	}
	require.Equal(t, fmt.Sprintf("%d 0", len(ids)), w.Value(t,
		"SELECT count(*) FILTER (WHERE state = 'SENT') || ' ' || count(*) FILTER (WHERE state = 'QUEUED') FROM ops.delivery WHERE channel = 'EMAIL'"), "nothing lost")
}

// golden compares with a file of testdata, and writes it when UPDATE is set.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		require.NoError(t, os.MkdirAll("testdata", 0o750))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o600))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), got)
}
