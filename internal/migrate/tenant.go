package migrate

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/demilge/demilge/tenants"
)

// Session is a transaction, or a connection that is in one.
type Session interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

// CreateSchema makes the schema and role of a tenant at the newest version, within the
// caller's transaction: from a spare one where there is, otherwise by the same SQL as
// one string. It takes well under a second.
func (r *Runner) CreateSchema(ctx context.Context, tx Session, schema tenants.Schema) error {
	adopted, err := r.adoptSpare(ctx, tx, schema)
	if err != nil || adopted {
		return err
	}
	if _, err := tx.Exec(ctx, r.wholeSchema(schema)); err != nil {
		return fmt.Errorf("migrate: create %s: %w", schema, err)
	}
	return nil
}

// ErrHoldsRecords refuses to make a schema anew in which somebody worked: the register was
// restored to a time before, and has to be brought up to it first.
var ErrHoldsRecords = errors.New("migrate: the schema is not registered and holds records")

// CreateUnregistered is CreateSchema in a transaction of its own, in place of a schema that an
// earlier attempt made and that was then not registered. Such a one holds at most the
// regulation that a municipality begins with.
func (r *Runner) CreateUnregistered(ctx context.Context, schema tenants.Schema) error {
	return pgx.BeginFunc(ctx, r.pool, func(tx pgx.Tx) error {
		var made, used bool
		err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM ops.schema_version WHERE schema = $1)`, schema.String()).Scan(&made)
		if err != nil {
			return err
		}
		if !made {
			return r.CreateSchema(ctx, tx, schema)
		}
		err = tx.QueryRow(ctx, fmt.Sprintf(`SELECT EXISTS (SELECT FROM %s.audit WHERE object <> 'REGULATION')`, schema)).Scan(&used)
		if err != nil {
			return err
		}
		if used {
			return fmt.Errorf("%w: %s", ErrHoldsRecords, schema)
		}
		_, err = tx.Exec(ctx, fmt.Sprintf(`DROP SCHEMA %[1]s CASCADE; DELETE FROM ops.schema_version WHERE schema = '%[1]s'`, schema))
		if err != nil {
			return err
		}
		return r.CreateSchema(ctx, tx, schema)
	})
}

func (r *Runner) wholeSchema(schema tenants.Schema) string {
	parts := []string{
		makeRole(schema),
		fmt.Sprintf("CREATE SCHEMA %s; SET LOCAL search_path = %s, pg_catalog;", schema, schema),
	}
	for _, s := range r.tenant {
		parts = append(parts, s.forTenant(schema), recordVersion(schema.String(), s))
	}
	return strings.Join(append(parts, "SET LOCAL search_path = ''"), "\n")
}

// makeRole tolerates a role that another database of the cluster has made.
func makeRole(schema tenants.Schema) string {
	role := schema.Role()
	return fmt.Sprintf(`DO $$ BEGIN
		IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '%[1]s') THEN
			CREATE ROLE %[1]s NOLOGIN; END IF;
		EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
		GRANT demilge_tenant TO %[1]s; GRANT %[1]s TO demilge_app;`, role)
}

// adoptSpare renames a spare schema of the newest version, if one is ready.
func (r *Runner) adoptSpare(ctx context.Context, tx Session, schema tenants.Schema) (bool, error) {
	var taken bool
	if err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = $1)`, schema.Role()).Scan(&taken); err != nil || taken {
		return false, err
	}
	rows, err := tx.Query(ctx, `DELETE FROM ops.spare_schema WHERE schema = (
		SELECT s.schema FROM ops.spare_schema s JOIN ops.schema_version v USING (schema)
		GROUP BY s.schema HAVING count(*) = $1 ORDER BY s.schema LIMIT 1) RETURNING schema`, len(r.tenant))
	if err != nil {
		return false, err
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(names) == 0 {
		return false, err
	}
	spare, err := tenants.ParseSchema(names[0])
	if err != nil {
		return false, err
	}
	_, err = tx.Exec(ctx, rename(spare, schema))
	return err == nil, err
}

// rename gives a spare schema its name, in its role, its version rows and the bodies of its
// functions, which name the schema because they run with an empty search path.
func rename(spare, schema tenants.Schema) string {
	return strings.NewReplacer("SPAREROLE", spare.Role(), "NEWROLE", schema.Role(), "SPARE", spare.String(), "NEW", schema.String()).Replace(`
		ALTER SCHEMA SPARE RENAME TO NEW; ALTER ROLE SPAREROLE RENAME TO NEWROLE;
		UPDATE ops.schema_version SET schema = 'NEW' WHERE schema = 'SPARE';
		DO $rename$ DECLARE definition text; BEGIN
			FOR definition IN SELECT replace(pg_catalog.pg_get_functiondef(oid), 'SPARE', 'NEW')
				FROM pg_catalog.pg_proc WHERE pronamespace = 'NEW'::regnamespace
			LOOP EXECUTE definition; END LOOP;
		END $rename$`)
}

// KeepSpares makes schemas in advance until n are ready.
func (r *Runner) KeepSpares(ctx context.Context, n int) error {
	var have int
	if err := r.pool.QueryRow(ctx, `SELECT count(*) FROM ops.spare_schema`).Scan(&have); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	for ; have < n; have++ {
		if err := pgx.BeginFunc(ctx, r.pool, func(tx pgx.Tx) error { return r.makeSpare(ctx, tx) }); err != nil {
			return fmt.Errorf("migrate: spare schema: %w", err)
		}
	}
	return nil
}

func (r *Runner) makeSpare(ctx context.Context, tx pgx.Tx) error {
	var name string
	if err := tx.QueryRow(ctx, `SELECT 't_spare' || replace(pg_catalog.gen_random_uuid()::text, '-', '')`).Scan(&name); err != nil {
		return err
	}
	schema, err := tenants.ParseSchema(name)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, r.wholeSchema(schema)); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO ops.spare_schema (schema) VALUES ($1)`, schema.String())
	return err
}
