package notice_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/mail"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/internal/postgres"
	"github.com/demilge/demilge/internal/publication"
	"github.com/demilge/demilge/tenants"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

// world is a server over a database of its own, with a mail server.
type world struct {
	*apptest.App
	office *apptest.Office
	db     *postgres.DB
	m      tenants.Tenant
}

func newWorld(t *testing.T, change ...func(*app.Config)) *world {
	t.Helper()
	w := &world{office: apptest.NewOffice(t)}
	cluster := apptest.Cluster(t)
	sender, err := mail.NewSMTP("smtp://"+w.office.Addr, "demilge@example.kg", "")
	require.NoError(t, err)
	w.App = apptest.New(t, func(c *app.Config) {
		c.DatabaseURL, c.OwnerURL, c.Mail, c.BaseURL = cluster.DatabaseURL, cluster.OwnerURL, sender, "https://demilge.example.kg"
		for _, fn := range change {
			fn(c)
		}
	})
	w.m = w.Municipality(t)
	w.db, err = postgres.Open(t.Context(), postgres.Config{DSN: cluster.DatabaseURL, MaxConns: 2, Clock: w.Clock})
	require.NoError(t, err)
	t.Cleanup(w.db.Close)
	return w
}

// person makes an account.
func (w *world) person(t *testing.T, c *apptest.Client) uuid.UUID {
	t.Helper()
	id := c.UserID
	w.SQL(t, fmt.Sprintf(`INSERT INTO programme.account (id, full_name, email, phone, locale, state, password_hash, version, created_at, updated_at)
		VALUES ('%s', 'Асанова Айгүл', '%[1]s@mail.kg', '+996%d', 'KY', 'ACTIVE', '', 1, now(), now())`, id, 500_000_000+time.Now().UnixNano()%99_999_999))
	return id
}

var errUndone = errors.New("undone")

// tell writes messages in a transaction of the municipality, which undo takes back.
func (w *world) tell(t *testing.T, undo bool, messages ...notice.Message) {
	t.Helper()
	scope := access.SystemScope(w.m, "test", access.Permission{Object: access.Publication, Action: access.Publish})
	ctx := access.WithGrant(t.Context(), scope)
	err := postgres.NewPublicationStore(w.db).Change(ctx, scope, func(ctx context.Context, tx publication.Tx) error {
		if err := tx.Notify(ctx, messages...); err != nil {
			return err
		}
		if undo {
			return errUndone
		}
		return tx.Record(ctx, audit.Entry{Object: access.Publication, Action: access.Publish, ID: entity.NewID()})
	})
	if undo {
		require.ErrorIs(t, err, errUndone)
		return
	}
	require.NoError(t, err)
}

// announced is a message about what everyone may see.
func (w *world) announced(to notice.To) notice.Message {
	facts := long()
	delete(facts, "place")
	return notice.Message{Kind: notice.CompetitionAnnounced, About: w.m.Ref(), To: to, Facts: facts}
}

// result is a message to a bare contact.
func (w *world) result(contact string) notice.Message {
	return notice.Message{
		Kind: notice.ResultLost, About: entity.Ref{Kind: "Application", Tenant: w.m.ID, ID: entity.NewID()},
		To: notice.To{Contact: "a" + "@mail.kg", Name: contact}, Facts: long(),
	}
}

// due does what a server does each minute.
func (w *world) due(t *testing.T) {
	t.Helper()
	require.NoError(t, w.Messenger.Due(access.WithGrants(t.Context())))
}

func (w *world) states(t *testing.T) string {
	t.Helper()
	return w.Value(t, `SELECT coalesce(string_agg(s, ' ' ORDER BY s), '') FROM (SELECT channel || ':' || state || ':' || reason AS s FROM ops.delivery) AS x`)
}
