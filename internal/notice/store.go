package notice

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/user"
)

// Boxes reaches the outboxes and the people they are for.
type Boxes interface {
	// All are the outboxes of every cluster, Of is that of a municipality's or the programme's.
	All() []Box
	Of(ctx context.Context, tenant uuid.UUID) (Box, error)

	// Account is a person, NOT_FOUND without one.
	Account(ctx context.Context, id uuid.UUID) (*user.User, error)
	// Choice is what a person prefers, [NewChoice] where she chose nothing.
	Choice(ctx context.Context, account uuid.UUID) (Choice, error)
	// Holders are who holds one of the roles on a day in a municipality or the programme.
	Holders(ctx context.Context, tenant uuid.UUID, day clock.Date, roles []access.Role) ([]uuid.UUID, error)
	// Followers are who follows a municipality or a call, with an account or an e-mail address.
	Followers(ctx context.Context, of entity.Ref) ([]To, error)
	// Applicant is whoever stands behind an application: its owner's account or, without
	// one, the contact that was written on it; neither when it has none.
	Applicant(ctx context.Context, tenant, application uuid.UUID) (To, error)
}

// Box is the outbox of a cluster.
type Box interface {
	// Message reads one, NOT_FOUND without it.
	Message(ctx context.Context, id uuid.UUID) (*Sent, error)
	// Unplanned lists messages that nothing was done for yet, the oldest first; parent
	// chooses those made of one.
	Unplanned(ctx context.Context, parent *uuid.UUID, limit int) ([]*Sent, error)
	// Expand writes a message for each reader and marks the one they were made of, once.
	Expand(ctx context.Context, parent *Sent, readers []To, now time.Time) error
	// Plan writes how a message goes out and marks it, once.
	Plan(ctx context.Context, m *Sent, deliveries []*Delivery, now time.Time) error

	// Gather makes one batch of the digests of a reader and channel that are due.
	Gather(ctx context.Context, now time.Time) error
	// Claim takes batches that are due, of one message or all, and keeps others from them
	// until a time.
	Claim(ctx context.Context, message *uuid.UUID, now, until time.Time, limit int) ([]*Delivery, error)
	// Batch lists the deliveries of a batch that wait.
	Batch(ctx context.Context, batch uuid.UUID) ([]*Delivery, error)
	// Finish writes what became of deliveries that still wait.
	Finish(ctx context.Context, deliveries []*Delivery) error
	// Charge adds the price of a delivery to the month's cost of its municipality, once;
	// false when that would be more than the most.
	Charge(ctx context.Context, d *Delivery, month clock.Date, price, most money.Amount) (bool, error)
	// Report writes what a gateway tells of a delivery; false when there is none.
	Report(ctx context.Context, id uuid.UUID, state State, answer string, now time.Time) (bool, error)
	// Forget removes texts and recipients of messages that are older.
	Forget(ctx context.Context, before time.Time) error
}
