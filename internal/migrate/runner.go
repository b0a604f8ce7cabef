package migrate

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/demilge/demilge/migrations"
	"github.com/demilge/demilge/tenants"
)

// Runner migrates one cluster. It needs the owner's connection: a role that may create
// schemas and roles and owns the tables, and that the server itself does not use for
// requests.
type Runner struct {
	pool      *pgxpool.Pool
	programme []step
	tenant    []step
}

// ErrNewer refuses to run an older program on a newer schema.
var ErrNewer = errors.New("migrate: the database is newer than this program")

// Open connects with the owner's DSN.
func Open(ctx context.Context, dsn string) (*Runner, error) {
	return OpenWith(ctx, dsn, migrations.Files)
}

// OpenWith is Open with other migrations than those of this program.
func OpenWith(ctx context.Context, dsn string, files fs.FS) (*Runner, error) {
	config, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("migrate: %w", err)
	}
	config.ConnConfig.DefaultQueryExecMode = pgx.QueryExecModeExec
	config.ConnConfig.RuntimeParams["search_path"] = ""
	config.ConnConfig.RuntimeParams["timezone"] = "UTC"
	config.MaxConns = 4
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("migrate: %w", err)
	}
	r := &Runner{pool: pool}
	if r.programme, err = steps(files, "programme"); err != nil {
		return nil, err
	}
	if r.tenant, err = steps(files, "tenant"); err != nil {
		return nil, err
	}
	return r, nil
}

// Close ends the connections.
func (r *Runner) Close() { r.pool.Close() }

// Pool is the owner's pool, for the jobs' own migrations.
func (r *Runner) Pool() *pgxpool.Pool { return r.pool }

const lockKey = 0x64656d696c6765 // "demilge"

// Up migrates the shared schemas and then every tenant; one run at a time. A tenant that
// is busy goes to the end of the queue; a run that fails is finished by the next.
func (r *Runner) Up(ctx context.Context) error {
	conn, err := r.pool.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	defer conn.Release()
	if _, err := conn.Exec(ctx, fmt.Sprintf("SELECT pg_catalog.pg_advisory_lock(%d)", lockKey)); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	defer conn.Exec(context.WithoutCancel(ctx), fmt.Sprintf("SELECT pg_catalog.pg_advisory_unlock(%d)", lockKey)) //nolint:errcheck // the session's end frees it too
	if err := r.upProgramme(ctx, conn.Conn()); err != nil {
		return err
	}
	if err := r.upJobs(ctx, conn.Conn()); err != nil {
		return err
	}
	return r.upTenants(ctx, conn.Conn())
}

func (r *Runner) upProgramme(ctx context.Context, conn *pgx.Conn) error {
	if _, err := conn.Exec(ctx, roles); err != nil {
		return fmt.Errorf("migrate: roles: %w", err)
	}
	if _, err := conn.Exec(ctx, "CREATE SCHEMA IF NOT EXISTS programme"); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return up(ctx, conn, "programme", r.programme, func(s step) string { return s.sql })
}

// roles makes the role that the server signs in as and the group of all tenant roles.
// The server's role inherits nothing: it takes a tenant's role for one transaction.
const roles = `DO $$ BEGIN
	IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'demilge_app') THEN
		CREATE ROLE demilge_app LOGIN NOINHERIT; END IF;
	IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'demilge_tenant') THEN
		CREATE ROLE demilge_tenant NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`

// behind is a tenant, or a spare, with the steps that it has.
type behind struct {
	schema  tenants.Schema
	applied []string
	tries   int
}

func (r *Runner) upTenants(ctx context.Context, conn *pgx.Conn) error {
	queue, err := r.schemas(ctx, conn)
	if err != nil {
		return err
	}
	for len(queue) > 0 {
		t := queue[0]
		queue = queue[1:]
		err := apply(ctx, conn, t.schema.String(), t.applied, r.tenant, func(s step) string { return s.forTenant(t.schema) })
		if busy(err) && t.tries < 20 {
			t.tries++
			slog.InfoContext(ctx, "tenant is busy, later again", "schema", t.schema)
			t.applied, err = versions(ctx, conn, t.schema.String())
			queue = append(queue, t)
		}
		if err != nil {
			return fmt.Errorf("migrate: %s: %w", t.schema, err)
		}
	}
	return nil
}

// schemas lists the tenants and spares of this cluster: those that have versions. One
// statement reads the versions of all.
func (r *Runner) schemas(ctx context.Context, conn *pgx.Conn) ([]behind, error) {
	rows, err := conn.Query(ctx, `SELECT schema, array_agg(checksum ORDER BY version) FROM ops.schema_version
		WHERE schema <> 'programme' GROUP BY schema ORDER BY schema`)
	if err != nil {
		return nil, fmt.Errorf("migrate: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (t behind, err error) {
		var name string
		if err := row.Scan(&name, &t.applied); err != nil {
			return t, err
		}
		t.schema, err = tenants.ParseSchema(name)
		return t, err
	})
	if err != nil {
		return nil, fmt.Errorf("migrate: %w", err)
	}
	return list, nil
}

// up applies the missing steps to one schema.
func up(ctx context.Context, conn *pgx.Conn, schema string, all []step, text func(step) string) error {
	applied, err := versions(ctx, conn, schema)
	if err != nil {
		return err
	}
	return apply(ctx, conn, schema, applied, all, text)
}

// apply applies the steps after those that a schema has, each file in a transaction of its
// own.
func apply(ctx context.Context, conn *pgx.Conn, schema string, applied []string, all []step, text func(step) string) error {
	if len(applied) > len(all) {
		return fmt.Errorf("%w: %s has version %d, the program knows %d", ErrNewer, schema, len(applied), len(all))
	}
	for i, s := range all {
		if i < len(applied) {
			if applied[i] != s.checksum {
				return fmt.Errorf("migrate: %s was edited after it was applied to %s", s.name, schema)
			}
			continue
		}
		if _, err := conn.Exec(ctx, transaction(schema, text(s), s)); err != nil {
			_, _ = conn.Exec(ctx, "ROLLBACK")
			return fmt.Errorf("migrate: %s: %w", s.name, err)
		}
	}
	return nil
}

func versions(ctx context.Context, conn *pgx.Conn, schema string) ([]string, error) {
	var exists bool
	if err := conn.QueryRow(ctx, `SELECT pg_catalog.to_regclass('ops.schema_version') IS NOT NULL`).Scan(&exists); err != nil || !exists {
		return nil, err
	}
	rows, err := conn.Query(ctx, `SELECT checksum FROM ops.schema_version WHERE schema = $1 ORDER BY version`, schema)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// transaction is a whole step as one multi-statement string: one round trip a tenant.
func transaction(schema, sql string, s step) string {
	return strings.Join([]string{
		"BEGIN; SET LOCAL lock_timeout = '2s'; SET LOCAL search_path = " + schema + ", pg_catalog;",
		sql,
		recordVersion(schema, s),
		"COMMIT",
	}, "\n")
}

func recordVersion(schema string, s step) string {
	return fmt.Sprintf("INSERT INTO ops.schema_version (schema, version, name, checksum) VALUES ('%s', %d, '%s', '%s');",
		schema, s.version, s.name, s.checksum)
}

func busy(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == "55P03" || pg.Code == "40P01")
}
