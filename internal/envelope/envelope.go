// Package envelope keeps the sums that a municipality sets aside for initiatives in a
// year, with the decree behind each (domain.md M5, R-17).
package envelope

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
)

// Envelope is money of the local budget; a year may have several.
type Envelope struct {
	entity.Base `bun:",extend"`

	Year   int          `json:"year"`
	Amount money.Amount `json:"amount"`
	// Awarded is the local-budget part of all awards from this envelope; it changes only
	// under the lock of the row, by [Envelope.Allot] and [Envelope.Release].
	Awarded money.Amount `json:"awarded"`
	// Decree that set the sum first; later ones are [Change]s.
	Decree document.Document `bun:"embed:decree_" json:"decree"`
	// SourceLine is the line of the budget, as printed.
	SourceLine string `json:"sourceLine"`
	Note       string `json:"note"`
}

// Ref is the global address of the envelope.
func (e *Envelope) Ref() entity.Ref { return e.RefAs("Envelope") }

// Left is what awards may still take.
func (e *Envelope) Left() money.Amount { return e.Amount - e.Awarded }

// The refusals of an envelope.
var (
	ErrExceeded = apperr.NewRule("ENVELOPE_EXCEEDED", i18n.New(
		"Жергиликтүү бюджеттен {asked} сом суралды, каражаттын көлөмүндө {left} сом калды.",
		"Из местного бюджета нужно {asked} сом, а в объёме средств осталось {left} сом.",
		"{asked} som of the local budget are asked for and {left} som of the envelope are left."))
	ErrBelowAwarded = apperr.NewRule("ENVELOPE_BELOW_AWARDED", i18n.New(
		"Каражаттын көлөмү буга чейин бөлүнгөн {awarded} сомдон аз болбойт.",
		"Объём средств не может стать меньше уже присуждённых {awarded} сом.",
		"The envelope cannot fall below the {awarded} som that are awarded."))
)

// Allot takes a sum for awards, or answers ENVELOPE_EXCEEDED. The caller holds the lock
// of the row.
func (e *Envelope) Allot(sum money.Amount) error {
	if sum < 0 || sum > e.Left() {
		return ErrExceeded.With(i18n.Args{"asked": sum, "left": e.Left()})
	}
	e.Awarded += sum
	return nil
}

// Release gives a sum back when awards are annulled. The caller holds the lock of the row.
func (e *Envelope) Release(sum money.Amount) { e.Awarded -= min(max(sum, 0), e.Awarded) }

// Change is a later decree over the sum of an envelope; changes are never edited.
type Change struct {
	entity.Base `bun:",extend"`

	EnvelopeID   uuid.UUID         `json:"envelopeId"`
	AmountBefore money.Amount      `json:"amountBefore"`
	AmountAfter  money.Amount      `json:"amountAfter"`
	Decree       document.Document `bun:"embed:decree_" json:"decree"`
	Reason       string            `json:"reason"`
}

// Ref is the global address of the change.
func (c *Change) Ref() entity.Ref { return c.RefAs("EnvelopeChange") }

// SetBy is the paper that set the sum first, nil when only the budget line is known.
func (e *Envelope) SetBy() *document.Document { return e.Decree.Known() }
