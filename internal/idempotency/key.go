// Package idempotency makes a change that is sent twice happen once. The contract is
// Stripe's: a client sends the header Idempotency-Key with a mutation; the same key
// with the same body is answered with the first answer, another body under the same
// key is an error, and a key is kept for 24 hours, per user and operation.
package idempotency

import (
	"context"
	"time"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// Keep is how long a key is remembered.
const Keep = 24 * time.Hour

// Key is the key of one request.
type Key struct {
	// Value is what the client sent, 1–255 printable ASCII characters.
	Value string
	// Operation is the mutation field.
	Operation string
	// Hash is the SHA-256 of the request's body, in hex.
	Hash string
	// Owner is the user or, for an anonymous caller, the empty string.
	Owner string
}

// The refusals of a repeated key.
var (
	ErrReused = apperr.NewRule("IDEMPOTENCY_KEY_REUSED", i18n.New(
		"Бул Idempotency-Key башка мазмундагы суроо-талап үчүн колдонулган.",
		"Этот Idempotency-Key уже использован для запроса с другим содержанием.",
		"This Idempotency-Key was already used for a request with another body."))
	ErrApplied = apperr.NewRule("ALREADY_APPLIED", i18n.New(
		"Бул суроо-талап буга чейин аткарылган. Жазууну кайра ачып көрүңүз.",
		"Этот запрос уже выполнен. Откройте запись заново.",
		"This request was already carried out. Open the record again."))
)

// Claim is the key of one request with what has become of it. One goroutine at a time
// changes it: the transaction of the request's only mutation.
type Claim struct {
	Key Key
	// Made: a transaction that claimed the key was committed.
	Made bool
	// Lost: another request had claimed the key before.
	Lost bool
}

type contextKey struct{}

// With returns a context whose first transaction claims the key.
func With(ctx context.Context, claim *Claim) context.Context {
	return context.WithValue(ctx, contextKey{}, claim)
}

// From returns the claim of the request, nil without one.
func From(ctx context.Context) *Claim {
	claim, _ := ctx.Value(contextKey{}).(*Claim)
	return claim
}
