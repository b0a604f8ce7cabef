package commission

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/regulation"
)

// Store keeps commissions; it reads them with their members.
type Store interface {
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*Commission, error)
	ByIDs(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*Commission, error)
	List(ctx context.Context, scope access.Scope, request page.Request) (page.Page[*Commission], error)
	// ScoringOpened reports for commissions whether a competition that each serves is between
	// the opening of its evaluation and the publication of its result.
	ScoringOpened(ctx context.Context, scope access.Scope, commissions []uuid.UUID) (map[uuid.UUID]bool, error)
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of commissions may do in its transaction.
type Tx interface {
	file.Keeper
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	// LockCommission reads a commission and keeps others from changing it.
	LockCommission(ctx context.Context, id uuid.UUID) (*Commission, error)
	// ScoringOpened reports for commissions whether a competition that each serves is between
	// the opening of its evaluation and the publication of its result, and keeps all its
	// competitions where they are.
	ScoringOpened(ctx context.Context, commissionID uuid.UUID) (bool, error)
	Regulation(ctx context.Context, id uuid.UUID) (*regulation.Regulation, error)
	InsertCommission(ctx context.Context, c *Commission) error
	UpdateCommission(ctx context.Context, c *Commission) error
	InsertMembers(ctx context.Context, members ...*Member) error
	UpdateMember(ctx context.Context, m *Member) error
	DeleteMembers(ctx context.Context, commissionID uuid.UUID) error
}

// Offices knows who holds which role in a municipality.
type Offices interface {
	// Holds reports whether a user is in office in every one of the roles on a day.
	Holds(ctx context.Context, tenant, user uuid.UUID, day clock.Date, roles ...access.Role) (bool, error)
}
