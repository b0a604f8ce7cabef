package postgres

import (
	"context"

	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/page"
)

// requested is what an application asks of the local budget.
const requested = `SELECT coalesce(sum(l.amount), 0)::bigint FROM ?tenant.budget_line AS l
	WHERE l.application_id = ?TableAlias.id AND l.source = 'LOCAL_BUDGET'`

var applicationOrders = map[application.Order]sorting{
	application.Oldest:      {rising: true},
	application.ByNumber:    {number: "?TableAlias.register_year::bigint * 1000000 + ?TableAlias.register_no", rising: true},
	application.ByRequested: {number: requested},
}

// Neighbours finds the applications before and after one in the sorted list of its
// competition; nil where there is none.
func (s *ApplicationStore) Neighbours(ctx context.Context, scope access.Scope, filter application.Filter, a *application.Application,
) (previous, next *application.Application, err error) {
	order := applicationOrders[filter.Order]
	here := new(applicationRow)
	query := order.columns(s.db.read(scope).NewSelect().Model(here)).Where("?TableAlias.id = ?", a.ID)
	if err := one(ctx, scope, query, here); err != nil {
		return nil, nil, err
	}
	at := order.cursor(here)
	if previous, err = s.beside(ctx, scope, filter, order.backwards(), at); err != nil {
		return nil, nil, err
	}
	next, err = s.beside(ctx, scope, filter, order, at)
	return previous, next, err
}

func (s *ApplicationStore) beside(ctx context.Context, scope access.Scope, filter application.Filter, order sorting, at page.Cursor,
) (*application.Application, error) {
	var rows []*applicationRow
	query := filterApplications(s.db.read(scope).NewSelect().Model(&rows), filter).
		Where("?TableAlias.competition_id IN (?)", bun.List(filter.CompetitionIDs))
	found, err := beside(ctx, scope, query, order, &rows, at)
	if found == nil {
		return nil, err
	}
	return found.Application, err
}
