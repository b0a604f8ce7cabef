package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/analysis"
	"github.com/demilge/demilge/internal/page"
)

type analysisRow struct {
	bun.BaseModel `bun:"table:?tenant.situation_analysis,alias:situation_analysis"`
	*analysis.Analysis
}

func (r *analysisRow) entity() *analysis.Analysis { return r.Analysis }

// AnalysisStore keeps situation analyses.
type AnalysisStore struct{ db *DB }

// NewAnalysisStore makes the store.
func NewAnalysisStore(db *DB) *AnalysisStore { return &AnalysisStore{db: db} }

// Get reads one analysis.
func (s *AnalysisStore) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*analysis.Analysis, error) {
	row := new(analysisRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Analysis, err
}

// List reads one page, newest first.
func (s *AnalysisStore) List(ctx context.Context, scope access.Scope, request page.Request) (page.Page[*analysis.Analysis], error) {
	var rows []*analysisRow
	return listed(ctx, scope, s.db.read(scope).NewSelect().Model(&rows), &rows, request, newest, (*analysisRow).entity)
}

// Change runs fn in one transaction.
func (s *AnalysisStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, analysis.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, analysisTx{tx}) })
}

type analysisTx struct{ *Tx }

func (tx analysisTx) Lock(ctx context.Context, id uuid.UUID) (*analysis.Analysis, error) {
	row := new(analysisRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("NO KEY UPDATE"), row)
	return row.Analysis, err
}

// KnownAreas are those of the ids that name a priority area.
func (tx analysisTx) KnownAreas(ctx context.Context, ids []uuid.UUID) (known []uuid.UUID, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	err = tx.NewSelect().Model((*priorityAreaRow)(nil)).Column("id").Where("id IN (?)", bun.List(ids)).Scan(ctx, &known)
	return known, err
}

func (tx analysisTx) Insert(ctx context.Context, a *analysis.Analysis) error {
	return insert(ctx, tx.Tx, &analysisRow{Analysis: a})
}

func (tx analysisTx) Update(ctx context.Context, a *analysis.Analysis) error {
	return update(ctx, tx.Tx, &analysisRow{Analysis: a})
}
