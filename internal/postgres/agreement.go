package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/page"
)

var (
	_ = onConstraint("agreement_award_key", agreement.ErrExists)
	_ = onConstraint("agreement_number_key", agreement.ErrNumberTaken)
	_ = onConstraint("amendment_number_key", apperr.ErrStale)
)

type agreementRow struct {
	bun.BaseModel `bun:"table:?tenant.agreement,alias:agreement"`
	*agreement.Agreement
}

func (r *agreementRow) entity() *agreement.Agreement { return r.Agreement }

type agreementLineRow struct {
	bun.BaseModel `bun:"table:?tenant.agreement_line,alias:agreement_line"`
	*agreement.Line
}

type referenceRow struct {
	bun.BaseModel `bun:"table:?tenant.terms_of_reference,alias:terms_of_reference"`
	*agreement.TermsOfReference
}

type amendmentRow struct {
	bun.BaseModel `bun:"table:?tenant.amendment,alias:amendment"`
	*agreement.Amendment
}

// AgreementStore keeps agreements with their estimates, terms of reference and amendments.
type AgreementStore struct{ db *DB }

// NewAgreementStore makes the store.
func NewAgreementStore(db *DB) *AgreementStore { return &AgreementStore{db: db} }

// seen keeps the agreements that somebody may see.
func seen(query *bun.SelectQuery, sight agreement.Sight) *bun.SelectQuery {
	if sight.All {
		return query
	}
	return query.Where(`(?TableAlias.id IN (SELECT part.id FROM (?) AS part WHERE part.leader OR part.editor OR part.monitor) OR ?)`,
		partsOf(query.NewSelect(), sight), within("?TableAlias.id", sight.Estate, false))
}

// within is the condition that an agreement belongs to an estate; unlimited is its value
// in an estate without limits.
func within(column string, estate access.Estate, unlimited bool) schema.QueryAppender {
	if !estate.Limited() {
		return bun.SafeQuery("?", unlimited)
	}
	agreements, without := estate.Bounds()
	if without {
		return bun.SafeQuery(column+" NOT IN (?)", bun.List(agreements))
	}
	return bun.SafeQuery(column+" IN (?)", bun.List(agreements))
}

// partsOf says of every agreement what a person has to do with it.
func partsOf(query *bun.SelectQuery, sight agreement.Sight) *bun.SelectQuery {
	return query.TableExpr("?tenant.agreement AS a").Join("JOIN ?tenant.application AS app ON app.id = a.application_id").
		ColumnExpr("a.id, coalesce(app.owner_id = ?, false) AS leader", sight.UserID).
		ColumnExpr("EXISTS (SELECT FROM ?tenant.application_editor AS e WHERE e.application_id = app.id AND e.user_id = ?) AS editor", sight.UserID).
		ColumnExpr(`EXISTS (SELECT FROM ?tenant.monitoring_group AS g JOIN ?tenant.monitoring_group_member AS m ON m.group_id = g.id
			WHERE m.user_id = ? AND g.state = 'FORMED' AND ?::date BETWEEN g.from_date AND g.until_date
			AND (m.left_on IS NULL OR m.left_on >= ?::date) AND (g.competition_id IS NULL OR g.competition_id = a.competition_id)) AS monitor`,
			sight.UserID, sight.On, sight.On)
}

// Get reads one agreement that somebody may see.
func (s *AgreementStore) Get(ctx context.Context, scope access.Scope, sight agreement.Sight, id uuid.UUID) (*agreement.Agreement, error) {
	row := new(agreementRow)
	err := one(ctx, scope, seen(s.db.read(scope).NewSelect().Model(row), sight).Where("id = ?", id), row)
	return row.Agreement, err
}

// ByIDs reads those of the agreements that somebody may see.
func (s *AgreementStore) ByIDs(ctx context.Context, scope access.Scope, sight agreement.Sight, ids []uuid.UUID) (map[uuid.UUID]*agreement.Agreement, error) {
	var rows []*agreementRow
	return named(ctx, scope, seen(s.db.read(scope).NewSelect().Model(&rows), sight), &rows, ids, (*agreementRow).entity)
}

// List reads one page of what somebody may see, newest first.
func (s *AgreementStore) List(ctx context.Context, scope access.Scope, sight agreement.Sight, filter agreement.Filter, request page.Request,
) (page.Page[*agreement.Agreement], error) {
	var rows []*agreementRow
	query := seen(s.db.read(scope).NewSelect().Model(&rows), sight)
	if len(filter.States) > 0 {
		query = query.Where("state IN (?)", bun.List(filter.States))
	}
	if filter.Competition != uuid.Nil {
		query = query.Where("competition_id = ?", filter.Competition)
	}
	return listed(ctx, scope, query, &rows, request, newest, (*agreementRow).entity)
}

// OfAwards finds the agreements of awards that somebody may see.
func (s *AgreementStore) OfAwards(ctx context.Context, scope access.Scope, sight agreement.Sight, awards []uuid.UUID) (map[uuid.UUID]*agreement.Agreement, error) {
	var rows []*agreementRow
	query := seen(s.db.read(scope).NewSelect().Model(&rows), sight)
	lists, err := grouped(ctx, scope, query, "award_id", awards, &rows,
		func(r *agreementRow) (uuid.UUID, *agreement.Agreement) { return r.AwardID, r.Agreement })
	found := make(map[uuid.UUID]*agreement.Agreement, len(lists))
	for id, list := range lists {
		found[id] = list[0]
	}
	return found, err
}

// Visible keeps those of the agreements that somebody may see.
func (s *AgreementStore) Visible(ctx context.Context, scope access.Scope, sight agreement.Sight, ids []uuid.UUID) (visible []uuid.UUID, err error) {
	err = seen(s.db.read(scope).NewSelect().Model((*agreementRow)(nil)).Column("id").Where("?TableAlias.id IN (?)", bun.List(ids)), sight).Scan(ctx, &visible)
	return visible, translate(ctx, err)
}

// Parts says what a person has to do with agreements; those without are missing.
func (s *AgreementStore) Parts(ctx context.Context, scope access.Scope, sight agreement.Sight, ids []uuid.UUID) (map[uuid.UUID]agreement.Part, error) {
	return readParts(ctx, s.db.read(scope).NewSelect(), sight, ids)
}

func readParts(ctx context.Context, query *bun.SelectQuery, sight agreement.Sight, ids []uuid.UUID) (map[uuid.UUID]agreement.Part, error) {
	var rows []struct {
		ID uuid.UUID
		agreement.Part
	}
	if err := partsOf(query, sight).Where("a.id IN (?)", bun.List(ids)).Scan(ctx, &rows); err != nil {
		return nil, translate(ctx, err)
	}
	parts := make(map[uuid.UUID]agreement.Part, len(rows))
	for _, row := range rows {
		if row.Part != (agreement.Part{}) {
			parts[row.ID] = row.Part
		}
	}
	return parts, nil
}
