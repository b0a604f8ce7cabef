package competition

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/page"
)

// Store keeps competitions.
type Store interface {
	access.Reacher
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*Competition, error)
	ByIDs(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*Competition, error)
	List(ctx context.Context, scope access.Scope, filter Filter, request page.Request) (page.Page[*Competition], error)
	// Reannouncements reads the competitions in place of several, oldest first, without
	// those that were cancelled before they were announced.
	Reannouncements(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*Competition, error)
	// Facts reads what the guards of several competitions' events ask.
	Facts(ctx context.Context, scope access.Scope, competitions []*Competition) (map[uuid.UUID]Facts, error)
	// Editions, Notices and Outreaches read the children of several competitions, oldest first.
	Editions(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID][]*Announcement, error)
	Notices(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID][]*Notice, error)
	Outreaches(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID][]*Outreach, error)
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of competitions may do in its transaction.
type Tx interface {
	Scope() access.Scope
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	notice.Outbox
	Files

	// Lock reads a competition and keeps others from changing it.
	Lock(ctx context.Context, id uuid.UUID) (*Competition, error)
	// Commission reads the commission of a competition, nil while it has none.
	Commission(ctx context.Context, c *Competition) (*commission.Commission, error)
	NextNumber(ctx context.Context, year int) (int, error)
	// VoidResult ends the protocol of a cancelled competition and gives its money back.
	VoidResult(ctx context.Context, c *Competition, reason string, now time.Time) error
	// CurrentAreas are those of several priority areas that are there and not retired.
	CurrentAreas(ctx context.Context, ids []uuid.UUID) ([]uuid.UUID, error)
	// Facts reads what the guards of a competition's events ask.
	Facts(ctx context.Context, c *Competition) (Facts, error)
	Insert(ctx context.Context, c *Competition) error
	Update(ctx context.Context, c *Competition) error

	// NewestAnnouncement reads the last edition, nil when there is none.
	NewestAnnouncement(ctx context.Context, c *Competition) (*Announcement, error)
	InsertAnnouncement(ctx context.Context, a *Announcement) error
	UpdateAnnouncement(ctx context.Context, a *Announcement) error
	// NoticesOf lists the notices of a competition, oldest first.
	NoticesOf(ctx context.Context, competition uuid.UUID) ([]*Notice, error)
	Notices() Records[*Notice]
	Outreaches() Records[*Outreach]
}
