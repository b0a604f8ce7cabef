package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/memorandum"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/page"
)

var (
	_ = onConstraint("memorandum_municipality_id_fkey", apperr.ErrNotFound.At("municipalityId"))
	_ = onConstraint("memorandum_letter_key", memorandum.ErrLetterTaken)
)

type memorandumRow struct {
	bun.BaseModel `bun:"table:?tenant.memorandum,alias:memorandum"`
	*memorandum.Memorandum
}

func (r *memorandumRow) entity() *memorandum.Memorandum { return r.Memorandum }

// MemorandumStore keeps memoranda, in the programme's schema.
type MemorandumStore struct{ db *DB }

// NewMemorandumStore makes the store.
func NewMemorandumStore(db *DB) *MemorandumStore { return &MemorandumStore{db: db} }

// Get reads one memorandum.
func (s *MemorandumStore) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*memorandum.Memorandum, error) {
	row := new(memorandumRow)
	scope = scope.InProgramme()
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Memorandum, err
}

// List reads a page, newest first.
func (s *MemorandumStore) List(ctx context.Context, scope access.Scope, filter memorandum.Filter, request page.Request,
) (page.Page[*memorandum.Memorandum], error) {
	var rows []*memorandumRow
	query := s.db.read(scope).NewSelect().Model(&rows)
	if filter.Municipality != nil {
		query = query.Where("municipality_id = ?", *filter.Municipality)
	}
	if len(filter.States) > 0 {
		query = query.Where("state IN (?)", bun.List(filter.States))
	}
	return listed(ctx, scope, query, &rows, request, newest, (*memorandumRow).entity)
}

// Change runs fn in one transaction.
func (s *MemorandumStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, memorandum.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, memorandumTx{tx}) })
}

type memorandumTx struct{ *Tx }

func (tx memorandumTx) Lock(ctx context.Context, id uuid.UUID) (*memorandum.Memorandum, error) {
	return tx.lockMemorandum(ctx, id, "UPDATE")
}

func (tx *Tx) lockMemorandum(ctx context.Context, id uuid.UUID, strength string) (*memorandum.Memorandum, error) {
	row := new(memorandumRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For(strength), row)
	return row.Memorandum, err
}

func (tx memorandumTx) Insert(ctx context.Context, m *memorandum.Memorandum) error {
	return insert(ctx, tx.Tx, &memorandumRow{Memorandum: m})
}

func (tx memorandumTx) Update(ctx context.Context, m *memorandum.Memorandum) error {
	return update(ctx, tx.Tx, &memorandumRow{Memorandum: m})
}

func (tx memorandumTx) Delete(ctx context.Context, id uuid.UUID) error {
	_, err := tx.NewDelete().Model((*memorandumRow)(nil)).Where("id = ?", id).Exec(ctx)
	return err
}

// SelectedLetter finds whose a letter is that a published selection chose, and keeps it so.
func (tx memorandumTx) SelectedLetter(ctx context.Context, id uuid.UUID) (municipality uuid.UUID, err error) {
	err = tx.NewRaw(`SELECT l.municipality_id FROM ?tenant.letter AS l
		JOIN ?tenant.selection AS s ON s.call_id = l.call_id AND s.published_at IS NOT NULL
		WHERE l.id = ? AND l.state IN (?, ?) FOR SHARE OF l`, id, letter.Selected, letter.SelectedWithCofinance).Scan(ctx, &municipality)
	return municipality, translate(ctx, err)
}

// Writer is who wrote a letter.
func (tx memorandumTx) Writer(ctx context.Context, id uuid.UUID) (notice.To, bool, error) {
	row := new(letterRow)
	if err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id), row); err != nil {
		return notice.To{}, false, err
	}
	to, known := row.Writer()
	return to, known, nil
}
