package monitoring_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apptest"
)

type protocol struct {
	ID, State, Number string
	Content           struct {
		Title      struct{ Ky string }
		GroupOrder struct{ Number string }
		Visits     []struct {
			Place   string
			Present []struct{ Name string }
		}
		Findings []struct{ Text string }
	}
	Signatures []struct {
		Name  string
		Leads bool
	}
	AllowedActions []string
}

func protocolOf(t *testing.T, c *apptest.Client, id string) protocol {
	t.Helper()
	var out struct{ Node protocol }
	c.Do(t, `query($id: ID!) { node(id: $id) { ... on MonitoringProtocol { id state number allowedActions signatures { name leads }
		content { title { ky } groupOrder { number } visits { place present { name } } findings { text } } } } }`, input{"id": id}, &out)
	return out.Node
}

func opinion(i *apptest.Initiative, visits ...string) input {
	return input{"agreementId": i.Agreement.ID, "visitIds": visits, "date": i.Today(), "verdict": "COMPLIES", "conclusion": "Техникалык тапшырмага ылайык."}
}

func TestTheLifeOfAProtocol(t *testing.T) {
	t.Parallel()
	i := won(t)
	group, monitor := i.Monitored(t)
	visit := monitor.Change(t, "recordVisit", i.Seen(t, group))
	planned := monitor.Change(t, "planVisit", input{"agreementId": i.Agreement.ID, "groupId": group.ID, "plannedOn": i.Today()})
	require.Equal(t, "VISIT_STATE", monitor.RefusedChange(t, "draftMonitoringProtocol", opinion(i, visit.ID, planned.ID)).Name())
	early := opinion(i, visit.ID)
	early["date"] = "2019-12-01"
	require.Equal(t, []string{"input", "date"}, monitor.RefusedChange(t, "draftMonitoringProtocol", early).Path)
	draft := monitor.Change(t, "draftMonitoringProtocol", opinion(i, visit.ID))
	monitor.Change(t, "addFinding", input{"visitId": visit.ID, "severity": "MINOR", "text": "Жарык начар"})
	require.Equal(t, "Жарык начар", protocolOf(t, i.Leader, draft.ID).Content.Findings[0].Text, "a draft says what is found by now")

	members, scan := i.Monitors(t, group), i.Paper(t, monitor)
	require.Equal(t, []string{"input", "signatories"}, monitor.RefusedChange(t, "signMonitoringProtocol",
		draft.With("signatories", []string{}, "scanFileId", scan)).Path)
	signed := monitor.Change(t, "signMonitoringProtocol", draft.With("signatories", members[:2], "scanFileId", scan))
	monitor.Change(t, "addFinding", input{"visitId": visit.ID, "severity": "MINOR", "text": "Кийинки"})
	p := protocolOf(t, i.Head, signed.ID)
	require.Equal(t, "1/2019", p.Number)
	require.Len(t, p.Signatures, 2)
	require.True(t, p.Signatures[0].Leads)
	require.Equal(t, "12", p.Content.GroupOrder.Number)
	require.Len(t, p.Content.Visits[0].Present, 2)
	require.Len(t, p.Content.Findings, 1, "what was signed is frozen")
	require.Error(t, i.TrySQL(t, "UPDATE "+i.M.Schema.String()+".monitoring_protocol SET verdict = 'NOT'"))

	require.Equal(t, "MONITORING_PROTOCOL_STATE", i.Head.RefusedChange(t, "answerMonitoringProtocol",
		signed.With("answeredOn", i.Today(), "answer", "x")).Name(), "not delivered yet")
	delivered := i.Specialist.Change(t, "deliverMonitoringProtocol", signed.With("deliveredOn", i.Today(), "receivedBy", "Кабыл алуу бөлүмү"))
	require.Equal(t, []string{"ANSWER"}, protocolOf(t, i.Head, signed.ID).AllowedActions)
	answered := i.Head.Change(t, "answerMonitoringProtocol", delivered.With("answeredOn", i.Today(), "answer", "Жарык оңдолот."))
	require.Equal(t, "ANSWERED", answered.State)
}

// Alamudun's group of five went to three sites; each protocol says that the terms of
// reference were kept (F-19d).
func TestAGroupOfFiveThreeVisitsThreeConclusions(t *testing.T) {
	t.Parallel()
	i := won(t)
	group, monitor := i.Monitored(t)
	require.Equal(t, 5, groupOf(t, i.Head, group.ID).Size)
	for _, site := range []string{"Садовое", "Аламүдүн", "Озёрное"} {
		seen := i.Seen(t, group)
		seen["place"], seen["present"] = site, i.Monitors(t, group)
		visit := monitor.Change(t, "recordVisit", seen)
		draft := monitor.Change(t, "draftMonitoringProtocol", opinion(i, visit.ID))
		monitor.Change(t, "signMonitoringProtocol", draft.With("signatories", i.Monitors(t, group), "scanFileId", i.Paper(t, monitor)))
	}
	var out struct {
		Node struct {
			Visits []struct {
				State   string
				Present []struct{ Name string }
			}
			MonitoringProtocols []struct{ Number, Verdict, Conclusion string }
		}
	}
	i.Leader.Do(t, `query($id: ID!) { node(id: $id) { ... on Agreement { visits { state present { name } } monitoringProtocols { number verdict conclusion } } } }`,
		input{"id": i.Agreement.ID}, &out)
	require.Len(t, out.Node.Visits, 3)
	for n, p := range out.Node.MonitoringProtocols {
		require.Equal(t, []string{"1/2019", "2/2019", "3/2019"}[n], p.Number)
		require.Equal(t, "COMPLIES", p.Verdict)
		require.Len(t, out.Node.Visits[n].Present, 5)
	}
	require.Len(t, out.Node.MonitoringProtocols, 3)

	var public struct {
		PublicCompetition struct {
			MonitoringGroup struct {
				Size      int
				OrderDate string
			}
			Awards []struct {
				Monitoring struct {
					Visits, Protocols, OpenFindings int
					Conclusions                     []struct{ Number, Verdict string }
				}
			}
		}
	}
	i.Public().Do(t, `query($id: ID!) { publicCompetition(id: $id) { monitoringGroup { size orderDate } awards { monitoring { visits protocols openFindings
		conclusions { date number verdict conclusion } } } } }`, input{"id": i.CompetitionID()}, &public)
	shown := public.PublicCompetition
	require.Equal(t, 5, shown.MonitoringGroup.Size)
	require.Equal(t, i.Today().String(), shown.MonitoringGroup.OrderDate)
	require.Equal(t, []int{3, 3, 0}, []int{shown.Awards[0].Monitoring.Visits, shown.Awards[0].Monitoring.Protocols, shown.Awards[0].Monitoring.OpenFindings})
	require.Equal(t, "COMPLIES", shown.Awards[0].Monitoring.Conclusions[2].Verdict)
}

func protocolTable(t *testing.T, i *apptest.Initiative, visit, protocol apptest.Thing) apptest.Table {
	const watch = "SPECIALIST MONITORING_MEMBER"
	at := func(more ...any) input {
		in := protocol.With(more...)
		in["version"] = 99
		return in
	}
	late := opinion(i, visit.ID)
	late["date"] = "2030-01-01"
	return apptest.Table{
		"draftMonitoringProtocol":   {Roles: watch, Input: late},
		"updateMonitoringProtocol":  {Roles: watch, Input: at("visitIds", []string{}, "date", i.Today(), "verdict", "NOT", "conclusion", "x")},
		"signMonitoringProtocol":    {Roles: watch, Input: at("signatories", []string{}, "scanFileId", apptest.Unknown(t, "File", visit.ID))},
		"deliverMonitoringProtocol": {Roles: watch, Input: at("deliveredOn", i.Today(), "receivedBy", "x")},
		"answerMonitoringProtocol":  {Roles: "HEAD EXEC_SECRETARY", Input: at("answeredOn", i.Today(), "answer", "x")},
	}
}

func TestWhoMayDoWhatWithAProtocol(t *testing.T) {
	t.Parallel()
	i := won(t)
	group, monitor := i.Monitored(t)
	visit := monitor.Change(t, "recordVisit", i.Seen(t, group))
	draft := monitor.Change(t, "draftMonitoringProtocol", opinion(i, visit.ID))
	i.RoleByOperation(t, i.M, protocolTable(t, i, visit, draft), nil)
	i.Readers(t, i.M, draft.ID, "HEAD EXEC_SECRETARY SPECIALIST ACCOUNTANT KENESH_CHAIR PROGRAMME_MANAGER PROGRAMME_FINANCE")
	i.Strangers(t, i.Municipality(t), protocolTable(t, i, visit, draft), draft.ID)
}
