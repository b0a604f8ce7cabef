package postgres

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/demilge/demilge/internal/idempotency"
)

// claimIdempotencyKey writes the request's key into its first transaction: of two
// requests with one key the second waits for the first and is then refused.
func claimIdempotencyKey(ctx context.Context, tx *Tx) error {
	claim := idempotency.From(ctx)
	if claim == nil || claim.Made {
		return nil
	}
	key := claim.Key
	result, err := tx.NewRaw(`INSERT INTO ops.idempotency_key (owner, operation, key, hash) VALUES (?, ?, ?, ?)
		ON CONFLICT DO NOTHING`, key.Owner, key.Operation, keyHash(key), key.Hash).Exec(ctx)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 1 {
		return err
	}
	claim.Lost = true
	return idempotency.ErrApplied
}

// claimed notes that the transaction with the request's key was committed.
func claimed(ctx context.Context) {
	if claim := idempotency.From(ctx); claim != nil {
		claim.Made = true
	}
}

// IdempotencyStore keeps the answers of requests that carried a key. A key lies in the
// cluster of the tenant that its request changed, which is not known before: every cluster
// is asked, the programme's first.
type IdempotencyStore struct{ db *DB }

// NewIdempotencyStore makes the store.
func NewIdempotencyStore(db *DB) *IdempotencyStore { return &IdempotencyStore{db: db} }

// Answer returns the stored answer of a key: nil when the key is new, ErrReused for
// another body, ErrApplied when the change was made and its answer was lost.
func (s *IdempotencyStore) Answer(ctx context.Context, key idempotency.Key) ([]byte, error) {
	var row struct {
		Hash   string
		Answer []byte
	}
	err := sql.ErrNoRows
	for _, cluster := range s.db.clusters() {
		err = cluster.NewRaw(`SELECT hash, answer FROM ops.idempotency_key
			WHERE owner = ? AND operation = ? AND key = ?`, key.Owner, key.Operation, keyHash(key)).Scan(ctx, &row)
		if !errors.Is(err, sql.ErrNoRows) {
			break
		}
	}
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, nil
	case err != nil:
		return nil, translate(ctx, err)
	case row.Hash != key.Hash:
		return nil, idempotency.ErrReused
	case row.Answer == nil:
		return nil, idempotency.ErrApplied
	}
	return unseal(key, row.Answer)
}

// Keep stores the answer beside the key that its transaction claimed; a request that
// changed nothing claimed none, and its answer is not kept.
func (s *IdempotencyStore) Keep(ctx context.Context, key idempotency.Key, answer []byte) error {
	sealed, err := seal(key, answer)
	if err != nil {
		return err
	}
	for _, cluster := range s.db.clusters() {
		result, err := cluster.NewRaw(`UPDATE ops.idempotency_key SET answer = ?
			WHERE owner = ? AND operation = ? AND key = ?`, sealed, key.Owner, key.Operation, keyHash(key)).Exec(ctx)
		if err != nil {
			return translate(ctx, err)
		}
		if n, err := result.RowsAffected(); err != nil || n == 1 {
			return err
		}
	}
	return nil
}

// Sweep forgets keys that are older than idempotency.Keep.
func (s *IdempotencyStore) Sweep(ctx context.Context, now time.Time) error {
	for _, cluster := range s.db.clusters() {
		if _, err := cluster.NewRaw(`DELETE FROM ops.idempotency_key WHERE created_at < ?`, now.Add(-idempotency.Keep)).Exec(ctx); err != nil {
			return translate(ctx, err)
		}
	}
	return nil
}
