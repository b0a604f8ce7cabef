package competition_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
)

// operations are the root fields with an input that does no harm: what is let through is
// answered with a refusal of the rules, never with FORBIDDEN.
var operations = map[string]string{
	"createCompetition":        `createCompetition(input: {municipalityId: $m, title: {}, regulationId: $m, envelopeId: $m}) { errors { code } }`,
	"updateCompetition":        `updateCompetition(input: {id: $id, version: 99}) { errors { code } }`,
	"announceCompetition":      `announceCompetition(input: {id: $id, version: 99}) { errors { code } }`,
	"extendCompetitionWindow":  `extendCompetitionWindow(input: {id: $id, version: 99, closesAt: "2019-12-20T00:00:00Z", reason: "x"}) { errors { code } }`,
	"startEvaluation":          `startEvaluation(input: {id: $id, version: 99}) { errors { code } }`,
	"cancelCompetition":        `cancelCompetition(input: {id: $id, version: 99, reason: "x"}) { errors { code } }`,
	"failCompetition":          `failCompetition(input: {id: $id, version: 99, reason: "x"}) { errors { code } }`,
	"writeAnnouncement":        `writeAnnouncement(input: {competitionId: $id, contact: "\u0007"}) { errors { code } }`,
	"amendAnnouncement":        `amendAnnouncement(input: {competitionId: $id, reason: ""}) { errors { code } }`,
	"addAnnouncementNotice":    `addAnnouncementNotice(input: {competitionId: $id, channel: SITE, link: "x"}) { errors { code } }`,
	"updateAnnouncementNotice": `updateAnnouncementNotice(input: {id: $notice, version: 99}) { errors { code } }`,
	"removeAnnouncementNotice": `removeAnnouncementNotice(input: {id: $notice, version: 99}) { errors { code } }`,
	"recordOutreach":           `recordOutreach(input: {competitionId: $id, heldOn: "2019-12-02", place: ""}) { errors { code } }`,
	"publishResult":            `publishResult(input: {id: $id, version: 99, documents: []}) { errors { code } }`,
}

const staff = "HEAD EXEC_SECRETARY SPECIALIST"

// golden says who may; everybody else is refused.
var golden = map[string]string{
	"createCompetition":        staff,
	"updateCompetition":        staff + " COMMISSION_CHAIR COMMISSION_SECRETARY",
	"announceCompetition":      "HEAD COMMISSION_CHAIR COMMISSION_SECRETARY",
	"extendCompetitionWindow":  "HEAD COMMISSION_CHAIR",
	"startEvaluation":          "COMMISSION_CHAIR COMMISSION_SECRETARY",
	"cancelCompetition":        "HEAD",
	"failCompetition":          "HEAD COMMISSION_CHAIR COMMISSION_SECRETARY",
	"writeAnnouncement":        staff + " COMMISSION_CHAIR COMMISSION_SECRETARY",
	"amendAnnouncement":        "HEAD COMMISSION_CHAIR COMMISSION_SECRETARY",
	"addAnnouncementNotice":    staff + " COMMISSION_CHAIR COMMISSION_SECRETARY",
	"updateAnnouncementNotice": staff + " COMMISSION_CHAIR COMMISSION_SECRETARY",
	"removeAnnouncementNotice": staff + " COMMISSION_CHAIR COMMISSION_SECRETARY",
	"recordOutreach":           staff + " COMMISSION_CHAIR COMMISSION_SECRETARY",
	"publishResult":            staff,
}

// document asks one operation with the variables that it uses.
func document(operation string) string {
	var declared []string
	for name, kind := range map[string]string{"$m": "ID!", "$id": "ID!", "$notice": "ID!"} {
		if strings.Contains(operation, name+",") {
			declared = append(declared, name+": "+kind)
		}
	}
	return fmt.Sprintf("mutation(%s) { %s }", strings.Join(declared, ", "), operation)
}

func TestRoleByOperation(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	c := s.begin(t)
	vars := map[string]any{"m": s.vars["m"], "id": c.ID, "notice": s.notice(t, c)}
	for operation, text := range operations {
		for _, role := range access.Roles() {
			code, _ := s.as(role).Refused(t, document(text), vars)
			may := strings.Contains(" "+golden[operation]+" ", " "+string(role)+" ")
			require.Equal(t, may, code != "FORBIDDEN", "%s %s: %s", role, operation, code)
			require.NotEqual(t, "INTERNAL", code, operation)
		}
		code, _ := s.Public().Refused(t, document(text), vars)
		require.Equal(t, "UNAUTHENTICATED", code, operation)
	}
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
	vars := map[string]any{"m": s.vars["m"], "id": c.ID, "notice": s.notice(t, c)}
	other := s.Municipality(t)
	for _, role := range access.MunicipalityRoles {
		stranger := s.As(other, role)
		for operation, text := range operations {
			code, _ := stranger.Refused(t, document(text), vars)
			require.Equal(t, "FORBIDDEN", code, "%s %s", role, operation)
		}
		for _, query := range []string{`query($id: ID!) { competition(id: $id) { number } }`, `query($id: ID!) { node(id: $id) { id } }`} {
			code, _ := stranger.Refused(t, query, vars)
			require.Equal(t, "NOT_FOUND", code, "%s %s", role, query)
		}
	}
	own := s.As(other, access.Head)
	code, _ := own.Refused(t, `mutation($m: ID!, $regulation: ID!, $envelope: ID!) { createCompetition(input: {municipalityId: $m, title: {ky: "Сынак"},
		regulationId: $regulation, envelopeId: $envelope}) { competition { id } errors { code path } } }`,
		map[string]any{"m": apptest.ID(other), "regulation": s.vars["regulation"], "envelope": s.vars["envelope"]})
	require.Equal(t, "VALIDATION", code, "a regulation of another municipality")
}
