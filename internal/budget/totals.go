package budget

import (
	"slices"

	"github.com/demilge/demilge/internal/money"
)

// Total is the sum of the valued lines of a part of an estimate.
type Total struct {
	// Amount is nil when no line of the part is valued.
	Amount *money.Amount `json:"amount,omitempty"`
	// Estimated says that an estimate is among the summed lines.
	Estimated bool `json:"estimated"`
	// Unvalued counts the lines of the part that stand outside the sum.
	Unvalued int `json:"unvalued"`
}

// SourceTotal is the total of one source.
type SourceTotal struct {
	Source Source
	Total
}

// FormTotal is the total of one form.
type FormTotal struct {
	Form Form
	Total
}

// Totals is what an estimate adds up to.
type Totals struct {
	// BySource has the sources that occur, in the order of [Sources].
	BySource []SourceTotal
	// ByForm has the forms that occur.
	ByForm []FormTotal
	Grand  Total
	// Unvalued lists the lines outside the totals.
	Unvalued []Line
}

// Add sums an estimate. Lines must come from [Compute].
func Add(lines []Line) Totals {
	totals := Totals{Grand: sum(lines, func(Line) bool { return true })}
	for _, source := range Sources {
		of := func(l Line) bool { return l.Source == source }
		if slices.ContainsFunc(lines, of) {
			totals.BySource = append(totals.BySource, SourceTotal{source, sum(lines, of)})
		}
	}
	for _, form := range Forms {
		of := func(l Line) bool { return l.Form == form }
		if slices.ContainsFunc(lines, of) {
			totals.ByForm = append(totals.ByForm, FormTotal{form, sum(lines, of)})
		}
	}
	for _, l := range lines {
		if l.Amount == nil {
			totals.Unvalued = append(totals.Unvalued, l)
		}
	}
	return totals
}

// Of is the amount of one source, nil when it has no valued line.
func (t Totals) Of(source Source) *money.Amount {
	for _, s := range t.BySource {
		if s.Source == source {
			return s.Amount
		}
	}
	return nil
}

// Requested is what the estimate asks of the local budget, zero when it asks nothing.
func (t Totals) Requested() money.Amount { return orZero(t.Of(LocalBudget)) }

// OwnShareReaches reports whether the initiator's valued part is at least percent of
// the grand total, in whole numbers.
func (t Totals) OwnShareReaches(percent int) bool {
	return int64(orZero(t.Of(Initiator)))*100 >= int64(percent)*int64(orZero(t.Grand.Amount))
}

func sum(lines []Line, of func(Line) bool) Total {
	var total Total
	var amounts []*money.Amount
	for _, l := range lines {
		switch {
		case !of(l):
		case l.Amount == nil:
			total.Unvalued++
		default:
			amounts = append(amounts, l.Amount)
			total.Estimated = total.Estimated || l.Valuation == Estimated
		}
	}
	total.Amount = money.Sum(amounts...)
	return total
}

func orZero(a *money.Amount) money.Amount {
	if a == nil {
		return 0
	}
	return *a
}
