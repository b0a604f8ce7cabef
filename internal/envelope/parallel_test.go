package envelope_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/money"
)

// seal asks for one protocol twice at once, as an impatient hand does, and answers the
// sealed one, or why there is none.
type seal struct {
	*apptest.Jury
	asked   int64
	draft   apptest.Thing
	answers [2]struct {
		sealed  apptest.Thing
		refusal *apptest.Refusal
	}
}

// Several competitions share an envelope of 78 000 som and are all decided at once.
func TestParallelAwardsOfOneEnvelope(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	first := a.Jury(t, a.Municipality(t), []int64{39_000})
	seals := []*seal{{Jury: first, asked: 39_000}}
	for _, asked := range []int64{20_000, 17_000, 11_000, 39_000, 8_000} {
		seals = append(seals, &seal{Jury: first.Beside(t, []int64{asked}), asked: asked})
	}
	for _, s := range seals {
		s.draft = s.Drafted(t, s.Ranked(t, 4))
	}
	all(seals, func(s *seal, i int) {
		s.answers[i].sealed, s.answers[i].refusal = s.Seats[i].TryChange(t, "sealProtocol", s.draft.Step())
	})

	var taken int64
	var won []*seal
	for _, s := range seals {
		if sealed := s.outcome(t); sealed != nil {
			s.draft, won, taken = *sealed, append(won, s), taken+s.asked
		}
	}
	require.LessOrEqual(t, taken, int64(78_000))
	for _, s := range seals {
		require.True(t, slices.Contains(won, s) || s.asked > 78_000-taken, "%d som were possible, %d are left", s.asked, 78_000-taken)
	}
	chained(t, won)
	stand(t, won, taken)
}

func all(seals []*seal, do func(s *seal, i int)) {
	var wait sync.WaitGroup
	for _, s := range seals {
		for i := range s.answers {
			wait.Go(func() { do(s, i) })
		}
	}
	wait.Wait()
}

// outcome demands that of the two hands at most one sealed, and that a refusal is that
// of the envelope or of the other hand.
func (s *seal) outcome(t *testing.T) (sealed *apptest.Thing) {
	t.Helper()
	for i, answer := range s.answers {
		if answer.refusal == nil {
			require.Nil(t, sealed, "sealed twice")
			sealed = &s.answers[i].sealed
			continue
		}
		require.Contains(t, []string{"ENVELOPE_EXCEEDED", "CONFLICT", "PROTOCOL_STATE"}, answer.refusal.Name(), answer.refusal.Message)
	}
	return sealed
}

// chained demands that the protocols tell one history of the envelope: each begins with
// what another left.
func chained(t *testing.T, won []*seal) {
	t.Helper()
	left := map[int64]int64{}
	for _, s := range won {
		var out struct {
			Node struct {
				Content struct{ EnvelopeBefore, EnvelopeAfter int64 }
			}
		}
		s.Head.Do(t, `query($id: ID!) { node(id: $id) { ... on Protocol { content { envelopeBefore envelopeAfter } } } }`, map[string]any{"id": s.draft.ID}, &out)
		left[out.Node.Content.EnvelopeBefore] = out.Node.Content.EnvelopeAfter
	}
	require.Len(t, left, len(won))
	sum := int64(7_800_000)
	for range won {
		require.Contains(t, left, sum)
		sum = left[sum]
	}
}

// stand signs everything and demands that awards and envelope agree.
func stand(t *testing.T, won []*seal, taken int64) {
	t.Helper()
	for _, s := range won {
		p := s.draft
		for _, seat := range s.Seats {
			p = seat.Change(t, "signProtocol", p.Step())
		}
	}
	m := won[0].M.Schema
	awarded := won[0].Value(t, fmt.Sprintf("SELECT sum(local_budget)::text FROM %s.award", m))
	require.Equal(t, fmt.Sprint(int64(money.Som(taken))), awarded)
	require.Equal(t, awarded, won[0].Value(t, fmt.Sprintf("SELECT awarded::text FROM %s.envelope", m)))
}

// The database itself refuses an envelope below its awards.
func TestTheDatabaseKeepsTheEnvelope(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	var c changed
	a.As(m, access.Head).Do(t, create, map[string]any{"m": apptest.ID(m), "sum": 100, "decree": decree("2019-11-20")}, &c)
	require.ErrorContains(t, a.TrySQL(t, fmt.Sprintf("UPDATE %s.envelope SET awarded = 101", m.Schema)), "check constraint")
}

// A sealed protocol of a cancelled competition gives its money back, signed or not.
func TestCancellingGivesTheMoneyBack(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	j := a.Jury(t, a.Municipality(t), []int64{39_000})
	signed, third := j.Beside(t, []int64{39_000}), j.Beside(t, []int64{39_000})
	p := j.Seats[0].Change(t, "sealProtocol", j.Drafted(t, j.Ranked(t, 4)).Step())
	q := signed.Signed(t, signed.Drafted(t, signed.Ranked(t, 4)))
	draft := third.Drafted(t, third.Ranked(t, 4), apptest.Input{"applicationId": third.ApplicationID(0), "localBudget": 3_900_000})
	require.Equal(t, "ENVELOPE_EXCEEDED", third.Seats[0].RefusedChange(t, "sealProtocol", draft.Step()).Name())

	for _, cancelled := range []struct {
		*apptest.Jury
		protocol apptest.Thing
		state    string
	}{{j, p, "WITHDRAWN"}, {signed, q, "ANNULLED"}} {
		c := cancelled.Competition(t)
		require.Equal(t, "CANCELLED", cancelled.Head.Change(t, "cancelCompetition", c.With("reason", "Карантин")).State)
		state, awards := after(t, cancelled.Jury, cancelled.protocol)
		require.Equal(t, cancelled.state, state)
		require.Zero(t, awards)
	}
	require.Equal(t, "0", j.Value(t, fmt.Sprintf("SELECT awarded::text FROM %s.envelope", j.M.Schema)))
	third.Signed(t, draft)
	require.Equal(t, "3900000", j.Value(t, fmt.Sprintf("SELECT awarded::text FROM %s.envelope", j.M.Schema)))
}

func after(t *testing.T, j *apptest.Jury, p apptest.Thing) (state string, awards int) {
	t.Helper()
	var out struct {
		Node        struct{ State string }
		Competition struct{ Awards []struct{ Rank int } }
	}
	j.Head.Do(t, `query($id: ID!, $c: ID!) { node(id: $id) { ... on Protocol { state } } competition(id: $c) { awards { rank } } }`,
		map[string]any{"id": p.ID, "c": j.CompetitionID()}, &out)
	return out.Node.State, len(out.Competition.Awards)
}
