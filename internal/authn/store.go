package authn

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/user"
)

// Caller is the person behind a secret, with all her roles, as one statement read it.
type Caller struct {
	Principal access.Principal
	Locale    i18n.Lang
	// Seen asks to note that the secret was used.
	Seen bool
}

// Store keeps sessions, tokens, links and identities.
type Store interface {
	// Session and Token find the caller behind the hash of a secret that is alive, and
	// whose account is active; NOT_FOUND otherwise. Each is one SQL statement.
	Session(ctx context.Context, hash []byte, idle time.Duration) (*Caller, error)
	Token(ctx context.Context, hash []byte) (*Caller, error)
	// Person is an active account with all its roles, NOT_FOUND without one.
	Person(ctx context.Context, account uuid.UUID) (access.Principal, error)
	// See notes that a session or token was used.
	See(ctx context.Context, kind access.Kind, id uuid.UUID) error

	// Account finds an account by what it signs in with, NOT_FOUND without one.
	Account(ctx context.Context, contact user.Contact) (*user.User, error)
	AccountByID(ctx context.Context, id uuid.UUID) (*user.User, error)
	// Identity finds the account that a provider's subject is linked to.
	Identity(ctx context.Context, issuer, subject string) (*user.User, error)
	// Link finds a link by the hash of its secret.
	Link(ctx context.Context, hash []byte) (*user.Link, error)

	Sessions(ctx context.Context, scope access.Scope) ([]*Session, error)
	Tokens(ctx context.Context, scope access.Scope) ([]*AccessToken, error)

	// Attempt counts an attempt at key within a window that begins with the first, and
	// returns how many there were, this one included, and when the window is over. Release
	// takes one back, Forget begins anew.
	Attempt(ctx context.Context, key string, window time.Duration) (n int, left time.Duration, err error)
	Release(ctx context.Context, key string) error
	Forget(ctx context.Context, key string) error
	// KnowsDevice reports whether the account of a contact has been signed in on a device.
	KnowsDevice(ctx context.Context, hash []byte, contact user.Contact) (bool, error)

	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error

	// LinkByID, ArmLink and DropLink serve the delivery of a link: its state, the hash of
	// the secret that is about to be sent, and its end when nothing is sent.
	LinkByID(ctx context.Context, id uuid.UUID) (*user.Link, error)
	ArmLink(ctx context.Context, link *user.Link) error
	DropLink(ctx context.Context, id uuid.UUID) error

	// Sweep deletes what has expired.
	Sweep(ctx context.Context, idle time.Duration) error
}

// Tx is what a change of secrets may do in its transaction.
type Tx interface {
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	LockUser(ctx context.Context, id uuid.UUID) (*user.User, error)
	FindUser(ctx context.Context, contact user.Contact) (*user.User, error)
	InsertUser(ctx context.Context, u *user.User) error
	UpdateUser(ctx context.Context, u *user.User) error
	Memberships(ctx context.Context, account uuid.UUID) ([]*user.Membership, error)
	InsertMembership(ctx context.Context, m *user.Membership) error
	// AcceptMemberships accepts the roles that the account was invited to.
	AcceptMemberships(ctx context.Context, account uuid.UUID) error
	SendLink(ctx context.Context, link *user.Link) error
	// InsertLink stores a link whose secret is handed over in another way than a message.
	InsertLink(ctx context.Context, link *user.Link) error
	// LockLink reads a link by the hash of its secret; NOT_FOUND without one.
	LockLink(ctx context.Context, hash []byte) (*user.Link, error)
	// UseLink marks an account's link as used and ends the others of this account.
	UseLink(ctx context.Context, link *user.Link) error
	InsertSession(ctx context.Context, s *Session) error
	// EndSession and EndToken delete one of the account's own; NOT_FOUND otherwise.
	EndSession(ctx context.Context, account, id uuid.UUID) error
	EndToken(ctx context.Context, account, id uuid.UUID) error
	// EndOtherSessions signs the account out everywhere but in keep and revokes its tokens.
	EndOtherSessions(ctx context.Context, account, keep uuid.UUID) error
	// EndSessions signs the account out everywhere and revokes its tokens.
	EndSessions(ctx context.Context, account uuid.UUID) error
	// IsDevice reports whether some account has been signed in on a device, KeepDevice
	// remembers that this one has.
	IsDevice(ctx context.Context, hash []byte) (bool, error)
	KeepDevice(ctx context.Context, hash []byte, account uuid.UUID) error
	CountTokens(ctx context.Context, account uuid.UUID) (int, error)
	InsertToken(ctx context.Context, t *AccessToken) error
	InsertIdentity(ctx context.Context, issuer, subject string, account uuid.UUID) error
}
