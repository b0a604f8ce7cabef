package report

import (
	"context"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/funding"
	"github.com/demilge/demilge/internal/money"
)

// returnUnspent makes what a final report left of a source due, less what is being
// returned already. Only money that was transferred comes back: where others buy, the
// performer never had it.
func (d *desk) returnUnspent(ctx context.Context, source budget.Source) error {
	if d.report.Kind != Final || d.agreement.Mode != agreement.Transfer {
		return nil
	}
	books, err := d.Books(ctx, d.agreement)
	if err != nil {
		return err
	}
	open := books.unreturned(source)
	if open <= 0 {
		return nil
	}
	days, err := d.Workdays(ctx)
	if err != nil {
		return err
	}
	today := clock.DateOf(d.now)
	refund := &funding.Refund{
		Base: entity.NewBase(d.agreement.TenantID, d.now), AgreementID: d.agreement.ID, State: funding.RefundDue,
		Claim: funding.Claim{Source: source, Ground: funding.Unspent, Amount: open, DecidedOn: today},
		DueOn: days.After(today, books.Rules.RefundWorkingDays),
	}
	if err := d.InsertRefund(ctx, refund); err != nil {
		return err
	}
	return d.Record(ctx, audit.Entry{Object: access.Refund, Action: access.Create, ID: refund.ID, After: refund})
}

// unreturned is what is left of a source and neither due nor returned yet.
func (b *Books) unreturned(source budget.Source) money.Amount {
	open := b.account(nil).Unspent(source)
	for _, r := range b.Refunds {
		if r.Source == source && r.Ground == funding.Unspent {
			open -= r.Amount
		}
	}
	return open
}
