// Package entity is what every stored thing of a municipality has in common.
package entity

import (
	"time"

	"github.com/google/uuid"
)

// Base is embedded by every entity of a tenant.
type Base struct {
	// ID is a version 7 uuid, unique in the tenant.
	ID uuid.UUID `bun:",pk" json:"id"`
	// TenantID is the municipality the row was read from; it is not a column.
	TenantID uuid.UUID `bun:"-" json:"-"`
	// Version grows with each change; a change that carries an older one is refused.
	Version   int64     `json:"version"`
	CreatedAt time.Time `json:"createdAt"`
	UpdatedAt time.Time `json:"updatedAt"`
}

// NewBase makes the base of a new entity of tenant at time now.
func NewBase(tenant uuid.UUID, now time.Time) Base {
	return Base{ID: NewID(), TenantID: tenant, Version: 1, CreatedAt: now, UpdatedAt: now}
}

// NewID makes a time-ordered id.
func NewID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

// Touch counts a change at time now.
func (b *Base) Touch(now time.Time) {
	b.Version++
	b.UpdatedAt = now
}

// Common gives adapters the base of any entity.
func (b *Base) Common() *Base { return b }

// Ref is the address of an entity in the whole system: its kind, its municipality
// (uuid.Nil for the programme's own) and its id.
type Ref struct {
	Kind   string
	Tenant uuid.UUID
	ID     uuid.UUID
}

// RefAs is the address of the entity as a kind, which is the name of its GraphQL type.
func (b *Base) RefAs(kind string) Ref { return Ref{Kind: kind, Tenant: b.TenantID, ID: b.ID} }
