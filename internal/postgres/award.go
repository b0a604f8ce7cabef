package postgres

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/award"
	"github.com/demilge/demilge/internal/protocol"
)

var _ = onConstraint("award_application_key", protocol.ErrExists)

type awardRow struct {
	bun.BaseModel `bun:"table:?tenant.award,alias:award"`
	*award.Award
}

// AwardStore keeps awards.
type AwardStore struct{ seated }

// NewAwardStore makes the store.
func NewAwardStore(db *DB) *AwardStore { return &AwardStore{seated{db}} }

// withFunds reads awards with the other valued lines of their applications, and whether
// an agreement holds them.
func withFunds(query *bun.SelectQuery) *bun.SelectQuery {
	return query.ColumnExpr("award.*, f.other_funds, f.other_estimated").
		ColumnExpr("EXISTS (SELECT FROM ?tenant.agreement AS g WHERE g.award_id = award.id AND g.state <> 'DRAFT') AS agreed").
		Join(`CROSS JOIN LATERAL (SELECT coalesce(sum(l.amount), 0)::bigint AS other_funds,
			coalesce(bool_or(l.valuation = 'ESTIMATED'), false) AS other_estimated
			FROM ?tenant.budget_line AS l WHERE l.application_id = award.application_id
			AND l.amount IS NOT NULL AND l.source NOT IN ('LOCAL_BUDGET', 'PROGRAMME')) AS f`)
}

// Get reads one award.
func (s *AwardStore) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*award.Award, error) {
	row := new(awardRow)
	err := one(ctx, scope, withFunds(s.db.read(scope).NewSelect().Model(row)).Where("award.id = ?", id), row)
	return row.Award, err
}

// OfCompetitions lists the standing awards of competitions in the order of their rank.
func (s *AwardStore) OfCompetitions(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*award.Award, error) {
	var rows []*awardRow
	query := withFunds(s.db.read(scope).NewSelect().Model(&rows)).Where("award.annulled_at IS NULL").OrderExpr("award.rank")
	return grouped(ctx, scope, query, "competition_id", ids, &rows,
		func(r *awardRow) (uuid.UUID, *award.Award) { return r.CompetitionID, r.Award })
}

// Published keeps the competitions whose result is public.
func (s *AwardStore) Published(ctx context.Context, scope access.Scope, ids []uuid.UUID) (published []uuid.UUID, err error) {
	err = s.db.read(scope).NewSelect().Model((*competitionRow)(nil)).Column("id").
		Where("id IN (?)", bun.List(ids)).Where("published_at IS NOT NULL").Scan(ctx, &published)
	return published, translate(ctx, err)
}

// OfApplications finds the standing awards of applications.
func (s *AwardStore) OfApplications(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*award.Award, error) {
	var rows []*awardRow
	query := withFunds(s.db.read(scope).NewSelect().Model(&rows)).Where("award.annulled_at IS NULL")
	lists, err := grouped(ctx, scope, query, "application_id", ids, &rows,
		func(r *awardRow) (uuid.UUID, *award.Award) { return r.ApplicationID, r.Award })
	if err != nil {
		return nil, err
	}
	found := make(map[uuid.UUID]*award.Award, len(lists))
	for id, list := range lists {
		found[id] = list[0]
	}
	return found, nil
}

// Change runs fn in one transaction.
func (s *AwardStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, award.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, awardTx{tx}) })
}

// awardTx lends its inserts to the transactions of protocols.
type awardTx struct{ *Tx }

// Lock reads an award and keeps others from changing it.
func (tx awardTx) Lock(ctx context.Context, id uuid.UUID) (*award.Award, error) {
	row := new(awardRow)
	err := one(ctx, tx.scope, withFunds(tx.NewSelect().Model(row)).Where("award.id = ?", id).For("UPDATE OF award"), row)
	return row.Award, err
}

func (tx awardTx) Update(ctx context.Context, a *award.Award) error {
	return update(ctx, tx.Tx, &awardRow{Award: a})
}

func (tx awardTx) InsertAward(ctx context.Context, a *award.Award) error {
	return insert(ctx, tx.Tx, &awardRow{Award: a})
}

// AnnulAwards ends the awards of a protocol.
func (tx awardTx) AnnulAwards(ctx context.Context, protocol uuid.UUID, now time.Time) error {
	_, err := tx.NewUpdate().Model((*awardRow)(nil)).Set("annulled_at = ?, updated_at = ?, version = version + 1", now, now).
		Where("protocol_id = ?", protocol).Where("annulled_at IS NULL").Exec(ctx)
	return err
}
