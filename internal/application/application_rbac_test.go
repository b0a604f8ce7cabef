package application_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/regulation"
)

// What each role sees of somebody else's online application, by state.
func TestWhoSeesWhichState(t *testing.T) {
	t.Parallel()
	w := open(t)
	leader := w.As(w.m)
	draft, sent, admitted := w.draft(t, leader), w.submitted(t, leader), w.admitted(t, leader)
	all := []access.Role{access.Head, access.ExecSecretary, access.Specialist,
		access.CommissionChair, access.CommissionSecretary, access.ProgrammeManager}
	seesRegistered, seesAdmitted := map[access.Role]bool{}, map[access.Role]bool{access.CommissionMember: true}
	for _, role := range all {
		seesRegistered[role], seesAdmitted[role] = true, true
	}
	for _, role := range access.Roles() {
		client := w.seated(t, role)
		hidden(t, client, draft.ID)
		for id, sees := range map[string]bool{sent.ID: seesRegistered[role], admitted.ID: seesAdmitted[role]} {
			if sees {
				require.Equal(t, id, get(t, client, id).ID, role)
			} else {
				hidden(t, client, id)
			}
		}
		require.Len(t, w.list(t, client), map[bool]int{true: 2, false: 0}[seesRegistered[role]]+
			map[bool]int{true: 1, false: 0}[role == access.CommissionMember], role)
	}
	require.Len(t, w.list(t, leader), 3)
	code, _ := w.Public().Refused(t, read, input{"id": admitted.ID})
	require.Equal(t, "UNAUTHENTICATED", code)
}

func (w *world) list(t *testing.T, c *apptest.Client) []string {
	t.Helper()
	var out struct {
		Competition struct {
			Applications struct {
				TotalCount int
				Nodes      []struct{ ID string }
			}
		}
	}
	c.Do(t, `query($id: ID!) { competition(id: $id) { applications(first: 10) { totalCount nodes { id } } } }`, input{"id": w.competition()}, &out)
	list := out.Competition.Applications
	require.Len(t, list.Nodes, list.TotalCount)
	ids := make([]string, len(list.Nodes))
	for i, node := range list.Nodes {
		ids[i] = node.ID
	}
	return ids
}

// How much of the applicant each role sees.
func TestWhoSeesTheApplicant(t *testing.T) {
	t.Parallel()
	w := open(t)
	leader := w.As(w.m)
	id := w.admitted(t, leader).ID
	want := map[access.Role]string{
		access.Head: "FULL", access.ExecSecretary: "FULL", access.Specialist: "FULL", access.CommissionSecretary: "FULL",
		access.CommissionChair: "NAMED", access.CommissionMember: "NAMED",
		access.ProgrammeManager: "MASKED",
	}
	for role, view := range want {
		shown := get(t, w.seated(t, role), id)
		require.Equal(t, view, shown.Applicant.View, role)
		require.Equal(t, view == "FULL", shown.Versions[0].Content != nil, role)
		switch view {
		case "FULL":
			require.Equal(t, "+996700123456", shown.Applicant.Phone)
		case "NAMED":
			require.Equal(t, "Исакунова Таалай", shown.Applicant.FullName)
			require.Empty(t, shown.Applicant.Phone)
		case "MASKED":
			require.Equal(t, "И. Т.", shown.Applicant.FullName)
			require.Equal(t, "••56", shown.Applicant.Phone)
		}
	}
	require.Equal(t, "FULL", get(t, leader, id).Applicant.View)
}

// A paper that shows who the applicant is needs the full sight of her, another file any
// sight of her.
func TestWhoOpensThePapersOfAnApplication(t *testing.T) {
	t.Parallel()
	w := open(t)
	leader := w.As(w.m)
	signed, evidence := w.ReadyFile(t, leader, w.m, file.SignedPaper), w.ReadyFile(t, leader, w.m, file.CostEvidence)
	content := w.content()
	content["attachments"] = []input{{"kind": "SIGNED_PAPER", "fileId": scalar.EncodeID(signed)}, {"kind": "COST_EVIDENCE", "fileId": scalar.EncodeID(evidence)}}
	d := do(t, leader, create, input{"competitionId": w.competition(), "content": content})
	w.admit(t, do(t, leader, submit, step(d)))
	full := []access.Role{access.Head, access.ExecSecretary, access.Specialist, access.CommissionSecretary}
	partly := append([]access.Role{access.CommissionChair, access.CommissionMember, access.ProgrammeManager}, full...)
	for _, role := range access.Roles() {
		ctx := w.seated(t, role).Context(t.Context())
		_, err := w.Resolver.Files.Get(ctx, signed)
		require.Equal(t, slices.Contains(full, role), err == nil, "%s and the signed paper", role)
		_, err = w.Resolver.Files.Get(ctx, evidence)
		require.Equal(t, slices.Contains(partly, role), err == nil, "%s and the evidence", role)
	}
	_, err := w.Resolver.Files.Get(leader.Context(t.Context()), signed)
	require.NoError(t, err)
}

func TestBlindCompetitionHidesNames(t *testing.T) {
	t.Parallel()
	w := open(t, func(r *regulation.Rules) { r.Blind = true })
	id := w.admitted(t, w.As(w.m)).ID
	for _, role := range []access.Role{access.CommissionChair, access.CommissionMember, access.ProgrammeManager} {
		shown := get(t, w.seated(t, role), id)
		require.Equal(t, "CODED", shown.Applicant.View, role)
		require.Empty(t, shown.Applicant.FullName)
	}
	require.Equal(t, "FULL", get(t, w.seated(t, access.CommissionSecretary), id).Applicant.View)
}

// The names are hidden by the competition, whatever its regulation says.
func TestBlindnessIsAskedOfTheCompetition(t *testing.T) {
	t.Parallel()
	for _, blind := range []bool{true, false} {
		w := open(t, func(r *regulation.Rules) { r.Blind = !blind })
		w.SQL(t, fmt.Sprintf("UPDATE %s.competition SET blind = %t", w.m.Schema, blind))
		id := w.admitted(t, w.As(w.m)).ID
		require.Equal(t, map[bool]string{true: "CODED", false: "NAMED"}[blind], get(t, w.seated(t, access.CommissionMember), id).Applicant.View)
	}
}

// Every operation asked by every role: who is let through, by permission or row.
func TestRoleByOperation(t *testing.T) {
	t.Parallel()
	w := open(t)
	leader := w.As(w.m)
	s := w.submitted(t, leader)
	d := w.draft(t, leader)
	commission := map[access.Role]bool{access.CommissionChair: true, access.CommissionSecretary: true}
	registrars := map[access.Role]bool{access.CommissionSecretary: true, access.Specialist: true, access.ExecSecretary: true}
	operations := []struct {
		name, document string
		input          input
		allowed        map[access.Role]bool
	}{
		{"update", update, input{"id": d.ID, "version": d.Version, "content": input{}}, nil},
		{"submit", submit, step(d), nil},
		{"discard", discard, step(d), nil},
		{"withdraw", withdraw, step(s), nil},
		{"paper", create, input{"competitionId": w.competition(), "channel": "PAPER"}, registrars},
		{"check", checklist, input{"id": s.ID, "version": 999, "results": []input{}}, commission},
		{"return", giveBack, input{"id": s.ID, "version": 999, "fields": []string{"GOAL"}, "note": "n"}, commission},
		{"admit", admit, input{"id": s.ID, "version": 999}, commission},
		{"reject", reject, input{"id": s.ID, "version": 999, "reason": "r"}, commission},
	}
	for _, role := range access.Roles() {
		client := w.seated(t, role)
		for _, op := range operations {
			switch {
			case op.allowed[role] && op.name == "paper":
				do(t, client, op.document, op.input)
			case op.allowed[role]:
				require.Equal(t, "CONFLICT", refused(t, client, op.document, op.input), "%s as %s", op.name, role)
			default:
				require.Contains(t, []string{"FORBIDDEN", "NOT_FOUND"}, refused(t, client, op.document, op.input), "%s as %s", op.name, role)
			}
		}
	}
	for _, op := range operations {
		require.Equal(t, "UNAUTHENTICATED", refused(t, w.Public(), op.document, op.input), op.name)
	}
}

// Who holds every office of another commission of the municipality holds none here: she
// sees no candidate, no applicant, no paper, and decides nothing.
func TestTheOfficesOfAnotherCommission(t *testing.T) {
	t.Parallel()
	w := open(t)
	other := w.Contest(t, w.m)
	id := w.admitted(t, w.As(w.m))
	for _, role := range access.CommissionRoles {
		stranger := w.Seated(t, w.m, *other.CommissionID, role)
		hidden(t, stranger, id.ID)
		require.Empty(t, w.list(t, stranger), role)
		for document, in := range map[string]input{
			admit: step(id), reject: {"id": id.ID, "version": id.Version, "reason": "r"}, checklist: {"id": id.ID, "version": id.Version, "results": []input{}},
			giveBack: {"id": id.ID, "version": id.Version, "fields": []string{"GOAL"}, "note": "n"},
			create:   {"competitionId": w.competition(), "channel": "PAPER"},
		} {
			require.Contains(t, []string{"FORBIDDEN", "NOT_FOUND"}, refused(t, stranger, document, in), "%s %s", role, document)
		}
	}
	require.Equal(t, id.ID, get(t, w.seated(t, access.CommissionMember), id.ID).ID)
}

// Every id of a municipality asked with every role of another.
func TestForeignMunicipality(t *testing.T) {
	t.Parallel()
	w := open(t)
	leader := w.As(w.m)
	s := w.submitted(t, leader)
	other := w.Municipality(t)
	for _, role := range access.MunicipalityRoles {
		client := w.As(other, role)
		hidden(t, client, s.ID)
		for document, in := range map[string]input{
			submit: step(s), withdraw: step(s), admit: step(s), reject: {"id": s.ID, "version": s.Version, "reason": "r"},
			register: {"id": s.ID, "version": s.Version, "receivedAt": time.Now()},
			update:   {"id": s.ID, "version": s.Version, "content": input{"goal": "x"}},
		} {
			require.Contains(t, []string{"FORBIDDEN", "NOT_FOUND"}, refused(t, client, document, in), role)
		}
	}
	theirs := w.As(other, access.Head)
	area := input{"competitionId": w.competition(), "content": input{"priorityAreaId": apptest.ID(other)}}
	require.Equal(t, "VALIDATION", refused(t, theirs, create, area), "an area that this municipality does not have")
	require.Equal(t, "SUBMITTED", get(t, leader, s.ID).State)
}
