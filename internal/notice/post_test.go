package notice_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	netmail "net/mail"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
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

// office is a mail server that can refuse, hang up and be away.
type office struct {
	addr string

	mu sync.Mutex
	*smtp.Server
	letters []*netmail.Message
	tried   int
	// answer is what the server says to a letter; nil takes it.
	answer func(c *smtp.Conn) error
}

func newOffice(t *testing.T) *office {
	t.Helper()
	o := &office{addr: "127.0.0.1:0"}
	o.open(t)
	t.Cleanup(o.shut)
	return o
}

// open begins to listen, on the same address each time.
func (o *office) open(t *testing.T) {
	t.Helper()
	listener, err := net.Listen("tcp", o.addr)
	require.NoError(t, err)
	o.addr = listener.Addr().String()
	server := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &visit{o, c}, nil }))
	server.Domain = "post.test"
	o.Server = server
	go func() { _ = server.Serve(listener) }()
}

func (o *office) shut() { _ = o.Server.Close() }

func (o *office) says(answer func(*smtp.Conn) error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.answer = answer
}

// ids are the Message-IDs of what was taken, in order.
func (o *office) ids() (ids []string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, l := range o.letters {
		ids = append(ids, l.Header.Get("Message-ID"))
	}
	return ids
}

type visit struct {
	office *office
	conn   *smtp.Conn
}

func (v *visit) Mail(string, *smtp.MailOptions) error { return nil }
func (v *visit) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (v *visit) Reset()                               {}
func (v *visit) Logout() error                        { return nil }

func (v *visit) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	message, err := netmail.ReadMessage(strings.NewReader(string(text)))
	if err != nil {
		return err
	}
	v.office.mu.Lock()
	defer v.office.mu.Unlock()
	v.office.tried++
	if v.office.answer != nil {
		if err := v.office.answer(v.conn); err != nil {
			return err
		}
	}
	v.office.letters = append(v.office.letters, message)
	return nil
}

// world is a server over a database of its own, with a mail server.
type world struct {
	*apptest.App
	office *office
	db     *postgres.DB
	m      tenants.Tenant
}

func newWorld(t *testing.T, change ...func(*app.Config)) *world {
	t.Helper()
	w := &world{office: newOffice(t)}
	cluster := apptest.Cluster(t)
	sender, err := mail.NewSMTP("smtp://"+w.office.addr, "demilge@example.kg", "")
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
