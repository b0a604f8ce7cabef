package facts_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/entity"
)

// TestPapersAreIssued issues papers of a competition of today over the API.
func TestPapersAreIssued(t *testing.T) {
	t.Parallel()
	a := newDesk(t)
	m := a.Municipality(t)
	won := a.Won(t, m, []int64{12_000, 11_000})
	agreed := won.Agree(t, "PROCUREMENT_BY_AO")
	about := map[string]string{
		"ANNOUNCEMENT": won.CompetitionID(), "APPLICATION_LIST": won.CompetitionID(), "ADMISSIBILITY_ACT": won.CompetitionID(),
		"SCORE_SUMMARY": won.CompetitionID(), "WINNER_LIST": won.CompetitionID(), "NOTICE": won.ApplicationID(0), "AGREEMENT": agreed.ID,
		"ANNUAL_PAGE":      apptest.ID(m),
		"COMMISSION_ORDER": scalar.EncodeID(entity.Ref{Kind: "Commission", Tenant: m.ID, ID: *won.C.CommissionID}),
	}
	for kind, id := range about {
		for _, language := range []string{"KY", "RU"} {
			issued := won.Specialist.Change(t, "issuePaper", apptest.Input{"kind": kind, "aboutId": id, "language": language})
			var out struct {
				Paper struct {
					State string
					PDF   *struct{ URL string }
				}
			}
			won.Specialist.Do(t, `query($id: ID!) { paper(id: $id) { state PDF: pdf { url } } }`, apptest.Input{"id": issued.ID}, &out)
			require.NotNil(t, out.Paper.PDF, kind)
		}
	}
	refused := won.Specialist.RefusedChange(t, "issuePaper", apptest.Input{"kind": "WINNER_LIST", "aboutId": agreed.ID, "language": "KY"})
	require.Equal(t, "VALIDATION", refused.Code)
	outsider := a.As(a.Municipality(t), access.Head)
	require.Equal(t, "FORBIDDEN", outsider.RefusedChange(t, "issuePaper", apptest.Input{"kind": "AGREEMENT", "aboutId": agreed.ID, "language": "RU"}).Code)
}

// TestPeopleAreToldOfAPaper follows a municipality live: those who see papers are told of one
// that is ready, with its competition, and again when it is issued anew; others are not.
func TestPeopleAreToldOfAPaper(t *testing.T) {
	t.Parallel()
	a := newDesk(t)
	m := a.Municipality(t)
	won := a.Won(t, m, []int64{12_000})
	follow := func(who *apptest.Client) *apptest.Stream {
		return who.Subscribe(t, "", `subscription($m: ID!) { liveEvents(municipalityId: $m) { kind competition { id } paper { id number } } }`, map[string]any{"m": apptest.ID(m)})
	}
	seeing, other := follow(a.As(m, access.Accountant)), follow(won.Leader)
	list := won.Specialist.Change(t, "issuePaper", apptest.Input{"kind": "WINNER_LIST", "aboutId": won.CompetitionID(), "language": "KY"})
	again := won.Specialist.Change(t, "reissuePaper", list.With("reason", "тактоо"))
	for _, id := range []string{list.ID, again.ID} {
		_, data := seeing.Next()
		require.Contains(t, data, `"kind":"DOCUMENT_READY"`)
		require.Contains(t, data, won.CompetitionID())
		require.Contains(t, data, id)
	}
	a.SQL(t, fmt.Sprintf(`INSERT INTO %s.live_event (id, kind, subject_id, at) VALUES (gen_random_uuid(), 'APPLICATION_REGISTERED', '%s', now());
		SELECT pg_notify('live', '%s')`, m.Schema, idOf(t, won.ApplicationID(0)), m.ID))
	_, data := other.Next()
	require.Contains(t, data, "APPLICATION_REGISTERED", "an initiator sees no papers of the office and is told of none")
}
