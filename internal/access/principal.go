package access

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
)

// Kind tells how a principal came in.
type Kind string

// The kinds of principal.
const (
	Anonymous Kind = "ANONYMOUS"
	Session   Kind = "SESSION"
	Token     Kind = "TOKEN"
	System    Kind = "SYSTEM"
	// Holder is whoever opened a letter of interest with its secret; the letter's id stands
	// for the person, who has no account.
	Holder Kind = "HOLDER"
)

// Principal is who makes a request.
type Principal struct {
	Kind Kind
	// UserID is the person, nil for anonymous and system principals.
	UserID uuid.UUID
	// Name is the person's name, or the job's.
	Name string
	// SessionID is the session or token that let the person in.
	SessionID   uuid.UUID
	Memberships []Member
}

// Member is a role held for a time; Tenant is nil for a role in the programme.
type Member struct {
	Role   Role
	Tenant *uuid.UUID
	From   clock.Date
	// Until is the last day of office, nil when open.
	Until *clock.Date
}

// InOffice reports whether the role is held on day.
func (m Member) InOffice(day clock.Date) bool {
	return !day.Before(m.From) && (m.Until == nil || !day.After(*m.Until))
}

// SignedIn reports whether a person stands behind the request.
func (p Principal) SignedIn() bool { return p.UserID != uuid.Nil }

// RolesIn lists the roles the principal holds on day in a municipality, programme
// roles included. tenant nil asks for the programme alone.
func (p Principal) RolesIn(tenant *uuid.UUID, day clock.Date) []Role {
	roles := []Role{Public}
	if p.SignedIn() {
		roles = append(roles, Initiator, GroupMember)
	}
	for _, m := range p.Memberships {
		here := m.Tenant == nil || (tenant != nil && *m.Tenant == *tenant)
		if here && m.InOffice(day) {
			roles = append(roles, m.Role)
		}
	}
	return roles
}

type contextKey struct{}

// With returns a context that acts as p.
func With(ctx context.Context, p Principal) context.Context {
	return context.WithValue(ctx, contextKey{}, p)
}

// From returns who acts, an anonymous principal when nobody was named.
func From(ctx context.Context) Principal {
	if p, ok := ctx.Value(contextKey{}).(Principal); ok {
		return p
	}
	return Principal{Kind: Anonymous}
}
