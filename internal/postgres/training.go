package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/training"
)

var _ = onConstraint("training_municipality_municipality_id_fkey", apperr.ErrNotFound.At("training", "participants"))

type trainingRow struct {
	bun.BaseModel `bun:"table:?tenant.training,alias:training"`
	*training.Training
}

func (r *trainingRow) entity() *training.Training { return r.Training }

type presentRow struct {
	bun.BaseModel `bun:"table:?tenant.training_municipality,alias:training_municipality"`
	TrainingID    uuid.UUID
	training.Present
}

// TrainingStore keeps trainings, in the programme's schema.
type TrainingStore struct{ db *DB }

// NewTrainingStore makes the store.
func NewTrainingStore(db *DB) *TrainingStore { return &TrainingStore{db: db} }

// Get reads one training.
func (s *TrainingStore) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*training.Training, error) {
	row := new(trainingRow)
	here := scope.InProgramme()
	db := s.db.read(here)
	if err := one(ctx, here, db.NewSelect().Model(row).Where("training.id = ?", id), row); err != nil {
		return nil, err
	}
	return row.Training, presents(ctx, db, row)
}

// List reads a page, the newest entries first.
func (s *TrainingStore) List(ctx context.Context, scope access.Scope, filter training.Filter, request page.Request) (page.Page[*training.Training], error) {
	var rows []*trainingRow
	db := s.db.read(scope)
	query := db.NewSelect().Model(&rows)
	if filter.Kind != "" {
		query = query.Where("training.kind = ?", filter.Kind)
	}
	if filter.Municipality != nil {
		query = query.Where("EXISTS (SELECT FROM programme.training_municipality AS m WHERE m.training_id = training.id AND m.municipality_id = ?)",
			*filter.Municipality)
	}
	result, err := listed(ctx, scope, query, &rows, request, newest, (*trainingRow).entity)
	if err != nil {
		return result, err
	}
	return result, presents(ctx, db, rows...)
}

// presents reads the municipalities of trainings.
func presents(ctx context.Context, db selecter, rows ...*trainingRow) error {
	if len(rows) == 0 {
		return nil
	}
	of := make(map[uuid.UUID]*trainingRow, len(rows))
	ids := make([]uuid.UUID, len(rows))
	for i, row := range rows {
		of[row.ID], ids[i] = row, row.ID
		row.Presents = []training.Present{}
	}
	var found []*presentRow
	err := db.NewSelect().Model(&found).Where("training_id IN (?)", bun.List(ids)).
		Join("JOIN programme.municipality AS m ON m.id = training_municipality.municipality_id").OrderExpr("m.slug").Scan(ctx)
	for _, p := range found {
		of[p.TrainingID].Presents = append(of[p.TrainingID].Presents, p.Present)
	}
	return translate(ctx, err)
}

// Change runs fn in one transaction.
func (s *TrainingStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, training.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, trainingTx{tx}) })
}

type trainingTx struct{ *Tx }

func (tx trainingTx) Lock(ctx context.Context, id uuid.UUID) (*training.Training, error) {
	row := new(trainingRow)
	if err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("training.id = ?", id).For("UPDATE"), row); err != nil {
		return nil, err
	}
	return row.Training, presents(ctx, tx, row)
}

func (tx trainingTx) Insert(ctx context.Context, t *training.Training) error {
	if err := insert(ctx, tx.Tx, &trainingRow{Training: t}); err != nil {
		return err
	}
	return tx.insertPresents(ctx, t)
}

func (tx trainingTx) Update(ctx context.Context, t *training.Training) error {
	if err := update(ctx, tx.Tx, &trainingRow{Training: t}); err != nil {
		return err
	}
	if _, err := tx.NewRaw("DELETE FROM ?tenant.training_municipality WHERE training_id = ?", t.ID).Exec(ctx); err != nil {
		return err
	}
	return tx.insertPresents(ctx, t)
}

func (tx trainingTx) insertPresents(ctx context.Context, t *training.Training) error {
	if len(t.Presents) == 0 {
		return nil
	}
	rows := make([]*presentRow, len(t.Presents))
	for i, p := range t.Presents {
		rows[i] = &presentRow{TrainingID: t.ID, Present: p}
	}
	return insert(ctx, tx.Tx, &rows)
}
