package monitoring_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apptest"
)

// What hangs on an agreement, and on the groups of a municipality, takes as many statements
// for three visits as for one.
func TestVisitsTakeTheSameStatementsHoweverMany(t *testing.T) {
	t.Parallel()
	listener := &apptest.Statements{}
	a := apptest.New(t, listener.Listen(t))
	i := a.Won(t, a.Municipality(t), []int64{39_000})
	i.Agree(t, "PROCUREMENT_BY_AO")
	group, monitor := i.Monitored(t)
	see := func() {
		visit := monitor.Change(t, "recordVisit", i.Seen(t, group))
		monitor.Change(t, "addFinding", input{"visitId": visit.ID, "severity": "MINOR", "text": "x"})
		monitor.Change(t, "draftMonitoringProtocol", opinion(i, visit.ID))
	}
	const visit = `visits { id allowedActions photos { file { kind } } group { size } findings { allowedActions proofFiles { kind } } }`
	count := func() (sent []string) {
		for _, client := range []*apptest.Client{i.Head, i.Leader, monitor} {
			sent = append(sent, listener.Of(i.M.Schema.String(), func() {
				client.Do(t, `query($id: ID!) { node(id: $id) { ... on Agreement { `+visit+` findings { allowedActions }
					monitoringProtocols { allowedActions content { visits { place } findings { text } } } } } }`, input{"id": i.Agreement.ID}, nil)
			})...)
		}
		return append(sent, listener.Of(i.M.Schema.String(), func() {
			i.Head.Do(t, `query($slug: String!) { municipality(slug: $slug) { monitoringGroups(first: 10) { nodes { obstacles { rule } allowedActions `+visit+` } } } }`,
				input{"slug": i.M.Slug}, nil)
		})...)
	}
	see()
	one := count()
	see()
	see()
	drafted(t, i, apptest.MonitoringSeats())
	all := count()
	require.LessOrEqual(t, len(all), len(one)+1, "a draft asks for its obstacles:\n%s", strings.Join(all, "\n"))
}
