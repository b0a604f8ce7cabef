package funding

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/workday"
)

// Shelf reads the entries of one kind.
type Shelf[T Entry] interface {
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (T, error)
	// Of lists those of agreements, oldest first.
	Of(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID][]T, error)
	// Pages reads the same page of each agreement, newest first, in one statement.
	Pages(ctx context.Context, scope access.Scope, agreements []uuid.UUID, request page.Request) (map[uuid.UUID]page.Page[T], error)
}

// Store keeps the money of agreements.
type Store interface {
	Purchases() Shelf[*Purchase]
	Payments() Shelf[*Payment]
	Refunds() Shelf[*Refund]
	Contributions() Shelf[*Contribution]
	Reallocations() Shelf[*Reallocation]
	Tranches() Shelf[*Tranche]
	// Details reads under the municipality's role: the server's own may not.
	Details() Shelf[*BankDetails]
	// Facts are what the conditions of tranches ask.
	Facts(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID]Facts, error)
	// Look records that somebody saw the number of an account.
	Look(ctx context.Context, scope access.Scope, entry audit.Entry) error
	// Begun finds the agreements of competitions under which work has begun, each with its
	// application.
	Begun(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID]uuid.UUID, error)
	// Ledgers reads everything of agreements, one statement a kind.
	Ledgers(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID]*Ledger, error)
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of money may do in its transaction.
type Tx interface {
	agreement.Locker
	Record(ctx context.Context, entry audit.Entry) error
	notice.Outbox
	workday.Source
	// Ledger reads everything, bank details too.
	Ledger(ctx context.Context, agreement uuid.UUID) (*Ledger, error)
	Facts(ctx context.Context, agreement uuid.UUID) (Facts, error)
	// Rules are those of the regulation that a competition is held by.
	Rules(ctx context.Context, competition uuid.UUID) (regulation.Rules, error)
	Insert(ctx context.Context, entry Entry) error
	Update(ctx context.Context, entry Entry) error
	// UpdateLine writes what a line is planned at.
	UpdateLine(ctx context.Context, line *agreement.Line) error
	AttachFile(ctx context.Context, id uuid.UUID, owner file.Owner, kinds ...file.Kind) (*file.File, error)
}
