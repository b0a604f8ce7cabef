// Package competition runs a municipality's competition of local initiatives from its
// draft to published winners (domain.md 3.2 M4–M17).
package competition

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/regulation"
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
	// PriorityAreaIDs are the directions of this competition (M4), in their order.
	PriorityAreaIDs []uuid.UUID `bun:"priority_area_ids,type:jsonb" json:"priorityAreaIds"`
	// PriorityAreaNames are their names when the competition was announced, by id: what
	// was published stays as it was when an area is renamed. Empty before.
	PriorityAreaNames map[uuid.UUID]i18n.Localized `bun:"priority_area_names,type:jsonb" json:"priorityAreaNames,omitempty"`

	// OpensAt and ClosesAt bound the window: an application is taken from OpensAt on and
	// before ClosesAt.
	OpensAt  *time.Time `json:"opensAt,omitempty"`
	ClosesAt *time.Time `json:"closesAt,omitempty"`
	// ImplementBy is the last day of implementation.
	ImplementBy *clock.Date `bun:"type:date" json:"implementBy,omitempty"`
	// MaxAmount is the most an application may ask of the local budget.
	MaxAmount *money.Amount `json:"maxAmount,omitempty"`
	// Blind hides names from the commission until the protocol is signed; nil in a
	// draft that follows its regulation. The announcement fixes it.
	Blind *bool `json:"blind,omitempty"`
	// Reason is why the competition was cancelled or failed.
	Reason string `json:"reason"`
	// ReannouncesID is the competition that this one is held in place of.
	ReannouncesID *uuid.UUID `json:"reannouncesId,omitempty"`

	AnnouncedAt *time.Time `json:"announcedAt,omitempty"`
	PublishedAt *time.Time `json:"publishedAt,omitempty"`

	// History lists what happened, oldest first; only [Competition.Apply] adds to it.
	History []Step `bun:"type:jsonb" json:"-"`
}

// Ref is the global address of the competition.
func (c *Competition) Ref() entity.Ref { return c.RefAs("Competition") }

// Step is one event in the life of a competition.
type Step struct {
	Event Event     `json:"event"`
	From  State     `json:"from"`
	To    State     `json:"to"`
	At    time.Time `json:"at"`
	// Reason is what the person gave, where one is asked.
	Reason string `json:"reason,omitempty"`
	// Order is the paper behind the step: the head's order that approves or annuls.
	Order *Order `json:"order,omitempty"`
	// Window is the new window of an extension.
	Window *Window `json:"window,omitempty"`
}

// Order names a signed order of the head.
type Order struct {
	Number string     `json:"number"`
	Date   clock.Date `json:"date"`
}

// Complete reports whether number and date are known.
func (o *Order) Complete() bool { return o != nil && o.Number != "" && !o.Date.IsZero() }

// Window is the time in which applications are taken: from OpensAt on, before ClosesAt.
type Window struct {
	OpensAt  time.Time `json:"opensAt"`
	ClosesAt time.Time `json:"closesAt"`
}

// Days counts the calendar days of the window in Bishkek, both ends included:
// 3 December 00:00 to 17 December 00:00 is 14 days.
func (w Window) Days() int {
	first, last := clock.DateOf(w.OpensAt), clock.DateOf(w.ClosesAt.Add(-time.Nanosecond))
	return int(last.Sub(first.Time).Hours()/24) + 1
}

// Window is the competition's window; ok is false until both ends are set.
func (c *Competition) Window() (w Window, ok bool) {
	if c.OpensAt == nil || c.ClosesAt == nil {
		return Window{}, false
	}
	return Window{OpensAt: *c.OpensAt, ClosesAt: *c.ClosesAt}, true
}

// Public reports whether everyone may see the competition: it was announced once.
func (c *Competition) Public() bool { return c.AnnouncedAt != nil }

// ResultPublic reports whether everyone may see the result.
func (c *Competition) ResultPublic() bool { return c.PublishedAt != nil }

// Signed reports whether the commission has signed a protocol that was not annulled, also
// of a competition that failed or was cancelled afterwards.
func (c *Competition) Signed() bool {
	switch c.State {
	case ProtocolSigned, ResultApproved, ResultPublished:
		return true
	}
	for _, step := range slices.Backward(c.History) {
		switch step.Event {
		case SignProtocol:
			return true
		case AnnulProtocol:
			return false
		}
	}
	return false
}

// BlindUnder reports whether the competition is blind: as was set, or else as the rules of
// its regulation say.
func (c *Competition) BlindUnder(rules regulation.Rules) bool {
	if c.Blind == nil {
		return rules.Blind
	}
	return *c.Blind
}

// HidesNames reports whether an announced competition is blind and its protocol not
// signed.
func (c *Competition) HidesNames() bool { return c.Blind != nil && *c.Blind && !c.Signed() }

// ResultOrder is the head's order that approved the result, also that nobody won; nil
// before, and where it failed without one.
func (c *Competition) ResultOrder() *Order {
	for _, step := range slices.Backward(c.History) {
		if step.Event == ApproveResult || step.Event == FailNoWinner {
			return step.Order
		}
	}
	return nil
}

// FailurePublic reports whether the papers of a failed competition went out.
func (c *Competition) FailurePublic() bool {
	return slices.ContainsFunc(c.History, func(s Step) bool { return s.Event == PublishFailure })
}

// OutAt is when the outcome went out, a result or a failure; nil before.
func (c *Competition) OutAt() *time.Time {
	for _, step := range slices.Backward(c.History) {
		if step.Event == PublishResult || step.Event == PublishFailure {
			return &step.At
		}
	}
	return nil
}

// Publishes is the event by which the outcome goes out: the result or, of a failed
// competition, its failure.
func (c *Competition) Publishes() Event {
	if c.State == Failed {
		return PublishFailure
	}
	return PublishResult
}

// DecidedOn is the day of the head's order on the outcome or, without one, of the failure.
func (c *Competition) DecidedOn() (day clock.Date) {
	if order := c.ResultOrder(); order != nil {
		return order.Date
	}
	if at := c.reached(Failed); at != nil {
		return clock.DateOf(*at)
	}
	return day
}
