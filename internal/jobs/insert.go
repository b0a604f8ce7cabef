package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
)

// Args is what a job is about: its kind and, as JSON, its arguments.
type Args = river.JobArgs

// inserter writes jobs and works on none.
var inserter = sync.OnceValues(func() (*river.Client[pgx.Tx], error) {
	return river.NewClient(riverpgxv5.New(nil), &river.Config{Schema: Schema})
})

// Insert writes a job into the transaction that is open on conn.
func Insert(ctx context.Context, conn *pgx.Conn, args Args) error {
	client, err := inserter()
	if err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	if _, err := client.InsertTx(ctx, openTx{conn}, args, nil); err != nil {
		return fmt.Errorf("jobs: insert %s: %w", args.Kind(), err)
	}
	return nil
}

// waiting takes the lock of an equal job that waits. Workers pass over a locked job, so
// it starts after this transaction has ended and sees what it wrote. A job that runs
// already may have read too early and does not count.
const waiting = `SELECT id FROM river.river_job WHERE kind = $1 AND args = $2::jsonb
	AND state IN ('available', 'pending', 'retryable', 'scheduled') LIMIT 1 FOR UPDATE SKIP LOCKED`

// InsertOnce is Insert, unless the same job with the same arguments is waiting already.
func InsertOnce(ctx context.Context, conn *pgx.Conn, args Args) error {
	encoded, err := json.Marshal(args)
	if err != nil {
		return fmt.Errorf("jobs: %s: %w", args.Kind(), err)
	}
	var id int64
	err = conn.QueryRow(ctx, waiting, args.Kind(), string(encoded)).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return Insert(ctx, conn, args)
	}
	return err
}
