package graph

import (
	"context"
	"net/http"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/demilge/demilge/internal/entity"
)

// addressed is what has an address of its own.
type addressed interface{ Ref() entity.Ref }

// thing is a stored entity.
type thing interface {
	addressed
	Common() *entity.Base
}

// levels remembers, for one query, which things were read in one list. What a document
// asks of each of them is then read for all together: one statement a level, however
// many rows. Nothing outlives the request.
type levels struct {
	mu     sync.Mutex
	groups map[addressed]*level
}

// level is one list of things, by their pointers, with what was read for all of them, by
// the field's place in the document.
type level struct {
	things []addressed
	mu     sync.Mutex
	fields map[*ast.Field]any
}

type levelsKey struct{}

// withLevels gives each request a memory of its own.
func withLevels(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		memory := &levels{groups: map[addressed]*level{}}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), levelsKey{}, memory)))
	})
}

// remember notes that items were read in one list. Only a query has a memory: what a
// mutation or a stream reads changes under it.
func remember[T addressed](ctx context.Context, items ...T) {
	memory, ok := ctx.Value(levelsKey{}).(*levels)
	if !ok || len(items) == 0 || graphql.GetOperationContext(ctx).Operation.Operation != ast.Query {
		return
	}
	group := &level{fields: map[*ast.Field]any{}}
	memory.mu.Lock()
	defer memory.mu.Unlock()
	for _, item := range items {
		group.things = append(group.things, item)
		memory.groups[item] = group
	}
}

// together reads the current field: for all things of the list at once when the first of
// them asks, for the thing alone when it came alone.
func together[P addressed, R any](ctx context.Context, of P, load func(list []P) (R, error)) (R, error) {
	group := levelOf(ctx, of)
	if group == nil {
		return load([]P{of})
	}
	place := graphql.GetFieldContext(ctx).Field.Field
	group.mu.Lock()
	defer group.mu.Unlock()
	if known, ok := group.fields[place].(R); ok {
		return known, nil
	}
	list := make([]P, len(group.things))
	for i, item := range group.things {
		list[i] = item.(P)
	}
	loaded, err := load(list)
	if err == nil {
		group.fields[place] = loaded
	}
	return loaded, err
}

func levelOf(ctx context.Context, of addressed) *level {
	memory, ok := ctx.Value(levelsKey{}).(*levels)
	if !ok {
		return nil
	}
	memory.mu.Lock()
	defer memory.mu.Unlock()
	return memory.groups[of]
}
