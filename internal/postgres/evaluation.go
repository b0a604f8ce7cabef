package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/evaluation"
)

// two devices of one member began the same declaration or sheet at once
var (
	_ = onConstraint("conflict_declaration_key", apperr.ErrStale)
	_ = onConstraint("score_sheet_key", apperr.ErrStale)
)

type declarationRow struct {
	bun.BaseModel `bun:"table:?tenant.conflict_declaration,alias:conflict_declaration"`
	*evaluation.Declaration
}

type sheetRow struct {
	bun.BaseModel `bun:"table:?tenant.score_sheet,alias:score_sheet"`
	*evaluation.Sheet
}

// EvaluationStore keeps conflict declarations and score sheets.
type EvaluationStore struct{ db *DB }

// NewEvaluationStore makes the store.
func NewEvaluationStore(db *DB) *EvaluationStore { return &EvaluationStore{db: db} }

// Contest reads what the evaluation of a competition stands on.
func (s *EvaluationStore) Contest(ctx context.Context, scope access.Scope, id uuid.UUID) (*evaluation.Contest, error) {
	return contest(ctx, s.db, scope, id)
}

func contest(ctx context.Context, db *DB, scope access.Scope, id uuid.UUID) (*evaluation.Contest, error) {
	c, err := NewCompetitionStore(db).Get(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	return contestOf(ctx, scope, db.read(scope), c)
}

// Contests reads what the evaluations of several competitions stand on.
func (s *EvaluationStore) Contests(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*evaluation.Contest, error) {
	return contestsWith(ctx, s.db, scope, ids)
}

func contestsWith(ctx context.Context, db *DB, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*evaluation.Contest, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	found, err := NewCompetitionStore(db).ByIDs(ctx, scope, ids)
	if err != nil {
		return nil, err
	}
	return contestsOf(ctx, scope, db.read(scope), found)
}

// CompetitionsOf finds the competitions of applications that were admitted.
func (s *EvaluationStore) CompetitionsOf(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]uuid.UUID, error) {
	var rows []struct{ ID, CompetitionID uuid.UUID }
	err := s.db.read(scope).NewSelect().Model((*applicationRow)(nil)).Column("id", "competition_id").
		Where("id IN (?)", bun.List(ids)).Where("state IN (?)", bun.List(application.AdmittedStates())).Scan(ctx, &rows)
	found := make(map[uuid.UUID]uuid.UUID, len(rows))
	for _, r := range rows {
		found[r.ID] = r.CompetitionID
	}
	return found, translate(ctx, err)
}

// ContestOfSheet finds the contest that a sheet belongs to, and the sheet.
func (s *EvaluationStore) ContestOfSheet(ctx context.Context, scope access.Scope, id uuid.UUID) (*evaluation.Contest, *evaluation.Sheet, error) {
	row := new(sheetRow)
	if err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row); err != nil {
		return nil, nil, err
	}
	c, err := s.Contest(ctx, scope, row.CompetitionID)
	return c, row.Sheet, err
}

// ContestOfDeclaration finds the contest that a declaration belongs to.
func (s *EvaluationStore) ContestOfDeclaration(ctx context.Context, scope access.Scope, id uuid.UUID) (*evaluation.Contest, error) {
	row := new(declarationRow)
	if err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row); err != nil {
		return nil, err
	}
	return s.Contest(ctx, scope, row.CompetitionID)
}

// Revisions lists the revisions of sheets of some members and applications, oldest first.
func (s *EvaluationStore) Revisions(ctx context.Context, scope access.Scope, members, applications []uuid.UUID) ([]*evaluation.Sheet, error) {
	var rows []*sheetRow
	err := s.db.read(scope).NewSelect().Model(&rows).Where("member_id IN (?)", bun.List(members)).
		Where("application_id IN (?)", bun.List(applications)).Order("revision").Scan(ctx)
	if err != nil {
		return nil, translate(ctx, err)
	}
	stamp(scope, rows)
	sheets := make([]*evaluation.Sheet, len(rows))
	for i, r := range rows {
		sheets[i] = r.Sheet
	}
	return sheets, nil
}

// Change runs fn in one transaction.
func (s *EvaluationStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, evaluation.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, evaluationTx{contestTx{tx}}) })
}

type evaluationTx struct{ contestTx }

func (tx evaluationTx) InsertDeclaration(ctx context.Context, d *evaluation.Declaration) error {
	return insert(ctx, tx.Tx, &declarationRow{Declaration: d})
}

func (tx evaluationTx) UpdateDeclaration(ctx context.Context, d *evaluation.Declaration) error {
	return update(ctx, tx.Tx, &declarationRow{Declaration: d})
}

func (tx evaluationTx) InsertSheet(ctx context.Context, sheet *evaluation.Sheet) error {
	return insert(ctx, tx.Tx, &sheetRow{Sheet: sheet})
}

func (tx evaluationTx) UpdateSheet(ctx context.Context, sheet *evaluation.Sheet) error {
	return update(ctx, tx.Tx, &sheetRow{Sheet: sheet})
}
