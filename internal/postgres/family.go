package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/page"
)

// grouped reads rows that belong to some parents and groups them, oldest first.
func grouped[R row, T any](ctx context.Context, scope access.Scope, query *bun.SelectQuery, column string, parents []uuid.UUID, rows *[]R,
	convert func(R) (uuid.UUID, T),
) (map[uuid.UUID][]T, error) {
	found := make(map[uuid.UUID][]T, len(parents))
	if len(parents) == 0 {
		return found, nil
	}
	if err := query.Where("?TableAlias.? IN (?)", bun.Ident(column), bun.List(parents)).OrderExpr("?TableAlias.id").Scan(ctx); err != nil {
		return nil, translate(ctx, err)
	}
	stamp(scope, *rows)
	for _, r := range *rows {
		parent, item := convert(r)
		found[parent] = append(found[parent], item)
	}
	return found, nil
}

// family says how rows hang on their parents: column names the parent, parent and entity
// read it and the domain's entity out of a row.
type family[R row, T interface{ Common() *entity.Base }] struct {
	column string
	parent func(R) uuid.UUID
	entity func(R) T
	// newest first; otherwise oldest first.
	newest bool
}

// pages reads the same page of each parent in one statement, and counts the lists in a
// second one when the request asks for it. filter narrows both.
func (f family[R, T]) pages(ctx context.Context, scope access.Scope, db selecter, parents []uuid.UUID, request page.Request,
	filter func(*bun.SelectQuery) *bun.SelectQuery,
) (map[uuid.UUID]page.Page[T], error) {
	if len(parents) == 0 {
		return map[uuid.UUID]page.Page[T]{}, nil
	}
	order, sorted := oldest, "?TableAlias.id"
	if f.newest {
		order, sorted = newest, "?TableAlias.id DESC"
	}
	var none R
	each := order(filter(db.NewSelect().Model(none)), request).Where("?TableAlias.? = parent.id", bun.Ident(f.column))
	var rows []R
	err := db.NewSelect().Model(&rows).OrderExpr(sorted).
		ModelTableExpr("unnest(ARRAY[?]::uuid[]) AS parent(id) CROSS JOIN LATERAL (?) AS ?TableAlias", bun.List(parents), each).Scan(ctx)
	if err != nil {
		return nil, translate(ctx, err)
	}
	stamp(scope, rows)
	counts, err := totals(ctx, filter(db.NewSelect().Model(none)), f.column, parents, request)
	if err != nil {
		return nil, err
	}
	return split(parents, rows, counts, f.parent, func(rows []R) page.Page[T] { return pageOf(rows, request, f.entity) }), nil
}

// totals is [total] for the lists of several parents; nil when nobody asks.
func totals(ctx context.Context, query *bun.SelectQuery, column string, parents []uuid.UUID, request page.Request) (map[uuid.UUID]int, error) {
	if !request.Total {
		return nil, nil
	}
	return counted(ctx, query, column, parents)
}

// counted counts the rows of parents; those without are missing.
func counted(ctx context.Context, query *bun.SelectQuery, column string, parents []uuid.UUID) (map[uuid.UUID]int, error) {
	var rows []struct {
		Parent uuid.UUID
		Count  int
	}
	err := query.ColumnExpr("?TableAlias.? AS parent, count(*) AS count", bun.Ident(column)).
		Where("?TableAlias.? IN (?)", bun.Ident(column), bun.List(parents)).Group(column).Scan(ctx, &rows)
	counts := make(map[uuid.UUID]int, len(rows))
	for _, r := range rows {
		counts[r.Parent] = r.Count
	}
	return counts, translate(ctx, err)
}

// split makes a page of the rows of each parent; counts nil leaves the totals out.
func split[R row, T any](parents []uuid.UUID, rows []R, counts map[uuid.UUID]int, parent func(R) uuid.UUID, pageOf func([]R) page.Page[T],
) map[uuid.UUID]page.Page[T] {
	of := map[uuid.UUID][]R{}
	for _, r := range rows {
		of[parent(r)] = append(of[parent(r)], r)
	}
	pages := make(map[uuid.UUID]page.Page[T], len(parents))
	for _, id := range parents {
		result := pageOf(of[id])
		if counts != nil {
			n := counts[id]
			result.Total = &n
		}
		pages[id] = result
	}
	return pages
}

func unfiltered(query *bun.SelectQuery) *bun.SelectQuery { return query }
