package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/priority"
)

type priorityAreaRow struct {
	bun.BaseModel `bun:"table:?tenant.priority_area,alias:priority_area"`
	*priority.Area
}

// PriorityStore keeps priority areas.
type PriorityStore struct{ db *DB }

// NewPriorityStore makes the store.
func NewPriorityStore(db *DB) *PriorityStore { return &PriorityStore{db: db} }

// Get reads one area.
func (s *PriorityStore) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*priority.Area, error) {
	row := new(priorityAreaRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Area, err
}

// List reads one page.
func (s *PriorityStore) List(ctx context.Context, scope access.Scope, request page.Request) (page.Page[*priority.Area], error) {
	var rows []*priorityAreaRow
	query := s.db.read(scope).NewSelect().Model(&rows)
	count, err := total(ctx, query, request)
	if err != nil {
		return page.Page[*priority.Area]{}, err
	}
	if err := oldest(query, request).Scan(ctx); err != nil {
		return page.Page[*priority.Area]{}, translate(ctx, err)
	}
	stamp(scope, rows)
	result := pageOf(rows, request, func(r *priorityAreaRow) *priority.Area { return r.Area })
	result.Total = count
	return result, nil
}

// ByIDs reads the areas with some ids; those that do not exist are missing.
func (s *PriorityStore) ByIDs(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*priority.Area, error) {
	var rows []*priorityAreaRow
	query := s.db.read(scope).NewSelect().Model(&rows)
	return named(ctx, scope, query, &rows, ids, func(r *priorityAreaRow) *priority.Area { return r.Area })
}

// Change runs fn in one transaction.
func (s *PriorityStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, priority.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, priorityTx{tx}) })
}

type priorityTx struct{ *Tx }

func (tx priorityTx) Lock(ctx context.Context, id uuid.UUID) (*priority.Area, error) {
	row := new(priorityAreaRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("UPDATE"), row)
	return row.Area, err
}

func (tx priorityTx) NextPosition(ctx context.Context) (position int, err error) {
	err = tx.NewRaw("SELECT coalesce(max(position), 0) + 1 FROM ?tenant.priority_area").Scan(ctx, &position)
	return position, err
}

func (tx priorityTx) Insert(ctx context.Context, area *priority.Area) error {
	return insert(ctx, tx.Tx, &priorityAreaRow{Area: area})
}

func (tx priorityTx) Update(ctx context.Context, area *priority.Area) error {
	return update(ctx, tx.Tx, &priorityAreaRow{Area: area})
}
