package postgres

import (
	"math"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/page"
)

// sorting is the order of a list: by a whole number and, among equals, by id, both
// falling unless it is rising. Without a number it is by id alone.
type sorting struct {
	// number is SQL over the row, with ?TableAlias.
	number string
	rising bool
}

// backwards is the same list from its end.
func (s sorting) backwards() sorting { return sorting{number: s.number, rising: !s.rising} }

// sorted is a row that carries the number it was sorted by.
type sorted interface {
	row
	sortKey() int64
}

// columns adds the number to the row's columns.
func (s sorting) columns(query *bun.SelectQuery) *bun.SelectQuery {
	if s.number == "" {
		return query
	}
	return query.ColumnExpr("?TableAlias.*").ColumnExpr("(" + s.number + ") AS sort_key")
}

// again sorts rows that a page was read of already, with the number in their columns.
func (s sorting) again(query *bun.SelectQuery, columns columnsOf, fields []string) *bun.SelectQuery {
	switch {
	case s.number == "" && s.rising:
		return columns.narrow(query, fields).OrderExpr("?TableAlias.id")
	case s.number == "":
		return columns.narrow(query, fields).OrderExpr("?TableAlias.id DESC")
	case s.rising:
		return query.ColumnExpr("?TableAlias.*").OrderExpr("?TableAlias.sort_key, ?TableAlias.id")
	}
	return query.ColumnExpr("?TableAlias.*").OrderExpr("?TableAlias.sort_key DESC, ?TableAlias.id DESC")
}

// page asks for one page, as newest and oldest do.
func (s sorting) page(query *bun.SelectQuery, request page.Request) *bun.SelectQuery {
	switch {
	case s.number == "" && s.rising:
		return oldest(query, request)
	case s.number == "":
		return newest(query, request)
	}
	compare, direction := "<", " DESC"
	if s.rising {
		compare, direction = ">", ""
	}
	if request.After != nil {
		number, id := s.position(request.After)
		query = query.Where("(("+s.number+"), ?TableAlias.id) "+compare+" (?, ?)", number, id)
	}
	return query.OrderExpr("(" + s.number + ")" + direction + ", ?TableAlias.id" + direction).Limit(int64(request.First) + 1)
}

// position reads a cursor; one of another list gives an empty page.
func (s sorting) position(cursor *page.Cursor) (int64, uuid.UUID) {
	number, err := strconv.ParseInt(cursor.Keys[0], 10, 64)
	if err != nil || len(cursor.Keys) != 2 {
		number = math.MinInt64
		if s.rising {
			number = math.MaxInt64
		}
	}
	return number, lastKey(cursor)
}

func (s sorting) cursor(r sorted) page.Cursor {
	id := r.Common().ID.String()
	if s.number == "" {
		return page.Cursor{Keys: []string{id}}
	}
	return page.Cursor{Keys: []string{strconv.FormatInt(r.sortKey(), 10), id}}
}

// sortedPage makes the page of rows that a sorting read.
func sortedPage[R sorted, T interface{ Common() *entity.Base }](s sorting, rows []R, request page.Request, convert func(R) T) page.Page[T] {
	result := pageOf(rows, request, convert)
	cursors := make(map[uuid.UUID]page.Cursor, len(rows))
	for _, r := range rows {
		cursors[r.Common().ID] = s.cursor(r)
	}
	result.Cursor = func(item T) page.Cursor { return cursors[item.Common().ID] }
	return result
}

// after asks for the one row that follows another, which stands beside the query under an
// alias of its own.
func (s sorting) after(query *bun.SelectQuery, here string) *bun.SelectQuery {
	compare, direction := "<", " DESC"
	if s.rising {
		compare, direction = ">", ""
	}
	key, order := "?TableAlias.id", "?TableAlias.id"+direction
	if s.number != "" {
		key, order = "("+s.number+"), "+key, "("+s.number+")"+direction+", "+order
	}
	return query.Where("(" + key + ") " + compare + " (" + strings.ReplaceAll(key, "?TableAlias", here) + ")").OrderExpr(order).Limit(1)
}

// past keeps the rows that follow one of the list, which has that id in a table.
func (s sorting) past(query *bun.SelectQuery, table string, id uuid.UUID) *bun.SelectQuery {
	compare := "<"
	if s.rising {
		compare = ">"
	}
	if s.number == "" {
		return query.Where("?TableAlias.id "+compare+" ?", id)
	}
	return query.Where("(("+s.number+"), ?TableAlias.id) "+compare+
		" (SELECT ("+strings.ReplaceAll(s.number, "?TableAlias", "here")+"), here.id FROM "+table+" AS here WHERE here.id = ?)", id)
}

// first asks for the first row in the order.
func (s sorting) first(query *bun.SelectQuery) *bun.SelectQuery {
	direction := " DESC"
	if s.rising {
		direction = ""
	}
	if s.number != "" {
		query = query.OrderExpr("(" + s.number + ")" + direction)
	}
	return query.OrderExpr("?TableAlias.id" + direction).Limit(1)
}
