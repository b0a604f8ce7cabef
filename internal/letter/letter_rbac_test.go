package letter_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/tenants"
)

const writers = "HEAD EXEC_SECRETARY SPECIALIST KENESH_CHAIR"

func TestRoleByOperation(t *testing.T) {
	t.Parallel()
	s := open(t, letter.Limits{})
	m := s.municipality(t)
	d := s.written(t, s.As(m, access.Head), m.ID)
	require.Empty(t, d.submit(t).R.Errors)
	step := input{"id": d.ID, "version": 77, "reason": "себеп"}
	s.RoleByOperation(t, m, apptest.Table{
		"registerLetter":    {Roles: "PROGRAMME_MANAGER", Input: input{"callId": s.call, "municipalityId": apptest.ID(m), "receivedAt": "2025-02-10T10:00:00Z", "content": input{}}},
		"journalLetter":     {Roles: "PROGRAMME_MANAGER", Input: input{"id": d.ID, "version": 77}},
		"restoreLetter":     {Roles: "PROGRAMME_MANAGER", Input: step},
		"withdrawLetterFor": {Roles: "PROGRAMME_MANAGER", Input: step},
		"markLetters":       {Roles: "PROGRAMME_MANAGER", Input: input{"letterIds": manyIDs(d.ID)}},
	}, nil)
	s.Readers(t, m, d.ID, "PROGRAMME_MANAGER "+writers)
}

func manyIDs(id string) []string {
	ids := make([]string, 101)
	for i := range ids {
		ids[i] = id
	}
	return ids
}

func TestOnlyWritersOfTheMunicipalityWriteItsLetter(t *testing.T) {
	t.Parallel()
	s := open(t, letter.Limits{})
	m, other := s.municipality(t), s.municipality(t)
	d := s.written(t, s.As(m, access.Head), m.ID)
	const save = `mutation($i: SaveLetterInput!) { saveLetter(input: $i) { errors { code } } }`
	stale := input{"i": input{"id": d.ID, "version": 77, "content": input{"headName": "x"}}}
	for _, role := range access.Roles() {
		code, _ := s.As(m, role).Refused(t, save, stale)
		want := "NOT_FOUND"
		for _, writer := range []access.Role{access.Head, access.ExecSecretary, access.Specialist, access.KeneshChair} {
			if role == writer {
				want = "CONFLICT"
			}
		}
		require.Equal(t, want, code, role)
	}
	for _, role := range access.MunicipalityRoles {
		stranger := s.As(other, role)
		code, _ := stranger.Refused(t, save, stale)
		require.Equal(t, "NOT_FOUND", code, role)
		for _, query := range []string{
			`query($id: ID!) { node(id: $id) { id } }`, `query($id: ID!) { letter(id: $id) { id } }`, `query($id: ID!) { letterLeaders(id: $id) { name } }`,
		} {
			code, _ := stranger.Refused(t, query, input{"id": d.ID})
			require.Contains(t, []string{"NOT_FOUND", "FORBIDDEN"}, code, role)
		}
		code, _ = stranger.Refused(t, `query($slug: String!) { municipality(slug: $slug) { letters { nodes { id } } } }`, input{"slug": m.Slug})
		require.Equal(t, "FORBIDDEN", code, role)
	}
	manager := s.As(tenants.Tenant{}, access.ProgrammeManager)
	code, _ := manager.Refused(t, `query($id: ID!) { letter(id: $id) { id } }`, input{"id": d.ID})
	require.Equal(t, "NOT_FOUND", code, "the programme sees no draft")
	require.Empty(t, s.states(t, manager))
}
