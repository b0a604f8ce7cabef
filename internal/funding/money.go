package funding

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/money"
)

// Sums are plan against actual (5.11). Amounts that nobody valued stand outside.
type Sums struct {
	// Planned is nil when no line is valued.
	Planned *money.Amount
	// Ordered is what the purchases that were not cancelled cost.
	Ordered money.Amount
	// Paid counts every payment that was not voided.
	Paid money.Amount
	// Refunded came back, RefundDue is still owed.
	Refunded  money.Amount
	RefundDue money.Amount
	// Contributed is nil when nothing valued was given.
	Contributed *money.Amount
	// Estimated reports whether Contributed contains an estimate.
	Estimated bool
	// Unvalued counts the contributions outside the sum.
	Unvalued int
	// Documents counts the payments, each with its paper.
	Documents int
}

// LineMoney is plan against actual of one line.
type LineMoney struct {
	Line *agreement.Line
	Sums
	// Left is what may still be paid; nil when the line is not in cash.
	Left *money.Amount
}

// SourceMoney is plan against actual of one source.
type SourceMoney struct {
	Source budget.Source
	Sums
}

// Money is plan against actual of an agreement.
type Money struct {
	Lines []*LineMoney
	// BySource lists only the sources that occur.
	BySource []*SourceMoney
	Totals   *Sums
}

// Money adds the ledger up, by line, by source and in all.
func (l *Ledger) Money() *Money {
	m := &Money{Lines: []*LineMoney{}, BySource: []*SourceMoney{}}
	for _, line := range l.Lines {
		m.Lines = append(m.Lines, l.ofLine(line))
	}
	for _, source := range budget.Sources {
		if sums, found := l.sums(func(of budget.Source, _ *uuid.UUID) bool { return of == source }); found {
			m.BySource = append(m.BySource, &SourceMoney{Source: source, Sums: sums})
		}
	}
	totals, _ := l.sums(func(budget.Source, *uuid.UUID) bool { return true })
	m.Totals = &totals
	return m
}

func (l *Ledger) ofLine(line *agreement.Line) *LineMoney {
	sums, _ := l.sums(func(_ budget.Source, id *uuid.UUID) bool { return id != nil && *id == line.ID })
	shown := &LineMoney{Line: line, Sums: sums}
	if cash(line) {
		left := l.left(line)
		shown.Left = &left
	}
	return shown
}

// sums adds up what is chosen by its source and line; found is false when there is nothing.
func (l *Ledger) sums(chosen func(budget.Source, *uuid.UUID) bool) (s Sums, found bool) {
	for _, line := range l.Lines {
		if chosen(line.Source, &line.ID) {
			s.Planned, found = money.Sum(s.Planned, line.Planned), true
		}
	}
	for _, p := range l.Purchases {
		if p.State != PurchaseCancelled && chosen(p.Source, &p.LineID) {
			s.Ordered += p.Amount
		}
	}
	for _, p := range l.Payments {
		if p.counts() && chosen(p.Source, &p.LineID) {
			s.Paid += p.Amount
			s.Documents++
		}
	}
	for _, r := range l.Refunds {
		switch {
		case !chosen(r.Source, r.LineID):
		case r.State == RefundPaid:
			s.Refunded += r.Amount
		case r.State == RefundDue:
			s.RefundDue += r.Amount
		}
	}
	for _, c := range l.Contributions {
		if c.counts() && chosen(c.Source, c.LineID) {
			s.add(c)
			found = true
		}
	}
	return s, found
}

func (s *Sums) add(c *Contribution) {
	if c.Amount == nil {
		s.Unvalued++
		return
	}
	s.Contributed = money.Sum(s.Contributed, c.Amount)
	s.Estimated = s.Estimated || c.Valuation == budget.Estimated
}
