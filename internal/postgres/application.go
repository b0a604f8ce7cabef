package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/page"
)

type applicationRow struct {
	bun.BaseModel `bun:"table:?tenant.application,alias:application"`
	*application.Application
	SortKey int64 `bun:",scanonly"`
}

func (r *applicationRow) sortKey() int64 { return r.SortKey }

func (r *applicationRow) entity() *application.Application { return r.Application }

// applicationColumns serve lists. What is decided for one application needs the whole row.
var applicationColumns = columnsOf{
	"":           {"id", "version", "created_at", "updated_at", "competition_id", "state", "channel", "owner_id"},
	"__typename": nil, "id": nil, "version": nil, "createdAt": nil, "updatedAt": nil, "state": nil, "channel": nil,
	"code": nil, "competition": nil, "budget": nil,
	"number":    {"register_year", "register_no"},
	"receipt":   {"register_year", "register_no", "received_at", "edition", "sha256"},
	"reason":    {"reason"},
	"title":     {"title"},
	"language":  {"language"},
	"goal":      {"goal"},
	"startDate": {"start_date"}, "endDate": {"end_date"},
	"kind": {"kind"}, "type": {"type"}, "localMatter": {"local_matter"}, "priorityArea": {"priority_area_id"},
}

// ApplicationStore keeps applications with all that belongs to them.
type ApplicationStore struct{ seated }

// NewApplicationStore makes the store.
func NewApplicationStore(db *DB) *ApplicationStore { return &ApplicationStore{seated{db}} }

// Get reads one application.
func (s *ApplicationStore) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*application.Application, error) {
	row := new(applicationRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Application, err
}

// ByIDs reads several applications; those that do not exist are missing from the answer.
func (s *ApplicationStore) ByIDs(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*application.Application, error) {
	var rows []*applicationRow
	if err := s.db.read(scope).NewSelect().Model(&rows).Where("id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
		return nil, translate(ctx, err)
	}
	stamp(scope, rows)
	found := make(map[uuid.UUID]*application.Application, len(rows))
	for _, row := range rows {
		found[row.ID] = row.Application
	}
	return found, nil
}

// List reads one page, newest first.
func (s *ApplicationStore) List(ctx context.Context, scope access.Scope, filter application.Filter, request page.Request,
) (page.Page[*application.Application], error) {
	var rows []*applicationRow
	query := filterApplications(s.db.read(scope).NewSelect().Model(&rows), filter)
	if filter.CompetitionIDs != nil {
		query = query.Where("competition_id IN (?)", bun.List(filter.CompetitionIDs))
	}
	count, err := total(ctx, query, request)
	if err != nil {
		return page.Page[*application.Application]{}, err
	}
	order := applicationOrders[filter.Order]
	if err := order.page(applicationColumns.sorted(query, request.Fields, order), request).Scan(ctx); err != nil {
		return page.Page[*application.Application]{}, translate(ctx, err)
	}
	stamp(scope, rows)
	result := sortedPage(order, rows, request, (*applicationRow).entity)
	result.Total = count
	return result, nil
}

// ListEach reads the same page of each competition of the filter, in one statement.
func (s *ApplicationStore) ListEach(ctx context.Context, scope access.Scope, filter application.Filter, request page.Request,
) (map[uuid.UUID]page.Page[*application.Application], error) {
	db := s.db.read(scope)
	order := applicationOrders[filter.Order]
	each := order.page(filterApplications(db.NewSelect().Model((*applicationRow)(nil)), filter), request).
		Where("application.competition_id = competition.id")
	var rows []*applicationRow
	query := db.NewSelect().Model(&rows).ModelTableExpr("unnest(ARRAY[?]::uuid[]) AS competition(id) CROSS JOIN LATERAL (?) AS application",
		bun.List(filter.CompetitionIDs), applicationColumns.sorted(each, request.Fields, order))
	if err := order.again(query, applicationColumns, request.Fields).Scan(ctx); err != nil {
		return nil, translate(ctx, err)
	}
	stamp(scope, rows)
	filtered := filterApplications(db.NewSelect().Model((*applicationRow)(nil)), filter)
	counts, err := totals(ctx, filtered, "competition_id", filter.CompetitionIDs, request)
	if err != nil {
		return nil, err
	}
	return split(filter.CompetitionIDs, rows, counts, func(r *applicationRow) uuid.UUID { return r.CompetitionID },
		func(rows []*applicationRow) page.Page[*application.Application] {
			return sortedPage(order, rows, request, (*applicationRow).entity)
		}), nil
}
