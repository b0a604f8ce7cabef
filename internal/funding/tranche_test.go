package funding_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/regulation"
)

// transferred is an initiative whose money is transferred.
func transferred(t *testing.T) carried {
	t.Helper()
	return carry(t, "TRANSFER", func(r *regulation.Rules) { r.TransferToLegalEntitiesOnly = false })
}

func (c carried) tranche(amount int64, conditions ...string) input {
	return input{"agreementId": c.Agreement.ID, "amount": amount, "plannedOn": c.Today(), "conditions": append([]string{}, conditions...)}
}

func (c carried) destination() input {
	return input{"agreementId": c.Agreement.ID, "recipient": "ОсОО Демилге", "bank": "Айыл Банк", "bic": "135001", "account": "1350012345678901"}
}

// confirmed puts bank details into force by two people.
func (c carried) confirmed(t *testing.T) apptest.Thing {
	t.Helper()
	return c.Head.Change(t, "confirmBankDetails", c.Accountant.Change(t, "proposeBankDetails", c.destination()).Step())
}

func (c carried) obstacles(t *testing.T, id string) (open []string) {
	t.Helper()
	var out struct {
		Node struct{ Obstacles []struct{ Message string } }
	}
	c.Head.Do(t, `query($id: ID!) { node(id: $id) { ... on Tranche { obstacles { message } } } }`, input{"id": id}, &out)
	for _, o := range out.Node.Obstacles {
		open = append(open, o.Message)
	}
	return open
}

func TestATrancheIsApprovedByTwoAndPaidToConfirmedDetails(t *testing.T) {
	t.Parallel()
	c := transferred(t)
	planned := c.Accountant.Change(t, "planTranche", c.tranche(30_000, "AGREEMENT_SIGNED"))
	above := c.Accountant.RefusedChange(t, "planTranche", c.tranche(3_900_001-30_000))
	require.Equal(t, "TRANCHE_ABOVE_AWARD", above.Name())
	both := c.As(c.M, access.Head, access.Accountant)
	asked := both.Change(t, "requestTranche", planned.Step())
	require.Equal(t, "TRANCHE_NOT_APPROVED", both.RefusedChange(t, "confirmTranche", asked.Step()).Name())
	require.Equal(t, "SAME_PERSON", both.RefusedChange(t, "approveTranche", asked.Step()).Name())
	once := c.Head.Change(t, "approveTranche", asked.Step())
	require.Equal(t, "TRANCHE_APPROVED_ONCE", c.As(c.M, access.Head).RefusedChange(t, "approveTranche", once.Step()).Name())
	require.Equal(t, "REQUESTED", once.State)
	twice := c.Accountant.Change(t, "confirmTranche", once.Step())
	require.Equal(t, "APPROVED", twice.State)

	pay := twice.With("paidOn", c.Today(), "document", c.document())
	require.Equal(t, "BANK_DETAILS_NOT_CONFIRMED", c.Accountant.RefusedChange(t, "payTranche", pay).Name())
	c.confirmed(t)
	spent := c.payment(c.local, 100)
	spent["trancheId"] = twice.ID
	require.Equal(t, "TRANCHE_NOT_RECEIVED", c.Accountant.RefusedChange(t, "recordPayment", spent).Name())
	require.Equal(t, "PAID", c.Accountant.Change(t, "payTranche", pay).State)
	c.Accountant.Change(t, "recordPayment", spent)
	require.Error(t, c.TrySQL(t, "UPDATE "+c.M.Schema.String()+".tranche SET amount = 1"), "the database keeps what was transferred")
}

func TestOneHeadIsNotTwoPeople(t *testing.T) {
	t.Parallel()
	c := transferred(t)
	both := c.As(c.M, access.Head, access.Accountant)
	asked := c.Specialist.Change(t, "requestTranche", c.Specialist.Change(t, "planTranche", c.tranche(100)).Step())
	once := both.Change(t, "approveTranche", asked.Step())
	require.Equal(t, "SAME_PERSON", both.RefusedChange(t, "confirmTranche", once.Step()).Name())
	c.Head.Change(t, "cancelTranche", once.With("reason", "Кийин"))
}

func TestOpenConditionsHoldATranche(t *testing.T) {
	t.Parallel()
	c := transferred(t)
	planned := c.Accountant.Change(t, "planTranche", c.tranche(100, "OWN_SHARE_PROVED", "AGREEMENT_SIGNED", "OWN_SHARE_PROVED"))
	require.Len(t, c.obstacles(t, planned.ID), 1)
	asked := c.Accountant.Change(t, "requestTranche", planned.Step())
	refusal := c.Head.RefusedChange(t, "approveTranche", asked.Step())
	require.Equal(t, "TRANCHE_CONDITION_OPEN", refusal.Name())
	require.Contains(t, refusal.Message, "own share")
	c.Leader.Change(t, "recordPayment", c.payment(c.own, 5_000))
	require.Empty(t, c.obstacles(t, planned.ID))
	c.Head.Change(t, "approveTranche", asked.Step())
}

func TestTranchesExistWhereMoneyIsTransferred(t *testing.T) {
	t.Parallel()
	c := active(t)
	require.Equal(t, "TRANSFER_ONLY", c.Accountant.RefusedChange(t, "planTranche", c.tranche(100)).Name())
	require.Equal(t, "TRANSFER_ONLY", c.Accountant.RefusedChange(t, "proposeBankDetails", c.destination()).Name())
	grant := c.tranche(10_000)
	grant["source"] = "PROGRAMME"
	asked := c.finance.Change(t, "requestTranche", c.finance.Change(t, "planTranche", grant).Step())
	once := c.As(c.M, access.ProgrammeManager).Change(t, "approveTranche", asked.Step())
	c.finance.Change(t, "payTranche", c.finance.Change(t, "confirmTranche", once.Step()).With("paidOn", c.Today(), "document", c.document()))
	require.Equal(t, "TRANCHE_ABOVE_AWARD", c.finance.RefusedChange(t, "planTranche", grant).Name())
	grant["source"] = "BUSINESS"
	require.Equal(t, "REFUND_SOURCE", c.finance.RefusedChange(t, "planTranche", grant).Name())
}

// Two people agree on where money goes; whoever looks at the number is recorded.
func TestBankDetails(t *testing.T) {
	t.Parallel()
	c := transferred(t)
	wrong := c.destination()
	wrong["account"] = "12"
	require.Equal(t, []string{"input", "account"}, c.Accountant.RefusedChange(t, "proposeBankDetails", wrong).Path)
	first := c.Accountant.Change(t, "proposeBankDetails", c.destination())
	require.Equal(t, "BANK_DETAILS_PROPOSED", c.Head.RefusedChange(t, "proposeBankDetails", c.destination()).Name())
	require.Equal(t, "SAME_PERSON", c.Accountant.RefusedChange(t, "confirmBankDetails", first.Step()).Name())
	c.Head.Change(t, "confirmBankDetails", first.Step())
	rejected := c.Head.Change(t, "proposeBankDetails", c.destination())
	c.Accountant.Change(t, "rejectBankDetails", rejected.With("reason", "Башка эсеп"))
	second := c.confirmed(t)

	var masked struct {
		Node struct {
			BankDetails []struct{ Account, State string }
		}
	}
	c.Leader.Do(t, `query($id: ID!) { node(id: $id) { ... on Agreement { bankDetails { account state } } } }`, input{"id": c.Agreement.ID}, &masked)
	require.Len(t, masked.Node.BankDetails, 3)
	require.Equal(t, "REPLACED", masked.Node.BankDetails[0].State)
	require.Equal(t, "••••••••••••8901", masked.Node.BankDetails[2].Account)

	var whole struct{ BankDetails struct{ Account string } }
	const document = `query($id: ID!) { bankDetails(id: $id) { account } }`
	c.Accountant.Do(t, document, input{"id": second.ID}, &whole)
	require.Equal(t, "1350012345678901", whole.BankDetails.Account)
	code, _ := c.Specialist.Refused(t, document, input{"id": second.ID})
	require.Equal(t, "FORBIDDEN", code)
	looks := c.Value(t, "SELECT count(*)::text FROM "+c.M.Schema.String()+".audit WHERE object = 'BANK_DETAILS' AND action = 'READ'")
	require.Equal(t, "1", looks)
	require.Equal(t, "0", c.Value(t, "SELECT count(*)::text FROM "+c.M.Schema.String()+".audit WHERE after::text LIKE '%1350012345678901%'"))
	require.Equal(t, "f", c.Value(t, "SELECT has_table_privilege('demilge_app', '"+c.M.Schema.String()+".bank_details', 'SELECT')::text::char"))
}
