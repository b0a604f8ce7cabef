package postgres

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
)

// confidential runs fn in a transaction that only reads, under the tenant's role: the
// server's own role has no right to tables of personal data.
func (db *DB) confidential(ctx context.Context, scope access.Scope, fn func(ctx context.Context, conn bun.Conn) error) error {
	conn, err := db.read(scope).Conn(ctx)
	if err != nil {
		return translate(ctx, err)
	}
	defer conn.Close()
	defer rollback(conn)
	if _, err := conn.ExecContext(ctx, fmt.Sprintf("BEGIN READ ONLY; SET LOCAL ROLE %s", scope.Tenant().Schema.Role())); err != nil {
		return translate(ctx, err)
	}
	return translate(ctx, fn(ctx, conn))
}
