package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/page"
)

type competitionRow struct {
	bun.BaseModel `bun:"table:?tenant.competition,alias:competition"`
	*competition.Competition
	SortKey int64 `bun:",scanonly"`
}

func (r *competitionRow) sortKey() int64 { return r.SortKey }

var competitionOrders = map[competition.Sorting]sorting{
	competition.Oldest: {rising: true},
	competition.ByNumber: {
		number: "?TableAlias.year::bigint * 1000000 + coalesce(substring(?TableAlias.number FROM '^[0-9]{1,6}')::bigint, 0)", rising: true,
	},
	competition.ByRequested: {number: `SELECT coalesce(sum(l.amount), 0)::bigint FROM ?tenant.application AS a
		JOIN ?tenant.budget_line AS l ON l.application_id = a.id WHERE a.competition_id = ?TableAlias.id
		AND a.state NOT IN ('DRAFT', 'WITHDRAWN') AND l.source = 'LOCAL_BUDGET'`},
}

func (r *competitionRow) entity() *competition.Competition { return r.Competition }

// competitionColumns serve lists. What is decided for one competition needs the whole row.
var competitionColumns = columnsOf{
	"":           {"id", "version", "created_at", "updated_at", "state", "opens_at", "closes_at", "announced_at", "published_at"},
	"__typename": nil, "id": nil, "version": nil, "createdAt": nil, "updatedAt": nil, "state": nil, "window": nil,
	"announcedAt": nil, "publishedAt": nil, "applications": nil, "applicationCounts": nil,
	"number":      {"number"},
	"year":        {"year"},
	"title":       {"title"},
	"implementBy": {"implement_by"},
	"maxAmount":   {"max_amount"},
	"blind":       {"blind", "regulation_id"},
	"reason":      {"reason"},
	"regulation":  {"regulation_id"}, "envelope": {"envelope_id"}, "commission": {"commission_id"},
	"priorityAreas": {"priority_area_ids", "priority_area_names"},
	"reannounces":   {"reannounces_id"}, "reannouncedBy": nil,
}

var (
	_ = onConstraint("competition_regulation_fk", competition.ErrUnknownRegulation)
	_ = onConstraint("competition_envelope_fk", competition.ErrUnknownEnvelope)
	_ = onConstraint("competition_commission_fk", competition.ErrUnknownCommission)
	_ = onConstraint("competition_reannounces_key", competition.ErrReannounced)
)

// CompetitionStore keeps competitions with their announcements.
type CompetitionStore struct{ seated }

// NewCompetitionStore makes the store.
func NewCompetitionStore(db *DB) *CompetitionStore { return &CompetitionStore{seated{db}} }

// Get reads one competition.
func (s *CompetitionStore) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*competition.Competition, error) {
	row := new(competitionRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Competition, err
}

// ByIDs reads several competitions; those that do not exist are missing from the answer.
func (s *CompetitionStore) ByIDs(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*competition.Competition, error) {
	var rows []*competitionRow
	if err := s.db.read(scope).NewSelect().Model(&rows).Where("id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
		return nil, translate(ctx, err)
	}
	stamp(scope, rows)
	found := make(map[uuid.UUID]*competition.Competition, len(rows))
	for _, row := range rows {
		found[row.ID] = row.Competition
	}
	return found, nil
}

// Reannouncements reads the competitions in place of several, oldest first, without those
// that were cancelled before they were announced.
func (s *CompetitionStore) Reannouncements(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*competition.Competition, error) {
	var rows []*competitionRow
	query := s.db.read(scope).NewSelect().Model(&rows).Where("(state <> 'CANCELLED' OR announced_at IS NOT NULL)")
	return grouped(ctx, scope, query, "reannounces_id", ids, &rows,
		func(r *competitionRow) (uuid.UUID, *competition.Competition) { return *r.ReannouncesID, r.Competition })
}

// List reads one page.
func (s *CompetitionStore) List(ctx context.Context, scope access.Scope, filter competition.Filter, request page.Request,
) (page.Page[*competition.Competition], error) {
	var rows []*competitionRow
	query := competitionFilter(s.db.read(scope).NewSelect().Model(&rows), filter)
	count, err := total(ctx, query, request)
	if err != nil {
		return page.Page[*competition.Competition]{}, err
	}
	order := competitionOrders[filter.Sorting]
	if err := order.page(competitionColumns.sorted(query, request.Fields, order), request).Scan(ctx); err != nil {
		return page.Page[*competition.Competition]{}, translate(ctx, err)
	}
	stamp(scope, rows)
	result := sortedPage(order, rows, request, (*competitionRow).entity)
	result.Total = count
	return result, nil
}

// Change runs fn in one transaction.
func (s *CompetitionStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, competition.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, competitionTx{tx}) })
}

// competitionTx changes competitions within a transaction; the transactions of
// applications and of the evaluation use it as well.
type competitionTx struct{ *Tx }

// Lock reads a competition and keeps others from changing it.
func (tx competitionTx) Lock(ctx context.Context, id uuid.UUID) (*competition.Competition, error) {
	return tx.locked(ctx, id, "UPDATE")
}

// LockShared reads a competition and keeps others from changing it, while several may
// hold it: enough to decide whether the window is open.
func (tx competitionTx) LockShared(ctx context.Context, id uuid.UUID) (*competition.Competition, error) {
	return tx.locked(ctx, id, "SHARE")
}

func (tx competitionTx) locked(ctx context.Context, id uuid.UUID, strength string) (*competition.Competition, error) {
	row := new(competitionRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For(strength), row)
	return row.Competition, err
}

// NextNumber gives the next number of the year's register of competitions.
func (tx competitionTx) NextNumber(ctx context.Context, year int) (int, error) {
	return nextNumber(ctx, tx.Tx, "competition", year)
}

// Insert writes a new competition.
func (tx competitionTx) Insert(ctx context.Context, c *competition.Competition) error {
	return insert(ctx, tx.Tx, &competitionRow{Competition: c})
}

// Update writes a changed competition back.
func (tx competitionTx) Update(ctx context.Context, c *competition.Competition) error {
	tx.index(*c)
	return update(ctx, tx.Tx, &competitionRow{Competition: c})
}
