package graph

import (
	"context"
	"net/http"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/demilge/demilge/internal/entity"
)

// levels remembers, for one query, which things were read in one list. What a document
// asks of each of them is then read for all together: one statement a level, however
// many rows. Nothing outlives the request.
type levels struct {
	mu     sync.Mutex
	groups map[uuid.UUID]*level
}

// level is one list of things with what was read for all of them, by the field's place
// in the document.
type level struct {
	ids    []uuid.UUID
	mu     sync.Mutex
	fields map[*ast.Field]any
}

type levelsKey struct{}

// withLevels gives each request a memory of its own.
func withLevels(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		memory := &levels{groups: map[uuid.UUID]*level{}}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), levelsKey{}, memory)))
	})
}

// remember notes that items were read in one list. Only a query has a memory: what a
// mutation or a stream reads changes under it.
func remember[T interface{ Common() *entity.Base }](ctx context.Context, items ...T) {
	memory, ok := ctx.Value(levelsKey{}).(*levels)
	if !ok || len(items) < 2 || graphql.GetOperationContext(ctx).Operation.Operation != ast.Query {
		return
	}
	group := &level{fields: map[*ast.Field]any{}}
	memory.mu.Lock()
	defer memory.mu.Unlock()
	for _, item := range items {
		id := item.Common().ID
		group.ids = append(group.ids, id)
		memory.groups[id] = group
	}
}

// together reads the current field of a thing: for all things of its list at once when
// the first of them asks, for itself alone when it came alone.
func together[T any](ctx context.Context, id uuid.UUID, load func(ids []uuid.UUID) (map[uuid.UUID]T, error)) (T, error) {
	group := levelOf(ctx, id)
	if group == nil {
		loaded, err := load([]uuid.UUID{id})
		return loaded[id], err
	}
	place := graphql.GetFieldContext(ctx).Field.Field
	group.mu.Lock()
	defer group.mu.Unlock()
	if known, ok := group.fields[place].(map[uuid.UUID]T); ok {
		return known[id], nil
	}
	loaded, err := load(group.ids)
	if err != nil {
		var none T
		return none, err
	}
	group.fields[place] = loaded
	return loaded[id], nil
}

func levelOf(ctx context.Context, id uuid.UUID) *level {
	memory, ok := ctx.Value(levelsKey{}).(*levels)
	if !ok {
		return nil
	}
	memory.mu.Lock()
	defer memory.mu.Unlock()
	return memory.groups[id]
}
