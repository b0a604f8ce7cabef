package letter

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/page"
)

// Order is that of a list.
type Order string

// The orders.
const (
	Newest         Order = "NEWEST"
	Oldest         Order = "OLDEST"
	ByNumber       Order = "NUMBER"
	BySubmitted    Order = "SUBMITTED"
	ByMunicipality Order = "MUNICIPALITY"
)

// Filter chooses letters; zero values choose all that were sent.
type Filter struct {
	CallID uuid.UUID
	// MunicipalityID asks for those of one municipality; Own as its staff see them, with
	// drafts that are written with an account.
	MunicipalityID uuid.UUID
	Own            bool
	States         []State
	OblastCodes    []string
	Channels       []Channel
	Late           *bool
	// Search looks in number, incoming number, reference and the name and code of the municipality.
	Search                     string
	SubmittedFrom, SubmittedTo *time.Time
	// Starred and Unread are about the marks of Viewer.
	Starred, Unread bool
	Viewer          uuid.UUID
	Order           Order
}

// StateCount, OblastCount and DayCount count letters.
type (
	// StateCount counts by state.
	StateCount struct {
		State State
		Count int
	}
	// OblastCount counts by oblast; the code is empty for republican cities.
	OblastCount struct {
		OblastCode string
		Count      int
	}
	// DayCount counts by the day in Bishkek on which they were sent.
	DayCount struct {
		Day   clock.Date
		Count int
	}
)

// Counts are those of a call. Drafts count letters that are being written.
type Counts struct {
	Total, Drafts int
	ByState       []StateCount
	ByOblast      []OblastCount
	ByDay         []DayCount
}

// Mark is what a person noted on a letter for herself.
type Mark struct {
	Starred, Read bool
}

// Store keeps letters.
type Store interface {
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*Letter, error)
	// ByReference is nil for a letter that does not exist.
	ByReference(ctx context.Context, scope access.Scope, reference string) (*Letter, error)
	ByIDs(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*Letter, error)
	List(ctx context.Context, scope access.Scope, filter Filter, request page.Request) (page.Page[*Letter], error)
	// Beside finds the letters before and after one in a list, and its place, from 1.
	Beside(ctx context.Context, scope access.Scope, filter Filter, id uuid.UUID) (*Adjacent, error)
	Counts(ctx context.Context, scope access.Scope, callID uuid.UUID) (*Counts, error)
	// Contents reads what letters say, leaders of groups included.
	Contents(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]Content, error)
	Marks(ctx context.Context, scope access.Scope, account uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]Mark, error)
	Terms(ctx context.Context, scope access.Scope, calls []uuid.UUID) (map[uuid.UUID]Terms, error)
	Places(ctx context.Context, scope access.Scope, municipalities []uuid.UUID) (map[uuid.UUID]Place, error)
	// Expired finds unfinished letters whose secret ended before now, at most limit.
	Expired(ctx context.Context, scope access.Scope, now time.Time, limit int) ([]*Letter, error)
	// Arm keeps the hash of the secret that a message will carry.
	Arm(ctx context.Context, scope access.Scope, id uuid.UUID, hash []byte) error
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Adjacent is a letter's place in a list.
type Adjacent struct {
	Previous, Next  *Letter
	Position, Total int
}

// Tx is what a change of letters may do in its transaction.
type Tx interface {
	notice.Outbox
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	Enqueue(ctx context.Context, job interface{ Kind() string }) error
	// LockCall reads what a call asks and keeps others from changing the call and from
	// sending letters in it.
	LockCall(ctx context.Context, id uuid.UUID) (Terms, error)
	// Place reads a municipality of the register that exists today.
	Place(ctx context.Context, id uuid.UUID) (Place, error)
	Lock(ctx context.Context, id uuid.UUID) (*Letter, error)
	// LockActive finds the active letter of a municipality in a call, nil without one.
	LockActive(ctx context.Context, call, municipality uuid.UUID) (*Letter, error)
	Content(ctx context.Context, id uuid.UUID) (Content, error)
	Insert(ctx context.Context, l *Letter, c Content) error
	Update(ctx context.Context, l *Letter) error
	SetContent(ctx context.Context, id uuid.UUID, c Content) error
	Seal(ctx context.Context, l *Letter, content string) error
	Delete(ctx context.Context, id uuid.UUID) error
	NextNumber(ctx context.Context, call uuid.UUID) (int, error)
	// Drafts counts the unfinished letters without an account.
	Drafts(ctx context.Context, call uuid.UUID) (int, error)
	SetMark(ctx context.Context, letter, account uuid.UUID, mark Mark) error
	AttachFile(ctx context.Context, id uuid.UUID, owner file.Owner, kinds ...file.Kind) (*file.File, error)
	ReleaseFile(ctx context.Context, id uuid.UUID, owner file.Owner) error
}
