package report

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/funding"
	"github.com/demilge/demilge/internal/money"
)

// What is returned already is not owed again; ineligible money is another matter.
func TestWhatIsLeftIsReturnedOnce(t *testing.T) {
	t.Parallel()
	b, ids := books()
	b.Payments = []Payment{{LineID: ids[0], Amount: money.Som(700)}}
	require.Equal(t, money.Som(300), b.unreturned(budget.LocalBudget))
	require.Equal(t, money.Som(500), b.unreturned(budget.Programme))
	require.Zero(t, b.unreturned(budget.Business), "others bring nothing that is returned")
	refund := func(ground funding.RefundGround, som int64) *funding.Refund {
		return &funding.Refund{Claim: funding.Claim{Source: budget.LocalBudget, Ground: ground, Amount: money.Som(som)}}
	}
	b.Refunds = []*funding.Refund{refund(funding.Unspent, 200), refund(funding.Ineligible, 50)}
	require.Equal(t, money.Som(100), b.unreturned(budget.LocalBudget))
	require.Equal(t, money.Som(500), b.unreturned(budget.Programme))
}

// What was voided, removed or cancelled is no part of the books.
func TestOnlyWhatStandsIsEntered(t *testing.T) {
	t.Parallel()
	b := &Books{}
	b.Enter(&funding.Ledger{
		Payments:      []*funding.Payment{{State: funding.PaymentVoided}, {State: funding.PaymentRecorded}, {State: funding.PaymentApproved}},
		Contributions: []*funding.Contribution{{State: funding.ContributionRemoved}, {State: funding.ContributionRecorded}},
		Purchases:     []*funding.Purchase{{State: funding.Ordered}, {State: funding.PurchaseCancelled}, {State: funding.Received}},
		Refunds:       []*funding.Refund{{State: funding.RefundCancelled}, {State: funding.RefundDue}, {State: funding.RefundPaid}},
	})
	require.Equal(t, []int{2, 1, 1, 2}, []int{len(b.Payments), len(b.Gifts), len(b.Received), len(b.Refunds)})
}
