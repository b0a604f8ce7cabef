package call

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/user"
)

// Filter narrows a list of calls.
type Filter struct {
	// Public lists those that went out alone, the last opened first.
	Public bool
	// Open, when set, lists those whose letters are taken at Now, or the others.
	Open *bool
	Now  time.Time
}

// Store keeps calls.
type Store interface {
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*Call, error)
	BySlug(ctx context.Context, scope access.Scope, slug string) (*Call, error)
	List(ctx context.Context, scope access.Scope, filter Filter, request page.Request) (page.Page[*Call], error)
	// Editions lists those of calls, the first one first.
	Editions(ctx context.Context, scope access.Scope, calls []uuid.UUID) (map[uuid.UUID][]*Edition, error)
	// FollowerSecret is the secret of an address that follows a call, empty if it does not.
	FollowerSecret(ctx context.Context, scope access.Scope, call uuid.UUID, contact user.Contact) (string, error)
	// ForgetUnconfirmed deletes followers whose time to confirm is over.
	ForgetUnconfirmed(ctx context.Context, scope access.Scope, now time.Time) error
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of calls may do in its transaction.
type Tx interface {
	notice.Outbox
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	// Lock reads a call and keeps others from changing it and letters from being sent to it.
	Lock(ctx context.Context, id uuid.UUID) (*Call, error)
	// UnknownOblast finds the first of the codes that is no oblast's, -1 when there is none.
	UnknownOblast(ctx context.Context, codes []string) (int, error)
	Insert(ctx context.Context, c *Call) error
	Update(ctx context.Context, c *Call) error
	// Selected tells whether a selection of a call is begun.
	Selected(ctx context.Context, call uuid.UUID) (bool, error)
	// LastEdition is the newest that went out.
	LastEdition(ctx context.Context, call uuid.UUID) (*Edition, error)
	InsertEdition(ctx context.Context, e *Edition) error
	// Follower locks the address that follows a call, FollowerOf the one a secret was sent to.
	Follower(ctx context.Context, call uuid.UUID, contact user.Contact) (*Follower, error)
	FollowerOf(ctx context.Context, secret string) (*Follower, error)
	// SaveFollower writes a follower and fills in the secret that the address has.
	SaveFollower(ctx context.Context, f *Follower) error
	DeleteFollower(ctx context.Context, id uuid.UUID) error
	AttachFile(ctx context.Context, id uuid.UUID, owner file.Owner, kinds ...file.Kind) (*file.File, error)
	PublishFile(ctx context.Context, id uuid.UUID) error
}
