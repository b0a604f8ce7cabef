package envelope

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/page"
)

// Store keeps envelopes with their history.
type Store interface {
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*Envelope, error)
	ByIDs(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*Envelope, error)
	// List reads the envelopes of a year, of every year when it is 0.
	List(ctx context.Context, scope access.Scope, year int, request page.Request) (page.Page[*Envelope], error)
	// Changes reads the same page of the history of each envelope, in one statement.
	Changes(ctx context.Context, scope access.Scope, ids []uuid.UUID, request page.Request) (map[uuid.UUID]page.Page[*Change], error)
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of envelopes may do in its transaction.
type Tx interface {
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	// LockEnvelope reads an envelope and keeps others from awarding from it or changing it.
	LockEnvelope(ctx context.Context, id uuid.UUID) (*Envelope, error)
	InsertEnvelope(ctx context.Context, e *Envelope) error
	UpdateEnvelope(ctx context.Context, e *Envelope) error
	InsertChange(ctx context.Context, c *Change) error
}
