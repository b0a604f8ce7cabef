package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/page"
)

// row is a stored entity: a struct that embeds bun.BaseModel and the domain's own type.
type row interface{ Common() *entity.Base }

// one scans a single row and answers NOT_FOUND when there is none.
func one(ctx context.Context, scope access.Scope, query *bun.SelectQuery, dest row) error {
	if err := query.Scan(ctx); err != nil {
		return translate(ctx, err)
	}
	dest.Common().TenantID = scope.TenantID()
	return nil
}

// absent turns NOT_FOUND into nothing.
func absent[T any](found *T, err error) (*T, error) {
	if err != nil && apperr.CodeOf(err) == apperr.NotFound {
		return nil, nil
	}
	return found, err
}

// stamp tells rows which tenant they were read from.
func stamp[R row](scope access.Scope, rows []R) {
	for _, r := range rows {
		r.Common().TenantID = scope.TenantID()
	}
}

// insert writes a new row.
func insert(ctx context.Context, tx *Tx, model any) error {
	_, err := tx.NewInsert().Model(model).Returning("NULL").Exec(ctx)
	return err
}

// update writes a row back if nobody changed it since: the entity carries the new
// version, one above the stored one. It answers CONFLICT otherwise.
func update(ctx context.Context, tx *Tx, model row) error {
	base := model.Common()
	result, err := tx.NewUpdate().Model(model).ExcludeColumn("id", "created_at").
		Where("id = ?", base.ID).Where("version = ?", base.Version-1).Exec(ctx)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 1 {
		return err
	}
	return apperr.ErrStale
}

// newest asks for one page of a list ordered by id, newest first, and one row more to
// know whether another page follows.
func newest(query *bun.SelectQuery, request page.Request) *bun.SelectQuery {
	if request.After != nil {
		query = query.Where("?TableAlias.id < ?", lastKey(request.After))
	}
	return query.OrderExpr("?TableAlias.id DESC").Limit(int64(request.First) + 1)
}

// oldest is newest in the order of creation.
func oldest(query *bun.SelectQuery, request page.Request) *bun.SelectQuery {
	if request.After != nil {
		query = query.Where("?TableAlias.id > ?", lastKey(request.After))
	}
	return query.OrderExpr("?TableAlias.id").Limit(int64(request.First) + 1)
}

func lastKey(cursor *page.Cursor) uuid.UUID {
	id, err := uuid.Parse(cursor.Keys[len(cursor.Keys)-1])
	if err != nil {
		return uuid.Nil // a cursor of another list: an empty page
	}
	return id
}

// byID is the cursor of lists ordered by id.
func byID[T interface{ Common() *entity.Base }](item T) page.Cursor {
	return page.Cursor{Keys: []string{item.Common().ID.String()}}
}

// pageOf makes the page of up to First+1 rows; convert takes the domain's entity out of a row.
func pageOf[R row, T interface{ Common() *entity.Base }](rows []R, request page.Request, convert func(R) T) page.Page[T] {
	result := page.Page[T]{Cursor: byID[T], HasNext: len(rows) > request.First}
	if result.HasNext {
		rows = rows[:request.First]
	}
	result.Items = make([]T, len(rows))
	for i, r := range rows {
		result.Items[i] = convert(r)
	}
	return result
}

// total counts the whole list when the request asks for it. The query must carry the
// filters and not yet the page.
func total(ctx context.Context, query *bun.SelectQuery, request page.Request) (*int, error) {
	if !request.Total {
		return nil, nil
	}
	n, err := query.Count(ctx)
	if err != nil {
		return nil, translate(ctx, err)
	}
	count := int(n)
	return &count, nil
}
