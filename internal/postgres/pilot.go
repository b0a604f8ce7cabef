package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/pilot"
)

type pilotRoundRow struct {
	bun.BaseModel `bun:"table:?tenant.pilot_round,alias:pilot_round"`
	*pilot.Round
}

func (r *pilotRoundRow) entity() *pilot.Round { return r.Round }

// PilotStore keeps the pilots of earlier years, in the programme's schema.
type PilotStore struct{ db *DB }

// NewPilotStore makes the store.
func NewPilotStore(db *DB) *PilotStore { return &PilotStore{db: db} }

// Get reads one round.
func (s *PilotStore) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*pilot.Round, error) {
	row := new(pilotRoundRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Round, err
}

// List reads a page, newest first.
func (s *PilotStore) List(ctx context.Context, scope access.Scope, request page.Request) (page.Page[*pilot.Round], error) {
	var rows []*pilotRoundRow
	return listed(ctx, scope, s.db.read(scope).NewSelect().Model(&rows), &rows, request, newest, (*pilotRoundRow).entity)
}

// Change runs fn in one transaction.
func (s *PilotStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, pilot.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, pilotTx{tx}) })
}

type pilotTx struct{ *Tx }

func (tx pilotTx) Registered(ctx context.Context, ids []uuid.UUID) (bool, error) {
	if len(ids) == 0 {
		return true, nil
	}
	distinct := map[uuid.UUID]bool{}
	for _, id := range ids {
		distinct[id] = true
	}
	var n int
	err := tx.NewRaw("SELECT count(*) FROM programme.municipality WHERE id IN (?)", bun.List(ids)).Scan(ctx, &n)
	return n == len(distinct), err
}

func (tx pilotTx) Insert(ctx context.Context, r *pilot.Round) error {
	return insert(ctx, tx.Tx, &pilotRoundRow{Round: r})
}
