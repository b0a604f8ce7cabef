package monitoring_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

type input = apptest.Input

type group struct {
	ID, State string
	Size      int
	Members   []struct {
		ID, Name      string
		Leads         bool
		Since         *struct{ Number string }
		LeftOn        *string
		ReplacesID    *string
		HasAccount    bool
		Category, Ref string
	}
	History        []struct{ LeftOn *string }
	Obstacles      []struct{ Rule string }
	AllowedActions []string
	OrderFile      *struct{ Kind string }
}

func groupOf(t *testing.T, c *apptest.Client, id string) group {
	t.Helper()
	var out struct{ Node group }
	c.Do(t, `query($id: ID!) { node(id: $id) { ... on MonitoringGroup { id state size allowedActions orderFile { kind } obstacles { rule }
		members { id name leads hasAccount category since { number } replacesId } history { leftOn } } } }`, input{"id": id}, &out)
	return out.Node
}

func won(t *testing.T) *apptest.Initiative {
	t.Helper()
	a := apptest.New(t)
	i := a.Won(t, a.Municipality(t), []int64{39_000})
	i.Agree(t, "PROCUREMENT_BY_AO")
	return i
}

func drafted(t *testing.T, i *apptest.Initiative, members []input) apptest.Thing {
	t.Helper()
	return i.Specialist.Change(t, "createMonitoringGroup", input{
		"municipalityId": apptest.ID(i.M), "name": input{"ky": "Топ"}, "members": members,
	})
}

func TestAGroupIsFormedAsTheRegulationSays(t *testing.T) {
	t.Parallel()
	i := won(t)
	seats := apptest.MonitoringSeats()
	draft := drafted(t, i, seats[:2])
	var rules []string
	for _, o := range groupOf(t, i.Specialist, draft.ID).Obstacles {
		rules = append(rules, o.Rule)
	}
	require.Equal(t, []string{"MONITORING_GROUP_SIZE", "MONITORING_GROUP_CATEGORY"}, rules)
	require.Equal(t, "MONITORING_GROUP_SIZE", i.Head.RefusedChange(t, "formMonitoringGroup", i.Mandate(draft)).Name())
	seats[1]["leads"] = true
	draft = i.Specialist.Change(t, "updateMonitoringGroup", draft.With("name", input{"ky": "Топ"}, "members", seats))
	require.Equal(t, "MONITORING_GROUP_LEADER", i.Head.RefusedChange(t, "formMonitoringGroup", i.Mandate(draft)).Name())
	draft = i.Specialist.Change(t, "updateMonitoringGroup", draft.With("name", input{"ky": "Топ"}, "members", apptest.MonitoringSeats()))
	mandate := i.Mandate(draft)
	mandate["until"] = "2019-12-01"
	require.Equal(t, []string{"input", "until"}, i.Head.RefusedChange(t, "formMonitoringGroup", mandate).Path)
	mandate = i.Mandate(draft)
	mandate["orderFileId"] = scalar.EncodeID(i.ReadyFile(t, i.Head, i.M, file.OrderScan))
	formed := i.Head.Change(t, "formMonitoringGroup", mandate)
	g := groupOf(t, i.Head, formed.ID)
	require.Equal(t, 5, g.Size)
	require.Empty(t, g.Obstacles)
	require.Equal(t, "ORDER_SCAN", g.OrderFile.Kind)
	require.Equal(t, []string{"REPLACE", "TERMINATE"}, g.AllowedActions)
	require.Equal(t, "MONITORING_GROUP_STATE", i.Specialist.RefusedChange(t, "updateMonitoringGroup",
		formed.With("name", input{"ky": "Топ"}, "members", []input{})).Name())
	require.Error(t, i.TrySQL(t, "UPDATE "+i.M.Schema.String()+".monitoring_group_member SET name = 'x'"), "the order names them")
}

func TestAMemberIsReplacedByOrder(t *testing.T) {
	t.Parallel()
	i := won(t)
	formed, _ := i.Monitored(t)
	g := groupOf(t, i.Head, formed.ID)
	swap := formed.With("monitorId", g.Members[1].ID, "order", input{"number": "13", "date": i.Today()}, "reason", "Ишин которду",
		"successor", input{"category": "DEPUTY", "name": "Жаңы"})
	require.Equal(t, "MONITORING_GROUP_CATEGORY", i.Head.RefusedChange(t, "replaceMonitoringMember", swap).Name())
	swap["successor"] = input{"category": "AO_STAFF", "name": "Жаңы"}
	replaced := i.Head.Change(t, "replaceMonitoringMember", swap)
	after := groupOf(t, i.Head, formed.ID)
	require.Equal(t, 5, after.Size)
	require.Len(t, after.History, 6)
	require.Equal(t, g.Members[1].ID, *after.Members[1].ReplacesID)
	swap["version"] = replaced.Version
	require.Equal(t, "MONITORING_MEMBER_LEFT", i.Head.RefusedChange(t, "replaceMonitoringMember", swap).Name())
	require.Equal(t, "VALIDATION", i.Head.RefusedChange(t, "dissolveMonitoringGroup", replaced.With("reason", " ")).Code)
	gone := i.Head.Change(t, "dissolveMonitoringGroup", replaced.With("reason", "Иш бүттү"))
	require.Equal(t, "DISSOLVED", gone.State)
}

func TestNobodyWatchesTheOwnInitiative(t *testing.T) {
	t.Parallel()
	i := won(t)
	draft := drafted(t, i, apptest.MonitoringSeats())
	i.SeatMonitor(t, i.Leader)
	refusal := i.Head.RefusedChange(t, "formMonitoringGroup", i.Mandate(draft))
	require.Equal(t, "MONITOR_IN_OWN_INITIATIVE", refusal.Name())
	require.Equal(t, []string{"input", "id", "members", "0"}, refusal.Path)
	refusal = i.Specialist.RefusedChange(t, "createMonitoringGroup", input{"municipalityId": apptest.ID(i.M), "name": input{"ky": "Топ"},
		"members": []input{{"category": "DEPUTY", "name": "x", "userId": scalar.EncodeID(entity.Ref{Kind: "User", ID: i.Leader.UserID})}}})
	require.Equal(t, "MEMBER_NOT_INVITED", refusal.Name())
}

func groupTable(t *testing.T, i *apptest.Initiative, group apptest.Thing) apptest.Table {
	at := func(more ...any) input {
		in := group.With(more...)
		in["version"] = 99
		return in
	}
	order := input{"number": "1", "date": "2019-12-17"}
	const office, head = "HEAD EXEC_SECRETARY SPECIALIST", "HEAD"
	return apptest.Table{
		"createMonitoringGroup":   {Roles: office, Input: input{"municipalityId": apptest.ID(i.M), "name": input{}}},
		"updateMonitoringGroup":   {Roles: office, Input: at("name", input{"ky": "x"}, "members", []input{})},
		"formMonitoringGroup":     {Roles: head, Input: at("order", order, "from", "2019-12-17", "until", "2019-12-18")},
		"replaceMonitoringMember": {Roles: head, Input: at("monitorId", apptest.Unknown(t, "MonitoringMember", group.ID), "order", order, "reason", "r", "successor", input{"category": "DEPUTY", "name": "x"})},
		"dissolveMonitoringGroup": {Roles: head, Input: at("reason", "r")},
	}
}

func TestWhoMayDoWhatWithAGroup(t *testing.T) {
	t.Parallel()
	i := won(t)
	formed, _ := i.Monitored(t)
	i.RoleByOperation(t, i.M, groupTable(t, i, formed), nil)
	i.Readers(t, i.M, formed.ID, "HEAD EXEC_SECRETARY SPECIALIST ACCOUNTANT KENESH_CHAIR MONITORING_MEMBER PROGRAMME_MANAGER")
	i.Strangers(t, i.Municipality(t), groupTable(t, i, formed), formed.ID)
}
