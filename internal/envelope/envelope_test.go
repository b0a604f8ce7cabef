package envelope_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/envelope"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

const fields = `envelope { id version year localBudget awarded left decree { kind number date } allowedActions
	changes { totalCount nodes { amountBefore amountAfter decree { kind number date } reason } } } errors { path code rule }`

const (
	create = `mutation($m: ID!, $sum: Money!, $decree: AnyDocumentInput!) { change: createEnvelope(input: {municipalityId: $m, year: 2019,
		localBudget: $sum, decree: $decree}) { ` + fields + ` } }`
	amend = `mutation($id: ID!, $v: Version!, $sum: Money!, $decree: AnyDocumentInput!) { change: amendEnvelope(input: {id: $id, version: $v,
		localBudget: $sum, decree: $decree, reason: "Бюджет такталды"}) { ` + fields + ` } }`
)

type changed struct {
	Change struct {
		Envelope struct {
			ID                         string
			Version                    int
			LocalBudget, Awarded, Left int64
			Decree                     *struct{ Kind string }
			Changes                    struct {
				TotalCount int
				Nodes      []struct {
					AmountBefore, AmountAfter int64
					Reason                    string
				}
			}
		}
	}
}

func decree(date string) map[string]any {
	return map[string]any{"kind": "DECREE", "number": "12", "date": date}
}

func TestAwardsNeverExceedTheEnvelope(t *testing.T) {
	t.Parallel()
	e := &envelope.Envelope{Amount: money.Som(23_000)}
	require.NoError(t, e.Allot(money.Som(12_000)))
	require.NoError(t, e.Allot(money.Som(11_000)))
	require.Zero(t, e.Left())
	require.ErrorIs(t, e.Allot(1), envelope.ErrExceeded)
	require.ErrorIs(t, e.Allot(-1), envelope.ErrExceeded)
	require.Equal(t, money.Som(23_000), e.Awarded, "a refusal takes nothing")
	e.Release(money.Som(11_000))
	require.Equal(t, money.Som(11_000), e.Left())
	e.Release(money.Som(99_000))
	require.Zero(t, e.Awarded)
}

func TestAnEnvelopeKeepsItsHistory(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	accountant := a.As(m, access.Accountant)
	var c changed
	accountant.Do(t, create, map[string]any{"m": apptest.ID(m), "sum": 7_800_000, "decree": decree("2019-11-20")}, &c)
	e := c.Change.Envelope
	require.EqualValues(t, 7_800_000, e.Left)

	vars := map[string]any{"id": e.ID, "v": e.Version, "sum": 9_000_000, "decree": decree("2019-12-01")}
	accountant.Do(t, amend, vars, &c)
	require.EqualValues(t, 9_000_000, c.Change.Envelope.LocalBudget)
	require.Equal(t, 1, c.Change.Envelope.Changes.TotalCount)
	require.EqualValues(t, 7_800_000, c.Change.Envelope.Changes.Nodes[0].AmountBefore)
	code, _ := accountant.Refused(t, amend, vars)
	require.Equal(t, "CONFLICT", code)

	vars["v"], vars["decree"] = c.Change.Envelope.Version, map[string]any{"kind": "ORDER", "number": "3"}
	code, _ = accountant.Refused(t, amend, vars)
	require.Equal(t, "VALIDATION", code, "a change is dated")
}

func TestAnEnvelopeHasASumAndAGround(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	head := a.As(m, access.Head)
	for name, vars := range map[string]map[string]any{
		"nothing":    {"sum": 0, "decree": decree("2019-11-20")},
		"too much":   {"sum": 1_000_000_000_000_001, "decree": decree("2019-11-20")},
		"a fraction": {"sum": 0.5, "decree": decree("2019-11-20")},
		"text":       {"sum": "100", "decree": decree("2019-11-20")},
		"negative":   {"sum": -1, "decree": decree("2019-11-20")},
		"no ground":  {"sum": 100, "decree": map[string]any{"kind": "DECREE"}},
		"future":     {"sum": 100, "decree": decree("2019-12-03")},
	} {
		vars["m"] = apptest.ID(m)
		code, _ := head.Refused(t, create, vars)
		require.Equal(t, "VALIDATION", code, name)
	}
	const count = `query($slug: String!) { municipality(slug: $slug) { envelopes(year: 2019) { totalCount } } }`
	var out struct {
		Municipality struct{ Envelopes struct{ TotalCount int } }
	}
	head.Do(t, count, map[string]any{"slug": m.Slug}, &out)
	require.Zero(t, out.Municipality.Envelopes.TotalCount, "nothing was written")
}

func TestWhoMayDoWhatWithEnvelopes(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m, other := a.Municipality(t), a.Municipality(t)
	var c changed
	a.As(m, access.Head).Do(t, create, map[string]any{"m": apptest.ID(m), "sum": 100, "decree": decree("2019-11-20")}, &c)
	const keepers = "HEAD EXEC_SECRETARY ACCOUNTANT KENESH_CHAIR"
	stale := apptest.Thing{ID: c.Change.Envelope.ID, Version: 99}
	table := apptest.Table{
		"createEnvelope": {Roles: keepers, Input: apptest.Input{"municipalityId": apptest.ID(m), "year": 2019, "localBudget": 0, "decree": decree("2019-11-21")}},
		"amendEnvelope":  {Roles: keepers, Input: stale.With("localBudget", 100, "decree", decree("2019-11-21"), "reason", "r")},
	}
	a.RoleByOperation(t, m, table, nil)
	a.Strangers(t, other, table, stale.ID)
}
