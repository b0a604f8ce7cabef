// Package pgtest gives tests real PostgreSQL databases.
//
// They live in the cluster that DEMILGE_TEST_POSTGRES names (`make test` starts one for
// all packages), else in a throw-away cluster that the test process starts when the
// first test asks for a database.
package pgtest

import (
	"context"
	"crypto/rand"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/demilge/demilge/internal/devenv"
)

// Env names the environment variable with the DSN of a superuser.
const Env = "DEMILGE_TEST_POSTGRES"

// Main runs the tests and removes this process's cluster, if it started one. A package
// without it leaves the folder to the next test run, which removes it; the servers end
// with the process in any case.
//
//	func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }
func Main(m interface{ Run() int }) int {
	defer discard()
	return m.Run()
}

// DSN returns the superuser's address of a fresh, empty database, which is dropped when
// the test ends.
func DSN(t testing.TB) string {
	t.Helper()
	server := Superuser(t)
	name := "test_" + strings.ToLower(rand.Text()[:16])
	execute(t, t.Context(), server, "create database "+name+" template template0")
	t.Cleanup(func() {
		execute(t, context.Background(), server, "drop database if exists "+name+" with (force)")
	})
	return Database(t, server, name)
}

// Superuser returns the superuser's address of the cluster's maintenance database.
// Roles and databases made through it are shared by all tests of the cluster.
func Superuser(t testing.TB) string {
	t.Helper()
	if dsn := os.Getenv(Env); dsn != "" {
		return dsn
	}
	dsn, err := own()
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	return dsn
}

// Database returns the address of another database of the same cluster.
func Database(t testing.TB, dsn, name string) string {
	t.Helper()
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatalf("pgtest: %s: %v", Env, err)
	}
	u.Path = name
	return u.String()
}

var (
	cluster *devenv.Postgres
	own     = sync.OnceValues(func() (string, error) {
		ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
		defer cancel()
		started, err := devenv.ThrowawayPostgres(ctx, nil)
		if err != nil {
			return "", err
		}
		cluster = started
		return started.DSN("postgres"), nil
	})
)

func discard() {
	if cluster != nil {
		_ = cluster.Discard()
	}
}

func execute(t testing.TB, ctx context.Context, dsn, sql string) {
	t.Helper()
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	defer conn.Close(context.Background())
	if _, err := conn.Exec(ctx, sql); err != nil {
		t.Fatalf("pgtest: %s: %v", sql, err)
	}
}
