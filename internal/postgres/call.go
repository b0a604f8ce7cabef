package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/call"
	"github.com/demilge/demilge/internal/page"
)

type callRow struct {
	bun.BaseModel `bun:"table:?tenant.call,alias:call"`
	*call.Call
}

type callEditionRow struct {
	bun.BaseModel `bun:"table:?tenant.call_edition,alias:call_edition"`
	*call.Edition
}

// shownCall adds to what is read of a call what its selection tells.
func shownCall(query *bun.SelectQuery) *bun.SelectQuery {
	return query.ColumnExpr("?TableColumns").ColumnExpr("EXISTS (SELECT FROM ?tenant.selection AS s WHERE s.call_id = ?TableAlias.id) AS selected")
}

var _ = onConstraint("call_slug_key", call.ErrSlugTaken)

// CallStore keeps calls.
type CallStore struct{ db *DB }

// NewCallStore makes the store.
func NewCallStore(db *DB) *CallStore { return &CallStore{db: db} }

// Get reads one call.
func (s *CallStore) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*call.Call, error) {
	row := new(callRow)
	err := one(ctx, scope, shownCall(s.db.read(scope).NewSelect().Model(row)).Where("id = ?", id), row)
	return row.Call, err
}

// BySlug reads the call of a slug.
func (s *CallStore) BySlug(ctx context.Context, scope access.Scope, slug string) (*call.Call, error) {
	row := new(callRow)
	err := one(ctx, scope, shownCall(s.db.read(scope).NewSelect().Model(row)).Where("slug = ?", slug), row)
	return row.Call, err
}

// List reads one page, the newest first.
func (s *CallStore) List(ctx context.Context, scope access.Scope, filter call.Filter, request page.Request) (page.Page[*call.Call], error) {
	var rows []*callRow
	query := s.db.read(scope).NewSelect().Model(&rows)
	if filter.Public {
		query = query.Where("opened_at IS NOT NULL")
	}
	if filter.Open != nil {
		query = query.Where("(state = 'OPEN' AND opens_at <= ?0 AND deadline > ?0) = ?1", filter.Now, *filter.Open)
	}
	return listed(ctx, scope, query, &rows, request, newestCalls, func(r *callRow) *call.Call { return r.Call })
}

// newestCalls is newest with what the selections tell.
func newestCalls(query *bun.SelectQuery, request page.Request) *bun.SelectQuery {
	return newest(shownCall(query), request)
}

// Editions reads those of calls, the first one first.
func (s *CallStore) Editions(ctx context.Context, scope access.Scope, calls []uuid.UUID) (map[uuid.UUID][]*call.Edition, error) {
	var rows []*callEditionRow
	query := s.db.read(scope).NewSelect().Model(&rows)
	return grouped(ctx, scope, query, "call_id", calls, &rows, func(r *callEditionRow) (uuid.UUID, *call.Edition) { return r.CallID, r.Edition })
}

// Change runs fn in one transaction.
func (s *CallStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, call.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, callTx{tx}) })
}

type callTx struct{ *Tx }

func (tx callTx) Lock(ctx context.Context, id uuid.UUID) (*call.Call, error) {
	row := new(callRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("UPDATE"), row)
	return row.Call, err
}

// Selected tells whether a selection of a call is begun; one that begins meanwhile waits for
// the lock of the call.
func (tx callTx) Selected(ctx context.Context, id uuid.UUID) (begun bool, err error) {
	err = tx.NewRaw("SELECT EXISTS (SELECT FROM ?tenant.selection WHERE call_id = ?)", id).Scan(ctx, &begun)
	return begun, err
}

func (tx callTx) Insert(ctx context.Context, c *call.Call) error {
	return insert(ctx, tx.Tx, &callRow{Call: c})
}

func (tx callTx) Update(ctx context.Context, c *call.Call) error {
	return update(ctx, tx.Tx, &callRow{Call: c})
}

func (tx callTx) LastEdition(ctx context.Context, id uuid.UUID) (*call.Edition, error) {
	row := new(callEditionRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("call_id = ?", id).OrderExpr("number DESC").Limit(1), row)
	return row.Edition, err
}

func (tx callTx) InsertEdition(ctx context.Context, e *call.Edition) error {
	return insert(ctx, tx.Tx, &callEditionRow{Edition: e})
}
