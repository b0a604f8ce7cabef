package paper_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/entity"
)

// TestManyIssueAtOnce has many people issue papers of one kind at the same moment, half of
// them twice: no number is given twice, and none is missing.
func TestManyIssueAtOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	const things = 12
	var group sync.WaitGroup
	for range things {
		id := scalar.EncodeID(entity.Ref{Kind: "Application", Tenant: o.m.ID, ID: entity.NewID()})
		for range 2 {
			group.Add(1)
			go func() {
				defer group.Done()
				_, refusal := o.head.TryChange(t, "issuePaper", input{"kind": "NOTICE", "aboutId": id, "language": "KY"})
				if refusal != nil && refusal.Name() != "PAPER_STANDS" && refusal.Name() != "CONFLICT" {
					t.Errorf("%+v", refusal)
				}
			}()
		}
	}
	group.Wait()
	numbers := fmt.Sprintf("SELECT string_agg(journal_no::text, ' ' ORDER BY journal_no) FROM %s.paper WHERE kind = 'NOTICE'", o.m.Schema)
	require.Equal(t, "1 2 3 4 5 6 7 8 9 10 11 12", o.Value(t, numbers))
}

// TestTheJournalExplainsItsGaps asks for what is in force: each number that is not is a line
// of the journal that says why.
func TestTheJournalExplainsItsGaps(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	first := o.head.Change(t, "issuePaper", o.order("ANNUAL_PAGE", "KY"))
	second := o.head.Change(t, "reissuePaper", first.With("reason", "дареги оңдолду"))
	o.head.Change(t, "voidPaper", second.With("reason", "эки жолу чыгарылган"))
	o.head.Change(t, "issuePaper", o.order("ANNUAL_PAGE", "KY"))
	var journal struct {
		Municipality struct {
			Papers struct {
				Nodes []struct{ Number, State, Reason string }
			}
		}
	}
	o.head.Do(t, `query($s: String!) { municipality(slug: $s) { papers(filter: {kind: ANNUAL_PAGE}) { nodes { number state reason } } } }`,
		input{"s": o.m.Slug}, &journal)
	lines := ""
	for _, p := range journal.Municipality.Papers.Nodes {
		lines += p.Number + " " + p.State + " " + p.Reason + "\n"
	}
	require.Equal(t, "19-3 ISSUED \n19-2 VOIDED эки жолу чыгарылган\n19-1 SUPERSEDED \n", lines)
	require.Equal(t, "дареги оңдолду", o.Value(t, fmt.Sprintf(
		"SELECT reason FROM %s.audit WHERE object = 'PAPER' AND action = 'REPLACE' AND object_id = '%s'", o.m.Schema, refOf(t, first).ID)))
}

func refOf(t *testing.T, thing apptest.Thing) entity.Ref {
	t.Helper()
	ref, err := scalar.DecodeID(thing.ID)
	require.NoError(t, err)
	return ref
}
