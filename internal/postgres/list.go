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

// named reads the rows with some ids; the order is not promised and unknown ids are left out.
func named[R row, T any](ctx context.Context, scope access.Scope, query *bun.SelectQuery, rows *[]R, ids []uuid.UUID, convert func(R) T) ([]T, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	if err := query.Where("?TableAlias.id IN (?)", bun.In(ids)).Scan(ctx); err != nil {
		return nil, translate(ctx, err)
	}
	stamp(scope, *rows)
	list := make([]T, len(*rows))
	for i, r := range *rows {
		list[i] = convert(r)
	}
	return list, nil
}
