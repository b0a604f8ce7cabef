package competition_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/clock"
)

func day(d, hour int) time.Time {
	return time.Date(2019, time.December, d, hour, 0, 0, 0, clock.Bishkek)
}

func TestNumbersFollowTheRegisterOfTheYear(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	require.Equal(t, "1/2019", s.begin(t).Number)
	require.Equal(t, "2/2019", s.begin(t).Number)
	s.Clock.Set(time.Date(2020, 1, 1, 0, 30, 0, 0, clock.Bishkek))
	require.Equal(t, "1/2020", s.begin(t).Number)
}

func TestReadinessNamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	c := s.begin(t)
	var out struct {
		Competition struct {
			Readiness *struct {
				Next   string
				Ready  bool
				Issues []struct {
					Area, Rule string
					Blocking   bool
				}
			}
			AllowedActions []string
		}
	}
	query := `query($id: ID!) { competition(id: $id) { readiness { next ready issues { area rule blocking } } allowedActions } }`
	s.head.Do(t, query, map[string]any{"id": c.ID}, &out)
	require.Equal(t, "ANNOUNCE", out.Competition.Readiness.Next)
	require.False(t, out.Competition.Readiness.Ready)
	rules := []string{}
	for _, issue := range out.Competition.Readiness.Issues {
		rules = append(rules, issue.Rule)
	}
	require.Equal(t, []string{"ANNOUNCEMENT_INCOMPLETE", "CHANNEL_MISSING"}, rules)
	require.Equal(t, []string{"UPDATE", "ANNOUNCE", "CANCEL"}, out.Competition.AllowedActions)

	code, rule := s.head.Refused(t, announce, c.vars())
	require.Equal(t, []string{"RULE", "ANNOUNCEMENT_INCOMPLETE"}, []string{code, rule})

	s.head.Do(t, write, map[string]any{"id": c.ID}, nil)
	s.head.Do(t, query, map[string]any{"id": c.ID}, &out)
	require.True(t, out.Competition.Readiness.Ready)
	require.Empty(t, out.Competition.Readiness.Issues)
}

const state = `query($id: ID!) { competition(id: $id) { state version window { opensAt closesAt days }
	timeline { state status } history { event from to reason }
	regulation { id } envelope { localBudget } commission { size } priorityAreas { name { ky } }
	announcements { edition reason closesAt maxAmount criteria { key } documents { kind } body { ky } } notices { proven } } }`

type shown struct {
	Competition *struct {
		State         string
		Version       int
		Window        struct{ Days int }
		History       []struct{ Event, From, To, Reason string }
		Envelope      struct{ LocalBudget int }
		Commission    struct{ Size int }
		PriorityAreas []struct{ Name struct{ Ky string } }
		Announcements []struct {
			Edition   int
			Reason    string
			ClosesAt  time.Time
			MaxAmount int
			Criteria  []struct{ Key string }
			Documents []struct{ Kind string }
			Body      struct{ Ky string }
		}
	}
}

func TestAnnouncedThenExtended(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	c := s.announced(t)
	require.Equal(t, "ANNOUNCED", c.State)

	var out shown
	s.head.Do(t, state, map[string]any{"id": c.ID}, &out)
	require.Equal(t, 14, out.Competition.Window.Days)
	require.Equal(t, 7800000, out.Competition.Envelope.LocalBudget)
	require.Equal(t, 5, out.Competition.Commission.Size)
	first := out.Competition.Announcements[0]
	require.Len(t, first.Criteria, 5)
	require.NotEmpty(t, first.Documents)
	require.Equal(t, 3900000, first.MaxAmount)
	require.Equal(t, s.m.Name.Ky, first.Body.Ky)

	s.Clock.Set(day(5, 10))
	extend := `mutation($id: ID!, $version: Version!) { extendCompetitionWindow(input: {id: $id, version: $version,
		closesAt: "2019-12-20T00:00:00+06:00", reason: "Көчкү"}) { competition { id version state } errors { code rule path } } }`
	s.head.Do(t, extend, c.vars(), nil)
	s.head.Do(t, state, map[string]any{"id": c.ID}, &out)
	require.Equal(t, "OPEN", out.Competition.State)
	require.Equal(t, 17, out.Competition.Window.Days)
	require.Len(t, out.Competition.Announcements, 2)
	require.True(t, day(17, 0).Equal(out.Competition.Announcements[0].ClosesAt), "the old edition stays")
	require.True(t, day(20, 0).Equal(out.Competition.Announcements[1].ClosesAt))
	require.Equal(t, "Көчкү", out.Competition.Announcements[1].Reason)
	require.Equal(t, "EXTEND_WINDOW", out.Competition.History[1].Event)

	code, _ := s.head.Refused(t, extend, c.vars())
	require.Equal(t, "CONFLICT", code, "a stale version")
}

func TestBlindIsChosenInTheDraft(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	c := s.begin(t)
	var out struct {
		R struct {
			Competition struct {
				Version int
				Blind   bool
			}
		}
		Node struct{ Blind bool }
	}
	const change = `mutation($id: ID!, $version: Version!, $blind: Boolean) { r: updateCompetition(input: {id: $id, version: $version, blind: $blind}) {
		competition { version blind } errors { code rule path message } } }`
	const read = `query($id: ID!) { node(id: $id) { ... on Competition { blind } } }`
	s.head.Do(t, read, map[string]any{"id": c.ID}, &out)
	require.False(t, out.Node.Blind, "as the regulation says")
	for _, blind := range []any{true, nil, true} {
		s.head.Do(t, change, map[string]any{"id": c.ID, "version": c.Version, "blind": blind}, &out)
		require.Equal(t, blind == true, out.R.Competition.Blind)
		c.Version = out.R.Competition.Version
	}
	s.head.Do(t, write, map[string]any{"id": c.ID}, nil)
	s.head.Do(t, announce, c.vars(), nil)
	_, rule := s.head.Refused(t, change, map[string]any{"id": c.ID, "version": c.Version + 1, "blind": false})
	require.Equal(t, "COMPETITION_ANNOUNCED", rule)
	s.head.Do(t, read, map[string]any{"id": c.ID}, &out)
	require.True(t, out.Node.Blind, "not as the regulation says")
}

func TestTermsAreFixedOnceAnnounced(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	c := s.announced(t)
	code, rule := s.head.Refused(t, `mutation($id: ID!, $version: Version!) { updateCompetition(input: {id: $id, version: $version, maxAmount: 1}) {
		competition { id } errors { code rule } } }`, c.vars())
	require.Equal(t, []string{"RULE", "COMPETITION_ANNOUNCED"}, []string{code, rule})
	code, rule = s.head.Refused(t, write, map[string]any{"id": c.ID})
	require.Equal(t, []string{"RULE", "COMPETITION_ANNOUNCED"}, []string{code, rule})
}

func TestAmendmentKeepsTheOldText(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	c := s.announced(t)
	amend := `mutation($id: ID!, $reason: String!) { amendAnnouncement(input: {competitionId: $id, reason: $reason, contact: "0550 11-22-33"}) {
		announcement { edition contact text { ky } } errors { code rule } } }`
	_, rule := s.head.Refused(t, amend, map[string]any{"id": c.ID, "reason": " "})
	require.Equal(t, "REASON_REQUIRED", rule)
	s.head.Do(t, amend, map[string]any{"id": c.ID, "reason": "Жаңы телефон"}, nil)
	var out struct {
		Competition struct {
			Announcement  struct{ Contact string }
			Announcements []struct{ Contact string }
		}
	}
	s.head.Do(t, `query($id: ID!) { competition(id: $id) { announcement { contact } announcements { contact } } }`, map[string]any{"id": c.ID}, &out)
	require.Equal(t, "0312 00-00-00", out.Competition.Announcements[0].Contact)
	require.Equal(t, "0550 11-22-33", out.Competition.Announcement.Contact)
}

func TestFailsWithoutApplicationsAndIsNotEvaluatedBeforeTheEnd(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	c := s.announced(t)
	chair := s.seated(t, access.CommissionChair)
	evaluate := `mutation($id: ID!, $version: Version!) { startEvaluation(input: {id: $id, version: $version}) { competition { id } errors { code rule } } }`
	s.Clock.Set(day(16, 23))
	_, rule := chair.Refused(t, evaluate, c.vars())
	require.Equal(t, "WINDOW_NOT_CLOSED", rule)
	s.Clock.Set(day(17, 0))
	_, rule = chair.Refused(t, evaluate, c.vars())
	require.Equal(t, "TOO_FEW_APPLICATIONS", rule)
	silent := `mutation($id: ID!, $version: Version!) { failCompetition(input: {id: $id, version: $version, reason: " "}) { competition { id } errors { code rule } } }`
	_, rule = chair.Refused(t, silent, c.vars())
	require.Equal(t, "REASON_REQUIRED", rule)
	end := `mutation($id: ID!, $version: Version!) { failCompetition(input: {id: $id, version: $version, reason: "Өтүнмө түшкөн жок"}) {
		competition { state reason } errors { code rule } } }`
	chair.Do(t, end, c.vars(), nil)
	var out shown
	s.head.Do(t, state, map[string]any{"id": c.ID}, &out)
	require.Equal(t, "FAILED", out.Competition.State)
}

func TestCancelNeedsAReason(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	c := s.announced(t)
	end := `mutation($id: ID!, $version: Version!, $reason: String!) { cancelCompetition(input: {id: $id, version: $version, reason: $reason}) {
		competition { state reason } errors { code rule } } }`
	vars := c.vars()
	vars["reason"] = "  "
	_, rule := s.head.Refused(t, end, vars)
	require.Equal(t, "REASON_REQUIRED", rule)
	vars["reason"] = "Карантин"
	s.head.Do(t, end, vars, nil)
}

func TestWrongInput(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	other := s.Municipality(t)
	for name, test := range map[string]struct {
		field string
		value any
	}{
		"title":                {"title", map[string]any{}},
		"NUL":                  {"title", map[string]any{"ky": "a\u0000b"}},
		"right to left mark":   {"title", map[string]any{"ky": "a\u202eb"}},
		"regulation":           {"regulationId", apptest.ID(other)},
		"envelope":             {"envelopeId", apptest.ID(other)},
		"commission":           {"commissionId", apptest.ID(other)},
		"priority area":        {"priorityAreaIds", []string{apptest.ID(other)}},
		"closes before opens":  {"closesAt", "2019-12-01T00:00:00+06:00"},
		"a year out of range":  {"opensAt", "0001-01-01T00:00:00Z"},
		"money with fractions": {"maxAmount", 10.5},
		"negative money":       {"maxAmount", -1},
		"too much money":       {"maxAmount", 1_000_000_000_000_001},
	} {
		input := map[string]any{
			"municipalityId": s.vars["m"], "title": map[string]any{"ky": "Сынак"}, "regulationId": s.vars["regulation"],
			"envelopeId": s.vars["envelope"], "opensAt": "2019-12-03T00:00:00+06:00",
		}
		input[test.field] = test.value
		code, rule := s.head.Refused(t, `mutation($input: CreateCompetitionInput!) { createCompetition(input: $input) {
			competition { id } errors { code rule path } } }`, map[string]any{"input": input})
		require.Contains(t, []string{"VALIDATION", "RULE"}, code, "%s: %s", name, rule)
	}
	require.Equal(t, "1/2019", s.begin(t).Number, "nothing was written")
}

func TestNoticesAndOutreach(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	c := s.announced(t)
	var made struct {
		AddAnnouncementNotice struct {
			Notice struct {
				ID      string
				Version int
				Proven  bool
			}
		}
	}
	s.head.Do(t, `mutation($id: ID!) { addAnnouncementNotice(input: {competitionId: $id, channel: BOARD, place: "Орозбеково"}) {
		notice { id version proven } errors { code } } }`, map[string]any{"id": c.ID}, &made)
	notice := made.AddAnnouncementNotice.Notice
	require.False(t, notice.Proven)
	vars := map[string]any{"id": notice.ID, "version": notice.Version}
	edit := `mutation($id: ID!, $version: Version!, $link: String) { updateAnnouncementNotice(input: {id: $id, version: $version, link: $link}) {
		notice { proven } errors { code path } } }`
	for _, link := range []string{"javascript:alert(1)", "//example.kg", "https://user@example.kg/", "ftp://example.kg"} {
		vars["link"] = link
		code, _ := s.head.Refused(t, edit, vars)
		require.Equal(t, "VALIDATION", code, link)
	}
	vars["link"] = "https://example.kg/board.jpg"
	s.head.Do(t, edit, vars, nil)
	code, _ := s.head.Refused(t, edit, vars)
	require.Equal(t, "CONFLICT", code)
	s.head.Do(t, `mutation($id: ID!) { removeAnnouncementNotice(input: {id: $id, version: 2}) { removedId errors { code } } }`,
		map[string]any{"id": notice.ID}, nil)

	s.head.Do(t, `mutation($id: ID!) { recordOutreach(input: {competitionId: $id, heldOn: "2019-12-02", place: "Мектеп", topic: "Сынак жөнүндө", participants: 30}) {
		outreach { id participants } errors { code } } }`, map[string]any{"id": c.ID}, nil)
	code, _ = s.head.Refused(t, `mutation($id: ID!) { recordOutreach(input: {competitionId: $id, heldOn: "2019-12-09", place: "Мектеп"}) {
		outreach { id } errors { code path } } }`, map[string]any{"id": c.ID})
	require.Equal(t, "VALIDATION", code, "work of the future")
	answer := s.head.Post(t, `mutation($id: ID!) { recordOutreach(input: {competitionId: $id, heldOn: "2019-12-09", place: "Мектеп"}) { outreach { place } errors { code } } }`,
		map[string]any{"id": c.ID})
	require.Contains(t, string(answer.Raw), `"outreach":null`, "what was refused is not shown")
}
