package competition_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/regulation"
)

const again = `query($id: ID!) { competition(id: $id) { state title { ru } maxAmount envelope { localBudget } commission { size } priorityAreas { name { ru } }
	window { days } implementBy reannounces { number } reannouncedBy { number } allowedActions
	announcement { edition text { ru } contact issuedAt criteria { key } } notices { channel link proven postedOn } } }`

type link struct{ Number, State string }

type announcedAnew struct {
	Competition struct {
		State                      string
		MaxAmount                  int
		Envelope                   struct{ LocalBudget int }
		PriorityAreas              []struct{ Name struct{ Ru string } }
		Window                     *struct{ Days int }
		ImplementBy                *string
		Reannounces, ReannouncedBy *link
		AllowedActions             []string
		Announcement               struct {
			Edition  int
			Text     struct{ Ru string }
			Contact  string
			IssuedAt *string
			Criteria []struct{ Key string }
		}
		Notices []struct {
			Channel, Link string
			Proven        bool
			PostedOn      *string
		}
	}
}

func (s *stage) reads(t *testing.T, who *apptest.Client, id string) (out announcedAnew) {
	t.Helper()
	who.Do(t, again, apptest.Input{"id": id}, &out)
	return out
}

// A failed competition is announced anew with what it was announced with, but for its
// dates and proofs; one such competition at a time.
func TestAFailedCompetitionIsAnnouncedAnew(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	c := s.announced(t)
	failed := apptest.Input{"id": c.ID}
	require.Equal(t, "NOT_TO_REANNOUNCE", s.head.RefusedChange(t, "reannounceCompetition", failed).Name())
	require.NotContains(t, s.reads(t, s.head, c.ID).Competition.AllowedActions, "CREATE")
	s.Clock.Set(day(17, 9))
	s.head.Change(t, "failCompetition", apptest.Input{"id": c.ID, "version": c.Version, "reason": "Өтүнмө түшкөн жок"})
	require.Contains(t, s.reads(t, s.head, c.ID).Competition.AllowedActions, "CREATE")

	next := s.head.Change(t, "reannounceCompetition", failed)
	draft := s.reads(t, s.head, next.ID).Competition
	require.Equal(t, "DRAFT", draft.State)
	require.Equal(t, []any{3_900_000, 7_800_000}, []any{draft.MaxAmount, draft.Envelope.LocalBudget})
	require.Equal(t, "Народное творчество", draft.PriorityAreas[0].Name.Ru)
	require.Nil(t, draft.Window)
	require.Nil(t, draft.ImplementBy)
	require.Equal(t, c.Number, draft.Reannounces.Number)
	require.Equal(t, []any{1, "Объявление", "0312 00-00-00"}, []any{draft.Announcement.Edition, draft.Announcement.Text.Ru, draft.Announcement.Contact})
	require.Nil(t, draft.Announcement.IssuedAt)
	require.Len(t, draft.Announcement.Criteria, 5)
	require.Len(t, draft.Notices, 1)
	require.Equal(t, "SITE", draft.Notices[0].Channel)
	require.False(t, draft.Notices[0].Proven)
	require.Nil(t, draft.Notices[0].PostedOn)
	require.Equal(t, "ALREADY_REANNOUNCED", s.head.RefusedChange(t, "reannounceCompetition", failed).Name())

	const links = `query($id: ID!) { publicCompetition(id: $id) { reannounces { number } reannouncedBy { number state } } }`
	require.JSONEq(t, `{"publicCompetition": {"reannounces": null, "reannouncedBy": null}}`,
		string(s.Public().Post(t, links, failed).Data), "a draft is not shown")
	updated := s.head.Change(t, "updateCompetition", next.With("opensAt", day(18, 0), "closesAt", day(30, 0), "implementBy", "2019-12-31"))
	s.head.Change(t, "announceCompetition", updated.Step())
	require.JSONEq(t, `{"publicCompetition": {"reannounces": null, "reannouncedBy": {"number": "2/2019", "state": "ANNOUNCED"}}}`,
		string(s.Public().Post(t, links, failed).Data))
	require.JSONEq(t, `{"publicCompetition": {"reannounces": {"number": "1/2019"}, "reannouncedBy": null}}`,
		string(s.Public().Post(t, links, apptest.Input{"id": next.ID}).Data))
}

// A reannouncement that was given up gives way to another; an area that is retired
// meanwhile is left out.
func TestAnotherReannouncementAfterACancelledOne(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	c := s.announced(t)
	s.head.Change(t, "cancelCompetition", apptest.Input{"id": c.ID, "version": c.Version, "reason": "Карантин"})
	first := s.head.Change(t, "reannounceCompetition", apptest.Input{"id": c.ID})
	s.head.Change(t, "cancelCompetition", first.With("reason", "Жаңылыштык"))
	require.Nil(t, s.reads(t, s.head, c.ID).Competition.ReannouncedBy)
	require.Equal(t, "NOT_TO_REANNOUNCE", s.head.RefusedChange(t, "reannounceCompetition", apptest.Input{"id": first.ID}).Name())

	s.SQL(t, strings.ReplaceAll("UPDATE {}.priority_area SET retired_on = '2019-12-01'", "{}", s.m.Schema.String()))
	second := s.head.Change(t, "reannounceCompetition", apptest.Input{"id": c.ID})
	require.Equal(t, "3/2019", s.reads(t, s.head, c.ID).Competition.ReannouncedBy.Number)
	require.Empty(t, s.reads(t, s.head, second.ID).Competition.PriorityAreas)
}

// Names are hidden anew only where that was chosen against the regulation; else the draft
// follows the edition that it moves to.
func TestAReannouncementFollowsTheRegulationUnlessOtherwiseWasChosen(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ chosen, again, later any }{
		"nothing chosen":          {nil, false, true},
		"chosen as the rule":      {false, false, true},
		"chosen against the rule": {true, true, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			begun := s.begin(t)
			updated := s.head.Change(t, "updateCompetition", apptest.Input{"id": begun.ID, "version": begun.Version, "blind": c.chosen})
			s.head.Do(t, write, map[string]any{"id": begun.ID}, nil)
			announced := s.head.Change(t, "announceCompetition", updated.Step())
			s.head.Change(t, "cancelCompetition", announced.With("reason", "Карантин"))
			next := s.head.Change(t, "reannounceCompetition", apptest.Input{"id": begun.ID})
			require.Equal(t, c.again, s.blind(t, next.ID))

			later := s.laterEdition(t, func(r *regulation.Rules) { r.Blind = true })
			s.head.Change(t, "updateCompetition", next.With("regulationId", later))
			require.Equal(t, c.later, s.blind(t, next.ID))
		})
	}
}

func (s *stage) blind(t *testing.T, id string) bool {
	t.Helper()
	var out struct{ Competition struct{ Blind bool } }
	s.head.Do(t, `query($id: ID!) { competition(id: $id) { blind } }`, apptest.Input{"id": id}, &out)
	return out.Competition.Blind
}

// laterEdition adopts another edition of the regulation with other rules.
func (s *stage) laterEdition(t *testing.T, change func(*regulation.Rules)) string {
	t.Helper()
	rules, date := regulation.Defaults(), clock.DateOf(apptest.Start)
	change(&rules)
	r, err := s.Resolver.Regulations.Record(s.as(access.Head, access.KeneshChair).Context(t.Context()), s.m.ID,
		regulation.Draft{Kind: regulation.LocalInitiatives, Title: i18n.Localized{Ky: "Жобо"}, Rules: &rules},
		document.Document{Kind: document.Decree, Number: "300", Date: &date})
	require.NoError(t, err)
	return scalar.EncodeID(r.Ref())
}
