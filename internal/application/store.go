package application

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/text"
	"github.com/demilge/demilge/internal/workday"
)

// Filter chooses applications of a municipality.
type Filter struct {
	// CompetitionIDs keeps those of these competitions; nil of all.
	CompetitionIDs []uuid.UUID
	States         []State
	// Search looks into titles and numbers.
	Search string
	// PriorityAreaID and Village keep those of an area, or for a village of the name.
	PriorityAreaID *uuid.UUID
	Village        string
	// RequestedFrom and RequestedTo bound what is asked of the local budget.
	RequestedFrom, RequestedTo *money.Amount
	// ReceivedFrom and ReceivedTo bound the day of receipt in Bishkek, both included.
	ReceivedFrom, ReceivedTo *clock.Date
	// Order sorts the list; empty is [Newest].
	Order Order
	// Sight keeps what the reader may see.
	Sight Sight
}

const maxSearch = 100

func (f Filter) check() error {
	var errs apperr.List
	errs.Add(text.Line(f.Search, maxSearch, "filter", "search"))
	errs.Add(text.Line(f.Village, maxSearch, "filter", "village"))
	return errs.Err()
}

// Order is how a list is sorted.
type Order string

// The orders.
const (
	Newest      Order = "NEWEST"
	Oldest      Order = "OLDEST"
	ByNumber    Order = "NUMBER"
	ByRequested Order = "REQUESTED"
)

// Tally counts applications and adds up what they ask of the local budget.
type Tally struct {
	Count int
	// BySource are the sums of their estimates, in the order of [budget.Sources].
	BySource []budget.SourceTotal
}

// Requested is what they ask of the local budget together.
func (t Tally) Requested() money.Amount { return budget.Totals{BySource: t.BySource}.Requested() }

// Store keeps applications.
type Store interface {
	access.Reacher
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*Application, error)
	ByIDs(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*Application, error)
	// List reads one page, newest first.
	List(ctx context.Context, scope access.Scope, filter Filter, request page.Request) (page.Page[*Application], error)
	// ListEach reads the same page of each competition of the filter, in one statement.
	ListEach(ctx context.Context, scope access.Scope, filter Filter, request page.Request) (map[uuid.UUID]page.Page[*Application], error)
	// Neighbours finds the applications before and after several in the sorted lists of
	// their competitions; missing where there is none.
	Neighbours(ctx context.Context, scope access.Scope, filter Filter, ids []uuid.UUID) (previous, next map[uuid.UUID]*Application, err error)
	// CountEach counts the submitted applications of each competition.
	CountEach(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID]map[State]Tally, error)
	// Lines reads the budget lines of many applications in one statement.
	Lines(ctx context.Context, scope access.Scope, ids []uuid.UUID, fields []string) (map[uuid.UUID][]budget.Line, error)
	// Applicants reads the personal data of many applicants, under the tenant's role.
	Applicants(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*Applicant, error)
	// Editors reads who may write in applications.
	Editors(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*Editor, error)
	// Versions reads the sealed contents of applications, oldest first.
	Versions(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*Version, error)
	// Admissibility reads the checks of applications; those without one are missing.
	Admissibility(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*Admissibility, error)
	// Settings reads what competitions demand of their applications.
	Settings(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID]*Settings, error)
	// Change runs fn in one transaction.
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Settings are a competition with the rules that it is pinned to.
type Settings struct {
	Competition *competition.Competition
	Rules       regulation.Rules
	// Days are the working days by which terms are counted.
	Days *workday.Calendar
}

// Tx is what a change of applications may do in its transaction. Locks are taken in this
// order: application, competition, register.
type Tx interface {
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	notice.Outbox
	workday.Source

	// Lock reads an application and keeps others from changing it.
	Lock(ctx context.Context, id uuid.UUID) (*Application, error)
	// Competition reads the competition, which cannot change until the transaction ends.
	Competition(ctx context.Context, id uuid.UUID) (*competition.Competition, error)
	// FindCompetition reads it without a lock: enough to begin a draft.
	FindCompetition(ctx context.Context, id uuid.UUID) (*competition.Competition, error)
	// ProtocolSealed reports whether a protocol of the competition is out for signature or signed.
	ProtocolSealed(ctx context.Context, competition uuid.UUID) (bool, error)
	// Rules are those of the regulation that a competition is held by.
	Rules(ctx context.Context, competition uuid.UUID) (regulation.Rules, error)
	Applicant(ctx context.Context, id uuid.UUID) (*Applicant, error)
	Lines(ctx context.Context, id uuid.UUID) ([]budget.Line, error)
	// NextNumber gives the next number of the year's register.
	NextNumber(ctx context.Context, year int) (int, error)

	// Insert writes a new application with its applicant and lines.
	Insert(ctx context.Context, a *Application, applicant *Applicant, lines []budget.Line) error
	Update(ctx context.Context, a *Application) error
	UpdateApplicant(ctx context.Context, applicant *Applicant) error
	// ReplaceLines writes the lines anew.
	ReplaceLines(ctx context.Context, id uuid.UUID, lines []budget.Line) error
	// Delete removes a draft with all that belongs to it.
	Delete(ctx context.Context, id uuid.UUID) error
	InsertVersion(ctx context.Context, version *Version) error
	// OwedReport is the number of an agreement whose final report is overdue on a day, of the
	// same owner or legal entity; empty when there is none.
	OwedReport(ctx context.Context, owner *uuid.UUID, registration string, today clock.Date) (string, error)
	// AttachFile gives a ready file of a kind to the application; ReleaseFile takes it back.
	AttachFile(ctx context.Context, id uuid.UUID, owner file.Owner, kinds ...file.Kind) (*file.File, error)
	ReleaseFile(ctx context.Context, id uuid.UUID, owner file.Owner) error

	Admissibility(ctx context.Context, id uuid.UUID) (*Admissibility, error)
	SaveAdmissibility(ctx context.Context, check *Admissibility) error

	Editors(ctx context.Context, id uuid.UUID) ([]*Editor, error)
	EditorByCode(ctx context.Context, codeHash string) (*Editor, error)
	InsertEditor(ctx context.Context, editor *Editor) error
	UpdateEditor(ctx context.Context, editor *Editor) error
	DeleteEditor(ctx context.Context, id uuid.UUID) error
}
