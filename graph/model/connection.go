// Package model binds GraphQL types to Go: aliases of the domain's types, the shapes
// that all lists share, and what gqlgen generates of inputs and payloads.
package model

import "github.com/demilge/demilge/internal/page"

// Connection is the GraphQL shape of a page.
type Connection[T any] struct{ page page.Page[T] }

// NewConnection shows a page as a connection.
func NewConnection[T any](p page.Page[T]) *Connection[T] { return &Connection[T]{page: p} }

// Edge is an item with its cursor.
type Edge[T any] struct {
	Cursor string
	Node   T
}

// Nodes are the items of the page.
func (c *Connection[T]) Nodes() []T { return c.page.Items }

// Edges are the items with their cursors.
func (c *Connection[T]) Edges() []*Edge[T] {
	edges := make([]*Edge[T], len(c.page.Items))
	for i, item := range c.page.Items {
		edges[i] = &Edge[T]{Cursor: c.page.Cursor(item).String(), Node: item}
	}
	return edges
}

// PageInfo tells where the page stands.
func (c *Connection[T]) PageInfo() *PageInfo {
	info := &PageInfo{HasNextPage: c.page.HasNext}
	if n := len(c.page.Items); n > 0 {
		end := c.page.Cursor(c.page.Items[n-1]).String()
		info.EndCursor = &end
	}
	return info
}

// TotalCount is the length of the whole list; it was counted because it was asked for.
func (c *Connection[T]) TotalCount() int {
	if c.page.Total == nil {
		return 0
	}
	return *c.page.Total
}
