package postgres

import (
	"slices"

	"github.com/uptrace/bun"
)

// columnsOf says of which columns the fields of a kind of row are made. A field that is
// not in it needs the whole row. The columns of the empty name are always read.
type columnsOf map[string][]string

// narrow reads only the columns that the asked fields are made of; nil asks for all.
func (c columnsOf) narrow(query *bun.SelectQuery, fields []string) *bun.SelectQuery {
	if fields == nil {
		return query
	}
	columns := slices.Clone(c[""])
	for _, field := range fields {
		of, ok := c[field]
		if !ok {
			return query
		}
		columns = append(columns, of...)
	}
	slices.Sort(columns)
	for _, column := range slices.Compact(columns) {
		query = query.ColumnExpr("?TableAlias.?", bun.Ident(column))
	}
	return query
}

// sorted narrows, unless the order needs a number of its own beside the row.
func (c columnsOf) sorted(query *bun.SelectQuery, fields []string, order sorting) *bun.SelectQuery {
	if order.number == "" {
		return c.narrow(query, fields)
	}
	return order.columns(query)
}
