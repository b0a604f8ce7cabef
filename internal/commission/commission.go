// Package commission keeps the commissions that register and evaluate applications,
// formed by an order of the head (domain.md M6, R-01…R-04).
package commission

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// State is where a commission stands.
type State string

// The states: proposed, and formed by an order.
const (
	Proposed State = "DRAFT"
	Formed   State = "FORMED"
)

// Commission serves one or more competitions.
type Commission struct {
	entity.Base `bun:",extend"`

	Name  i18n.Localized `bun:"type:jsonb" json:"name"`
	State State          `json:"state"`
	// RegulationID is the edition that size and composition are checked against.
	RegulationID uuid.UUID `json:"regulationId"`
	// Order of the head, with number and date once the commission is formed.
	Order       document.Document `bun:"embed:order_" json:"order"`
	OrderFileID *uuid.UUID        `json:"orderFileId,omitempty"`
	Note        string            `json:"note"`

	// Members are all that ever served, in their order; see [Commission.Serving].
	Members []*Member `bun:"-" json:"members"`
}

// Ref is the global address of the commission.
func (c *Commission) Ref() entity.Ref { return c.RefAs("Commission") }

// draft refuses what may be done before the order of formation only.
func (c *Commission) draft() error {
	if c.State == Formed {
		return ErrFormed
	}
	return nil
}

// replaceable refuses a replacement before the order of formation, or once scoring has
// opened.
func (c *Commission) replaceable(scoring bool) error {
	switch {
	case c.State != Formed:
		return ErrNotFormed
	case scoring:
		return ErrScoring
	}
	return nil
}

// Serving lists the members in office now, in their order.
func (c *Commission) Serving() []*Member {
	serving := make([]*Member, 0, len(c.Members))
	for _, m := range c.Members {
		if m.Serves() {
			serving = append(serving, m)
		}
	}
	return serving
}

// Voting lists the serving members who score and vote.
func (c *Commission) Voting() []*Member {
	voting := make([]*Member, 0, len(c.Members))
	for _, m := range c.Serving() {
		if m.Voting {
			voting = append(voting, m)
		}
	}
	return voting
}

// Size is the number of voting members: a secretary without a vote does not count.
func (c *Commission) Size() int { return len(c.Voting()) }

// MemberOf finds the serving member with a user's account, nil when there is none.
func (c *Commission) MemberOf(user uuid.UUID) *Member {
	for _, m := range c.Serving() {
		if m.UserID != nil && *m.UserID == user {
			return m
		}
	}
	return nil
}
