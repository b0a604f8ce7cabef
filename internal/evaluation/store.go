package evaluation

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/file"
)

// Store keeps declarations and sheets.
type Store interface {
	// Contest reads what the evaluation of a competition stands on; NOT_FOUND before it
	// has a commission.
	Contest(ctx context.Context, scope access.Scope, competition uuid.UUID) (*Contest, error)
	// Contests is Contest for several competitions, in as many statements; those without a
	// commission are missing from the answer.
	Contests(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID]*Contest, error)
	// CompetitionsOf finds the competitions of applications that were admitted.
	CompetitionsOf(ctx context.Context, scope access.Scope, applications []uuid.UUID) (map[uuid.UUID]uuid.UUID, error)
	// ContestOfSheet finds the contest that a sheet belongs to, and the sheet.
	ContestOfSheet(ctx context.Context, scope access.Scope, sheet uuid.UUID) (*Contest, *Sheet, error)
	// ContestOfDeclaration finds the contest that a declaration belongs to.
	ContestOfDeclaration(ctx context.Context, scope access.Scope, declaration uuid.UUID) (*Contest, error)
	// Revisions lists the revisions of sheets of some members and applications, oldest first.
	Revisions(ctx context.Context, scope access.Scope, members, applications []uuid.UUID) ([]*Sheet, error)
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of an evaluation may do in its transaction.
type Tx interface {
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	// LockContest reads a contest and keeps others from changing its competition.
	LockContest(ctx context.Context, competition uuid.UUID) (*Contest, error)
	// CompetitionOf finds the competition of an application.
	CompetitionOf(ctx context.Context, application uuid.UUID) (uuid.UUID, error)
	// CompetitionOfSheet finds the competition of a sheet.
	CompetitionOfSheet(ctx context.Context, sheet uuid.UUID) (uuid.UUID, error)
	// CompetitionOfDeclaration finds the competition of a declaration.
	CompetitionOfDeclaration(ctx context.Context, declaration uuid.UUID) (uuid.UUID, error)
	// AttachFile gives a ready file of one of the kinds to what it belongs to.
	AttachFile(ctx context.Context, id uuid.UUID, owner file.Owner, kinds ...file.Kind) (*file.File, error)
	InsertDeclaration(ctx context.Context, d *Declaration) error
	UpdateDeclaration(ctx context.Context, d *Declaration) error
	InsertSheet(ctx context.Context, s *Sheet) error
	UpdateSheet(ctx context.Context, s *Sheet) error
}
