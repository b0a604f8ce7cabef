package user

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/page"
)

// Store keeps people and their roles. The scope may be the programme's or the
// municipality's that the change concerns.
type Store interface {
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*User, error)
	// Users reads several people at once, by id.
	Users(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*User, error)
	List(ctx context.Context, scope access.Scope, request page.Request) (page.Page[*User], error)
	Membership(ctx context.Context, scope access.Scope, id uuid.UUID) (*Membership, error)
	// MembershipsOf reads all memberships of several people.
	MembershipsOf(ctx context.Context, scope access.Scope, users []uuid.UUID) (map[uuid.UUID][]*Membership, error)
	// Members lists the memberships in the scope's place, newest first.
	Members(ctx context.Context, scope access.Scope, request page.Request) (page.Page[*Membership], error)
	// AnyInOffice reports whether somebody holds one of the roles in the scope's
	// municipality on day.
	AnyInOffice(ctx context.Context, scope access.Scope, day clock.Date, roles ...access.Role) (bool, error)
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of people may do in its transaction.
type Tx interface {
	Now(ctx context.Context) (time.Time, error)
	Record(ctx context.Context, entry audit.Entry) error
	// LockUser and FindUser read an account and keep others from changing it.
	LockUser(ctx context.Context, id uuid.UUID) (*User, error)
	FindUser(ctx context.Context, contact Contact) (*User, error)
	InsertUser(ctx context.Context, u *User) error
	UpdateUser(ctx context.Context, u *User) error
	LockMembership(ctx context.Context, id uuid.UUID) (*Membership, error)
	Memberships(ctx context.Context, account uuid.UUID) ([]*Membership, error)
	// AnyInOffice reports whether somebody holds one of the roles in a municipality on day.
	AnyInOffice(ctx context.Context, municipality uuid.UUID, day clock.Date, roles ...access.Role) (bool, error)
	InsertMembership(ctx context.Context, m *Membership) error
	UpdateMembership(ctx context.Context, m *Membership) error
	// SendLink stores a link and sends its message once the transaction is committed.
	SendLink(ctx context.Context, link *Link) error
	// EndSessions signs a person out everywhere and revokes her tokens.
	EndSessions(ctx context.Context, account uuid.UUID) error
}
