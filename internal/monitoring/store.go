package monitoring

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/page"
)

// Store keeps what monitoring is made of; groups are read with their members.
type Store interface {
	Group(ctx context.Context, scope access.Scope, id uuid.UUID) (*Group, error)
	Groups(ctx context.Context, scope access.Scope, request page.Request) (page.Page[*Group], error)
	// GroupSizes is how many members the regulations of competitions demand; uuid.Nil asks
	// for the regulation in force. Those without a regulation are missing.
	GroupSizes(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID]int, error)
	GroupsByIDs(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*Group, error)
	Visit(ctx context.Context, scope access.Scope, id uuid.UUID) (*Visit, error)
	// Visits and Findings list those under agreements, VisitsOf those of groups, FindingsOf
	// those of visits; oldest first.
	Visits(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID][]*Visit, error)
	VisitsOf(ctx context.Context, scope access.Scope, groups []uuid.UUID) (map[uuid.UUID][]*Visit, error)
	Finding(ctx context.Context, scope access.Scope, id uuid.UUID) (*Finding, error)
	Findings(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID][]*Finding, error)
	FindingsOf(ctx context.Context, scope access.Scope, visits []uuid.UUID) (map[uuid.UUID][]*Finding, error)
	VisitsByIDs(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*Visit, error)
	Protocol(ctx context.Context, scope access.Scope, id uuid.UUID) (*Protocol, error)
	// Protocols lists those under agreements, oldest first.
	Protocols(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID][]*Protocol, error)
	// Watched is what everyone may know of the initiatives of competitions whose work has
	// begun, by application.
	Watched(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID]*Watched, error)
	// PublicGroups finds the last group formed for each competition, or that visited one of
	// its initiatives.
	PublicGroups(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID]*PublicGroup, error)
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of monitoring may do in its transaction.
type Tx interface {
	file.Keeper
	agreement.Locker
	Record(ctx context.Context, entry audit.Entry) error
	notice.Outbox
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
	// Behind are the accounts that stand behind the initiative of an agreement.
	Behind(ctx context.Context, agreement uuid.UUID) (map[uuid.UUID]bool, error)
	// LastReference is the newest edition of the terms of reference.
	LastReference(ctx context.Context, agreement uuid.UUID) (*agreement.TermsOfReference, error)
	// HasEvent reports whether an event is one of the agreement's.
	HasEvent(ctx context.Context, agreement, event uuid.UUID) (bool, error)
	// LockVisit and LockFinding keep others from changing them.
	LockVisit(ctx context.Context, id uuid.UUID) (*Visit, error)
	// VisitByKey finds the visit that a form with the key made, nil when none did.
	VisitByKey(ctx context.Context, agreement, key uuid.UUID) (*Visit, error)
	InsertVisit(ctx context.Context, v *Visit) error
	UpdateVisit(ctx context.Context, v *Visit) error
	LockFinding(ctx context.Context, id uuid.UUID) (*Finding, error)
	InsertFinding(ctx context.Context, f *Finding) error
	UpdateFinding(ctx context.Context, f *Finding) error
	// VisitsByIDs reads each of the visits once, in the order of the ids; those that do not
	// exist are missing.
	VisitsByIDs(ctx context.Context, ids []uuid.UUID) ([]*Visit, error)
	FindingsOf(ctx context.Context, visits []uuid.UUID) (map[uuid.UUID][]*Finding, error)
	LockProtocol(ctx context.Context, id uuid.UUID) (*Protocol, error)
	InsertProtocol(ctx context.Context, p *Protocol) error
	UpdateProtocol(ctx context.Context, p *Protocol) error
	// NextMonitoringNumber gives the next number of the year's register of monitoring.
	NextMonitoringNumber(ctx context.Context, year int) (int, error)
}

// Offices knows who holds which role in a municipality.
type Offices interface {
	// Holds reports whether a user is in office in every one of the roles on a day.
	Holds(ctx context.Context, tenant, user uuid.UUID, day clock.Date, roles ...access.Role) (bool, error)
}
