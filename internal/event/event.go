// Package event is what an initiative does for people: its events as planned and as held,
// who took part, and the photos (domain.md M20, 5.9). A contradiction in the numbers is a
// warning that stays visible, never a refusal.
package event

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// Kind is what sort of event it is.
type Kind string

// The kinds.
const (
	Competition  Kind = "COMPETITION"
	Concert      Kind = "CONCERT"
	Theatre      Kind = "THEATRE"
	Training     Kind = "TRAINING"
	CleanUp      Kind = "CLEAN_UP"
	Installation Kind = "INSTALLATION"
	Other        Kind = "OTHER"
)

// Setting is where people gather.
type Setting string

// The settings.
const (
	Indoor  Setting = "INDOOR"
	Outdoor Setting = "OUTDOOR"
	Mixed   Setting = "MIXED"
)

// CountMethod is how the participants were counted.
type CountMethod string

// The methods.
const (
	List      CountMethod = "LIST"
	HeadCount CountMethod = "HEAD_COUNT"
	Estimate  CountMethod = "ESTIMATE"
)

// Event is one entry in the calendar of an initiative.
type Event struct {
	entity.Base `bun:",extend"`

	AgreementID uuid.UUID `json:"agreementId"`
	// ClientKey is the key of the form that made it: sent again, the form makes nothing new.
	ClientKey *uuid.UUID `json:"clientKey,omitempty"`
	State     State      `json:"state"`
	// Reason is why it was put off or called off.
	Reason string `json:"reason"`

	Plan    `bun:",extend"`
	Outcome `bun:",extend"`

	// ParticipantListID is the scan of the list of those who came: never public.
	ParticipantListID *uuid.UUID `json:"participantListId,omitempty"`
}

// Ref is the global address of the event.
func (e *Event) Ref() entity.Ref { return e.RefAs("Event") }

// Plan is what an event is to be.
type Plan struct {
	Title i18n.Localized `bun:"type:jsonb" json:"title"`
	Kind  Kind           `json:"kind"`
	// PlannedOn is nil for an event that was put off, or recorded without a plan.
	PlannedOn *clock.Date `bun:"type:date" json:"plannedOn,omitempty"`
	// Occurrences is how often it takes place: two family competitions count as two.
	Occurrences int                   `json:"occurrences"`
	Villages    []application.Village `bun:"type:jsonb" json:"villages"`
	Place       string                `json:"place"`
	Setting     *Setting              `json:"setting,omitempty"`
	Narrative   string                `json:"narrative"`
}

// Outcome is what took place; its zero value before.
type Outcome struct {
	// HeldOn is the day, the first one of several.
	HeldOn       *clock.Date  `bun:"type:date" json:"heldOn,omitempty"`
	StartAt      *time.Time   `json:"startAt,omitempty"`
	EndAt        *time.Time   `json:"endAt,omitempty"`
	CountMethod  *CountMethod `json:"countMethod,omitempty"`
	Participants Counts       `bun:"type:jsonb" json:"participants"`
}

// Record is what is known of the participants of an initiative as a whole; where there is
// one, it stands before what its events add up to.
type Record struct {
	entity.Base `bun:",extend"`

	AgreementID  uuid.UUID `json:"agreementId"`
	Participants Counts    `bun:"type:jsonb" json:"participants"`
	// Note says where the numbers come from.
	Note string `json:"note"`
}

// Ref is the global address of the record.
func (r *Record) Ref() entity.Ref { return r.RefAs("ParticipantRecord") }
