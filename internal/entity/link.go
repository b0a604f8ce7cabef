package entity

import "github.com/google/uuid"

// Link is the address of another entity of the same municipality.
func (b *Base) Link(kind string, id uuid.UUID) Ref {
	return Ref{Kind: kind, Tenant: b.TenantID, ID: id}
}

// LinkIf is Link for what may be missing: nil then.
func (b *Base) LinkIf(kind string, id *uuid.UUID) *Ref {
	if id == nil {
		return nil
	}
	ref := b.Link(kind, *id)
	return &ref
}
