package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/regulation"
)

var (
	// two editions made at the same moment: the later one tries again
	_ = onConstraint("regulation_edition_key", apperr.ErrStale)
	_ = onConstraint("regulation_based_on_id_fkey", regulation.ErrInUse)
)

type regulationRow struct {
	bun.BaseModel `bun:"table:?tenant.regulation,alias:regulation"`
	*regulation.Regulation
}

func (r *regulationRow) entity() *regulation.Regulation { return r.Regulation }

// RegulationStore keeps regulations.
type RegulationStore struct{ db *DB }

// NewRegulationStore makes the store.
func NewRegulationStore(db *DB) *RegulationStore { return &RegulationStore{db: db} }

// Get reads one regulation.
func (s *RegulationStore) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*regulation.Regulation, error) {
	row := new(regulationRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Regulation, err
}

// ByIDs reads the regulations with some ids; those that do not exist are missing.
func (s *RegulationStore) ByIDs(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*regulation.Regulation, error) {
	var rows []*regulationRow
	return named(ctx, scope, s.db.read(scope).NewSelect().Model(&rows), &rows, ids, (*regulationRow).entity)
}

// List reads one page, newest first.
func (s *RegulationStore) List(ctx context.Context, scope access.Scope, filter regulation.Filter, request page.Request) (page.Page[*regulation.Regulation], error) {
	var rows []*regulationRow
	query := s.db.read(scope).NewSelect().Model(&rows)
	if filter.Kind != "" {
		query = query.Where("kind = ?", filter.Kind)
	}
	if filter.AdoptedOnly {
		query = query.Where("state IN (?)", bun.List([]regulation.State{regulation.Adopted, regulation.Published}))
	}
	return listed(ctx, scope, query, &rows, request, newest, (*regulationRow).entity)
}

// InForce reads the edition of a kind that the council adopted last.
func (s *RegulationStore) InForce(ctx context.Context, scope access.Scope, kind regulation.Kind) (*regulation.Regulation, error) {
	row := new(regulationRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("kind = ?", kind).
		Where("state IN (?)", bun.List([]regulation.State{regulation.Adopted, regulation.Published})).
		OrderExpr("decree_date DESC, edition DESC").Limit(1), row)
	return row.Regulation, err
}

// Change runs fn in one transaction.
func (s *RegulationStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, regulation.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, regulationTx{tx}) })
}

type regulationTx struct{ *Tx }

// Lock reads a regulation and keeps others from changing it.
func (tx regulationTx) Lock(ctx context.Context, id uuid.UUID) (*regulation.Regulation, error) {
	row := new(regulationRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("NO KEY UPDATE"), row)
	return row.Regulation, err
}

// Get reads a regulation in the transaction; an adopted one does not change any more.
func (tx regulationTx) Get(ctx context.Context, id uuid.UUID) (*regulation.Regulation, error) {
	row := new(regulationRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id), row)
	return row.Regulation, err
}

func (tx regulationTx) NextEdition(ctx context.Context, kind regulation.Kind) (edition int, err error) {
	err = tx.NewRaw("SELECT coalesce(max(edition), 0) + 1 FROM ?tenant.regulation WHERE kind = ?", kind).Scan(ctx, &edition)
	return edition, err
}

func (tx regulationTx) Insert(ctx context.Context, r *regulation.Regulation) error {
	return insert(ctx, tx.Tx, &regulationRow{Regulation: r})
}

func (tx regulationTx) Update(ctx context.Context, r *regulation.Regulation) error {
	return update(ctx, tx.Tx, &regulationRow{Regulation: r})
}

func (tx regulationTx) Delete(ctx context.Context, id uuid.UUID) error {
	_, err := tx.NewDelete().Model((*regulationRow)(nil)).Where("id = ?", id).Exec(ctx)
	return err
}
