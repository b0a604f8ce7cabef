// Package monitoring is the joint watch over initiatives that are carried out: groups
// formed by an order, their visits, findings and protocols (domain.md M21, R-31, R-32, 5.10).
package monitoring

import (
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// GroupState is where a group stands.
type GroupState string

// The states of a group.
const (
	Proposed  GroupState = "DRAFT"
	Formed    GroupState = "FORMED"
	Dissolved GroupState = "DISSOLVED"
)

// Group watches initiatives while its mandate lasts.
type Group struct {
	entity.Base `bun:",extend"`

	Name  i18n.Localized `bun:"type:jsonb" json:"name"`
	State GroupState     `json:"state"`
	// Order of the head, with number and date once the group is formed.
	Order       document.Document `bun:"embed:order_" json:"order"`
	OrderFileID *uuid.UUID        `json:"orderFileId,omitempty"`
	// CompetitionID keeps the group to the initiatives of one competition; nil means all.
	CompetitionID *uuid.UUID `json:"competitionId,omitempty"`
	// From and Until are the mandate, both days included.
	From  *clock.Date `bun:"from_date,type:date" json:"from,omitempty"`
	Until *clock.Date `bun:"until_date,type:date" json:"until,omitempty"`
	Note  string      `json:"note"`
	// Reason is why it was dissolved.
	Reason string `json:"reason"`

	// Members are all that ever served, in their order; see [Group.Serving].
	Members []*Member `bun:"-" json:"members"`
}

// Ref is the global address of the group.
func (g *Group) Ref() entity.Ref { return g.RefAs("MonitoringGroup") }

// Member is a person named by an order.
type Member struct {
	entity.Base `bun:",extend"`

	GroupID uuid.UUID `json:"groupId"`
	// Position orders the list, from 1; a successor takes the place of the predecessor.
	Position int                 `json:"position"`
	Category commission.Category `json:"category"`
	// Leads the group; one does.
	Leads bool `json:"leads"`
	// Name and Post as printed in the order.
	Name string `json:"name"`
	Post string `json:"post"`
	// UserID is the person's account, nil for somebody who works on paper.
	UserID *uuid.UUID `json:"userId,omitempty"`

	// Since is the order that named the member; Until the later one that let the member go.
	Since       document.Document `bun:"embed:since_" json:"since"`
	Until       document.Document `bun:"embed:until_" json:"until"`
	UntilReason string            `json:"untilReason"`
	// LeftOn is the last day of a member who was let go.
	LeftOn     *clock.Date `bun:"type:date" json:"leftOn,omitempty"`
	ReplacesID *uuid.UUID  `json:"replacesId,omitempty"`
}

// Ref is the global address of the member.
func (m *Member) Ref() entity.Ref { return m.RefAs("MonitoringMember") }

// HasAccount reports whether the member signs in.
func (m *Member) HasAccount() bool { return m.UserID != nil }

// serves reports whether the member was in office on a day.
func (m *Member) serves(day clock.Date) bool { return m.LeftOn == nil || !m.LeftOn.Before(day) }

// Serving lists the members whom no later order has let go, in their order.
func (g *Group) Serving() []*Member {
	return slices.DeleteFunc(slices.Clone(g.Members), func(m *Member) bool { return m.LeftOn != nil })
}

// Size is the number of serving members.
func (g *Group) Size() int { return len(g.Serving()) }

// covers reports whether initiatives of a competition are watched.
func (g *Group) covers(competition uuid.UUID) bool {
	return g.CompetitionID == nil || *g.CompetitionID == competition
}

func (g *Group) member(id uuid.UUID) *Member {
	for _, m := range g.Members {
		if m.ID == id {
			return m
		}
	}
	return nil
}

// snapshot copies the group and its members for the audit.
func (g *Group) snapshot() *Group {
	copied := *g
	copied.Members = make([]*Member, len(g.Members))
	for i, m := range g.Members {
		member := *m
		copied.Members[i] = &member
	}
	return &copied
}
