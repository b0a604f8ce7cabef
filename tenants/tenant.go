package tenants

import (
	"context"

	"github.com/google/uuid"

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

// Tenant is a municipality with a schema of its own. Its id is the municipality's.
type Tenant struct {
	ID     uuid.UUID
	Slug   string
	Code   string
	Name   i18n.Localized
	Schema Schema
	// Shard names the cluster that holds the schema.
	Shard string
	State State
}

// IsProgramme reports whether this is not a municipality but the programme itself.
func (t Tenant) IsProgramme() bool { return t.Schema.IsZero() }

// Directory finds tenants. A tenant that does not exist is apperr.ErrNotFound.
type Directory interface {
	ByID(ctx context.Context, id uuid.UUID) (Tenant, error)
	BySlug(ctx context.Context, slug string) (Tenant, error)
}

// Ref is the global address of the municipality.
func (t *Tenant) Ref() entity.Ref { return entity.Ref{Kind: "Municipality", ID: t.ID} }
