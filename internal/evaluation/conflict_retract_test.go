package evaluation_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apptest"
)

// declared declares kinds over the applications and answers the ids of the declarations.
func declared(t *testing.T, j *apptest.Jury, seat int, kinds ...string) []string {
	t.Helper()
	list := statements(j, "NONE")
	for i, kind := range kinds {
		list[i]["kind"], list[i]["text"] = kind, "—"
	}
	var out struct {
		R struct{ Conflicts []struct{ ID string } }
	}
	j.Seats[seat].Do(t, declare, input{"input": input{"competitionId": j.CompetitionID(), "declarations": list}}, &out)
	ids := make([]string, len(kinds))
	for i := range kinds {
		ids[i] = out.R.Conflicts[i].ID
	}
	return ids
}

func mayRetract(t *testing.T, who *apptest.Client, id string) bool {
	t.Helper()
	var out struct {
		Viewer struct{ Can struct{ Allowed bool } }
	}
	who.Do(t, `query($id: ID!) { viewer { can(object: CONFLICT_DECLARATION, action: REVOKE, id: $id) { allowed } } }`, input{"id": id}, &out)
	return out.Viewer.Can.Allowed
}

// The chair takes back a conflict that was declared by mistake: the member scores, what
// was declared stays, and a later conflict stands again.
func TestTheChairTakesAConflictBack(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	j := a.Jury(t, a.Municipality(t), []int64{39_000})
	chair, member, app := j.Seats[0], j.Seats[2], id(j.Applications[0])
	d := declared(t, j, 2, "RELATIVE")[0]
	taken := input{"id": d, "reason": "Аты окшош экен"}
	require.Equal(t, "CONFLICT_OF_INTEREST", refused(t, member, save, input{"applicationId": app, "scores": apptest.Points(3)}))
	for _, other := range []*apptest.Client{member, j.Seats[1], j.Head} {
		require.Equal(t, "FORBIDDEN", other.RefusedChange(t, "retractConflict", taken).Name())
	}
	require.Equal(t, "VALIDATION", chair.RefusedChange(t, "retractConflict", input{"id": d, "reason": " "}).Name())
	require.True(t, mayRetract(t, chair, d))
	chair.Change(t, "retractConflict", taken)
	require.Equal(t, "NO_CONFLICT_DECLARED", chair.RefusedChange(t, "retractConflict", taken).Name())
	require.False(t, mayRetract(t, chair, d))

	require.Equal(t, d, declared(t, j, 2, "NONE")[0], "the member may say so, nothing changes")
	require.Equal(t, "RELATIVE Аты окшош экен", j.Value(t, fmt.Sprintf("SELECT kind || ' ' || (retracted->>'reason') FROM %s.conflict_declaration WHERE text <> ''", j.M.Schema)))
	require.Equal(t, "RELATIVE true Аты окшош экен", j.Value(t, fmt.Sprintf(
		"SELECT (after->>'kind') || ' ' || (after->>'retracted') || ' ' || reason FROM %s.audit WHERE action = 'REVOKE'", j.M.Schema)))
	j.Score(t, 2, 0, 3)
	declared(t, j, 2, "OTHER")
	require.True(t, mayRetract(t, chair, d), "it stands again")
}

// A chair who is in conflict over the application, or the chair's own, is not judged by
// the chair; closed scores end it.
func TestConflictsThatStay(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	j := a.Jury(t, a.Municipality(t), []int64{39_000, 39_000})
	chair := j.Seats[0]
	mine, other := declared(t, j, 0, "EMPLOYER")[0], declared(t, j, 2, "RELATIVE", "RELATIVE")
	for _, d := range []string{mine, other[0]} {
		require.Equal(t, "CONFLICT_OF_INTEREST", chair.RefusedChange(t, "retractConflict", input{"id": d, "reason": "r"}).Name())
	}
	s := chair.Change(t, "openSession", j.Planned(t, 5).Step())
	for seat := range j.Seats {
		if seat != 2 {
			declared(t, j, seat, map[bool]string{true: "EMPLOYER", false: "NONE"}[seat == 0])
		}
	}
	for seat := range j.Seats {
		for app := range j.Applications {
			if seat != 2 && (seat != 0 || app != 0) {
				j.Score(t, seat, app, 3)
			}
		}
	}
	chair.Change(t, "closeScores", s.Step())
	require.Equal(t, "SCORES_CLOSED", chair.RefusedChange(t, "retractConflict", input{"id": other[1], "reason": "r"}).Name())
}
