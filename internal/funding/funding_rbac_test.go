package funding_test

import (
	"maps"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
)

// table asks with money of the local budget, and with versions that nobody has.
func table(t *testing.T, c carried) apptest.Table {
	t.Helper()
	purchase := c.Accountant.Change(t, "recordPurchase", c.purchase(c.local))
	payment := c.Accountant.Change(t, "recordPayment", c.payment(c.local, 100))
	grant := c.finance.Change(t, "recordPayment", c.payment(c.programme, 100))
	refund := c.Accountant.Change(t, "recordRefund", c.refund(1))
	gift := c.Leader.Change(t, "recordContribution", c.gift())
	move := c.Accountant.Change(t, "reallocate", c.move(c.local, c.second, 20_000))
	on := func(thing apptest.Thing, more ...any) input {
		in := thing.With(more...)
		in["version"] = 99
		return in
	}
	order, tooMuch := c.purchase(c.local), c.payment(c.local, 1_000_000)
	unnamed := maps.Clone(order)
	unnamed["order"] = input{"supplier": "", "item": "", "amount": 0, "orderedOn": c.Today()}
	const buyers, returns = "ACCOUNTANT SPECIALIST", "ACCOUNTANT HEAD"
	return apptest.Table{
		"recordPurchase": {Roles: buyers, Input: unnamed}, "updatePurchase": {Roles: buyers, Input: on(purchase, "order", order["order"])},
		"receivePurchase": {Roles: buyers, Input: on(purchase, "receivedOn", c.Today())}, "cancelPurchase": {Roles: buyers, Input: on(purchase, "reason", "r")},
		"recordPayment": {Roles: "ACCOUNTANT " + blind, Input: tooMuch}, "approvePayment": {Roles: "HEAD EXEC_SECRETARY", Input: on(payment)},
		"voidPayment":   {Roles: "ACCOUNTANT HEAD EXEC_SECRETARY", Input: on(payment, "reason", "r")},
		"acceptPayment": {Roles: "PROGRAMME_FINANCE", Input: on(grant)},
		"recordRefund":  {Roles: returns, Input: c.refund(1_000_000)}, "payRefund": {Roles: returns, Input: on(refund, "paidOn", c.Today(), "document", c.document())},
		"cancelRefund":       {Roles: returns, Input: on(refund, "reason", "r")},
		"recordContribution": {Roles: "SPECIALIST " + blind, Input: c.gift("amount", 1)}, "removeContribution": {Roles: "SPECIALIST " + blind, Input: on(gift, "reason", "r")},
		"reallocate": {Roles: returns, Input: c.move(c.local, c.programme, 1)}, "approveReallocation": {Roles: "HEAD", Input: on(move)},
		"rejectReallocation": {Roles: "HEAD", Input: on(move, "reason", "r")},
	}
}

// transfers is the table of what exists only where money is transferred.
func transfers(t *testing.T, c carried) apptest.Table {
	t.Helper()
	tranche := c.Accountant.Change(t, "planTranche", c.tranche(100))
	details := c.Accountant.Change(t, "proposeBankDetails", c.destination())
	on := func(thing apptest.Thing, more ...any) input {
		in := thing.With(more...)
		in["version"] = 99
		return in
	}
	const planners, bankers = "ACCOUNTANT SPECIALIST", "ACCOUNTANT HEAD EXEC_SECRETARY"
	return apptest.Table{
		"planTranche": {Roles: planners, Input: c.tranche(1_000_000_000)}, "requestTranche": {Roles: planners, Input: on(tranche)},
		"approveTranche": {Roles: "HEAD", Input: on(tranche)}, "confirmTranche": {Roles: "ACCOUNTANT EXEC_SECRETARY", Input: on(tranche)},
		"payTranche":         {Roles: "ACCOUNTANT", Input: on(tranche, "paidOn", c.Today(), "document", c.document())},
		"cancelTranche":      {Roles: "ACCOUNTANT HEAD", Input: on(tranche, "reason", "r")},
		"proposeBankDetails": {Roles: bankers, Input: c.destination()}, "confirmBankDetails": {Roles: bankers, Input: on(details)},
		"rejectBankDetails": {Roles: bankers, Input: on(details, "reason", "r")},
	}
}

func TestRoleByOperationOfTransfers(t *testing.T) {
	t.Parallel()
	c := transferred(t)
	operations := transfers(t, c)
	c.RoleByOperation(t, c.M, operations, nil)
	c.Strangers(t, c.Municipality(t), operations, operations["payTranche"].Input["id"].(string), operations["rejectBankDetails"].Input["id"].(string))
}

// blind do not see the agreement: what everybody might do on an own initiative is answered
// by NOT_FOUND.
const blind = "OBSERVER PLATFORM_ADMIN SELECTION_MEMBER DEPUTY COMMISSION_CHAIR COMMISSION_SECRETARY COMMISSION_MEMBER MONITORING_MEMBER INITIATOR GROUP_MEMBER PUBLIC"

func TestRoleByOperation(t *testing.T) {
	t.Parallel()
	c := active(t)
	operations := table(t, c)
	c.RoleByOperation(t, c.M, operations, nil)
	for mutation := range operations {
		code := c.As(c.M).RefusedChange(t, mutation, operations[mutation].Input).Code
		require.Contains(t, []string{"FORBIDDEN", "NOT_FOUND"}, code, "%s of somebody who only signed in", mutation)
	}
	c.Readers(t, c.M, operations["approvePayment"].Input["id"].(string),
		"HEAD EXEC_SECRETARY SPECIALIST ACCOUNTANT KENESH_CHAIR PROGRAMME_MANAGER PROGRAMME_FINANCE")
}

// The programme's money is the programme's, what others bring is recorded by those who
// carry the initiative out.
func TestWhoseMoneyItIsDecides(t *testing.T) {
	t.Parallel()
	c := active(t)
	stranger := c.As(c.M)
	for person, may := range map[*apptest.Client][3]bool{
		c.Accountant: {true, false, false}, c.finance: {false, true, false}, c.Leader: {false, false, true}, c.Specialist: {false, false, true},
		c.Head: {false, false, false}, stranger: {false, false, false},
	} {
		for n, line := range []string{c.local, c.programme, c.own} {
			_, refusal := person.TryChange(t, "recordPayment", c.payment(line, 1))
			require.Equal(t, may[n], refusal == nil, "%v %d", person.Principal.Memberships, n)
			if refusal != nil {
				require.Contains(t, []string{"FORBIDDEN", "NOT_FOUND"}, refusal.Code)
			}
		}
	}
	require.Equal(t, "FORBIDDEN", c.Accountant.RefusedChange(t, "recordPurchase", c.purchase(c.programme)).Code)
	require.Equal(t, "FORBIDDEN", c.finance.RefusedChange(t, "reallocate", c.move(c.local, c.second, 1)).Code)
}

func TestEveryIDOfAnotherMunicipality(t *testing.T) {
	t.Parallel()
	c := active(t)
	operations := table(t, c)
	var ids []string
	for _, mutation := range []string{"updatePurchase", "voidPayment", "cancelRefund", "removeContribution", "approveReallocation"} {
		ids = append(ids, operations[mutation].Input["id"].(string))
	}
	c.Strangers(t, c.Municipality(t), operations, ids...)
}

// viewer.can asks the same rules as the changes.
func TestWhatTheViewerCan(t *testing.T) {
	t.Parallel()
	c := active(t)
	payment := c.Accountant.Change(t, "recordPayment", c.payment(c.local, 100))
	can := func(person *apptest.Client, id string, object access.Object, action access.Action) bool {
		var out struct {
			Viewer struct{ Can struct{ Allowed bool } }
		}
		person.Do(t, `query($id: ID!, $object: Object!, $action: Action!) { viewer { can(id: $id, object: $object, action: $action) { allowed } } }`,
			input{"id": id, "object": object, "action": action}, &out)
		return out.Viewer.Can.Allowed
	}
	require.True(t, can(c.Head, payment.ID, access.Payment, access.Approve))
	require.False(t, can(c.Accountant, payment.ID, access.Payment, access.Approve))
	require.True(t, can(c.Leader, c.Agreement.ID, access.Contribution, access.Create))
	require.False(t, can(c.Head, c.Agreement.ID, access.Contribution, access.Create))
}
