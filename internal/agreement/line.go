package agreement

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/money"
)

// Line is one line of the approved estimate. Purchases, payments and contributions are
// recorded against it.
type Line struct {
	entity.Base `bun:",extend"`

	AgreementID uuid.UUID `json:"agreementId"`
	// LineNo counts from 1.
	LineNo    int              `json:"lineNo"`
	Item      string           `json:"item"`
	Unit      string           `json:"unit"`
	Quantity  *budget.Quantity `json:"quantity,omitempty"`
	UnitPrice *money.Amount    `json:"unitPrice,omitempty"`
	// Approved is what was signed, Planned what the line stands at after reallocations; both
	// nil when nobody valued it.
	Approved  *money.Amount    `json:"approved,omitempty"`
	Planned   *money.Amount    `json:"planned,omitempty"`
	Source    budget.Source    `json:"source"`
	Form      budget.Form      `json:"form"`
	Valuation budget.Valuation `json:"valuation"`
}

// Ref is the global address of the line.
func (l *Line) Ref() entity.Ref { return l.RefAs("AgreementLine") }

// linesOf makes the estimate of an agreement of computed budget lines.
func linesOf(a *Agreement, lines []budget.Line, now time.Time) []*Line {
	made := make([]*Line, len(lines))
	for i, l := range lines {
		made[i] = &Line{
			Base: entity.NewBase(a.TenantID, now), AgreementID: a.ID, LineNo: i + 1, Item: l.Item, Unit: l.Unit,
			Quantity: l.Quantity, UnitPrice: l.UnitPrice, Approved: l.Amount, Planned: l.Amount,
			Source: l.Source, Form: l.Form, Valuation: l.Valuation,
		}
	}
	return made
}

// PlannedOf adds up what the lines of a source are planned at, zero when none is valued.
func PlannedOf(lines []*Line, source budget.Source) money.Amount {
	var total money.Amount
	for _, l := range lines {
		if l.Source == source && l.Planned != nil {
			total += *l.Planned
		}
	}
	return total
}
