package report

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/funding"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/workday"
)

// Filter chooses reports of a list; zero values choose all.
type Filter struct {
	States []State
	Kinds  []Kind
	// Overdue keeps those that are owed and whose day has passed by Today.
	Overdue bool
	Today   clock.Date
}

// Store keeps reports with their editions and decisions.
type Store interface {
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*Report, error)
	// List reads a page, newest first.
	List(ctx context.Context, scope access.Scope, filter Filter, request page.Request) (page.Page[*Report], error)
	// Of lists the reports of agreements, oldest first.
	Of(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID][]*Report, error)
	Edition(ctx context.Context, scope access.Scope, id uuid.UUID) (*Edition, error)
	Decision(ctx context.Context, scope access.Scope, id uuid.UUID) (*Decision, error)
	// Editions and Decisions list those of reports, oldest first.
	Editions(ctx context.Context, scope access.Scope, reports []uuid.UUID) (map[uuid.UUID][]*Edition, error)
	Decisions(ctx context.Context, scope access.Scope, reports []uuid.UUID) (map[uuid.UUID][]*Decision, error)
	// FinalOf finds the final reports of a competition's initiatives by application: those that
	// came, and those still owed.
	FinalOf(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID]*Report, error)
	// Books reads what the reports of agreements rest on.
	Books(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID]*Books, error)
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of reports may do in its transaction.
type Tx interface {
	agreement.Locker
	Record(ctx context.Context, entry audit.Entry) error
	notice.Outbox
	workday.Source
	// AgreementOf finds the agreement of a report, Lock reads a report under its lock.
	AgreementOf(ctx context.Context, report uuid.UUID) (uuid.UUID, error)
	Lock(ctx context.Context, id uuid.UUID) (*Report, error)
	// LockFinal reads the final report of an agreement.
	LockFinal(ctx context.Context, agreement uuid.UUID) (*Report, error)
	Books(ctx context.Context, a *agreement.Agreement) (*Books, error)
	Insert(ctx context.Context, r *Report) error
	Update(ctx context.Context, r *Report) error
	InsertEdition(ctx context.Context, e *Edition) error
	InsertDecision(ctx context.Context, d *Decision) error
	InsertRefund(ctx context.Context, r *funding.Refund) error
	// NextReportNumber and NextActNumber give the next number of the year's register.
	NextReportNumber(ctx context.Context, year int) (int, error)
	NextActNumber(ctx context.Context, year int) (int, error)
	AttachFile(ctx context.Context, id uuid.UUID, owner file.Owner, kinds ...file.Kind) (*file.File, error)
}
