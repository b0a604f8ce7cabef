package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/envelope"
	"github.com/demilge/demilge/internal/page"
)

type envelopeRow struct {
	bun.BaseModel `bun:"table:?tenant.envelope,alias:envelope"`
	*envelope.Envelope
}

func (r *envelopeRow) entity() *envelope.Envelope { return r.Envelope }

type envelopeChangeRow struct {
	bun.BaseModel `bun:"table:?tenant.envelope_change,alias:envelope_change"`
	*envelope.Change
}

func (r *envelopeChangeRow) entity() *envelope.Change { return r.Change }

// EnvelopeStore keeps funding envelopes.
type EnvelopeStore struct{ db *DB }

// NewEnvelopeStore makes the store.
func NewEnvelopeStore(db *DB) *EnvelopeStore { return &EnvelopeStore{db: db} }

// Get reads one envelope.
func (s *EnvelopeStore) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*envelope.Envelope, error) {
	row := new(envelopeRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Envelope, err
}

// ByIDs reads the envelopes with some ids; those that do not exist are missing.
func (s *EnvelopeStore) ByIDs(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*envelope.Envelope, error) {
	var rows []*envelopeRow
	return named(ctx, scope, s.db.read(scope).NewSelect().Model(&rows), &rows, ids, (*envelopeRow).entity)
}

// List reads one page, newest first; year 0 means all years.
func (s *EnvelopeStore) List(ctx context.Context, scope access.Scope, year int, request page.Request) (page.Page[*envelope.Envelope], error) {
	var rows []*envelopeRow
	query := s.db.read(scope).NewSelect().Model(&rows)
	if year != 0 {
		query = query.Where("year = ?", year)
	}
	return listed(ctx, scope, query, &rows, request, newest, (*envelopeRow).entity)
}

// Changes reads the same page of the history of each envelope, oldest first.
func (s *EnvelopeStore) Changes(ctx context.Context, scope access.Scope, ids []uuid.UUID, request page.Request) (map[uuid.UUID]page.Page[*envelope.Change], error) {
	changes := family[*envelopeChangeRow, *envelope.Change]{
		column: "envelope_id", parent: func(r *envelopeChangeRow) uuid.UUID { return r.EnvelopeID }, entity: (*envelopeChangeRow).entity,
	}
	return changes.pages(ctx, scope, s.db.read(scope), ids, request, unfiltered)
}

// Change runs fn in one transaction.
func (s *EnvelopeStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, envelope.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, envelopeTx{tx}) })
}

// envelopeTx lends LockEnvelope and UpdateEnvelope to the transactions of awards.
type envelopeTx struct{ *Tx }

// LockEnvelope reads an envelope and keeps others from awarding from it or changing it.
func (tx envelopeTx) LockEnvelope(ctx context.Context, id uuid.UUID) (*envelope.Envelope, error) {
	row := new(envelopeRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("NO KEY UPDATE"), row)
	return row.Envelope, err
}

func (tx envelopeTx) InsertEnvelope(ctx context.Context, e *envelope.Envelope) error {
	return insert(ctx, tx.Tx, &envelopeRow{Envelope: e})
}

// UpdateEnvelope writes a locked envelope back; the caller has called Touch.
func (tx envelopeTx) UpdateEnvelope(ctx context.Context, e *envelope.Envelope) error {
	return update(ctx, tx.Tx, &envelopeRow{Envelope: e})
}

func (tx envelopeTx) InsertChange(ctx context.Context, c *envelope.Change) error {
	return insert(ctx, tx.Tx, &envelopeChangeRow{Change: c})
}
