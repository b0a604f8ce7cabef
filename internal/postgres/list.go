package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/page"
)

// listed reads one page of a list: query carries the filters and reads into rows, order
// is newest or oldest, convert takes the domain's entity out of a row.
func listed[R row, T interface{ Common() *entity.Base }](ctx context.Context, scope access.Scope, query *bun.SelectQuery, rows *[]R,
	request page.Request, order func(*bun.SelectQuery, page.Request) *bun.SelectQuery, convert func(R) T,
) (page.Page[T], error) {
	count, err := total(ctx, query, request)
	if err != nil {
		return page.Page[T]{}, err
	}
	if err := order(query, request).Scan(ctx); err != nil {
		return page.Page[T]{}, translate(ctx, err)
	}
	stamp(scope, *rows)
	result := pageOf(*rows, request, convert)
	result.Total = count
	return result, nil
}

// named reads the rows with some ids; those that do not exist are missing from the answer.
func named[R row, T any](ctx context.Context, scope access.Scope, query *bun.SelectQuery, rows *[]R, ids []uuid.UUID, convert func(R) T,
) (map[uuid.UUID]T, error) {
	found := make(map[uuid.UUID]T, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	if err := query.Where("?TableAlias.id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
		return nil, translate(ctx, err)
	}
	stamp(scope, *rows)
	for _, r := range *rows {
		found[r.Common().ID] = convert(r)
	}
	return found, nil
}
