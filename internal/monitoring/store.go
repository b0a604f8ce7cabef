package monitoring

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/page"
)

// Store keeps what monitoring is made of; groups are read with their members.
type Store interface {
	Group(ctx context.Context, scope access.Scope, id uuid.UUID) (*Group, error)
	Groups(ctx context.Context, scope access.Scope, request page.Request) (page.Page[*Group], error)
	// GroupSizes is how many members the regulations of competitions demand; uuid.Nil asks
	// for the regulation in force. Those without a regulation are missing.
	GroupSizes(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID]int, error)
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of monitoring may do in its transaction.
type Tx interface {
	file.Keeper
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	// LockGroup reads a group and keeps others from changing it.
	LockGroup(ctx context.Context, id uuid.UUID) (*Group, error)
	InsertGroup(ctx context.Context, g *Group) error
	UpdateGroup(ctx context.Context, g *Group) error
	InsertMembers(ctx context.Context, members ...*Member) error
	UpdateMember(ctx context.Context, m *Member) error
	DeleteMembers(ctx context.Context, group uuid.UUID) error
	// GroupSize is what the regulation of a competition demands, nil for the one in force.
	// NOT_FOUND answers a competition that does not exist here,
	// MONITORING_WITHOUT_REGULATION a municipality without a regulation.
	GroupSize(ctx context.Context, competition *uuid.UUID) (int, error)
	// BehindWatched are the accounts that stand behind initiatives with an agreement, of one
	// competition or, for nil, of all.
	BehindWatched(ctx context.Context, competition *uuid.UUID) (map[uuid.UUID]bool, error)
}

// Offices knows who holds which role in a municipality.
type Offices interface {
	// Holds reports whether a user is in office in every one of the roles on a day.
	Holds(ctx context.Context, tenant, user uuid.UUID, day clock.Date, roles ...access.Role) (bool, error)
}
