package session_test

import (
	"os"
	"testing"

	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

type input = apptest.Input

const (
	leader  = "COMMISSION_CHAIR"
	keepers = leader + " COMMISSION_SECRETARY"
	members = keepers + " COMMISSION_MEMBER"
)

// table is the golden table of sessions.
func table(j *apptest.Jury, s apptest.Thing) apptest.Table {
	stale := apptest.Thing{ID: s.ID, Version: 99}
	return apptest.Table{
		"planSession":      {Roles: keepers, Input: input{"competitionId": j.CompetitionID(), "plannedAt": j.Clock.Now(), "place": "\u0007"}},
		"updateSession":    {Roles: keepers, Input: stale.With("plannedAt", j.Clock.Now())},
		"recordAttendance": {Roles: keepers, Input: stale.With("attendance", []input{})},
		"openSession":      {Roles: leader, Input: stale.Step()},
		"closeScores":      {Roles: leader, Input: stale.Step()},
		"reopenScores":     {Roles: leader, Input: stale.With("reason", "r")},
		"reopenSession":    {Roles: leader, Input: stale.With("reason", "r")},
		"castVotes":        {Roles: members, Input: input{"sessionId": s.ID, "votes": []input{}}},
		"registerVotes":    {Roles: "COMMISSION_SECRETARY", Input: input{"sessionId": s.ID, "votes": []input{}}},
		"castTieVote":      {Roles: members, Input: stale.With("reason", "r", "order", []string{})},
		"recordDissent":    {Roles: members, Input: input{"sessionId": s.ID, "text": " "}},
		"closeSession":     {Roles: leader, Input: stale.Step()},
		"adjournSession":   {Roles: leader, Input: stale.With("reason", "r")},
	}
}

func jury(t *testing.T, asked ...int64) *apptest.Jury {
	t.Helper()
	a := apptest.New(t)
	return a.Jury(t, a.Municipality(t), asked)
}

func TestRoleByOperation(t *testing.T) {
	t.Parallel()
	j := jury(t, 39_000)
	j.RoleByOperation(t, j.M, table(j, j.Planned(t, 5)), j.Seat)
}

func TestWhoReadsASession(t *testing.T) {
	t.Parallel()
	j := jury(t, 39_000)
	j.Readers(t, j.M, j.Planned(t, 5).ID, members+" HEAD EXEC_SECRETARY SPECIALIST KENESH_CHAIR PROGRAMME_MANAGER")
}

// Who holds an office in another commission has none here, and a member does not lead.
func TestOnlyTheOfficesOfThisCommission(t *testing.T) {
	t.Parallel()
	j := jury(t, 39_000)
	s := j.Planned(t, 5)
	j.Unseated(t, j.M, apptest.Table{
		"updateSession":    {Input: s.With("plannedAt", j.Clock.Now())},
		"recordAttendance": {Input: s.With("attendance", []input{})},
		"openSession":      {Input: s.Step()},
		"adjournSession":   {Input: s.With("reason", "r")},
		"recordDissent":    {Input: input{"sessionId": s.ID, "text": "no"}},
	})
	for mutation, in := range map[string]input{"openSession": s.Step(), "adjournSession": s.With("reason", "r")} {
		if code := j.Seats[2].RefusedChange(t, mutation, in).Code; code != "FORBIDDEN" {
			t.Errorf("%s as an ordinary member: %s", mutation, code)
		}
	}
}
