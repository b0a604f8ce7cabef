package protocol

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/award"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/envelope"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/session"
)

// Store keeps protocols, signatures and orders.
type Store interface {
	access.Reacher
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*Protocol, error)
	// OfCompetitions lists the protocols of competitions, oldest first.
	OfCompetitions(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID][]*Protocol, error)
	// Signatures lists the signatures of protocols, oldest first.
	Signatures(ctx context.Context, scope access.Scope, protocols []uuid.UUID) (map[uuid.UUID][]*Signature, error)
	Order(ctx context.Context, scope access.Scope, id uuid.UUID) (*Order, error)
	// OrdersOf lists the orders on competitions, oldest first.
	OrdersOf(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID][]*Order, error)
	// Sealed reads the sealed contents of protocols, under the tenant's role.
	Sealed(ctx context.Context, scope access.Scope, protocols []uuid.UUID) (map[uuid.UUID]string, error)
	// Materials reads what drafts are made of, by the session, under the tenant's role.
	Materials(ctx context.Context, scope access.Scope, sessions []uuid.UUID) (map[uuid.UUID]*Material, error)
	// Seats reads of the material what decides who may do what, by the session: commission
	// and session.
	Seats(ctx context.Context, scope access.Scope, sessions []uuid.UUID) (map[uuid.UUID]*Material, error)
	// NamesHidden lists those of competitions in which names are still hidden.
	NamesHidden(ctx context.Context, scope access.Scope, competitions []uuid.UUID) ([]uuid.UUID, error)
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of protocols may do in its transaction. Locks are taken in this
// order: applications, competition, session, protocol, envelope.
type Tx interface {
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error

	// SessionOf finds the session of a protocol.
	SessionOf(ctx context.Context, protocol uuid.UUID) (uuid.UUID, error)
	// CompetitionOfSession finds the competition of a session.
	CompetitionOfSession(ctx context.Context, session uuid.UUID) (uuid.UUID, error)
	// LockMaterial reads the material of a session and keeps others from changing its
	// competition and the session.
	LockMaterial(ctx context.Context, session uuid.UUID) (*Material, error)
	// LockLive reads the sealed or signed protocol of a competition, nil when there is none.
	LockLive(ctx context.Context, competition uuid.UUID) (*Protocol, error)
	LockProtocol(ctx context.Context, id uuid.UUID) (*Protocol, error)
	// AttachFile gives a ready file of one of the kinds to what it belongs to.
	AttachFile(ctx context.Context, id uuid.UUID, owner file.Owner, kinds ...file.Kind) (*file.File, error)
	InsertProtocol(ctx context.Context, p *Protocol) error
	UpdateProtocol(ctx context.Context, p *Protocol) error
	// NextProtocolNumber gives the next number of the year's register of protocols.
	NextProtocolNumber(ctx context.Context, year int) (int, error)
	InsertContent(ctx context.Context, protocol uuid.UUID, content string) error

	Signatures(ctx context.Context, protocol uuid.UUID) ([]*Signature, error)
	InsertSignature(ctx context.Context, s *Signature) error
	InsertOrder(ctx context.Context, o *Order) error

	LockApplications(ctx context.Context, competition uuid.UUID) ([]*application.Application, error)
	UpdateApplication(ctx context.Context, a *application.Application) error
	UpdateCompetition(ctx context.Context, c *competition.Competition) error
	UpdateSession(ctx context.Context, s *session.Session) error
	LockEnvelope(ctx context.Context, id uuid.UUID) (*envelope.Envelope, error)
	UpdateEnvelope(ctx context.Context, e *envelope.Envelope) error
	InsertAward(ctx context.Context, a *award.Award) error
	// AnnulAwards ends the awards of a protocol.
	AnnulAwards(ctx context.Context, protocol uuid.UUID, now time.Time) error
}
