package agreement_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/regulation"
)

// The whole way of an initiative through the API alone, from the agreement to its end, with
// the refusals on the way.
func TestTheWholeWay(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	i := a.Won(t, a.Municipality(t), []int64{39_000}, func(r *regulation.Rules) { r.TransferToLegalEntitiesOnly = false })
	i.Drafts(t, "TRANSFER")
	require.Equal(t, "AGREEMENT_NOT_ACTIVE", i.Leader.RefusedChange(t, "draftReport", input{"agreementId": i.Agreement.ID}).Name(), "no report before the work")
	i.Agreement = i.Specialist.Change(t, "submitAgreement", i.Agreement.Step())
	i.Agreement = i.Head.Change(t, "signAgreement", i.Signing(t))
	i.Agreement = i.Head.Change(t, "activateAgreement", i.Agreement.Step())
	line := i.Lines(t)[0]

	draft := i.Specialist.Change(t, "createMonitoringGroup", input{
		"municipalityId": apptest.ID(i.M), "name": input{"ky": "Топ"}, "members": apptest.MonitoringSeats(),
	})
	i.SeatMonitor(t, i.Leader)
	require.Equal(t, "MONITOR_IN_OWN_INITIATIVE", i.Head.RefusedChange(t, "formMonitoringGroup", i.Mandate(draft)).Name())
	group, monitor := i.Monitored(t)
	visit := monitor.Change(t, "recordVisit", i.Seen(t, group))
	finding := monitor.Change(t, "addFinding", input{"visitId": visit.ID, "severity": "SERIOUS", "text": "Топ жок", "dueOn": i.Today()})

	tranche := i.Accountant.Change(t, "planTranche", input{"agreementId": i.Agreement.ID, "amount": 3_900_000, "plannedOn": i.Today()})
	tranche = i.Accountant.Change(t, "requestTranche", tranche.Step())
	require.Equal(t, "TRANCHE_CONDITION_OPEN", i.Head.RefusedChange(t, "approveTranche", tranche.Step()).Name(), "a serious finding is open")
	finding = i.Leader.Change(t, "proveFinding", finding.With("text", "Топ алынды"))
	monitor.Change(t, "closeFinding", finding.Step())
	tranche = i.Head.Change(t, "approveTranche", tranche.Step())
	i.Head.Change(t, "cancelTranche", tranche.With("reason", "Сатып алуу жолу тандалды"))

	pay := func(sum int64) input {
		return input{
			"agreementId": i.Agreement.ID, "lineId": line, "amount": sum, "paidOn": i.Today(),
			"document": input{"kind": "PAYMENT_ORDER", "number": "12", "date": i.Today()},
		}
	}
	require.Equal(t, "PAYMENT_OVER_LINE", i.Accountant.RefusedChange(t, "recordPayment", pay(3_900_001)).Name())
	paid := i.Accountant.Change(t, "recordPayment", pay(3_800_000))

	plan := func(title string) input {
		return input{"agreementId": i.Agreement.ID, "plan": input{"title": input{"ky": title}, "kind": "COMPETITION", "plannedOn": i.Today()}}
	}
	event := i.Leader.Change(t, "planEvent", plan("Мелдеш"))
	i.Leader.Change(t, "holdEvent", event.With("outcome", input{"heldOn": i.Today(), "participants": input{"men": 28, "women": 54}}))

	report := i.Leader.Change(t, "draftReport", input{"agreementId": i.Agreement.ID})
	report = i.Leader.Change(t, "updateReport", report.With("whatWasDone", "Мелдеш өттү", "sustainability", "Ийрим калды", "nextSteps", "Жыл сайын",
		"results", []input{{"key": "R1", "text": "Өттү", "achieved": 1}}, "explanations", []input{{"lineNo": 1, "text": "Арзан"}, {"lineNo": 2, "text": "Жок"}}))
	require.Equal(t, "FINAL_REPORT_NOT_ACCEPTED", i.Head.RefusedChange(t, "closeAgreement", i.Agreement.Step()).Name())
	report = i.Leader.Change(t, "submitReport", report.Step())
	i.Head.Change(t, "acceptReport", report.With("date", i.Today(), "name", "Асанов А."))

	require.Equal(t, "REFUND_DUE", i.Head.RefusedChange(t, "closeAgreement", i.Agreement.Step()).Name(), "1 000 som were not spent")
	i.Accountant.Change(t, "payRefund", due(t, i).With("paidOn", i.Today(), "document", input{"kind": "RECEIPT", "number": "7", "date": i.Today()}))
	require.Equal(t, "PAYMENTS_UNAPPROVED", i.Head.RefusedChange(t, "closeAgreement", i.Agreement.Step()).Name())
	i.Head.Change(t, "approvePayment", paid.Step())

	correction := input{"agreementId": i.Agreement.ID, "subjectId": event.ID, "field": "Эркектер", "before": "28", "after": "27", "reason": "Ката", "orderDate": i.Today()}
	require.Equal(t, "AGREEMENT_NOT_ENDED", i.Head.RefusedChange(t, "recordCorrection", correction).Name())
	closed := i.Head.Change(t, "closeAgreement", i.Agreement.Step())
	require.Equal(t, "CLOSED", closed.State)
	for mutation, change := range map[string]input{
		"recordPayment": pay(1), "planEvent": plan("x"),
		"recordRefund": {"agreementId": i.Agreement.ID, "ground": "UNSPENT", "amount": 1, "decidedOn": i.Today()},
	} {
		client := i.Accountant
		if mutation == "planEvent" {
			client = i.Leader
		}
		require.NotEmpty(t, client.RefusedChange(t, mutation, change).Rule, "%s after the end", mutation)
	}
	i.Head.Change(t, "recordCorrection", correction)
	foreign := input{"subjectId": apptest.Unknown(t, "Event", event.ID)}
	for name, value := range correction {
		if foreign[name] == nil {
			foreign[name] = value
		}
	}
	require.Equal(t, []string{"input", "subjectId"}, i.Head.RefusedChange(t, "recordCorrection", foreign).Path)
	code := i.As(i.M, access.Specialist).RefusedChange(t, "recordCorrection", correction).Code
	require.Equal(t, "FORBIDDEN", code)
	require.Equal(t, []string{"CORRECT"}, get(t, i.Head, closed.ID).AllowedActions)
}

// due is the refund that the accepted report made.
func due(t *testing.T, i *apptest.Initiative) apptest.Thing {
	t.Helper()
	var out struct {
		Node struct{ Refunds []apptest.Thing }
	}
	i.Head.Do(t, `query($id: ID!) { node(id: $id) { ... on Agreement { refunds { id state version } } } }`, input{"id": i.Agreement.ID}, &out)
	require.Len(t, out.Node.Refunds, 1)
	return out.Node.Refunds[0]
}
