package postgres

import (
	"context"
	"maps"
	"slices"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/regulation"
)

type commissionRow struct {
	bun.BaseModel `bun:"table:?tenant.commission,alias:commission"`
	*commission.Commission
}

func (r *commissionRow) entity() *commission.Commission { return r.Commission }

// CommissionStore keeps commissions with their members.
type CommissionStore struct{ db *DB }

// NewCommissionStore makes the store.
func NewCommissionStore(db *DB) *CommissionStore { return &CommissionStore{db: db} }

// Get reads one commission with its members.
func (s *CommissionStore) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*commission.Commission, error) {
	db, row := s.db.read(scope), new(commissionRow)
	if err := one(ctx, scope, db.NewSelect().Model(row).Where("id = ?", id), row); err != nil {
		return nil, err
	}
	return row.Commission, seat(ctx, scope, db, row.Commission)
}

// ByIDs reads the commissions with some ids and their members; those that do not exist
// are missing.
func (s *CommissionStore) ByIDs(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*commission.Commission, error) {
	var rows []*commissionRow
	db := s.db.read(scope)
	found, err := named(ctx, scope, db.NewSelect().Model(&rows), &rows, ids, (*commissionRow).entity)
	if err != nil {
		return nil, err
	}
	return found, seat(ctx, scope, db, slices.Collect(maps.Values(found))...)
}

// List reads one page with the members, newest first.
func (s *CommissionStore) List(ctx context.Context, scope access.Scope, request page.Request) (page.Page[*commission.Commission], error) {
	var rows []*commissionRow
	db := s.db.read(scope)
	result, err := listed(ctx, scope, db.NewSelect().Model(&rows), &rows, request, newest, (*commissionRow).entity)
	if err != nil {
		return result, err
	}
	return result, seat(ctx, scope, db, result.Items...)
}

// Change runs fn in one transaction.
func (s *CommissionStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, commission.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, commissionTx{tx}) })
}

// commissionTx lends LockCommission to the transactions of competitions and evaluations.
type commissionTx struct{ *Tx }

// LockCommission reads a commission with its members and keeps others from changing it.
func (tx commissionTx) LockCommission(ctx context.Context, id uuid.UUID) (*commission.Commission, error) {
	row := new(commissionRow)
	if err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("NO KEY UPDATE"), row); err != nil {
		return nil, err
	}
	return row.Commission, seat(ctx, tx.scope, tx, row.Commission)
}

func (tx commissionTx) InsertCommission(ctx context.Context, c *commission.Commission) error {
	return insert(ctx, tx.Tx, &commissionRow{Commission: c})
}

func (tx commissionTx) UpdateCommission(ctx context.Context, c *commission.Commission) error {
	return update(ctx, tx.Tx, &commissionRow{Commission: c})
}

// selecter is the pool or a transaction.
type selecter interface{ NewSelect() *bun.SelectQuery }

// Regulation reads the edition that a commission is checked against.
func (tx commissionTx) Regulation(ctx context.Context, id uuid.UUID) (*regulation.Regulation, error) {
	return regulationTx(tx).Get(ctx, id)
}
