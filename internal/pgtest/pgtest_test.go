package pgtest_test

import (
	"context"
	"os"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

func TestDatabasesAreFreshAndDropped(t *testing.T) {
	t.Parallel()
	var dropped string
	t.Run("use", func(t *testing.T) {
		first, second := pgtest.DSN(t), pgtest.DSN(t)
		dropped = first
		exec(t, first, "create table here (n int)")
		exec(t, second, "create table here (n int)")
	})
	_, err := pgx.Connect(t.Context(), dropped)
	require.ErrorContains(t, err, "does not exist")
}

func exec(t *testing.T, dsn, sql string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	_, err = conn.Exec(t.Context(), sql)
	require.NoError(t, err)
}
