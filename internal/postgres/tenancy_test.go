package postgres_test

import (
	"context"
	"os"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/internal/postgres"
	"github.com/demilge/demilge/tenants"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

const insertArea = `INSERT INTO %s.priority_area (id, name, position, sensitive, version, created_at, updated_at)
	VALUES (gen_random_uuid(), '{}', 1, false, 1, now(), now())`

// bench is two municipalities and a pool of one connection, so that whatever leaks meets
// the next borrower.
func bench(t *testing.T) (db *postgres.DB, own, other access.Scope, ctx context.Context) {
	t.Helper()
	var url string
	a := apptest.New(t, func(c *app.Config) { url = c.DatabaseURL })
	db, err := postgres.Open(t.Context(), postgres.Config{DSN: url, MaxConns: 1})
	require.NoError(t, err)
	t.Cleanup(db.Close)
	own, other = scope(a.Municipality(t)), scope(a.Municipality(t))
	return db, own, other, access.WithGrant(t.Context(), own)
}

func scope(tenant tenants.Tenant) access.Scope {
	return access.SystemScope(tenant, "test", access.Permission{Object: access.PriorityArea, Action: access.Create})
}

func record(ctx context.Context, tx *postgres.Tx) error {
	return tx.Record(ctx, audit.Entry{Object: access.PriorityArea, Action: access.Create, ID: uuid.New()})
}

func insertInto(schema string) string {
	return insertArea[:len("INSERT INTO ")] + schema + insertArea[len("INSERT INTO %s"):]
}

func TestAnUnboundOrUnqualifiedNameIsAnError(t *testing.T) {
	t.Parallel()
	db, _, _, ctx := bench(t)
	_, err := db.SQL().ExecContext(ctx, "SELECT * FROM ?tenant.priority_area")
	require.Error(t, err)
	_, err = db.SQL().ExecContext(ctx, "SELECT * FROM priority_area")
	require.ErrorContains(t, err, "does not exist")
}

func TestTheServersRoleCannotWriteInATenant(t *testing.T) {
	t.Parallel()
	db, own, _, ctx := bench(t)
	_, err := db.SQL().ExecContext(ctx, insertInto(own.Tenant().Schema.String()))
	require.ErrorContains(t, err, "permission denied")
}

func TestATenantsRoleCannotTouchAnother(t *testing.T) {
	t.Parallel()
	db, own, other, ctx := bench(t)
	for _, statement := range []string{
		insertInto(other.Tenant().Schema.String()),
		"SELECT * FROM " + other.Tenant().Schema.String() + ".priority_area",
	} {
		err := db.WriteForTest(ctx, own, func(ctx context.Context, tx *postgres.Tx) error {
			_, err := tx.NewRaw(statement).Exec(ctx)
			return err
		})
		require.ErrorContains(t, err, "permission denied")
	}
}

func TestATenantsRoleSeesNoJobsAndNoAnswers(t *testing.T) {
	t.Parallel()
	db, own, _, ctx := bench(t)
	for _, statement := range []string{
		"SELECT args FROM river.river_job", "UPDATE river.river_job SET args = '{}'", "SELECT answer FROM ops.idempotency_key",
		"SELECT key FROM ops.idempotency_key", "UPDATE ops.idempotency_key SET answer = ''", "DELETE FROM ops.suspension",
	} {
		err := db.WriteForTest(ctx, own, func(ctx context.Context, tx *postgres.Tx) error {
			_, err := tx.NewRaw(statement).Exec(ctx)
			return err
		})
		require.ErrorContains(t, err, "permission denied", statement)
	}
}

type errand struct{}

func (errand) Kind() string { return "errand" }

func TestATenantsTransactionAsksForAJobAndStaysTheTenants(t *testing.T) {
	t.Parallel()
	db, own, _, ctx := bench(t)
	var role string
	require.NoError(t, db.WriteForTest(ctx, own, func(ctx context.Context, tx *postgres.Tx) error {
		if err := tx.Enqueue(ctx, errand{}); err != nil {
			return err
		}
		if err := tx.NewRaw("SELECT current_user").Scan(ctx, &role); err != nil {
			return err
		}
		return record(ctx, tx)
	}))
	require.Equal(t, own.Tenant().Schema.Role(), role)
	var n int
	require.NoError(t, db.SQL().QueryRowContext(ctx, "SELECT count(*) FROM river.river_job WHERE kind = 'errand'").Scan(&n))
	require.Equal(t, 1, n)
}

func TestTheTenantsRoleEndsWithTheTransaction(t *testing.T) {
	t.Parallel()
	db, own, _, ctx := bench(t)
	for _, fail := range []bool{false, true} {
		err := db.WriteForTest(ctx, own, func(ctx context.Context, tx *postgres.Tx) error {
			if fail {
				return apperr.ErrStale
			}
			return record(ctx, tx)
		})
		require.Equal(t, fail, err != nil)
		var role string
		require.NoError(t, db.SQL().QueryRowContext(ctx, "SELECT current_user").Scan(&role))
		require.Equal(t, "demilge_app", role)
	}
}

func TestTheGuardStopsAQueryInAForeignTenant(t *testing.T) {
	t.Parallel()
	db, own, other, ctx := bench(t)
	var n int
	count := func(s access.Scope) error {
		return db.ReadForTest(s).NewRaw("SELECT count(*) FROM ?tenant.priority_area").Scan(ctx, &n)
	}
	require.NoError(t, count(own))
	require.Error(t, count(other))
	require.Error(t, db.WriteForTest(ctx, other, record))
}

func TestAChangeWithoutAnAuditRowIsRolledBack(t *testing.T) {
	t.Parallel()
	db, own, _, ctx := bench(t)
	err := db.WriteForTest(ctx, own, func(ctx context.Context, tx *postgres.Tx) error {
		_, err := tx.NewRaw(insertInto("?tenant")).Exec(ctx)
		return err
	})
	require.ErrorContains(t, err, "without an audit row")
	var n int
	require.NoError(t, db.ReadForTest(own).NewRaw("SELECT count(*) FROM ?tenant.priority_area").Scan(ctx, &n))
	require.Zero(t, n)
}

func TestASuspendedTenantIsReadOnlyAtOnce(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	head, admin := a.As(m, access.Head), a.As(m, access.PlatformAdmin)
	const create = `mutation($m: ID!) { createPriorityArea(input: {municipalityId: $m, name: {ky: "Спорт"}}) { errors { code rule } } }`
	vars := map[string]any{"m": apptest.ID(m)}
	head.Do(t, create, vars, nil)
	admin.Do(t, `mutation($m: ID!) { suspendTenant(input: {municipalityId: $m, reason: "x"}) { errors { code } } }`, vars, nil)
	_, rule := head.Refused(t, create, vars)
	require.Equal(t, "TENANT_SUSPENDED", rule)
	head.Do(t, `query($s: String!) { municipality(slug: $s) { tenantState priorityAreas { nodes { id } } } }`, map[string]any{"s": m.Slug}, nil)
	admin.Do(t, `mutation($m: ID!) { resumeTenant(input: {municipalityId: $m, reason: "x"}) { errors { code } } }`, vars, nil)
	head.Do(t, create, vars, nil)
}

func TestASuspensionHoldsInTheDatabaseItself(t *testing.T) {
	t.Parallel()
	db, own, _, ctx := bench(t)
	_, err := db.SQL().ExecContext(ctx, "INSERT INTO ops.suspension (tenant_id, at) VALUES ($1, now())", own.TenantID())
	require.NoError(t, err)
	err = db.WriteForTest(ctx, own, record)
	require.Equal(t, apperr.Rule, apperr.CodeOf(err))
}
