package tenants

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// State is where a tenant stands in its life.
type State string

// The states. A suspended tenant can be read and not changed.
const (
	Active    State = "ACTIVE"
	Suspended State = "SUSPENDED"
)

// DefaultShard is the cluster that holds the programme and, unless the configuration
// says otherwise, every municipality.
const DefaultShard = "default"

// Kind is the kind of a municipality.
type Kind string

// The kinds.
const (
	AiylAimak Kind = "AIYL_AIMAK"
	City      Kind = "CITY"
)

// Tenant is a municipality of the register; one that takes part has a schema of its own.
// Its id as a tenant is the municipality's.
type Tenant struct {
	ID   uuid.UUID
	Slug string
	// Code is the SOATE code, 14 digits (domain.md 7.2).
	Code string
	Kind Kind
	Name i18n.Localized
	// OblastCode and RaionCode are SOATE codes, empty for a republican city and, the
	// second, for a city of oblast level.
	OblastCode string
	RaionCode  string
	// ValidFrom and ValidTo bound the life of the municipality, nil when not known.
	ValidFrom *clock.Date
	ValidTo   *clock.Date

	Schema Schema
	// Shard names the cluster that holds the schema.
	Shard string
	// State is empty for a municipality that has no schema.
	State State
}

// IsProgramme reports whether this is not a municipality but the programme itself.
func (t Tenant) IsProgramme() bool { return t.ID == uuid.Nil }

// Ref is the global address of the municipality.
func (t *Tenant) Ref() entity.Ref { return entity.Ref{Kind: "Municipality", ID: t.ID} }

// TenantState is the state, nil for a municipality that does not take part.
func (t *Tenant) TenantState() *State {
	if t.State == "" {
		return nil
	}
	return &t.State
}

// Directory finds tenants. A tenant that does not exist is apperr.ErrNotFound.
type Directory interface {
	ByID(ctx context.Context, id uuid.UUID) (Tenant, error)
	BySlug(ctx context.Context, slug string) (Tenant, error)
}
