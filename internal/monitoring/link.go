package monitoring

import (
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
)

// FormedBy is the head's order, nil before it.
func (g *Group) FormedBy() *document.Document { return g.Order.Known() }

// Competition is the one that the group is kept to, nil for all.
func (g *Group) Competition() *entity.Ref { return g.LinkIf("Competition", g.CompetitionID) }

// NamedBy is the order that named the member, nil in a draft.
func (m *Member) NamedBy() *document.Document { return m.Since.Known() }

// DismissedBy is the order that let the member go, nil while in office.
func (m *Member) DismissedBy() *document.Document { return m.Until.Known() }

// Replaces addresses the predecessor.
func (m *Member) Replaces() *entity.Ref { return m.LinkIf("MonitoringMember", m.ReplacesID) }
