package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/demilge/demilge/internal/jobs"
)

// Enqueue writes a job into the transaction; it is worked on once that is committed.
// Jobs live in the cluster of the transaction's tenant.
func (tx *Tx) Enqueue(ctx context.Context, job interface{ Kind() string }) error {
	return tx.pgx(func(conn *pgx.Conn) error { return jobs.Insert(ctx, conn, job) })
}

// EnqueueOnce is Enqueue unless the same job is waiting already.
func (tx *Tx) EnqueueOnce(ctx context.Context, job interface{ Kind() string }) error {
	return tx.pgx(func(conn *pgx.Conn) error { return jobs.InsertOnce(ctx, conn, job) })
}
