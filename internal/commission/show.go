package commission

import (
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
)

// FormedBy is the head's order, nil before it.
func (c *Commission) FormedBy() *document.Document { return c.Order.Known() }

// NamedBy is the order that named the member, nil in a draft.
func (m *Member) NamedBy() *document.Document { return m.Since.Known() }

// DismissedBy is the order that let the member go, nil while in office.
func (m *Member) DismissedBy() *document.Document { return m.Until.Known() }

// Replaces addresses the predecessor.
func (m *Member) Replaces() *entity.Ref {
	if m.ReplacesID == nil {
		return nil
	}
	return &entity.Ref{Kind: "CommissionMember", Tenant: m.TenantID, ID: *m.ReplacesID}
}
