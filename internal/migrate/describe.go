package migrate

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Describe writes what a schema consists of, in a stable order and whatever the version
// of PostgreSQL: tables, columns, constraints, indexes, triggers, functions and grants. The
// committed descriptions in migrations/dumps are compared with it.
func (r *Runner) Describe(ctx context.Context, schema string) (string, error) {
	var out strings.Builder
	for _, part := range descriptions {
		rows, err := r.pool.Query(ctx, part.query, schema)
		if err != nil {
			return "", fmt.Errorf("migrate: describe %s: %w", part.title, err)
		}
		lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			return "", fmt.Errorf("migrate: describe %s: %w", part.title, err)
		}
		fmt.Fprintf(&out, "-- %s\n", part.title)
		for _, line := range lines {
			out.WriteString(strings.TrimSpace(line) + "\n")
		}
		out.WriteString("\n")
	}
	return strings.ReplaceAll(out.String(), schema+".", ""), nil
}

var descriptions = []struct{ title, query string }{
	{"columns", `SELECT concat_ws(' ', c.relname || '.' || a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
			CASE WHEN a.attnotnull THEN 'not null' END, 'default ' || pg_catalog.pg_get_expr(d.adbin, d.adrelid))
		FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
		LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
		WHERE c.relnamespace = $1::text::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped
		ORDER BY c.relname COLLATE "C", a.attnum`},
	{"constraints", `SELECT t.relname || ' ' || c.conname || ' ' || pg_catalog.pg_get_constraintdef(c.oid)
		FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_class t ON t.oid = c.conrelid
		WHERE c.connamespace = $1::text::regnamespace AND c.contype <> 'n' ORDER BY t.relname COLLATE "C", c.conname COLLATE "C"`},
	{"indexes", `SELECT pg_catalog.pg_get_indexdef(i.indexrelid)
		FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
		WHERE c.relnamespace = $1::text::regnamespace ORDER BY c.relname COLLATE "C"`},
	{"triggers", `SELECT pg_catalog.pg_get_triggerdef(t.oid)
		FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
		WHERE c.relnamespace = $1::text::regnamespace AND NOT t.tgisinternal ORDER BY c.relname COLLATE "C", t.tgname COLLATE "C"`},
	{"functions", `SELECT p.proname || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ') ' || md5(replace(p.prosrc, $1, 'SCHEMA'))
		FROM pg_catalog.pg_proc p WHERE p.pronamespace = $1::text::regnamespace ORDER BY 1`},
	{"grants", `SELECT c.relname || ' ' || CASE WHEN r.rolname LIKE 'r\_%' THEN 'the tenant''s role' ELSE r.rolname END || ' ' || string_agg(g.privilege_type, ', ' ORDER BY g.privilege_type)
		FROM pg_catalog.pg_class c, LATERAL pg_catalog.aclexplode(c.relacl) g JOIN pg_catalog.pg_roles r ON r.oid = g.grantee
		WHERE c.relnamespace = $1::text::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') AND g.grantee <> c.relowner
		GROUP BY c.relname, r.rolname ORDER BY c.relname COLLATE "C", r.rolname COLLATE "C"`},
	{"grants of columns", `SELECT c.relname || ' ' || CASE WHEN r.rolname LIKE 'r\_%' THEN 'the tenant''s role' ELSE r.rolname END || ' ' || g.privilege_type || ' ' || string_agg(a.attname, ', ' ORDER BY a.attnum)
		FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid, LATERAL pg_catalog.aclexplode(a.attacl) g JOIN pg_catalog.pg_roles r ON r.oid = g.grantee
		WHERE c.relnamespace = $1::text::regnamespace AND g.grantee <> c.relowner
		GROUP BY c.relname, r.rolname, g.privilege_type ORDER BY c.relname COLLATE "C", r.rolname COLLATE "C", g.privilege_type`},
}
