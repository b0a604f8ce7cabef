package funding

import (
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
)

// Ledger is all that is recorded of the money of one agreement. Its rules are pure; who
// changes it holds the agreement's row.
type Ledger struct {
	Lines         []*agreement.Line
	Purchases     []*Purchase
	Payments      []*Payment
	Refunds       []*Refund
	Contributions []*Contribution
	Reallocations []*Reallocation
	Tranches      []*Tranche
	// Details are read for a change alone.
	Details []*BankDetails
}

// line finds a line of the estimate, nil when it has no such line.
func (l *Ledger) line(id uuid.UUID) *agreement.Line {
	for _, line := range l.Lines {
		if line.ID == id {
			return line
		}
	}
	return nil
}

// paid is what the payments of a line add up to.
func (l *Ledger) paid(line uuid.UUID) (sum money.Amount) {
	for _, p := range l.Payments {
		if p.counts() && p.LineID == line {
			sum += p.Amount
		}
	}
	return sum
}

// left is what may still be paid on a line in cash.
func (l *Ledger) left(line *agreement.Line) money.Amount { return *line.Planned - l.paid(line.ID) }

// takesPayment refuses more than the line has left, and a purchase of another line.
func (l *Ledger) takesPayment(p *Payment) error {
	if left := l.left(l.line(p.LineID)); p.Amount > left {
		return ErrOverLine.With(i18n.Args{"left": left})
	}
	if p.TrancheID != nil && !l.received(*p.TrancheID, p.Source) {
		return ErrTrancheOfSource
	}
	if p.PurchaseID == nil {
		return nil
	}
	for _, bought := range l.Purchases {
		if bought.ID == *p.PurchaseID && bought.LineID == p.LineID && bought.State != PurchaseCancelled {
			return nil
		}
	}
	return ErrPurchaseOfLine
}

// received reports whether a tranche of a source was paid.
func (l *Ledger) received(tranche uuid.UUID, source budget.Source) bool {
	return slices.ContainsFunc(l.Tranches, func(t *Tranche) bool { return t.ID == tranche && t.Source == source && t.State == TranchePaid })
}

// takesTranche refuses tranches of a source beyond what was awarded.
func (l *Ledger) takesTranche(t *Tranche, a *agreement.Agreement) error {
	left := a.LocalBudget
	if t.Source == budget.Programme {
		left = 0
		if a.ProgrammeGrant != nil {
			left = *a.ProgrammeGrant
		}
	}
	for _, other := range l.Tranches {
		if other.counts() && other.Source == t.Source {
			left -= other.Amount
		}
	}
	if t.Amount > left {
		return ErrTrancheAbove.With(i18n.Args{"left": left})
	}
	return nil
}

// ownShare is what the initiator is proved to have given: payments, each with its paper,
// and valued things with a paper or picture.
func (l *Ledger) ownShare() (sum money.Amount) {
	for _, p := range l.Payments {
		if p.counts() && p.Source == budget.Initiator {
			sum += p.Amount
		}
	}
	for _, c := range l.Contributions {
		if c.counts() && c.Source == budget.Initiator && c.Form == budget.InKind && c.Amount != nil && c.FileID != nil {
			sum += *c.Amount
		}
	}
	return sum
}

// inForce are the confirmed bank details, nil when there are none.
func (l *Ledger) inForce() *BankDetails {
	for _, b := range l.Details {
		if b.State == DetailsConfirmed {
			return b
		}
	}
	return nil
}

// takesRefund refuses to return more than was planned of the source or, when the spending
// on a line was ineligible, than was paid on it.
func (l *Ledger) takesRefund(r *Refund) error {
	left := agreement.PlannedOf(l.Lines, r.Source) - l.returned(func(other *Refund) bool { return other.Source == r.Source })
	if r.LineID != nil && r.Ground == Ineligible {
		ineligible := func(other *Refund) bool {
			return other.Ground == Ineligible && other.LineID != nil && *other.LineID == *r.LineID
		}
		left = min(left, l.paid(*r.LineID)-l.returned(ineligible))
	}
	if r.Amount > left {
		return ErrRefundAbove.With(i18n.Args{"left": max(left, 0)})
	}
	return nil
}

// returned is what some refunds add up to, paid back or still due.
func (l *Ledger) returned(which func(*Refund) bool) (sum money.Amount) {
	for _, r := range l.Refunds {
		if r.counts() && which(r) {
			sum += r.Amount
		}
	}
	return sum
}

// takesMove refuses a move between sources, of nothing, or of what was paid already.
func (l *Ledger) takesMove(r *Reallocation) error {
	from, to := l.line(r.FromLineID), l.line(r.ToLineID)
	if from.ID == to.ID || from.Source != to.Source || !cash(from) || !cash(to) {
		return ErrOtherSource
	}
	if err := positive(r.Amount); err != nil {
		return err
	}
	if left := l.left(from); r.Amount > left {
		return ErrBelowPaid.With(i18n.Args{"left": left})
	}
	if *to.Planned+r.Amount > money.Max {
		return apperr.OutOfRange(1, int64(money.Max-*to.Planned), "amount")
	}
	return nil
}

// free reports whether all that left a line, a move included, stays within a per cent of
// what was approved for it.
func (l *Ledger) free(r *Reallocation, percent int) bool {
	moved := r.Amount
	for _, earlier := range l.Reallocations {
		if earlier.State == ReallocationApproved && earlier.FromLineID == r.FromLineID {
			moved += earlier.Amount
		}
	}
	return moved*100 <= *l.line(r.FromLineID).Approved*money.Amount(percent)
}

// move carries a reallocation out and answers the two lines.
func (l *Ledger) move(r *Reallocation) (from, to *agreement.Line) {
	from, to = l.line(r.FromLineID), l.line(r.ToLineID)
	less, more := *from.Planned-r.Amount, *to.Planned+r.Amount
	from.Planned, to.Planned = &less, &more
	return from, to
}

// cash reports whether money is paid on a line.
func cash(line *agreement.Line) bool { return line.Form == budget.Cash && line.Planned != nil }
