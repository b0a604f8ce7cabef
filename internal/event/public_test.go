package event_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/file"
)

const publicDocument = `query($slug: String!) { publicMunicipality(slug: $slug) { competitions(first: 5) { nodes {
	totals { events participants } awards {
		participants { total withDisabilities migrantChildren }
		events(first: 5) { totalCount nodes { place setting heldOn participants { total withDisabilities } photos { caption { ky } file { name } } } }
	} } } } }`

type publicAward struct {
	Participants *struct{ Total, WithDisabilities, MigrantChildren *int }
	Events       struct {
		TotalCount int
		Nodes      []struct {
			Place        string
			Setting      *string
			Participants *struct{ Total, WithDisabilities *int }
			Photos       []struct{ File struct{ Name string } }
		}
	}
}

type publicTotals struct {
	Events       int
	Participants *int
}

func public(t *testing.T, i *apptest.Initiative) (publicAward, publicTotals) {
	t.Helper()
	var out struct {
		PublicMunicipality struct {
			Competitions struct {
				Nodes []struct {
					Totals publicTotals
					Awards []publicAward
				}
			}
		}
	}
	i.Public().Do(t, publicDocument, input{"slug": i.M.Slug}, &out)
	c := out.PublicMunicipality.Competitions.Nodes[0]
	return c.Awards[0], c.Totals
}

func (s *scene) shoot(t *testing.T) apptest.Thing {
	t.Helper()
	picture := scalar.EncodeID(s.ReadyFile(t, s.Leader, s.M, file.Photo))
	return s.Leader.Change(t, "addEventPhoto", input{
		"eventId": s.event.ID, "fileId": picture, "about": input{"caption": input{"ky": "Зал"}, "showsMinors": false, "consent": "NO_PEOPLE"},
	})
}

func TestThePublicSeesWhatMayBeShown(t *testing.T) {
	t.Parallel()
	s := staged(t)
	counts := input{"girls": 9, "withDisabilities": 4, "migrantChildren": 5}
	s.event = s.Leader.Change(t, "updateEvent", s.event.With("plan", plan("place", "Маданият үйү", "setting", "INDOOR", "occurrences", 2), "outcome", outcome(s.Initiative, counts)))
	s.Leader.Change(t, "planEvent", input{"agreementId": s.Agreement.ID, "plan": plan()})
	photo := s.Head.Change(t, "publishEventPhoto", s.shoot(t).Step())

	award, totals := public(t, s.Initiative)
	require.Equal(t, 1, award.Events.TotalCount, "what is only planned is not shown")
	e := award.Events.Nodes[0]
	require.Equal(t, "Маданият үйү", e.Place)
	require.Equal(t, 9, *e.Participants.Total)
	require.Nil(t, e.Participants.WithDisabilities, "fewer than five")
	require.Nil(t, award.Participants.WithDisabilities)
	require.Equal(t, 5, *award.Participants.MigrantChildren)
	require.Len(t, e.Photos, 1, "the other one is not published")
	require.Equal(t, 2, totals.Events)
	require.Equal(t, 9, *totals.Participants)

	s.Head.Change(t, "takeDownEventPhoto", photo.With("reason", "Сурашты"))
	award, _ = public(t, s.Initiative)
	require.Empty(t, award.Events.Nodes[0].Photos)

	schema := s.M.Schema.String()
	s.SQL(t, "UPDATE "+schema+".priority_area SET sensitive = true; UPDATE "+schema+".application SET priority_area_id = (SELECT id FROM "+schema+".priority_area LIMIT 1)")
	award, totals = public(t, s.Initiative)
	require.Nil(t, award.Participants)
	require.Empty(t, award.Events.Nodes[0].Place)
	require.Nil(t, award.Events.Nodes[0].Setting)
	require.Nil(t, award.Events.Nodes[0].Participants)
	require.Nil(t, totals.Participants)
	require.Equal(t, 2, totals.Events)
}

// However many events and photos there are, the public's page takes the same statements.
func TestMoreEventsTakeNoMoreStatements(t *testing.T) {
	t.Parallel()
	listener := &apptest.Statements{}
	a := apptest.New(t, listener.Listen(t))
	s := &scene{Initiative: a.Won(t, a.Municipality(t), []int64{39_000})}
	s.Agree(t, "PROCUREMENT_BY_AO")
	read := func(c *apptest.Client, document string) int {
		return len(listener.Of(s.M.Schema.String(), func() { c.Do(t, document, input{"slug": s.M.Slug}, nil) }))
	}
	const own = `query($slug: String!) { municipality(slug: $slug) { agreements(first: 5) { nodes { participants { partial }
		events(first: 5) { totalCount nodes { allowedActions photos { allowedActions } } } } } } }`
	var seen, shown int
	for n := range 3 {
		s.event = heldEvent(t, s.Initiative)
		s.Head.Change(t, "publishEventPhoto", s.shoot(t).Step())
		if n == 0 {
			seen, shown = read(s.Leader, own), read(a.Public(), publicDocument)
		}
	}
	require.Equal(t, seen, read(s.Leader, own))
	require.Equal(t, shown, read(a.Public(), publicDocument))
}
