package competition_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/competition"
)

const publicly = `query($id: ID!) { publicCompetition(id: $id) { number state open window { days } envelope { localBudget } commission { size }
	priorityAreas { name { ru } } announcement { edition text { ky } shareText { ky ru } criteria { key } }
	awards { total } applications { totalCount } resultOrder { date } documents { kind } municipality { slug } } }`

type publicCompetition struct {
	PublicCompetition *struct {
		Number        string
		State         string
		Open          bool
		Window        struct{ Days int }
		Envelope      struct{ LocalBudget int }
		Commission    struct{ Size int }
		PriorityAreas []struct{ Name struct{ Ru string } }
		Announcement  struct {
			Edition   int
			ShareText struct{ Ky, Ru string }
			Criteria  []struct{ Key string }
		}
		Awards       []struct{ Total int }
		Applications *struct{ TotalCount int }
		ResultOrder  *struct{ Date string }
		Municipality struct{ Slug string }
	}
}

func TestThePublicSeesWhatWasAnnouncedAndNoApplicants(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	draft, c := s.begin(t), s.announced(t)
	code, _ := s.Public().Refused(t, publicly, map[string]any{"id": draft.ID})
	require.Equal(t, "NOT_FOUND", code)

	s.Clock.Set(day(4, 12))
	var out publicCompetition
	s.Public().Do(t, publicly, map[string]any{"id": c.ID}, &out)
	p := out.PublicCompetition
	require.Equal(t, string(competition.Open), p.State)
	require.True(t, p.Open)
	require.Equal(t, 14, p.Window.Days)
	require.Equal(t, 7800000, p.Envelope.LocalBudget)
	require.Equal(t, 5, p.Commission.Size)
	require.Equal(t, "Народное творчество", p.PriorityAreas[0].Name.Ru)
	require.Len(t, p.Announcement.Criteria, 5)
	require.Contains(t, p.Announcement.ShareText.Ru, "03.12.2019 – 17.12.2019 00:00")
	require.Contains(t, p.Announcement.ShareText.Ky, "39 000 сом")
	require.Equal(t, s.m.Slug, p.Municipality.Slug)
	require.Empty(t, p.Awards)
	require.Nil(t, p.Applications)
	require.Nil(t, p.ResultOrder)

	var list struct {
		PublicMunicipality struct {
			Code         string
			Competitions struct {
				TotalCount int
				Nodes      []struct{ Number string }
			}
		}
	}
	s.Public().Do(t, fmt.Sprintf(`{ publicMunicipality(slug: %q) { code competitions(first: 10) { totalCount nodes { number } } } }`, s.m.Slug), nil, &list)
	require.Equal(t, s.m.Code, list.PublicMunicipality.Code)
	require.Equal(t, 1, list.PublicMunicipality.Competitions.TotalCount)
	require.Equal(t, c.Number, list.PublicMunicipality.Competitions.Nodes[0].Number)
}

// TestARenamedAreaDoesNotRewriteWhatWasAnnounced renames an area after a competition went
// out: the competition keeps the name, a draft takes the new one.
func TestARenamedAreaDoesNotRewriteWhatWasAnnounced(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	draft, c := s.begin(t), s.announced(t)
	rename := `mutation($id: ID!) { updatePriorityArea(input: {id: $id, version: 1, name: {ky: "Спорт", ru: "Спорт"}}) { priorityArea { id } errors { code } } }`
	s.as(access.Specialist).Do(t, rename, map[string]any{"id": s.vars["areas"].([]string)[0]}, nil)

	var shown publicCompetition
	s.Public().Do(t, publicly, map[string]any{"id": c.ID}, &shown)
	require.Equal(t, "Народное творчество", shown.PublicCompetition.PriorityAreas[0].Name.Ru)
	for id, name := range map[string]string{c.ID: "Народное творчество", draft.ID: "Спорт"} {
		r := s.head.Post(t, `query($id: ID!) { node(id: $id) { ... on Competition { priorityAreas { name { ru } } } } }`, map[string]any{"id": id})
		require.JSONEq(t, fmt.Sprintf(`{"node": {"priorityAreas": [{"name": {"ru": %q}}]}}`, name), string(r.Data))
	}
}

func TestThePublicListOfAllMunicipalities(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	c := s.announced(t)
	s.Clock.Set(day(4, 12))
	var out struct {
		PublicCompetitions struct {
			Nodes []struct {
				ID           string
				Number       string
				Open         bool
				Municipality struct{ Slug string }
			}
			PageInfo struct {
				HasNextPage bool
				EndCursor   string
			}
		}
	}
	found := func(open bool) bool {
		after := ""
		for {
			s.Public().Do(t, `query($open: Boolean, $after: String) { publicCompetitions(filter: {open: $open, year: 2019, search: "Конкурс"}, first: 2, after: $after) {
				nodes { id number open municipality { slug } } pageInfo { hasNextPage endCursor } } }`, map[string]any{"open": open, "after": after}, &out)
			for _, node := range out.PublicCompetitions.Nodes {
				require.Equal(t, open, node.Open)
				if node.Municipality.Slug == s.m.Slug {
					require.Equal(t, c.Number, node.Number)
					return true
				}
			}
			if !out.PublicCompetitions.PageInfo.HasNextPage {
				return false
			}
			after = out.PublicCompetitions.PageInfo.EndCursor
		}
	}
	require.True(t, found(true))
	require.False(t, found(false))
	s.Clock.Set(day(18, 0))
	require.True(t, found(false))
}
