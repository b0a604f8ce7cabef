// Package audit is the log of who did what: one row per change, written in the
// transaction of the change, and one per look at a passport copy or an export.
package audit

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
)

// Entry says what happened to one object.
type Entry struct {
	Object access.Object
	Action access.Action
	// ID is the object that changed.
	ID uuid.UUID
	// Before and After are stored as JSON; nil when the object did not or does not exist.
	Before, After any
	// Reason is what the person gave as the reason, where one is asked.
	Reason string
	// OnBehalfOf is the person for whom somebody else acted, as the secretary does for a
	// villager who came with a paper.
	OnBehalfOf string
}

type requestKey struct{}

// WithRequestID returns a context whose audit rows carry the id of the request.
func WithRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestKey{}, id)
}

// RequestID returns the id of the request, empty outside one.
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestKey{}).(string)
	return id
}
