package competition_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
)

const (
	staff      = "HEAD EXEC_SECRETARY SPECIALIST"
	commission = " COMMISSION_CHAIR COMMISSION_SECRETARY"
)

// table is the golden table of competitions, their announcements and publication.
func table(t *testing.T, m, id, notice string) apptest.Table {
	t.Helper()
	c, n, of := apptest.Thing{ID: id, Version: 99}, apptest.Thing{ID: notice, Version: 99}, apptest.Input{"competitionId": id}
	o := apptest.Thing{ID: apptest.Unknown(t, "Outreach", notice), Version: 99}
	with := func(field string, value any, more ...any) apptest.Input {
		input := maps.Clone(of)
		for rest := append([]any{field, value}, more...); len(rest) > 0; rest = rest[2:] {
			input[rest[0].(string)] = rest[1]
		}
		return input
	}
	return apptest.Table{
		"createCompetition":        {Roles: staff, Input: apptest.Input{"municipalityId": m, "title": apptest.Input{}, "regulationId": apptest.Unknown(t, "Regulation", m), "envelopeId": apptest.Unknown(t, "Envelope", m)}},
		"reannounceCompetition":    {Roles: staff, Input: apptest.Input{"id": id}},
		"updateCompetition":        {Roles: staff + commission, Input: c.Step()},
		"announceCompetition":      {Roles: "HEAD" + commission, Input: c.Step()},
		"extendCompetitionWindow":  {Roles: "HEAD COMMISSION_CHAIR", Input: c.With("closesAt", "2019-12-20T00:00:00Z", "reason", "x")},
		"startEvaluation":          {Roles: commission, Input: c.Step()},
		"cancelCompetition":        {Roles: "HEAD", Input: c.With("reason", "x")},
		"failCompetition":          {Roles: "HEAD" + commission, Input: c.With("reason", "x")},
		"writeAnnouncement":        {Roles: staff + commission, Input: with("contact", "\u0007")},
		"amendAnnouncement":        {Roles: "HEAD" + commission, Input: with("reason", "")},
		"addAnnouncementNotice":    {Roles: staff + commission, Input: with("channel", "SITE", "link", "x")},
		"updateAnnouncementNotice": {Roles: staff + commission, Input: n.Step()},
		"removeAnnouncementNotice": {Roles: staff + commission, Input: n.Step()},
		"recordOutreach":           {Roles: staff + commission, Input: with("heldOn", "2019-12-02", "place", "")},
		"updateOutreach":           {Roles: staff + commission, Input: o.Step()},
		"removeOutreach":           {Roles: staff + commission, Input: o.Step()},
		"publishResult":            {Roles: staff, Input: c.With("documents", []any{})},
	}
}

func TestRoleByOperation(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	c := s.begin(t)
	s.RoleByOperation(t, s.m, table(t, apptest.ID(s.m), c.ID, s.notice(t, c)), func(role access.Role) *apptest.Client { return s.seated(t, role) })
}

// Chair and secretary of another commission have no office in this competition.
func TestOfficesOfAnotherCommission(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	c := s.begin(t)
	s.Unseated(t, s.m, table(t, apptest.ID(s.m), c.ID, s.notice(t, c)))

	const asked = `query($id: ID!) {
		competition(id: $id) { allowedActions }
		viewer { update: can(object: COMPETITION, action: UPDATE, id: $id) { allowed } write: can(object: ANNOUNCEMENT, action: UPDATE, id: $id) { allowed }
			register: can(object: APPLICATION, action: REGISTER, id: $id) { allowed } } }`
	var answer struct {
		Competition struct{ AllowedActions []string }
		Viewer      map[string]struct{ Allowed bool }
	}
	s.As(s.m, access.CommissionChair, access.CommissionSecretary).Do(t, asked, map[string]any{"id": c.ID}, &answer)
	require.Empty(t, answer.Competition.AllowedActions)
	require.Equal(t, map[string]struct{ Allowed bool }{"update": {}, "write": {}, "register": {}}, answer.Viewer)
	s.seated(t, access.CommissionChair).Do(t, asked, map[string]any{"id": c.ID}, &answer)
	require.Contains(t, answer.Competition.AllowedActions, "UPDATE")
	require.True(t, answer.Viewer["update"].Allowed && answer.Viewer["write"].Allowed)
}

func (s *stage) notice(t *testing.T, c id) string {
	t.Helper()
	var made struct{ AddAnnouncementNotice struct{ Notice id } }
	s.head.Do(t, `mutation($id: ID!) { addAnnouncementNotice(input: {competitionId: $id, channel: ELDERS}) { notice { id } errors { code } } }`,
		map[string]any{"id": c.ID}, &made)
	return made.AddAnnouncementNotice.Notice.ID
}

func TestDraftsAreSeenByThoseWhoWorkWithThem(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	c := s.begin(t)
	workers := staff + " ACCOUNTANT KENESH_CHAIR COMMISSION_CHAIR COMMISSION_SECRETARY COMMISSION_MEMBER PROGRAMME_MANAGER PROGRAMME_FINANCE"
	for _, role := range access.Roles() {
		response := s.as(role).Post(t, `query($id: ID!) { competition(id: $id) { number } }`, map[string]any{"id": c.ID})
		sees := strings.Contains(" "+workers+" ", " "+string(role)+" ")
		require.Equal(t, sees, len(response.Errors) == 0, "%s: %s", role, response.Raw)
		if !sees {
			require.Equal(t, "NOT_FOUND", response.Errors[0].Extensions["code"], role)
		}
	}
	var list struct {
		Municipality struct{ Competitions struct{ TotalCount int } }
	}
	query := fmt.Sprintf(`{ municipality(slug: %q) { competitions { totalCount } } }`, s.m.Slug)
	s.as(access.Deputy).Do(t, query, nil, &list)
	require.Zero(t, list.Municipality.Competitions.TotalCount)
	s.head.Do(t, query, nil, &list)
	require.Equal(t, 1, list.Municipality.Competitions.TotalCount)
}

func TestEveryIDOfAnotherMunicipality(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	c := s.begin(t)
	other := s.Municipality(t)
	s.Strangers(t, other, table(t, apptest.ID(s.m), c.ID, s.notice(t, c)), c.ID)
	own := s.As(other, access.Head)
	code, _ := own.Refused(t, `mutation($m: ID!, $regulation: ID!, $envelope: ID!) { createCompetition(input: {municipalityId: $m, title: {ky: "Сынак"},
		regulationId: $regulation, envelopeId: $envelope}) { competition { id } errors { code path } } }`,
		map[string]any{"m": apptest.ID(other), "regulation": s.vars["regulation"], "envelope": s.vars["envelope"]})
	require.Equal(t, "VALIDATION", code, "a regulation of another municipality")
}
