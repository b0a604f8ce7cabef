package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/appeal"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/regulation"
)

var _ = onConstraint("appeal_register_key", apperr.ErrStale)

type appealRow struct {
	bun.BaseModel `bun:"table:?tenant.appeal,alias:appeal"`
	*appeal.Appeal
}

func (r *appealRow) entity() *appeal.Appeal { return r.Appeal }

type appealLetterRow struct {
	bun.BaseModel `bun:"table:?tenant.appeal_letter,alias:appeal_letter"`
	*appeal.Letter
}

// AppealStore keeps appeals.
type AppealStore struct{ seated }

// NewAppealStore makes the store.
func NewAppealStore(db *DB) *AppealStore { return &AppealStore{seated{db}} }

// Get reads one appeal.
func (s *AppealStore) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*appeal.Appeal, error) {
	row := new(appealRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Appeal, err
}

// ByCode finds an appeal by the hash of its receipt's code.
func (s *AppealStore) ByCode(ctx context.Context, scope access.Scope, hash string) (*appeal.Appeal, error) {
	row := new(appealRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("code_hash = ?", hash), row)
	return row.Appeal, err
}

// List reads one page, newest first.
func (s *AppealStore) List(ctx context.Context, scope access.Scope, filter appeal.Filter, request page.Request) (page.Page[*appeal.Appeal], error) {
	var rows []*appealRow
	query := s.db.read(scope).NewSelect().Model(&rows)
	if len(filter.States) > 0 {
		query = query.Where("state IN (?)", bun.List(filter.States))
	}
	if filter.Kind != "" {
		query = query.Where("kind = ?", filter.Kind)
	}
	if !filter.Reach.Everywhere {
		query = query.Where("competition_id = ANY(ARRAY[?]::uuid[])", bun.List(filter.Reach.Competitions))
	}
	return listed(ctx, scope, query, &rows, request, newest, (*appealRow).entity)
}

// OfCompetitions lists the appeals on competitions, oldest first.
func (s *AppealStore) OfCompetitions(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*appeal.Appeal, error) {
	var rows []*appealRow
	return grouped(ctx, scope, s.db.read(scope).NewSelect().Model(&rows), "competition_id", ids, &rows,
		func(r *appealRow) (uuid.UUID, *appeal.Appeal) { return *r.CompetitionID, r.Appeal })
}

// Letters reads who wrote what, under the tenant's role.
func (s *AppealStore) Letters(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*appeal.Letter, error) {
	var rows []*appealLetterRow
	err := s.db.confidential(ctx, scope, func(ctx context.Context, conn bun.Conn) error {
		return conn.NewSelect().Model(&rows).Where("id IN (?)", bun.List(ids)).Scan(ctx)
	})
	letters := make(map[uuid.UUID]*appeal.Letter, len(rows))
	for _, row := range rows {
		letters[row.ID] = row.Letter
	}
	return letters, err
}

// openAppeals counts the appeals on competitions that came in time and wait for an answer.
func openAppeals(ctx context.Context, query *bun.SelectQuery, competitions []uuid.UUID) (map[uuid.UUID]int, error) {
	waiting := query.Model((*appealRow)(nil)).Where("state = ?", appeal.Registered).Where("NOT late")
	return counted(ctx, waiting, "competition_id", competitions)
}

// Change runs fn in one transaction.
func (s *AppealStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, appeal.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, appealTx{tx}) })
}

type appealTx struct{ *Tx }

// CompetitionWithRules reads a competition and the rules of its regulation.
func (tx appealTx) CompetitionWithRules(ctx context.Context, id uuid.UUID) (*competition.Competition, regulation.Rules, error) {
	row := new(competitionRow)
	if err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id), row); err != nil {
		return nil, regulation.Rules{}, err
	}
	rules, err := tx.Rules(ctx, id)
	return row.Competition, rules, err
}

func (tx appealTx) LockAppeal(ctx context.Context, id uuid.UUID) (*appeal.Appeal, error) {
	row := new(appealRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("UPDATE"), row)
	return row.Appeal, err
}

func (tx appealTx) LockAppealByCode(ctx context.Context, hash string) (*appeal.Appeal, error) {
	row := new(appealRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("code_hash = ?", hash).For("UPDATE"), row)
	return row.Appeal, translate(ctx, err)
}

func (tx appealTx) InsertAppeal(ctx context.Context, a *appeal.Appeal, letter appeal.Letter) error {
	if err := insert(ctx, tx.Tx, &appealRow{Appeal: a}); err != nil {
		return err
	}
	letter.ID = a.ID
	return insert(ctx, tx.Tx, &appealLetterRow{Letter: &letter})
}

func (tx appealTx) UpdateAppeal(ctx context.Context, a *appeal.Appeal) error {
	return update(ctx, tx.Tx, &appealRow{Appeal: a})
}

func (tx appealTx) NextAppealNumber(ctx context.Context, year int) (int, error) {
	return nextNumber(ctx, tx.Tx, "appeal", year)
}
