// Package budget is the cost estimate of an initiative (domain.md 5.4): its lines, and
// what they add up to by source and form. A line that nobody valued has no amount and
// stands outside every total; it is never zero.
package budget

import (
	"strconv"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/text"
)

// MaxLines is the most lines an estimate has.
const MaxLines = 200

// Longest texts of a line, in characters.
const (
	MaxItem = 300
	MaxUnit = 50
)

// Source says who gives the money or the thing (domain.md 1.4).
type Source string

// The sources.
const (
	LocalBudget Source = "LOCAL_BUDGET"
	Programme   Source = "PROGRAMME"
	Business    Source = "BUSINESS"
	Initiator   Source = "INITIATOR"
	Donation    Source = "DONATION"
	OtherSource Source = "OTHER"
)

// Sources lists the sources in the order in which totals show them.
var Sources = []Source{LocalBudget, Programme, Business, Initiator, Donation, OtherSource}

// Form says how it is given.
type Form string

// The forms.
const (
	Cash   Form = "CASH"
	InKind Form = "IN_KIND"
)

// Forms lists the forms.
var Forms = []Form{Cash, InKind}

// Valuation says how well the amount is known.
type Valuation string

// The valuations.
const (
	Known     Valuation = "KNOWN"
	Estimated Valuation = "ESTIMATED"
	NotValued Valuation = "NOT_VALUED"
)

// Line is one line of the estimate.
type Line struct {
	// TenantID is the municipality the line was read from; it is not a column.
	TenantID uuid.UUID `bun:"-" json:"-"`
	// ID is not part of what is sealed and compared.
	ID uuid.UUID `json:"-"`
	// LineNo counts from 1.
	LineNo int    `json:"lineNo"`
	Item   string `json:"item"`
	Unit   string `json:"unit"`
	// Quantity and UnitPrice may be unknown in a draft and in a line that nobody valued.
	Quantity  *Quantity     `json:"quantity,omitempty"`
	UnitPrice *money.Amount `json:"unitPrice,omitempty"`
	// Amount is quantity × price, rounded half up to the tyiyn; nil when one is unknown.
	Amount    *money.Amount `json:"amount,omitempty"`
	Source    Source        `json:"source"`
	Form      Form          `json:"form"`
	Valuation Valuation     `json:"valuation"`
	// EvidenceFileID is the paper behind the price.
	EvidenceFileID *uuid.UUID `json:"evidenceFileId,omitempty"`
}

// Evidence is the address of the file behind the price, nil without one.
func (l *Line) Evidence() *entity.Ref {
	if l.EvidenceFileID == nil {
		return nil
	}
	return &entity.Ref{Kind: "File", Tenant: l.TenantID, ID: *l.EvidenceFileID}
}

// Estimate is a whole cost estimate.
type Estimate struct{ Lines []Line }

// Totals is what the lines add up to.
func (e Estimate) Totals() Totals { return Add(e.Lines) }

// The refusals of an estimate.
var (
	ErrTooManyLines = apperr.NewRule("TOO_MANY_BUDGET_LINES", i18n.New(
		"Сметада эң көбү {max} сап болот.",
		"В смете не больше {max} строк.",
		"An estimate has at most {max} lines.")).With(i18n.Args{"max": MaxLines})
	ErrAmountTooLarge = apperr.Invalid(i18n.New(
		"Сап боюнча сумма өтө чоң.",
		"Сумма по строке слишком велика.",
		"The amount of this line is too large."))
	ErrTotalTooLarge = apperr.Invalid(i18n.New(
		"Сметанын жалпы суммасы өтө чоң.",
		"Общая сумма сметы слишком велика.",
		"The grand total of the estimate is too large."))
	ErrValued = apperr.Invalid(i18n.New(
		"Бааланбаган салымда бирдиктин баасы жазылбайт.",
		"У неоценённого вклада цена за единицу не пишется.",
		"A contribution that was not valued has no unit price."))
)

// Compute numbers the lines, gives new ones an id and works out their amounts. It
// refuses with the path budgetLines, index, field.
func Compute(lines []Line, newID func() uuid.UUID) error {
	if len(lines) > MaxLines {
		return ErrTooManyLines.At("budgetLines")
	}
	var errs apperr.List
	for i := range lines {
		line := &lines[i]
		line.LineNo = i + 1
		if line.ID == uuid.Nil {
			line.ID = newID()
		}
		errs = append(errs, line.compute("budgetLines", strconv.Itoa(i))...)
	}
	if total := Add(lines).Grand.Amount; total != nil && !total.Valid() {
		errs.Add(ErrTotalTooLarge.At("budgetLines"))
	}
	return errs.Err()
}

func (l *Line) compute(path ...string) apperr.List {
	var errs apperr.List
	at := func(field string) []string { return append(append([]string{}, path...), field) }
	errs.Add(text.Line(l.Item, MaxItem, at("item")...))
	errs.Add(text.Line(l.Unit, MaxUnit, at("unit")...))
	l.Amount = nil
	if l.Quantity != nil && (*l.Quantity <= 0 || *l.Quantity > MaxQuantity) {
		errs.Add(ErrQuantity.At(at("quantity")...))
		return errs
	}
	if l.UnitPrice == nil {
		return errs
	}
	if l.Valuation == NotValued {
		errs.Add(ErrValued.At(at("unitPrice")...))
		return errs
	}
	if !l.UnitPrice.Valid() {
		errs.Add(apperr.OutOfRange(0, int64(money.Max), at("unitPrice")...))
		return errs
	}
	if l.Quantity != nil {
		amount, ok := l.UnitPrice.Times(int64(*l.Quantity))
		if !ok {
			errs.Add(ErrAmountTooLarge.At(at("unitPrice")...))
			return errs
		}
		l.Amount = &amount
	}
	return errs
}

// Missing lists what a line still lacks to be submitted, as fields.
func (l *Line) Missing() []string {
	var fields []string
	if l.Item == "" {
		fields = append(fields, "item")
	}
	if l.Valuation == NotValued {
		return fields
	}
	if l.Quantity == nil {
		fields = append(fields, "quantity")
	}
	if l.UnitPrice == nil {
		fields = append(fields, "unitPrice")
	}
	return fields
}
