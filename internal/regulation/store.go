package regulation

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/page"
)

// Filter narrows a list.
type Filter struct {
	// Kind, empty for both.
	Kind Kind
	// AdoptedOnly leaves out what the council has not adopted.
	AdoptedOnly bool
}

// Store keeps regulations.
type Store interface {
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*Regulation, error)
	ByIDs(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*Regulation, error)
	List(ctx context.Context, scope access.Scope, filter Filter, request page.Request) (page.Page[*Regulation], error)
	// InForce reads the edition of a kind that was adopted last.
	InForce(ctx context.Context, scope access.Scope, kind Kind) (*Regulation, error)
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of regulations may do in its transaction.
type Tx interface {
	file.Keeper
	// PublishFile shows a file to everyone.
	PublishFile(ctx context.Context, id uuid.UUID) error
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	// Lock reads a regulation and keeps others from changing it.
	Lock(ctx context.Context, id uuid.UUID) (*Regulation, error)
	Get(ctx context.Context, id uuid.UUID) (*Regulation, error)
	NextEdition(ctx context.Context, kind Kind) (int, error)
	Insert(ctx context.Context, r *Regulation) error
	Update(ctx context.Context, r *Regulation) error
	Delete(ctx context.Context, id uuid.UUID) error
}
