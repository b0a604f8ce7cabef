package commission

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
)

// FormedBy is the head's order, nil before it.
func (c *Commission) FormedBy() *document.Document { return c.Order.Known() }

// OrderFile addresses the scan of the order.
func (c *Commission) OrderFile() *entity.Ref { return point("File", c.TenantID, c.OrderFileID) }

// NamedBy is the order that named the member, nil in a draft.
func (m *Member) NamedBy() *document.Document { return m.Since.Known() }

// DismissedBy is the order that let the member go, nil while in office.
func (m *Member) DismissedBy() *document.Document { return m.Until.Known() }

// Replaces addresses the predecessor.
func (m *Member) Replaces() *entity.Ref { return point("CommissionMember", m.TenantID, m.ReplacesID) }

func point(kind string, tenant uuid.UUID, id *uuid.UUID) *entity.Ref {
	if id == nil {
		return nil
	}
	return &entity.Ref{Kind: kind, Tenant: tenant, ID: *id}
}
