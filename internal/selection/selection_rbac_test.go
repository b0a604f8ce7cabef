package selection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
)

func TestRoleByOperation(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	m := s.Municipality(t)
	l := s.submit(t, s.write(t, "Алмалуу", m.ID))
	s.journal(t)
	s.close()
	sel := s.plan(t)
	s.manager.Change(t, "checkLetters", input{"callId": s.call})
	asked := s.manager.Change(t, "askClarification", s.look(t).Candidacies[0].step("question", "Мөөр кайда?", "dueOn", "2019-12-23"))
	seat := s.appoint(t, sel, s.member(t, "Асан"))
	const manager, member, staff = "PROGRAMME_MANAGER", "SELECTION_MEMBER", " HEAD EXEC_SECRETARY SPECIALIST KENESH_CHAIR"
	stale, other := apptest.Thing{ID: sel.ID, Version: 77}, apptest.Unknown(t, "CodedLetter", sel.ID)
	letter := func(fields ...any) input {
		in := input{"letterId": l.ID, "version": 77}
		for i := 0; i < len(fields); i += 2 {
			in[fields[i].(string)] = fields[i+1]
		}
		return in
	}
	s.RoleByOperation(t, m, apptest.Table{
		"planSelection":           {Roles: manager, Input: input{"callId": s.call, "terms": terms()}},
		"configureSelection":      {Roles: manager, Input: stale.With("terms", terms())},
		"openSelectionScoring":    {Roles: manager, Input: stale.Step()},
		"closeSelectionScoring":   {Roles: manager, Input: stale.Step()},
		"reopenSelectionScoring":  {Roles: manager, Input: stale.With("reason", "себеп")},
		"publishSelection":        {Roles: manager, Input: stale.Step()},
		"withdrawFromSelection":   {Roles: manager, Input: stale.With("letterId", l.ID, "reason", "r")},
		"checkLetters":            {Roles: manager, Input: input{"callId": s.call, "letterIds": []string{other}}},
		"overruleCheck":           {Roles: manager, Input: letter("criterion", "local-budget", "result", "PASS", "reason", "себеп")},
		"concludeEligibility":     {Roles: manager, Input: letter()},
		"askClarification":        {Roles: manager, Input: letter("question", "?", "dueOn", "2019-12-23")},
		"answerClarification":     {Roles: manager + staff, Input: apptest.Thing{ID: asked.ID, Version: 77}.With("answer", "Бар", "answeredBy", "Башчы")},
		"closeClarification":      {Roles: manager, Input: apptest.Thing{ID: asked.ID, Version: 77}.With("reason", "себеп")},
		"redactLetter":            {Roles: manager, Input: letter("texts", []input{})},
		"confirmRedaction":        {Roles: manager, Input: letter()},
		"appointSelectionMember":  {Roles: manager, Input: input{"selectionId": sel.ID, "userId": apptest.Unknown(t, "User", sel.ID), "position": both("эксперт")}},
		"endSelectionSeat":        {Roles: manager, Input: apptest.Thing{ID: seat.ID, Version: 77}.With("until", "2019-12-31", "reason", "себеп")},
		"writeSelectionProtocol":  {Roles: manager, Input: input{"selectionId": sel.ID, "version": 0}},
		"signSelectionProtocol":   {Roles: manager, Input: input{"selectionId": sel.ID, "version": 1, "signatories": []input{}}},
		"recordParticipantNotice": {Roles: manager, Input: letter("channel", "PHONE", "deliveredAt", "2019-12-21T10:00:00Z")},

		"declareSelectionConflicts": {Roles: member, Input: input{"selectionId": sel.ID, "statements": []input{}}},
		"addSelectionConflict":      {Roles: member, Input: input{"selectionId": sel.ID, "municipalityId": apptest.ID(m), "kind": "RELATIVE"}},
		"recuseFromLetter":          {Roles: member, Input: input{"id": other, "kind": "RELATIVE"}},
		"scoreLetter":               {Roles: member, Input: input{"id": other, "version": 0, "scores": []input{}}},
		"submitLetterScores":        {Roles: member, Input: input{"id": other, "version": 1}},
	}, nil)
	s.Readers(t, m, sel.ID, "PROGRAMME_MANAGER PROGRAMME_FINANCE PLATFORM_ADMIN")
	s.Readers(t, m, seat.ID, "PROGRAMME_MANAGER PLATFORM_ADMIN")
	s.Readers(t, m, asked.ID, "PROGRAMME_MANAGER PROGRAMME_FINANCE PLATFORM_ADMIN")
}

// A municipality sees its own letter; nobody of another one does.
func TestAMunicipalitySeesItsOwnLetterAlone(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	m, other := s.Municipality(t), s.Municipality(t)
	l := s.submit(t, s.write(t, "Алмалуу", m.ID))
	s.journal(t)
	s.close()
	s.plan(t)
	s.check(t)
	var own struct{ Letter struct{ State string } }
	const one = `query($id: ID!) { letter(id: $id) { state } }`
	s.As(m, access.Head).Do(t, one, input{"id": l.ID}, &own)
	require.Equal(t, "ELIGIBILITY_CHECK", own.Letter.State, "what was found is told with the list")
	var list struct {
		Municipality struct {
			Letters struct{ Nodes []struct{ State string } }
		}
	}
	const found = `query($slug: String!, $in: [LetterState!]) { municipality(slug: $slug) { letters(filter: {states: $in}) { nodes { state } } } }`
	for state, want := range map[string]int{"ELIGIBLE": 0, "INELIGIBLE": 0, "ELIGIBILITY_CHECK": 1} {
		s.As(m, access.Head).Do(t, found, input{"slug": m.Slug, "in": []string{state}}, &list)
		require.Len(t, list.Municipality.Letters.Nodes, want, state)
	}
	for _, role := range access.MunicipalityRoles {
		code, _ := s.As(other, role).Refused(t, one, input{"id": l.ID})
		require.Contains(t, []string{"NOT_FOUND", "FORBIDDEN"}, code, role)
	}
	code, _ := s.As(m, access.Observer).Refused(t, one, input{"id": l.ID})
	require.Contains(t, []string{"NOT_FOUND", "FORBIDDEN"}, code, "observers see figures alone")
}
