package session

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/notice"
)

// Store keeps sessions with their votes and dissenting opinions.
type Store interface {
	access.Reacher
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*Session, error)
	// OfCompetitions lists the sessions of competitions, oldest first.
	OfCompetitions(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID][]*Session, error)
	Contest(ctx context.Context, scope access.Scope, competition uuid.UUID) (*evaluation.Contest, error)
	// Contests is Contest for several competitions, in as many statements.
	Contests(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID]*evaluation.Contest, error)
	// Votes and Dissents list what was given in sessions, dissents oldest first.
	Votes(ctx context.Context, scope access.Scope, sessions []uuid.UUID) (map[uuid.UUID][]*Vote, error)
	Dissents(ctx context.Context, scope access.Scope, sessions []uuid.UUID) (map[uuid.UUID][]*Dissent, error)
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of sessions may do in its transaction. The competition is locked
// before the session.
type Tx interface {
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	notice.Outbox
	// LockContest reads a contest and keeps others from changing its competition.
	LockContest(ctx context.Context, competition uuid.UUID) (*evaluation.Contest, error)
	// CompetitionOfSession finds the competition of a session.
	CompetitionOfSession(ctx context.Context, session uuid.UUID) (uuid.UUID, error)
	LockSession(ctx context.Context, id uuid.UUID) (*Session, error)
	InsertSession(ctx context.Context, s *Session) error
	UpdateSession(ctx context.Context, s *Session) error
	// PutVotes writes votes over those that the members gave before.
	PutVotes(ctx context.Context, votes []*Vote) error
	InsertDissent(ctx context.Context, d *Dissent) error
}
