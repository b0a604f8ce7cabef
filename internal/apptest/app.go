// Package apptest starts the whole server on a real database and speaks GraphQL over
// HTTP as a named role in a named municipality, with an injected clock.
package apptest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/config"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/internal/territory"
	"github.com/demilge/demilge/tenants"
)

// App is a server of its own over the database that all tests of the process share.
type App struct {
	*app.App
	// URL is the server's address.
	URL string
	// Clock is what the server believes the time to be.
	Clock *clock.Manual

	// owner is the address of the server's database for the one who owns it.
	owner  string
	mu     sync.Mutex
	people map[string]access.Principal
}

// Start begins the day at 2 December 2019, 10:00 in Bishkek.
var Start = time.Date(2019, time.December, 2, 10, 0, 0, 0, clock.Bishkek)

// New starts a server for one test.
func New(t testing.TB, change ...func(*app.Config)) *App {
	t.Helper()
	dsn := database(t)
	a := &App{Clock: clock.NewManual(Start), people: map[string]access.Principal{}}
	config := app.Config{
		DatabaseURL: asApp(t, dsn), OwnerURL: dsn, MaxConns: 8, Clock: a.Clock, Authenticate: a.authenticate,
	}
	for _, fn := range change {
		fn(&config)
	}
	a.owner = config.OwnerURL
	built, err := app.New(t.Context(), config)
	require.NoError(t, err)
	a.App = built
	server := httptest.NewServer(built.Handler)
	a.URL = server.URL
	t.Cleanup(func() { server.Close(); built.Close() })
	return a
}

// SecondServer starts another server over the same database, for the same people, and
// returns its address.
func (a *App) SecondServer(t testing.TB) string {
	t.Helper()
	built, err := app.New(t.Context(), app.Config{
		DatabaseURL: asApp(t, a.owner), OwnerURL: a.owner, MaxConns: 8, Clock: a.Clock, Authenticate: a.authenticate,
	})
	require.NoError(t, err)
	server := httptest.NewServer(built.Handler)
	t.Cleanup(func() { server.Close(); built.Close() })
	return server.URL
}

var shared struct {
	once sync.Once
	dsn  string
	err  error
}

// database makes and migrates the process's database once; it is dropped with the cluster.
func database(t testing.TB) string {
	t.Helper()
	superuser := pgtest.Superuser(t)
	shared.once.Do(func() { shared.dsn, shared.err = prepare(t, superuser) })
	require.NoError(t, shared.err)
	return shared.dsn
}

// Cluster makes a further database of its own, migrated and empty.
func Cluster(t testing.TB) config.Cluster {
	t.Helper()
	dsn := pgtest.DSN(t)
	require.NoError(t, app.Migrate(t.Context(), app.Config{OwnerURL: dsn}))
	return config.Cluster{DatabaseURL: asApp(t, dsn), OwnerURL: dsn}
}

func prepare(t testing.TB, superuser string) (string, error) {
	name := "app_" + entity.NewID().String()[24:]
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, superuser)
	if err != nil {
		return "", err
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+name+" TEMPLATE template0"); err != nil {
		return "", err
	}
	dsn := pgtest.Database(t, superuser, name)
	return dsn, app.Migrate(ctx, app.Config{OwnerURL: dsn})
}

// asApp signs in as the superuser and takes the server's role, so that its rights are tested.
func asApp(t testing.TB, dsn string) string {
	t.Helper()
	u, err := url.Parse(dsn)
	require.NoError(t, err)
	q := u.Query()
	q.Set("role", "demilge_app")
	u.RawQuery = q.Encode()
	return u.String()
}

// codes counts from somewhere else in each process: all share one cluster, and roles with it.
var codes = func() *atomic.Int64 {
	n := new(atomic.Int64)
	n.Store(rand.Int64N(int64(len(raions)) * aimaks))
	return n
}()

// raions are those of Chui, Osh and Naryn; each has room for a hundred aimaks.
var raions = []string{
	"08203", "08206", "08209", "08213", "08217", "08219", "08222", "08223", "06207", "06211", "06226", "06242", "06246",
	"06255", "06259", "04210", "04220", "04230", "04235", "04245",
}

const aimaks = 100

func code(n int64) territory.Code {
	return territory.Code(fmt.Sprintf("417%s8%02d000", raions[n/aimaks%int64(len(raions))], n%aimaks))
}

// Municipality makes a fresh tenant with a slug of its own.
func (a *App) Municipality(t testing.TB) tenants.Tenant {
	t.Helper()
	return a.Joined(t, a.Registered(t))
}

// Joined lets a municipality of the register take part.
func (a *App) Joined(t testing.TB, id uuid.UUID) tenants.Tenant {
	t.Helper()
	ctx, scope := system()
	created, err := a.Resolver.Territory.CreateTenantIn(ctx, scope, id)
	require.NoError(t, err)
	return *created
}

func system() (context.Context, access.Scope) {
	scope := access.SystemScope(tenants.Tenant{}, "test", access.Permission{Object: access.Tenant, Action: access.Create})
	return access.WithGrant(context.Background(), scope), scope
}

// Registered enters a municipality that does not take part into the register.
func (a *App) Registered(t testing.TB, change ...func(*territory.Entry)) uuid.UUID {
	t.Helper()
	n := codes.Add(1)
	ctx, scope := system()
	slug := fmt.Sprintf("m-%d-%s", n, entity.NewID().String()[28:])
	entry := territory.Entry{
		Code: code(n), Kind: tenants.AiylAimak, Slug: slug,
		Name: i18n.Localized{Ky: slug, Ru: slug, En: slug},
	}
	for _, fn := range change {
		fn(&entry)
	}
	id, err := a.Resolver.Territory.Enter(ctx, scope, entry)
	require.NoError(t, err)
	return id
}

func (a *App) authenticate(r *http.Request) (access.Principal, error) {
	token := r.Header.Get("Authorization")
	if token == "" {
		return access.Principal{Kind: access.Anonymous}, nil
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	p, ok := a.people[token]
	if !ok {
		return access.Principal{}, apperr.ErrUnauthenticated
	}
	return p, nil
}
