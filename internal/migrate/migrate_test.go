package migrate_test

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/migrate"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/tenants"
)

var update = flag.Bool("update", false, "write migrations/dumps anew")

func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(pgtest.Main(m))
}

func open(t *testing.T) *migrate.Runner {
	t.Helper()
	r, err := migrate.Open(t.Context(), pgtest.DSN(t))
	require.NoError(t, err)
	t.Cleanup(r.Close)
	return r
}

func create(t *testing.T, r *migrate.Runner, name string) {
	t.Helper()
	schema, err := tenants.ParseSchema(name)
	require.NoError(t, err)
	require.NoError(t, pgx.BeginFunc(t.Context(), r.Pool(), func(tx pgx.Tx) error {
		return r.CreateSchema(t.Context(), tx, schema)
	}))
}

func TestTheCommittedDumpsAreWhatMigrationsMake(t *testing.T) {
	t.Parallel()
	r := open(t)
	require.NoError(t, r.Up(t.Context()))
	create(t, r, "t_dump")
	for schema, file := range map[string]string{"programme": "programme.txt", "ops": "ops.txt", "t_dump": "tenant.txt"} {
		got, err := r.Describe(t.Context(), schema)
		require.NoError(t, err)
		path := filepath.Join("..", "..", "migrations", "dumps", file)
		if *update {
			require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
		}
		want, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Equal(t, string(want), got, "run go test ./internal/migrate -update")
	}
}

func TestASecondRunChangesNothing(t *testing.T) {
	t.Parallel()
	r := open(t)
	require.ErrorIs(t, r.Serves(t.Context()), migrate.ErrOlder)
	require.NoError(t, r.Up(t.Context()))
	require.NoError(t, r.Up(t.Context()))
	require.NoError(t, r.Finished(t.Context()))
}

func TestAnAdoptedSpareEqualsAFreshSchema(t *testing.T) {
	t.Parallel()
	r := open(t)
	require.NoError(t, r.Up(t.Context()))
	create(t, r, "t_fresh")
	require.NoError(t, r.KeepSpares(t.Context(), 1))
	create(t, r, "t_adopted")
	var left int
	require.NoError(t, r.Pool().QueryRow(t.Context(), "SELECT count(*) FROM ops.spare_schema").Scan(&left))
	require.Zero(t, left)
	fresh, err := r.Describe(t.Context(), "t_fresh")
	require.NoError(t, err)
	adopted, err := r.Describe(t.Context(), "t_adopted")
	require.NoError(t, err)
	require.Equal(t, fresh, adopted)
}

func TestAnEditedOrNewerSchemaIsRefused(t *testing.T) {
	t.Parallel()
	r := open(t)
	require.NoError(t, r.Up(t.Context()))
	_, err := r.Pool().Exec(t.Context(), "UPDATE ops.schema_version SET checksum = 'x' WHERE schema = 'programme' AND version = 1")
	require.NoError(t, err)
	require.ErrorContains(t, r.Up(t.Context()), "was edited")
	_, err = r.Pool().Exec(t.Context(), "INSERT INTO ops.schema_version (schema, version, name, checksum) VALUES ('programme', 9999, 'x', 'x')")
	require.NoError(t, err)
	require.ErrorIs(t, r.Up(t.Context()), migrate.ErrNewer)
}

// A server works one version beside its schemas, whichever of them lags, and no further.
func TestServingToleratesOneVersion(t *testing.T) {
	t.Parallel()
	r := open(t)
	require.NoError(t, r.Up(t.Context()))
	create(t, r, "t_beside")
	exec := func(sql string) {
		_, err := r.Pool().Exec(t.Context(), sql)
		require.NoError(t, err)
	}
	for _, schema := range []string{"programme", "t_beside"} {
		back := "DELETE FROM ops.schema_version WHERE schema = '" + schema + "' AND version = (SELECT max(version) FROM ops.schema_version WHERE schema = '" + schema + "')"
		ahead := "INSERT INTO ops.schema_version (schema, version, name, checksum) SELECT '" + schema + "', max(version) + 1, 'next', 'x' FROM ops.schema_version WHERE schema = '" + schema + "'"
		exec(ahead)
		require.NoError(t, r.Serves(t.Context()), "%s is one newer", schema)
		require.ErrorIs(t, r.Finished(t.Context()), migrate.ErrUnfinished)
		exec(ahead)
		require.ErrorIs(t, r.Serves(t.Context()), migrate.ErrNewer, schema)
		exec(back + "; " + back)
		require.NoError(t, r.Finished(t.Context()))
		exec(back)
		require.NoError(t, r.Serves(t.Context()), "%s is one older", schema)
		require.ErrorIs(t, r.Finished(t.Context()), migrate.ErrUnfinished)
		exec(back)
		require.ErrorIs(t, r.Serves(t.Context()), migrate.ErrOlder, schema)
		exec(ahead + "; " + ahead)
	}
}

func TestAFailedTenantLeavesNothingAndIsFinishedByTheNextRun(t *testing.T) {
	t.Parallel()
	r := open(t)
	require.NoError(t, r.Up(t.Context()))
	schema, err := tenants.ParseSchema("t_half")
	require.NoError(t, err)
	err = pgx.BeginFunc(t.Context(), r.Pool(), func(tx pgx.Tx) error {
		require.NoError(t, r.CreateSchema(t.Context(), tx, schema))
		return context.Canceled
	})
	require.ErrorIs(t, err, context.Canceled)
	create(t, r, "t_half")
}

func TestAnUnregisteredSchemaIsMadeAnewUnlessItHoldsRecords(t *testing.T) {
	t.Parallel()
	r := open(t)
	require.NoError(t, r.Up(t.Context()))
	schema, err := tenants.ParseSchema("t_left")
	require.NoError(t, err)
	record := func(object string) {
		_, err := r.Pool().Exec(t.Context(), `INSERT INTO t_left.audit (id, at, actor_name, actor_kind, object, action, object_id, before, after, request_id)
			VALUES (gen_random_uuid(), now(), 'А', 'SESSION', $1, 'CREATE', gen_random_uuid(), 'null', 'null', '1')`, object)
		require.NoError(t, err)
	}
	require.NoError(t, r.CreateUnregistered(t.Context(), schema))
	record("REGULATION")
	require.NoError(t, r.CreateUnregistered(t.Context(), schema))
	var kept int
	require.NoError(t, r.Pool().QueryRow(t.Context(), "SELECT count(*) FROM t_left.audit").Scan(&kept))
	require.Zero(t, kept)
	record("COMPETITION")
	require.ErrorIs(t, r.CreateUnregistered(t.Context(), schema), migrate.ErrHoldsRecords)
}
