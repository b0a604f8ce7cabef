package protocol_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apptest"
)

// What the chair decided alone stands in the protocol with its reason: a conflict taken
// back, and the vote between equals.
func TestTheProtocolSaysWhatTheChairDecided(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	j := a.Jury(t, a.Municipality(t), []int64{39_000, 39_000, 39_000})
	chair := j.Seats[0]
	j.Declare(t, 2, "RELATIVE")
	chair.Change(t, "retractConflict", input{"id": conflict(t, j), "reason": "Аты окшош экен"})
	s := j.Ranked(t, 3, 3, 3)
	order := []string{j.ApplicationID(2), j.ApplicationID(0), j.ApplicationID(1)}
	s = chair.Change(t, "castTieVote", s.With("order", order, "reason", "Даярдыгы жакшыраак"))
	p := j.Signed(t, j.Drafted(t, s))
	r := j.Head.Post(t, `query($id: ID!) { node(id: $id) { ... on Protocol { content { conflicts { member }
		retractions { member number kind reason } casting { order reason } } } } }`, input{"id": p.ID})
	require.JSONEq(t, `{"node": {"content": {"conflicts": [], "retractions": [{"member": "В", "number": "1/2019", "kind": "RELATIVE", "reason": "Аты окшош экен"}],
		"casting": {"order": ["3/2019", "1/2019", "2/2019"], "reason": "Даярдыгы жакшыраак"}}}}`, string(r.Data))
}

func conflict(t *testing.T, j *apptest.Jury) string {
	t.Helper()
	var out struct {
		Competition struct {
			Evaluation struct {
				Conflicts []struct{ ID, Kind string }
			}
		}
	}
	j.Head.Do(t, `query($id: ID!) { competition(id: $id) { evaluation { conflicts { id kind } } } }`, input{"id": j.CompetitionID()}, &out)
	for _, d := range out.Competition.Evaluation.Conflicts {
		if d.Kind != "NONE" {
			return d.ID
		}
	}
	t.Fatal("no conflict is declared")
	return ""
}
