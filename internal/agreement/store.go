package agreement

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/page"
)

// Filter chooses agreements of a list; zero values choose all.
type Filter struct {
	States      []State
	Competition uuid.UUID
}

// Store keeps agreements with their estimates, terms of reference and amendments.
type Store interface {
	Get(ctx context.Context, scope access.Scope, sight Sight, id uuid.UUID) (*Agreement, error)
	ByIDs(ctx context.Context, scope access.Scope, sight Sight, ids []uuid.UUID) (map[uuid.UUID]*Agreement, error)
	// List reads a page, newest first.
	List(ctx context.Context, scope access.Scope, sight Sight, filter Filter, request page.Request) (page.Page[*Agreement], error)
	OfAwards(ctx context.Context, scope access.Scope, sight Sight, awards []uuid.UUID) (map[uuid.UUID]*Agreement, error)
	Visible(ctx context.Context, scope access.Scope, sight Sight, ids []uuid.UUID) ([]uuid.UUID, error)
	// Parts says what a person has to do with agreements; those without are missing.
	Parts(ctx context.Context, scope access.Scope, sight Sight, ids []uuid.UUID) (map[uuid.UUID]Part, error)
	Lines(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID][]*Line, error)
	LinesByIDs(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*Line, error)
	// References lists the editions of agreements, oldest first.
	References(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID][]*TermsOfReference, error)
	Reference(ctx context.Context, scope access.Scope, id uuid.UUID) (*TermsOfReference, error)
	Amendments(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID][]*Amendment, error)
	Amendment(ctx context.Context, scope access.Scope, id uuid.UUID) (*Amendment, error)
	Corrections(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID][]*Correction, error)
	Correction(ctx context.Context, scope access.Scope, id uuid.UUID) (*Correction, error)
	// Endings reads what decides whether agreements may be closed.
	Endings(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID]Ending, error)
	// Grounds reads what agreements rest on.
	Grounds(ctx context.Context, scope access.Scope, awards []uuid.UUID) (map[uuid.UUID]*Ground, error)
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of agreements may do in its transaction.
type Tx interface {
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	notice.Outbox
	// LockGround reads what an agreement rests on and keeps others from changing the award.
	LockGround(ctx context.Context, award uuid.UUID) (*Ground, error)
	// LockAgreement reads an agreement and keeps others from changing it and what hangs on it.
	LockAgreement(ctx context.Context, id uuid.UUID) (*Agreement, error)
	InsertAgreement(ctx context.Context, a *Agreement) error
	UpdateAgreement(ctx context.Context, a *Agreement) error
	DeleteAgreement(ctx context.Context, id uuid.UUID) error
	// NextAgreementNumber gives the next number of the year's register.
	NextAgreementNumber(ctx context.Context, year int) (int, error)
	Lines(ctx context.Context, agreement uuid.UUID) ([]*Line, error)
	// ReplaceLines writes the estimate of a draft anew.
	ReplaceLines(ctx context.Context, agreement uuid.UUID, lines []*Line) error
	// LastReference is the newest edition.
	LastReference(ctx context.Context, agreement uuid.UUID) (*TermsOfReference, error)
	InsertReference(ctx context.Context, t *TermsOfReference) error
	UpdateReference(ctx context.Context, t *TermsOfReference) error
	LastAmendment(ctx context.Context, agreement uuid.UUID) (int, error)
	// Ending reads what decides whether an agreement may be closed.
	Ending(ctx context.Context, agreement uuid.UUID) (Ending, error)
	// Belongs reports whether a record of a kind hangs on an agreement.
	Belongs(ctx context.Context, agreement uuid.UUID, kind string, id uuid.UUID) (bool, error)
	InsertCorrection(ctx context.Context, c *Correction) error
	InsertAmendment(ctx context.Context, a *Amendment) error
	// OweReport makes the final report of an agreement owed, or moves the day of one that has
	// not come yet.
	OweReport(ctx context.Context, a *Agreement) error
	AttachFile(ctx context.Context, id uuid.UUID, owner file.Owner, kinds ...file.Kind) (*file.File, error)
}
