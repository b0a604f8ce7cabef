package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/application"
)

// requested is what an application asks of the local budget.
const requested = `SELECT coalesce(sum(l.amount), 0)::bigint FROM ?tenant.budget_line AS l
	WHERE l.application_id = ?TableAlias.id AND l.source = 'LOCAL_BUDGET'`

var applicationOrders = map[application.Order]sorting{
	application.Oldest:      {rising: true},
	application.ByNumber:    {number: "?TableAlias.register_year::bigint * 1000000 + ?TableAlias.register_no", rising: true},
	application.ByRequested: {number: requested},
}

// Neighbours finds the applications before and after several in the sorted lists of their
// competitions; missing where there is none.
func (s *ApplicationStore) Neighbours(ctx context.Context, scope access.Scope, filter application.Filter, ids []uuid.UUID,
) (previous, next map[uuid.UUID]*application.Application, err error) {
	order := applicationOrders[filter.Order]
	if previous, err = s.beside(ctx, scope, filter, order.backwards(), ids); err != nil {
		return nil, nil, err
	}
	next, err = s.beside(ctx, scope, filter, order, ids)
	return previous, next, err
}

type besideRow struct {
	applicationRow
	Here uuid.UUID `bun:",scanonly"`
}

// beside finds the application that follows each of several.
func (s *ApplicationStore) beside(ctx context.Context, scope access.Scope, filter application.Filter, order sorting, ids []uuid.UUID,
) (map[uuid.UUID]*application.Application, error) {
	db := s.db.read(scope)
	following := order.after(filterApplications(db.NewSelect().Model((*applicationRow)(nil)), filter), "here").
		Where("application.competition_id = here.competition_id")
	var rows []*besideRow
	err := db.NewSelect().Model(&rows).ModelTableExpr("?tenant.application AS here CROSS JOIN LATERAL (?) AS application", following).
		ColumnExpr("application.*, here.id AS here").Where("here.id IN (?)", bun.List(ids)).Scan(ctx)
	if err != nil {
		return nil, translate(ctx, err)
	}
	stamp(scope, rows)
	found := make(map[uuid.UUID]*application.Application, len(rows))
	for _, row := range rows {
		found[row.Here] = row.Application
	}
	return found, nil
}
