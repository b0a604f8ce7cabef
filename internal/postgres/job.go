package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/demilge/demilge/internal/jobs"
)

// Enqueue writes a job into the transaction; it is worked on once that is committed.
// Jobs live in the cluster of the transaction's tenant.
func (tx *Tx) Enqueue(ctx context.Context, job interface{ Kind() string }) error {
	return tx.asServer(ctx, func(conn *pgx.Conn) error { return jobs.Insert(ctx, conn, job) })
}

// EnqueueOnce is Enqueue unless the same job is waiting already.
func (tx *Tx) EnqueueOnce(ctx context.Context, job interface{ Kind() string }) error {
	return tx.asServer(ctx, func(conn *pgx.Conn) error { return jobs.InsertOnce(ctx, conn, job) })
}

// asServer runs fn under the server's own role: a tenant's has no right to the jobs, which
// tell of other tenants.
func (tx *Tx) asServer(ctx context.Context, fn func(*pgx.Conn) error) error {
	tenant := tx.scope.Tenant()
	if tenant.IsProgramme() {
		return tx.pgx(fn)
	}
	if _, err := tx.ExecContext(ctx, "SET LOCAL ROLE demilge_app"); err != nil {
		return err
	}
	if err := tx.pgx(fn); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, "SET LOCAL ROLE "+tenant.Schema.Role())
	return err
}
