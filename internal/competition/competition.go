// Package competition runs a municipality's competition of local initiatives from its
// draft to published winners (domain.md 3.2 M4–M17).
package competition

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
)

// Competition is one contest of initiatives, pinned to a version of the regulation.
type Competition struct {
	entity.Base `bun:",extend"`

	// Number is the municipality's own, "1/2021".
	Number string         `json:"number"`
	Year   int            `json:"year"`
	Title  i18n.Localized `bun:"type:jsonb" json:"title"`
	// State is what was decided last; [Competition.StateAt] adds what the clock decides.
	State State `json:"state"`

	RegulationID uuid.UUID  `json:"regulationId"`
	EnvelopeID   uuid.UUID  `json:"envelopeId"`
	CommissionID *uuid.UUID `json:"commissionId,omitempty"`

	// OpensAt and ClosesAt bound the window: an application is taken from OpensAt on and
	// before ClosesAt.
	OpensAt  *time.Time `json:"opensAt,omitempty"`
	ClosesAt *time.Time `json:"closesAt,omitempty"`
	// ImplementBy is the last day of implementation.
	ImplementBy *clock.Date `json:"implementBy,omitempty"`
	// MaxAmount is the most an application may ask of the local budget.
	MaxAmount *money.Amount `json:"maxAmount,omitempty"`
	// Reason is why the competition was cancelled or failed.
	Reason string `json:"reason"`

	AnnouncedAt *time.Time `json:"announcedAt,omitempty"`
	PublishedAt *time.Time `json:"publishedAt,omitempty"`
}

// Ref is the global address of the competition.
func (c *Competition) Ref() entity.Ref { return c.RefAs("Competition") }
