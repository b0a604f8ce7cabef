package analysis

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/page"
)

// Store keeps analyses.
type Store interface {
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*Analysis, error)
	List(ctx context.Context, scope access.Scope, request page.Request) (page.Page[*Analysis], error)
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of analyses may do in its transaction.
type Tx interface {
	file.Keeper
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	// Lock reads an analysis and keeps others from changing it.
	Lock(ctx context.Context, id uuid.UUID) (*Analysis, error)
	// KnownAreas are those of the ids that name a priority area of the municipality.
	KnownAreas(ctx context.Context, ids []uuid.UUID) ([]uuid.UUID, error)
	Insert(ctx context.Context, a *Analysis) error
	Update(ctx context.Context, a *Analysis) error
}
