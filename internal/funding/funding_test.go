package funding_test

import (
	"os"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/internal/regulation"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

type input = apptest.Input

// carried is an initiative that is carried out, with two lines of the local budget, one of
// the programme, one of the initiator's money, and goods that nobody valued.
type carried struct {
	*apptest.Initiative
	finance                              *apptest.Client
	local, second, programme, own, goods string
}

func active(t *testing.T) carried {
	t.Helper()
	return carry(t, "PROCUREMENT_BY_AO")
}

func carry(t *testing.T, mode string, change ...func(*regulation.Rules)) carried {
	t.Helper()
	a := apptest.New(t)
	c := carried{Initiative: a.Won(t, a.Municipality(t), []int64{39_000}, change...)}
	c.finance = c.As(c.M, access.ProgrammeFinance)
	c.As(c.M, access.ProgrammeManager).Change(t, "setProgrammeGrant", input{"id": c.AwardID, "version": 1, "programmeGrant": 10_000})
	c.Drafts(t, mode)
	line := func(sum int64, source string) input {
		return input{"item": "x", "quantity": "1", "unitPrice": sum, "source": source}
	}
	c.Agreement = c.Specialist.Change(t, "updateAgreement", c.Agreement.With("lines", []input{
		line(30_000, "LOCAL_BUDGET"), line(20_000, "LOCAL_BUDGET"), line(10_000, "PROGRAMME"), line(5_000, "INITIATOR"),
		{"item": "goods", "source": "BUSINESS", "form": "IN_KIND", "valuation": "NOT_VALUED"},
	}))
	c.Agreement = c.Specialist.Change(t, "submitAgreement", c.Agreement.Step())
	c.Agreement = c.Head.Change(t, "signAgreement", c.Signing(t))
	c.Agreement = c.Head.Change(t, "activateAgreement", c.Agreement.Step())
	lines := c.Lines(t)
	c.local, c.second, c.programme, c.own, c.goods = lines[0], lines[1], lines[2], lines[3], lines[4]
	return c
}

func (c carried) document() input {
	return input{"kind": "PAYMENT_ORDER", "number": "17", "date": c.Today()}
}

func (c carried) payment(line string, amount int64) input {
	return input{"agreementId": c.Agreement.ID, "lineId": line, "amount": amount, "paidOn": c.Today(), "document": c.document()}
}

func (c carried) purchase(line string) input {
	return input{"agreementId": c.Agreement.ID, "lineId": line, "order": input{
		"supplier": "ОсОО Айчүрөк", "item": "Костюмдар", "quantity": "12", "unit": "даана", "amount": 24_000, "orderedOn": c.Today(), "method": "упрощённый",
	}}
}

func (c carried) gift(more ...any) input {
	in := input{"agreementId": c.Agreement.ID, "item": "Белектер", "receivedOn": c.Today()}
	for i := 0; i < len(more); i += 2 {
		in[more[i].(string)] = more[i+1]
	}
	return in
}

func (c carried) refund(amount int64) input {
	return input{"agreementId": c.Agreement.ID, "ground": "UNSPENT", "amount": amount, "decidedOn": c.Today()}
}

func (c carried) move(from, to string, amount int64) input {
	return input{"agreementId": c.Agreement.ID, "fromLineId": from, "toLineId": to, "amount": amount, "reason": "Арзандады"}
}

type sums struct {
	Source                             string
	Planned, Contributed, Left         *int64
	Ordered, Paid, Refunded, RefundDue int64
	Unvalued, Documents                int
}

type shown struct {
	Money struct {
		Lines, BySource []sums
		Totals          sums
	}
	Payments struct {
		TotalCount int
		Nodes      []struct {
			State, RecordedBy string
			ApprovedBy        *string
			AllowedActions    []string
		}
	}
	Refunds []struct{ DueOn, State string }
}

func (c carried) money(t *testing.T) shown {
	t.Helper()
	var out struct{ Node shown }
	const of = `planned ordered paid refunded refundDue contributed unvalued documents`
	c.Head.Do(t, `query($id: ID!) { node(id: $id) { ... on Agreement { money { lines { `+of+` left } bySource { source `+of+` } totals { `+of+` } }
		payments(first: 2) { totalCount nodes { state recordedBy approvedBy allowedActions } } refunds { dueOn state } } } }`,
		input{"id": c.Agreement.ID}, &out)
	return out.Node
}

func TestAPurchaseIsReceivedAndPaid(t *testing.T) {
	t.Parallel()
	c := active(t)
	bought := c.Accountant.Change(t, "recordPurchase", c.purchase(c.local))
	require.Equal(t, "LINE_NOT_IN_CASH", c.Accountant.RefusedChange(t, "recordPurchase", c.purchase(c.goods)).Name())
	bought = c.Specialist.Change(t, "receivePurchase", bought.With("receivedOn", c.Today()))
	require.Equal(t, "MONEY_STATE", c.Specialist.RefusedChange(t, "updatePurchase", bought.With("order", c.purchase(c.local)["order"])).Name())
	pay := c.payment(c.second, 20_000)
	pay["purchaseId"] = bought.ID
	require.Equal(t, "PURCHASE_OF_ANOTHER_LINE", c.Accountant.RefusedChange(t, "recordPayment", pay).Name())
	pay = c.payment(c.local, 24_000)
	pay["purchaseId"] = bought.ID
	pay["document"].(input)["fileId"] = scalar.EncodeID(c.ReadyFile(t, c.Accountant, c.M, file.PaymentDocument))
	paid := c.Accountant.Change(t, "recordPayment", pay)
	require.Equal(t, "PURCHASE_PAID", c.Accountant.RefusedChange(t, "cancelPurchase", bought.With("reason", "r")).Name())
	over := c.Accountant.RefusedChange(t, "recordPayment", c.payment(c.local, 6_001))
	require.Equal(t, "PAYMENT_OVER_LINE", over.Name())
	require.Equal(t, []string{"input", "amount"}, over.Path)
	require.Contains(t, over.Message, "60")

	require.Equal(t, "APPROVED", c.Head.Change(t, "approvePayment", paid.Step()).State)
	m := c.money(t)
	require.EqualValues(t, 24_000, m.Money.Lines[0].Ordered)
	require.EqualValues(t, 6_000, *m.Money.Lines[0].Left)
	require.EqualValues(t, 50_000, *m.Money.BySource[0].Planned)
	require.Equal(t, 1, m.Money.Totals.Documents)
	require.Equal(t, "Test", *m.Payments.Nodes[0].ApprovedBy)
	require.Equal(t, []string{"REVOKE"}, m.Payments.Nodes[0].AllowedActions)

	paid.Version++
	require.Equal(t, "VALIDATION", c.Accountant.RefusedChange(t, "voidPayment", paid.With("reason", " ")).Code)
	c.Accountant.Change(t, "voidPayment", paid.With("reason", "Эки жолу жазылган"))
	require.EqualValues(t, 30_000, *c.money(t).Money.Lines[0].Left)
	c.Accountant.Change(t, "cancelPurchase", bought.With("reason", "Сатуучу баш тартты"))
	require.Error(t, c.TrySQL(t, "UPDATE "+c.M.Schema.String()+".payment SET amount = 1"), "the database keeps what was paid")
}

// Two payments of the last som: one wins.
func TestOneOfParallelPaymentsWins(t *testing.T) {
	t.Parallel()
	c := active(t)
	var wait sync.WaitGroup
	refusals := make([]*apptest.Refusal, 6)
	for n := range refusals {
		wait.Add(1)
		go func() {
			defer wait.Done()
			_, refusals[n] = c.Accountant.TryChange(t, "recordPayment", c.payment(c.local, 30_000))
		}()
	}
	wait.Wait()
	won := 0
	for _, refusal := range refusals {
		if refusal == nil {
			won++
			continue
		}
		require.Equal(t, "PAYMENT_OVER_LINE", refusal.Name())
	}
	require.Equal(t, 1, won)
	require.EqualValues(t, 30_000, c.money(t).Money.Totals.Paid)
}

func TestNobodyApprovesHerOwnPayment(t *testing.T) {
	t.Parallel()
	c := active(t)
	both := c.As(c.M, access.Accountant, access.Head)
	paid := both.Change(t, "recordPayment", c.payment(c.local, 100))
	require.Equal(t, "SAME_PERSON", both.RefusedChange(t, "approvePayment", paid.Step()).Name())
	require.Equal(t, "CONFLICT", c.Head.RefusedChange(t, "approvePayment", input{"id": paid.ID, "version": 2}).Code)
	require.Equal(t, "FORBIDDEN", c.finance.RefusedChange(t, "acceptPayment", paid.Step()).Code, "not the programme's money")

	grant := c.finance.Change(t, "recordPayment", c.payment(c.programme, 10_000))
	require.Equal(t, "SAME_PERSON", c.finance.RefusedChange(t, "approvePayment", grant.Step()).Name())
	require.Equal(t, "MONEY_STATE", c.finance.RefusedChange(t, "acceptPayment", grant.Step()).Name())
	grant = c.As(c.M, access.ProgrammeManager).Change(t, "approvePayment", grant.Step())
	grant = c.finance.Change(t, "acceptPayment", grant.Step())
	require.Equal(t, "PAYMENT_ACCEPTED", c.finance.RefusedChange(t, "acceptPayment", grant.Step()).Name())
}

func TestNothingIsPaidBeforeTheAgreementIsActive(t *testing.T) {
	t.Parallel()
	c := active(t)
	c.Agreement = c.Head.Change(t, "suspendAgreement", c.Agreement.With("reason", "Карантин"))
	require.Equal(t, "AGREEMENT_NOT_ACTIVE", c.Accountant.RefusedChange(t, "recordPayment", c.payment(c.local, 1)).Name())
	require.Equal(t, "AGREEMENT_NOT_ACTIVE", c.Accountant.RefusedChange(t, "recordPurchase", c.purchase(c.local)).Name())
	c.Head.Change(t, "terminateAgreement", c.Agreement.With("reason", "Аткарылган жок"))
	require.Equal(t, "AGREEMENT_NOT_ACTIVE", c.Leader.RefusedChange(t, "recordContribution", c.gift()).Name())
	c.Head.Change(t, "recordRefund", c.refund(50_000))
	require.Equal(t, "REFUND_ABOVE_SUM", c.Head.RefusedChange(t, "recordRefund", c.refund(1)).Name())
}

func TestARefundIsDueInTenWorkingDays(t *testing.T) {
	t.Parallel()
	c := active(t)
	due := c.Accountant.Change(t, "recordRefund", c.refund(2_000))
	ineligible := c.refund(101)
	ineligible["ground"], ineligible["lineId"] = "INELIGIBLE", c.local
	c.Accountant.Change(t, "recordPayment", c.payment(c.local, 100))
	require.Equal(t, "REFUND_ABOVE_SUM", c.Accountant.RefusedChange(t, "recordRefund", ineligible).Name())
	ineligible["source"], ineligible["lineId"] = "BUSINESS", nil
	require.Equal(t, "REFUND_SOURCE", c.Accountant.RefusedChange(t, "recordRefund", ineligible).Name())
	m := c.money(t)
	require.EqualValues(t, 2_000, m.Money.BySource[0].RefundDue)
	days, err := c.App.Resolver.Workdays.Workdays(t.Context())
	require.NoError(t, err)
	require.Equal(t, days.After(c.Today(), 10).Format(time.DateOnly), m.Refunds[0].DueOn)
	back := due.With("paidOn", c.Today(), "document", c.document())
	due = c.Accountant.Change(t, "payRefund", back)
	require.Equal(t, "MONEY_STATE", c.Accountant.RefusedChange(t, "cancelRefund", due.With("reason", "r")).Name())
	require.EqualValues(t, 2_000, c.money(t).Money.Totals.Refunded)
	require.EqualValues(t, 100, c.money(t).Money.Totals.Paid, "a return is no negative payment")
}

func TestContributionsAreQuicklyRecorded(t *testing.T) {
	t.Parallel()
	c := active(t)
	c.Leader.Change(t, "recordContribution", c.gift())
	c.Leader.Change(t, "recordContribution", c.gift("lineId", c.goods))
	c.Specialist.Change(t, "recordContribution", c.gift("form", "CASH", "valuation", "KNOWN", "amount", 700, "giver", "ИП", "nameConsent", true))
	wrong := c.Leader.Change(t, "recordContribution", c.gift("source", "DONATION", "valuation", "ESTIMATED", "amount", 300))
	require.Equal(t, "CONTRIBUTION_VALUATION", c.Leader.RefusedChange(t, "recordContribution", c.gift("form", "CASH")).Name())
	require.Equal(t, "CONTRIBUTION_VALUATION", c.Leader.RefusedChange(t, "recordContribution", c.gift("amount", 5)).Name())
	require.Equal(t, "CONTRIBUTION_SOURCE", c.Leader.RefusedChange(t, "recordContribution", c.gift("lineId", c.local)).Name())
	c.Leader.Change(t, "removeContribution", wrong.With("reason", "Ката"))
	m := c.money(t).Money
	require.EqualValues(t, 700, *m.Totals.Contributed)
	require.Equal(t, 2, m.Totals.Unvalued)
}

func TestReallocation(t *testing.T) {
	t.Parallel()
	c := active(t)
	require.Equal(t, "APPROVED", c.Accountant.Change(t, "reallocate", c.move(c.local, c.second, 3_000)).State, "ten per cent of 30 000")
	large := c.Accountant.Change(t, "reallocate", c.move(c.local, c.second, 20_000))
	require.Equal(t, "PROPOSED", large.State)
	require.EqualValues(t, 27_000, *c.money(t).Money.Lines[0].Planned)
	require.Equal(t, "LINES_OF_DIFFERENT_SOURCES", c.Accountant.RefusedChange(t, "reallocate", c.move(c.local, c.programme, 1)).Name())
	require.Equal(t, "REALLOCATION_BELOW_PAID", c.Accountant.RefusedChange(t, "reallocate", c.move(c.local, c.second, 27_001)).Name())
	c.Accountant.Change(t, "recordPayment", c.payment(c.local, 10_000))
	require.Equal(t, "REALLOCATION_BELOW_PAID", c.Head.RefusedChange(t, "approveReallocation", large.Step()).Name())
	c.Head.Change(t, "rejectReallocation", large.With("reason", "Төлөнүп калган"))
	own := c.Head.Change(t, "reallocate", c.move(c.local, c.second, 5_000))
	require.Equal(t, "SAME_PERSON", c.Head.RefusedChange(t, "approveReallocation", own.Step()).Name())
	c.As(c.M, access.Head).Change(t, "approveReallocation", own.Step())
	m := c.money(t).Money
	require.EqualValues(t, 22_000, *m.Lines[0].Planned)
	require.EqualValues(t, 28_000, *m.Lines[1].Planned)
	require.EqualValues(t, 50_000, *m.BySource[0].Planned)
}
