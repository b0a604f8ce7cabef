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

// Agreement is that of the initiative.
func (v *Visit) Agreement() entity.Ref { return v.Link("Agreement", v.AgreementID) }

// Event is what was watched, nil for another look.
func (v *Visit) Event() *entity.Ref { return v.LinkIf("Event", v.EventID) }

// Scan is the paper that the record was entered from.
func (v *Visit) Scan() *entity.Ref { return v.LinkIf("File", v.ScanFileID) }

// CameBy is how the record came in, nil before it.
func (v *Visit) CameBy() *Channel {
	if v.Channel == "" {
		return nil
	}
	return &v.Channel
}

// Visit is the one that found it.
func (f *Finding) Visit() entity.Ref { return f.Link("MonitoringVisit", f.VisitID) }

// Agreement is that of the initiative.
func (f *Finding) Agreement() entity.Ref { return f.Link("Agreement", f.AgreementID) }

// Agreement is that of the initiative.
func (p *Protocol) Agreement() entity.Ref { return p.Link("Agreement", p.AgreementID) }

// Group is the one that concludes.
func (p *Protocol) Group() entity.Ref { return p.Link("MonitoringGroup", p.GroupID) }

// Scan is the signed paper, nil before it is there.
func (p *Protocol) Scan() *entity.Ref { return p.LinkIf("File", p.ScanFileID) }

// Visits are those that it is about.
func (p *Protocol) Visits() []entity.Ref {
	refs := make([]entity.Ref, len(p.VisitIDs))
	for i, id := range p.VisitIDs {
		refs[i] = p.Link("MonitoringVisit", id)
	}
	return refs
}
