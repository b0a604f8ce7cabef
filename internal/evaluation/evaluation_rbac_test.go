package evaluation_test

import (
	"testing"

	"github.com/demilge/demilge/internal/apptest"
)

const members = "COMMISSION_CHAIR COMMISSION_SECRETARY COMMISSION_MEMBER"

// table is the golden table of declarations and score sheets over a sheet.
func table(t *testing.T, j *apptest.Jury, sheet apptest.Thing) apptest.Table {
	t.Helper()
	scan := apptest.Unknown(t, "File", sheet.ID)
	c, app, member := j.CompetitionID(), j.ApplicationID(0), j.MemberID(3)
	none, stale := []input{}, input{"id": sheet.ID, "version": 99}
	return apptest.Table{
		"declareConflicts": {Roles: members, Input: input{"competitionId": c, "declarations": none}},
		"registerConflicts": {Roles: "COMMISSION_SECRETARY", Input: input{
			"competitionId": c, "memberId": member, "scanFileId": scan, "declarations": none,
		}},
		"retractConflict":    {Roles: "COMMISSION_CHAIR", Input: input{"id": apptest.Unknown(t, "ConflictDeclaration", sheet.ID), "reason": "r"}},
		"saveScoreSheet":     {Roles: members, Input: input{"applicationId": app, "version": 99, "scores": none}},
		"submitScoreSheet":   {Roles: members, Input: stale},
		"registerScoreSheet": {Roles: "COMMISSION_SECRETARY", Input: input{"applicationId": app, "memberId": member, "scanFileId": scan, "scores": none}},
		"reopenScoreSheet":   {Roles: "COMMISSION_CHAIR", Input: input{"id": sheet.ID, "version": 99, "reason": "r"}},
	}
}

func begun(t *testing.T) (*apptest.Jury, apptest.Thing) {
	t.Helper()
	a := apptest.New(t)
	j := a.Jury(t, a.Municipality(t), []int64{39_000})
	j.Declare(t, 0)
	return j, j.Score(t, 0, 0, 3)
}

func TestRoleByOperation(t *testing.T) {
	t.Parallel()
	j, sheet := begun(t)
	j.RoleByOperation(t, j.M, table(t, j, sheet), j.Seat)
}

func TestOnlyTheMembersOfThisCommission(t *testing.T) {
	t.Parallel()
	j, sheet := begun(t)
	j.Unseated(t, j.M, apptest.Table{
		"declareConflicts": {Input: input{"competitionId": j.CompetitionID(), "declarations": statements(j, "NONE")}},
		"saveScoreSheet":   {Input: input{"applicationId": j.ApplicationID(0), "scores": apptest.Points(3)}},
		"submitScoreSheet": {Input: sheet.Step()},
		"reopenScoreSheet": {Input: sheet.With("reason", "a slip")},
	})
}

func TestWhoReadsDeclarations(t *testing.T) {
	t.Parallel()
	j, _ := begun(t)
	j.Readers(t, j.M, declaration(t, j), members+" HEAD EXEC_SECRETARY SPECIALIST")
}

func declaration(t *testing.T, j *apptest.Jury) string {
	t.Helper()
	var out struct {
		R struct{ Conflicts []struct{ ID string } }
	}
	j.Seats[4].Do(t, declare, input{"input": input{"competitionId": j.CompetitionID(), "declarations": statements(j, "NONE")}}, &out)
	return out.R.Conflicts[0].ID
}
