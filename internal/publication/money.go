package publication

import (
	"context"

	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/funding"
	"github.com/demilge/demilge/internal/money"
)

// Money is plan against actual of a winner.
type Money struct {
	// BySource lists only the sources that occur.
	BySource []*SourceMoney
}

// SourceMoney is what everyone sees of the money of one source: no givers, no suppliers.
type SourceMoney struct {
	Source budget.Source
	// Planned is nil when no line is valued, Contributed when nothing valued was given.
	Planned *money.Amount
	// Paid is nil while no payment is recorded: of what is known from publications only,
	// nobody knows.
	Paid        *money.Amount
	Contributed *money.Amount
	Estimated   bool
	// Unvalued counts the contributions outside the sum.
	Unvalued int
}

// money reads plan against actual of the winners; it needs the awards.
func (v view) money(ctx context.Context) error {
	published := v.published()
	if len(published) == 0 {
		return nil
	}
	found, err := v.reader.from.Funding.PublicOf(ctx, v.scope.TenantID(), published)
	if err != nil {
		return err
	}
	for i := range v.list {
		for _, a := range v.shown[i].Awards {
			if sums := found[a.Application.ID]; sums != nil {
				a.Money = showMoney(sums)
			}
		}
	}
	return nil
}

func showMoney(sums *funding.Money) *Money {
	shown := &Money{BySource: make([]*SourceMoney, len(sums.BySource))}
	for i, s := range sums.BySource {
		shown.BySource[i] = &SourceMoney{
			Source: s.Source, Planned: s.Planned, Paid: recorded(s.Paid), Contributed: s.Contributed, Estimated: s.Estimated, Unvalued: s.Unvalued,
		}
	}
	return shown
}

func recorded(sum money.Amount) *money.Amount {
	if sum == 0 {
		return nil
	}
	return &sum
}
