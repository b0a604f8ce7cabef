package transport

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"
)

// LastEventID is the id of the last event that a reader has who comes back to a stream,
// "" for one who is new.
func LastEventID(ctx context.Context) string {
	if !graphql.HasOperationContext(ctx) {
		return ""
	}
	return graphql.GetOperationContext(ctx).Headers.Get("Last-Event-ID")
}

// NumberNext gives the next response of a stream its id as an event. A resolver calls it
// before each value that it sends, or never.
func NumberNext(ctx context.Context, id string) {
	if ids, ok := ctx.Value(eventIDsKey{}).(*eventIDs); ok {
		ids.push(id)
	}
}

// eventIDs are the ids of responses on their way, in their order.
type eventIDs struct {
	mu      sync.Mutex
	waiting []string
}

type eventIDsKey struct{}

func numbered(ctx context.Context) (context.Context, *eventIDs) {
	ids := new(eventIDs)
	return context.WithValue(ctx, eventIDsKey{}, ids), ids
}

func (i *eventIDs) push(id string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.waiting = append(i.waiting, id)
}

// next is the line with the id of the next response, "" without one.
func (i *eventIDs) next() string {
	i.mu.Lock()
	defer i.mu.Unlock()
	if len(i.waiting) == 0 {
		return ""
	}
	id := i.waiting[0]
	i.waiting = i.waiting[1:]
	return "id: " + id + "\n"
}
