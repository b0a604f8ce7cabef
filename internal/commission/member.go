package commission

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
)

// Category says whom a member comes from.
type Category string

// The categories.
const (
	AOStaff   Category = "AO_STAFF"
	Deputy    Category = "DEPUTY"
	Community Category = "COMMUNITY"
)

// Role of a member in the commission.
type Role string

// The roles.
const (
	Chair          Role = "CHAIR"
	Secretary      Role = "SECRETARY"
	OrdinaryMember Role = "MEMBER"
)

// Member is a person named by an order.
type Member struct {
	entity.Base `bun:",extend"`

	CommissionID uuid.UUID `json:"commissionId"`
	// Position orders the list, from 1; a successor takes the place of the predecessor.
	Position int      `json:"position"`
	Category Category `json:"category"`
	Role     Role     `json:"role"`
	// Voting: chair and members vote, the secretary only if also a member.
	Voting bool `json:"voting"`
	// Name as printed in the order.
	Name string `json:"name"`
	// Post is the person's position as printed, empty for a villager without one.
	Post string `json:"post"`
	// UserID is the person's account, nil for somebody who works on paper.
	UserID *uuid.UUID `json:"userId,omitempty"`

	// Since is the order that named the member; Until the later one that let the member go.
	Since       document.Document `bun:"embed:since_" json:"since"`
	Until       document.Document `bun:"embed:until_" json:"until"`
	UntilReason string            `json:"untilReason"`
	// ReplacesID is the predecessor.
	ReplacesID *uuid.UUID `json:"replacesId,omitempty"`
}

// Ref is the global address of the member.
func (m *Member) Ref() entity.Ref { return m.RefAs("CommissionMember") }

// Serves reports whether no later order has let the member go.
func (m *Member) Serves() bool { return m.Until.IsZero() }

// HasAccount reports whether the member signs in; the secretary enters the papers of
// one who does not.
func (m *Member) HasAccount() bool { return m.UserID != nil }

// roles are the memberships that the account of a member must hold.
func (m *Member) roles() []access.Role {
	switch {
	case m.Role == Chair:
		return []access.Role{access.CommissionChair}
	case m.Role == Secretary && m.Voting:
		return []access.Role{access.CommissionSecretary, access.CommissionMember}
	case m.Role == Secretary:
		return []access.Role{access.CommissionSecretary}
	}
	return []access.Role{access.CommissionMember}
}
