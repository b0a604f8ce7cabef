package selection

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/notice"
)

// Reader reads what a selection is made of.
type Reader interface {
	Call(ctx context.Context, id uuid.UUID) (Call, error)

	Selection(ctx context.Context, id uuid.UUID) (*Selection, error)
	// SelectionOf finds the selection of a call, nil without one.
	SelectionOf(ctx context.Context, call uuid.UUID) (*Selection, error)
	// Seated finds the selections in which an account has ever had a seat.
	Seated(ctx context.Context, account uuid.UUID) ([]*Selection, error)

	Letter(ctx context.Context, id uuid.UUID) (*letter.Letter, error)
	// Letters are those of a call that were sent, by number.
	Letters(ctx context.Context, call uuid.UUID) ([]*letter.Letter, error)
	LettersByID(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*letter.Letter, error)
	// Contents reads what letters say, without personal data of citizens.
	Contents(ctx context.Context, letters []uuid.UUID) (map[uuid.UUID]letter.Content, error)
	Places(ctx context.Context, municipalities []uuid.UUID) (map[uuid.UUID]letter.Place, error)

	// Checks are in the order of the requirements.
	Checks(ctx context.Context, letters []uuid.UUID) (map[uuid.UUID][]*Check, error)
	Clarification(ctx context.Context, id uuid.UUID) (*Clarification, error)
	// QuestionsTo are those about the letters of a municipality, oldest first.
	QuestionsTo(ctx context.Context, municipality uuid.UUID) ([]*Clarification, error)
	Clarifications(ctx context.Context, letters []uuid.UUID) (map[uuid.UUID][]*Clarification, error)

	Seat(ctx context.Context, id uuid.UUID) (*Seat, error)
	Seats(ctx context.Context, selection uuid.UUID) ([]*Seat, error)
	// Entries are those that are scored, without what members read of them.
	Entries(ctx context.Context, selection uuid.UUID) ([]*Entry, error)
	// EntryOf finds the entry of a letter, nil without one.
	EntryOf(ctx context.Context, letter uuid.UUID) (*Entry, error)
	Conflicts(ctx context.Context, selection uuid.UUID) ([]*Conflict, error)
	// Coded reads the letters of one member, by their code. The municipality is read where
	// open is true and not at all otherwise.
	Coded(ctx context.Context, seat uuid.UUID, open bool) ([]*CodedLetter, error)
	// CodedCounts counts the letters of each member of a selection, by seat.
	CodedCounts(ctx context.Context, selection uuid.UUID) (map[uuid.UUID]int, error)
	// CodedByID finds the letter of a member, whoever she is.
	CodedByID(ctx context.Context, id uuid.UUID) (*CodedLetter, error)
	// Sheets are all of a selection.
	Sheets(ctx context.Context, selection uuid.UUID) ([]*Sheet, error)

	// Protocol finds the protocol of a selection, nil without one.
	Protocol(ctx context.Context, selection uuid.UUID) (*Protocol, error)
	ProtocolByID(ctx context.Context, id uuid.UUID) (*Protocol, error)
	// Withdrawals are those after publication, in the order of time.
	Withdrawals(ctx context.Context, selection uuid.UUID) ([]*Withdrawal, error)
	// Notices are those of the participants, by letter.
	Notices(ctx context.Context, letters []uuid.UUID) (map[uuid.UUID]*Notice, error)
}

// Store keeps selections.
type Store interface {
	Read(scope access.Scope) Reader
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of a selection may do in its transaction.
type Tx interface {
	Reader
	notice.Outbox
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error

	// Lock keeps others from changing a selection, Share only from moving it on.
	Lock(ctx context.Context, id uuid.UUID) (*Selection, error)
	LockOf(ctx context.Context, call uuid.UUID) (*Selection, error)
	Share(ctx context.Context, id uuid.UUID) (*Selection, error)
	Insert(ctx context.Context, s *Selection) error
	Update(ctx context.Context, s *Selection) error

	LockLetter(ctx context.Context, id uuid.UUID) (*letter.Letter, error)
	UpdateLetter(ctx context.Context, l *letter.Letter) error

	InsertCheck(ctx context.Context, c *Check) error
	UpdateCheck(ctx context.Context, c *Check) error
	LockClarification(ctx context.Context, id uuid.UUID) (*Clarification, error)
	InsertClarification(ctx context.Context, c *Clarification) error
	UpdateClarification(ctx context.Context, c *Clarification) error

	// PublishResults notes on a call, under its lock, that its list came out.
	PublishResults(ctx context.Context, call uuid.UUID, now time.Time) error

	// Member reads the name of an account and what it holds on a day in the programme.
	Member(ctx context.Context, account uuid.UUID, day clock.Date) (Account, error)
	LockSeat(ctx context.Context, id uuid.UUID) (*Seat, error)
	InsertSeat(ctx context.Context, s *Seat) error
	UpdateSeat(ctx context.Context, s *Seat) error

	InsertEntry(ctx context.Context, e *Entry) error
	UpdateEntry(ctx context.Context, e *Entry) error
	InsertConflicts(ctx context.Context, conflicts ...*Conflict) error
	// AddConflict writes a conflict unless the same was declared; it does not tell.
	AddConflict(ctx context.Context, c *Conflict) error
	InsertCodes(ctx context.Context, letters ...*CodedLetter) error
	// LockSheet finds the sheet of a coded letter, nil without one.
	LockSheet(ctx context.Context, code uuid.UUID) (*Sheet, error)
	InsertSheet(ctx context.Context, s *Sheet) error
	UpdateSheet(ctx context.Context, s *Sheet) error

	LockProtocol(ctx context.Context, selection uuid.UUID) (*Protocol, error)
	InsertProtocol(ctx context.Context, p *Protocol) error
	UpdateProtocol(ctx context.Context, p *Protocol) error
	// InsertDecisions writes the facts of a signed protocol.
	InsertDecisions(ctx context.Context, selection uuid.UUID, decisions []*Decision) error
	InsertWithdrawal(ctx context.Context, w *Withdrawal) error
	// Follows tells what follows from a letter, and lets no money be set aside meanwhile.
	Follows(ctx context.Context, l *letter.Letter) (Following, error)
	InsertNotice(ctx context.Context, n *Notice) error
	LockNotice(ctx context.Context, letter uuid.UUID) (*Notice, error)
	UpdateNotice(ctx context.Context, n *Notice) error

	AttachFile(ctx context.Context, id uuid.UUID, owner file.Owner, kinds ...file.Kind) (*file.File, error)
}

// Following is what follows from a letter that was chosen.
type Following struct {
	// Memorandum: one is drafted, signed or ended; a terminated one counts no more.
	Memorandum bool
	// Fund: money of the call is set aside for the municipality.
	Fund bool
}

// Account is a person who may get a seat.
type Account struct {
	Name string
	// Roles are those in the programme, Offices the municipalities in which she holds one.
	Roles   []access.Role
	Offices map[uuid.UUID]bool
}
