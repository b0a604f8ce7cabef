package facts_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
)

// TestWhereNothingNewBegins reads the old papers of a municipality whose part in the programme
// is over, issues papers on its agreements, and none of a competition.
func TestWhereNothingNewBegins(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	m := d.Municipality(t)
	won := d.Won(t, m, []int64{12_000, 11_000})
	agreed := won.Agree(t, "PROCUREMENT_BY_AO")
	list := won.Specialist.Change(t, "issuePaper", apptest.Input{"kind": "WINNER_LIST", "aboutId": won.CompetitionID(), "language": "KY"})
	page := won.Specialist.Change(t, "issuePaper", apptest.Input{"kind": "ANNUAL_PAGE", "aboutId": apptest.ID(m), "language": "RU"})
	now, err := d.Resolver.Territory.BySlug(t.Context(), m.Slug)
	require.NoError(t, err)
	d.As(m, access.PlatformAdmin).Change(t, "completeTenant", apptest.Input{
		"municipalityId": apptest.ID(m), "version": now.Version, "on": won.Today(), "reason": "Токтом", "decree": apptest.Input{"number": "41", "date": won.Today()},
	})

	require.Equal(t, "ISSUED", d.paper(t, won.Specialist, list.ID).State, "old papers are read")
	require.Equal(t, []string{"REGISTER", "PUBLISH"}, d.paper(t, won.Specialist, list.ID).AllowedActions)
	for mutation, in := range map[string]apptest.Input{
		"issuePaper":   {"kind": "APPLICATION_LIST", "aboutId": won.CompetitionID(), "language": "KY"},
		"previewPaper": {"kind": "WINNER_LIST", "aboutId": won.CompetitionID(), "language": "RU"},
		"reissuePaper": list.With("reason", "r"),
	} {
		require.Equal(t, "PAPER_OF_ENDED", won.Specialist.RefusedChange(t, mutation, in).Name(), mutation)
	}
	won.Specialist.Change(t, "issuePaper", apptest.Input{"kind": "AGREEMENT", "aboutId": agreed.ID, "language": "KY"})
	won.Specialist.Change(t, "reissuePaper", page.With("reason", "жыл жабылды"))
	won.Head.Change(t, "voidPaper", list.With("reason", "ката"))
}
