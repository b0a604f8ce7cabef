package tenants

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// State is where a tenant stands in its life.
type State string

// The states. A suspended tenant can be read and not changed. In one whose memorandum is
// over, and in one that went over into others, the agreements are still finished, by its
// successors where it has any.
const (
	Active    State = "ACTIVE"
	Suspended State = "SUSPENDED"
	Completed State = "COMPLETED"
	Merged    State = "MERGED"
	Split     State = "SPLIT"
)

// Ended reports whether nothing new begins in the tenant any more.
func (s State) Ended() bool { return s == Completed || s.WentOver() }

// WentOver reports whether the tenant has successors.
func (s State) WentOver() bool { return s == Merged || s == Split }

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
	// Heir finishes the agreements of a tenant that went over, uuid.Nil in others; Passed are
	// those agreements that another one finishes.
	Heir   uuid.UUID
	Passed map[uuid.UUID]uuid.UUID
	// Version grows with each change of the entry in the register and of the state.
	Version int64
}

// Heirs are all who finish agreements of a tenant that went over.
func (t Tenant) Heirs() []uuid.UUID {
	if t.Heir == uuid.Nil {
		return nil
	}
	heirs := []uuid.UUID{t.Heir}
	for _, heir := range t.Passed {
		if !slices.Contains(heirs, heir) {
			heirs = append(heirs, heir)
		}
	}
	return heirs
}

// HeirOf is who finishes an agreement of a tenant that went over.
func (t Tenant) HeirOf(agreement uuid.UUID) uuid.UUID {
	if heir, passed := t.Passed[agreement]; passed {
		return heir
	}
	return t.Heir
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
	// BySlug finds it by a short name or a code, of now or of earlier.
	BySlug(ctx context.Context, slug string) (Tenant, error)
}
