package facts_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/objectstore"
	"github.com/demilge/demilge/internal/objecttest"
)

// TestPapersAreIssued issues papers of a competition of today over the API.
func TestPapersAreIssued(t *testing.T) {
	t.Parallel()
	bucket := objecttest.Bucket(t)
	objects := objectstore.New()
	require.NoError(t, objects.Connect(objectstore.Config{
		Endpoint: bucket.Endpoint, AccessKey: bucket.AccessKey, SecretKey: bucket.SecretKey, Bucket: bucket.Bucket,
	}))
	a := apptest.New(t, func(c *app.Config) { c.Objects, c.BaseURL = objects, "https://demilge.example.kg/" })
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
