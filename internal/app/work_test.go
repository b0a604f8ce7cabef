package app_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/objectstore"
	"github.com/demilge/demilge/internal/objecttest"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/internal/postgres"
	"github.com/demilge/demilge/internal/user"
	"github.com/demilge/demilge/tenants"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

// post counts what is sent to whom; fail, if set, answers an attempt.
type post struct {
	mu   sync.Mutex
	sent map[user.Contact]int
	fail func(to user.Contact, attempt int) error
}

func (p *post) Reaches(user.Contact) bool { return true }

func (p *post) Send(_ context.Context, to user.Contact, _, _ string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sent[to]++
	return p.fail(to, p.sent[to])
}

func (p *post) Post(ctx context.Context, letter notice.Letter) error {
	return p.Send(ctx, letter.To, letter.Subject, letter.Text)
}

func (p *post) attempts(to user.Contact) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.sent[to]
}

// final is an answer that no later attempt changes.
type final struct{ error }

func (final) Final() bool { return true }

// works is a server whose jobs are worked on once begun.
type works struct {
	*apptest.App
	*post
	db *postgres.DB
}

func newWorks(t *testing.T, change ...func(*app.Config)) *works {
	t.Helper()
	bucket := objecttest.Bucket(t)
	objects := objectstore.New()
	require.NoError(t, objects.Connect(objectstore.Config{
		Endpoint: bucket.Endpoint, AccessKey: bucket.AccessKey, SecretKey: bucket.SecretKey, Bucket: bucket.Bucket,
	}))
	w := &works{post: &post{sent: map[user.Contact]int{}, fail: func(to user.Contact, attempt int) error {
		switch {
		case strings.HasPrefix(string(to), "busy-") && attempt == 1:
			return errors.New("451 try again later")
		case strings.HasPrefix(string(to), "gone-"):
			return final{errors.New("550 no such mailbox")}
		}
		return nil
	}}}
	var database string
	w.App = apptest.New(t, append(change, func(c *app.Config) {
		c.Objects, c.Mail, c.SpareSchemas, c.BaseURL, database = objects, w.post, 1, "http://demilge.test", c.DatabaseURL
	})...)
	db, err := postgres.Open(t.Context(), postgres.Config{DSN: database, MaxConns: 2, Clock: w.Clock})
	require.NoError(t, err)
	t.Cleanup(db.Close)
	w.db = db
	return w
}

// ask writes a wish for a link in a transaction that ends with an error, nil to commit it.
func (w *works) ask(t *testing.T, to user.Contact, end error) uuid.UUID {
	t.Helper()
	link := user.NewLink(user.Registration, to, i18n.Ky, w.Clock.Now())
	scope := access.SystemScope(tenants.Tenant{}, "test", access.Permission{Object: access.User, Action: access.Create})
	err := postgres.NewUserStore(w.db).Change(t.Context(), scope, func(ctx context.Context, tx user.Tx) error {
		if err := tx.SendLink(ctx, link); err != nil {
			return err
		}
		if err := tx.Record(ctx, audit.Entry{Object: access.User, Action: access.Create, ID: link.ID}); err != nil {
			return err
		}
		return end
	})
	require.ErrorIs(t, err, end)
	return link.ID
}

func (w *works) eventually(t *testing.T, want, sql string) {
	t.Helper()
	require.Eventually(t, func() bool { return w.Value(t, sql) == want }, 2*time.Minute, 100*time.Millisecond, sql)
}

// job selects something of the job of a link.
func job(what string, link uuid.UUID) string {
	return fmt.Sprintf("SELECT coalesce(max((%s)::text), 'none') FROM river.river_job WHERE args->>'linkId' = '%s'", what, link)
}

func contact(kind string) user.Contact {
	return user.Contact(kind + "-" + strings.ReplaceAll(entity.NewID().String(), "-", "") + "@mail.kg")
}

// TestTheRunner has one server do all that is written down for later, by itself or by a
// server that died.
func TestTheRunner(t *testing.T) {
	t.Parallel()
	w := newWorks(t)
	tenant := w.Municipality(t)
	overdue := w.ReadyFile(t, w.As(tenant), tenant, file.Other)
	w.SQL(t, fmt.Sprintf("UPDATE %s.file SET expires_at = '2019-01-01' WHERE id = '%s'", tenant.Schema, overdue.ID))
	stale := w.ask(t, contact("stale"), nil)
	w.SQL(t, fmt.Sprintf("UPDATE programme.link SET expires_at = '2019-01-01' WHERE id = '%s'", stale))

	orphaned := contact("orphaned")
	link := w.ask(t, orphaned, nil)
	w.SQL(t, fmt.Sprintf(`UPDATE river.river_job SET state = 'running', attempt = 1, attempted_by = '{dead}',
		attempted_at = now() - interval '1 hour' WHERE args->>'linkId' = '%s'`, link))
	require.Equal(t, "running", w.Value(t, job("state", link)))

	stop, err := w.Work(t.Context())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, stop(context.Background())) })

	w.eventually(t, "2", `SELECT count(DISTINCT args->>'name')::text FROM river.river_job WHERE kind = 'periodic' AND state = 'completed'
		AND args->>'name' IN ('expired sessions', 'left-over files')`)
	require.Equal(t, "EXPIRED", w.Value(t, fmt.Sprintf("SELECT state FROM %s.file WHERE id = '%s'", tenant.Schema, overdue.ID)))
	require.Equal(t, "0", w.Value(t, fmt.Sprintf("SELECT count(*)::text FROM programme.link WHERE id = '%s'", stale)))
	w.eventually(t, "completed", job("state", link))
	require.Equal(t, "2", w.Value(t, job("attempt", link)))
	require.Equal(t, 1, w.attempts(orphaned), "done again, once")
	w.mail(t)
}

// mail is sent after its transaction is committed, and not without it.
func (w *works) mail(t *testing.T) {
	t.Helper()
	lost, refused := contact("lost"), errors.New("refused")
	require.Equal(t, "none", w.Value(t, job("state", w.ask(t, lost, refused))))

	busy, gone, good := contact("busy"), contact("gone"), contact("good")
	later, never, once := w.ask(t, busy, nil), w.ask(t, gone, nil), w.ask(t, good, nil)
	w.eventually(t, "completed", job("state", once))
	w.eventually(t, "cancelled", job("state", never))
	require.Contains(t, w.Value(t, job("errors[1]->>'error'", never)), "550 no such mailbox")
	w.eventually(t, "completed", job("state", later))
	require.Equal(t, []int{0, 2, 1, 1}, []int{w.attempts(lost), w.attempts(busy), w.attempts(gone), w.attempts(good)})
}
