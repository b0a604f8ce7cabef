package monitoring_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/file"
)

type visit struct {
	ID, State      string
	Channel        *string
	Edition        int
	Present        []struct{ Name string }
	Checklist      []struct{ Key, Kind, Text, Result string }
	PeopleCounted  *int
	Photos         []struct{ Place string }
	AllowedActions []string
	Findings       []struct{ ID string }
	Group          *struct{ ID string }
}

func visitsOf(t *testing.T, c *apptest.Client, agreement string) []visit {
	t.Helper()
	var out struct{ Node struct{ Visits []visit } }
	c.Do(t, `query($id: ID!) { node(id: $id) { ... on Agreement { visits { id state channel edition present { name } allowedActions findings { id }
		checklist { key kind text result } peopleCounted photos { place } group { id } } } } }`, input{"id": agreement}, &out)
	return out.Node.Visits
}

func TestAVisitIsPlannedAndRecorded(t *testing.T) {
	t.Parallel()
	i := won(t)
	group, monitor := i.Monitored(t)
	plan := input{"agreementId": i.Agreement.ID, "groupId": group.ID, "plannedOn": "2030-01-01", "place": "Садовое"}
	require.Equal(t, "OUTSIDE_MANDATE", monitor.RefusedChange(t, "planVisit", plan).Name())
	plan["plannedOn"], plan["eventId"] = i.Today(), apptest.Unknown(t, "Event", i.Agreement.ID)
	require.Equal(t, []string{"input", "eventId"}, monitor.RefusedChange(t, "planVisit", plan).Path)
	delete(plan, "eventId")
	planned := monitor.Change(t, "planVisit", plan)
	planned = monitor.Change(t, "updateVisit", planned.With("plannedOn", i.Today(), "place", "Клуб"))

	seen := i.Seen(t, group)
	for _, field := range []string{"agreementId", "groupId", "place"} {
		delete(seen, field)
	}
	seen["id"], seen["version"] = planned.ID, planned.Version
	answers := seen["checklist"].([]input)
	seen["checklist"] = answers[1:]
	require.Equal(t, "VISIT_CHECKLIST_INCOMPLETE", monitor.RefusedChange(t, "recordVisit", seen).Name())
	seen["checklist"] = append([]input{{"key": "X9", "result": "NOT"}}, answers...)
	require.Equal(t, []string{"input", "checklist", "0", "key"}, monitor.RefusedChange(t, "recordVisit", seen).Path)
	seen["checklist"], seen["present"] = answers, []string{i.Monitors(t, group)[0], i.Monitors(t, group)[0]}
	require.Equal(t, "NOT_IN_MONITORING_GROUP", monitor.RefusedChange(t, "recordVisit", seen).Name())
	seen["present"], seen["visitedOn"] = i.Monitors(t, group)[:3], "2019-12-18"
	require.Equal(t, []string{"input", "visitedOn"}, monitor.RefusedChange(t, "recordVisit", seen).Path, "a day to come")
	seen["visitedOn"], seen["peopleCounted"] = i.Today(), 40
	seen["photos"] = []input{{"fileId": scalar.EncodeID(i.ReadyFile(t, monitor, i.M, file.Photo)), "place": "Клуб"}}
	monitor.Change(t, "recordVisit", seen)

	v := visitsOf(t, i.Leader, i.Agreement.ID)[0]
	require.Equal(t, "DONE", v.State)
	require.Equal(t, 1, v.Edition)
	require.Len(t, v.Present, 3)
	require.Len(t, v.Checklist, len(answers))
	require.Equal(t, "RESULT", v.Checklist[0].Kind)
	require.Equal(t, 40, *v.PeopleCounted)
	require.Equal(t, "Клуб", v.Photos[0].Place)
	require.Nil(t, v.Group, "the leader does not see the members' accounts")
	require.Empty(t, v.AllowedActions)
	require.Error(t, i.TrySQL(t, "UPDATE "+i.M.Schema.String()+".visit SET opinions = 'x'"), "what was seen stays")
	require.Equal(t, "VISIT_STATE", monitor.RefusedChange(t, "cancelVisit", apptest.Thing{ID: v.ID, Version: 3}.With("reason", "r")).Name())
}

// A form that a phone sends twice is one visit; a record from paper needs its scan.
func TestAFormSentTwiceIsOneVisit(t *testing.T) {
	t.Parallel()
	i := won(t)
	group, monitor := i.Monitored(t)
	seen := i.Seen(t, group)
	seen["clientKey"] = uuid.NewString()
	first := monitor.Change(t, "recordVisit", seen)
	require.Equal(t, first, monitor.Change(t, "recordVisit", seen))
	seen["clientKey"] = "x"
	require.Equal(t, []string{"input", "clientKey"}, monitor.RefusedChange(t, "recordVisit", seen).Path)
	delete(seen, "clientKey")
	require.Equal(t, []string{"input", "scanFileId"}, i.Specialist.RefusedChange(t, "registerVisit", seen).Path)
	seen["scanFileId"] = i.Paper(t, i.Specialist)
	i.Specialist.Change(t, "registerVisit", seen)
	require.Len(t, visitsOf(t, i.Head, i.Agreement.ID), 2)
}

func TestNobodyVisitsTheOwnInitiative(t *testing.T) {
	t.Parallel()
	i := won(t)
	group, monitor := i.Monitored(t)
	seen := i.Seen(t, group)
	i.SQL(t, fmt.Sprintf("UPDATE %[1]s.monitoring_group_member SET user_id = '%[2]s' WHERE position = 2", i.M.Schema, i.Leader.UserID))
	refusal := monitor.RefusedChange(t, "recordVisit", seen)
	require.Equal(t, "MONITOR_IN_OWN_INITIATIVE", refusal.Name())
	require.Equal(t, []string{"input", "present", "1"}, refusal.Path)
}

func found(t *testing.T, i *apptest.Initiative) (monitor *apptest.Client, visit, finding apptest.Thing) {
	t.Helper()
	group, monitor := i.Monitored(t)
	visit = monitor.Change(t, "recordVisit", i.Seen(t, group))
	return monitor, visit, monitor.Change(t, "addFinding", input{"visitId": visit.ID, "severity": "SERIOUS", "text": "Чагылдыргычтар жок", "itemKey": "R1", "dueOn": "2019-12-25"})
}

func holds(t *testing.T, i *apptest.Initiative) bool {
	t.Helper()
	var out struct {
		Node struct{ Findings []struct{ Holds bool } }
	}
	i.Head.Do(t, `query($id: ID!) { node(id: $id) { ... on Agreement { findings { holds } } } }`, input{"id": i.Agreement.ID}, &out)
	return out.Node.Findings[0].Holds
}

func TestTheLifeOfAFinding(t *testing.T) {
	t.Parallel()
	i := won(t)
	monitor, visit, finding := found(t, i)
	require.Equal(t, "VISIT_CHECKLIST_ITEM_UNKNOWN", monitor.RefusedChange(t, "addFinding", input{"visitId": visit.ID, "severity": "MINOR", "text": "x", "itemKey": "Z"}).Name())
	require.True(t, holds(t, i))
	require.Equal(t, "FINDING_STATE", i.Head.RefusedChange(t, "closeFinding", finding.Step()).Name(), "no proof yet")
	proved := i.Leader.Change(t, "proveFinding", finding.With("text", "Орнотулду", "fileIds", []string{i.Paper(t, i.Leader)}))
	again := monitor.Change(t, "reopenFinding", proved.With("reason", "Бирөө иштебейт"))
	waived := i.Head.Change(t, "waiveFinding", again.With("reason", "Оңдоо жүрүп жатат"))
	require.False(t, holds(t, i))
	require.Equal(t, "FINDING_STATE", i.Head.RefusedChange(t, "waiveFinding", waived.With("reason", "r")).Name())
	proved = i.Specialist.Change(t, "proveFinding", waived.With("text", "Оңдолду"))
	closed := monitor.Change(t, "closeFinding", proved.With("note", "Көрдүк"))
	require.Equal(t, "CLOSED", closed.State)
	require.Error(t, i.TrySQL(t, "UPDATE "+i.M.Schema.String()+".finding SET text = 'x'"))
}

// After the mandate, and after the agreement, nothing is recorded.
func TestTheWatchEnds(t *testing.T) {
	t.Parallel()
	i := won(t)
	group, monitor := i.Monitored(t)
	seen := i.Seen(t, group)
	i.Agreement = i.Head.Change(t, "terminateAgreement", i.Agreement.With("reason", "r"))
	require.Equal(t, "AGREEMENT_NOT_ACTIVE", monitor.RefusedChange(t, "recordVisit", seen).Name())
	i.Clock.Set(i.Clock.Now().AddDate(0, 0, 31))
	require.Equal(t, "NOT_FOUND", monitor.RefusedChange(t, "recordVisit", seen).Code)
}

func visitTable(i *apptest.Initiative, group, visit apptest.Thing) apptest.Table {
	const monitor = "MONITORING_MEMBER"
	late := visit.With("reason", "r")
	late["version"] = 99
	record := input{"id": visit.ID, "version": 99, "visitedOn": "2019-12-17", "present": []string{}, "checklist": []input{}}
	return apptest.Table{
		"planVisit":     {Roles: monitor, Input: input{"agreementId": i.Agreement.ID, "groupId": group.ID, "plannedOn": "2030-01-01"}},
		"updateVisit":   {Roles: monitor, Input: input{"id": visit.ID, "version": 99, "plannedOn": "2019-12-17"}},
		"cancelVisit":   {Roles: monitor, Input: late},
		"recordVisit":   {Roles: monitor, Input: record},
		"registerVisit": {Roles: "SPECIALIST", Input: record},
	}
}

func findingTable(visit, finding apptest.Thing) apptest.Table {
	const judges = "HEAD EXEC_SECRETARY MONITORING_MEMBER"
	at := func(more ...any) input {
		in := finding.With(more...)
		in["version"] = 99
		return in
	}
	return apptest.Table{
		"addFinding":    {Roles: "MONITORING_MEMBER", Input: input{"visitId": visit.ID, "severity": "MINOR", "text": "x", "itemKey": "Z"}},
		"closeFinding":  {Roles: judges, Input: at()},
		"reopenFinding": {Roles: judges, Input: at("reason", "r")},
		"waiveFinding":  {Roles: "HEAD", Input: at("reason", "r")},
		// who does not see the agreement is answered NOT_FOUND, who sees it and has no part FORBIDDEN
		"proveFinding": {Roles: "SPECIALIST DEPUTY COMMISSION_CHAIR COMMISSION_SECRETARY COMMISSION_MEMBER MONITORING_MEMBER OBSERVER PLATFORM_ADMIN SELECTION_MEMBER INITIATOR GROUP_MEMBER PUBLIC",
			Input: at("text", "x")},
	}
}

func TestWhoMayDoWhatWithVisitsAndFindings(t *testing.T) {
	t.Parallel()
	i := won(t)
	group, monitor := i.Monitored(t)
	planned := monitor.Change(t, "planVisit", input{"agreementId": i.Agreement.ID, "groupId": group.ID, "plannedOn": i.Today()})
	visit := monitor.Change(t, "recordVisit", i.Seen(t, group))
	finding := monitor.Change(t, "addFinding", input{"visitId": visit.ID, "severity": "MINOR", "text": "x"})
	i.RoleByOperation(t, i.M, visitTable(i, group, planned), nil)
	i.RoleByOperation(t, i.M, findingTable(visit, finding), nil)
	const readers = "HEAD EXEC_SECRETARY SPECIALIST ACCOUNTANT KENESH_CHAIR PROGRAMME_MANAGER PROGRAMME_FINANCE"
	i.Readers(t, i.M, visit.ID, readers)
	other := i.Municipality(t)
	i.Strangers(t, other, visitTable(i, group, planned), visit.ID)
	i.Strangers(t, other, findingTable(visit, finding), finding.ID)
}
