package report_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
)

// in writes the schema of the municipality into a statement.
func in(i *apptest.Initiative, statement string) string { return fmt.Sprintf(statement, i.M.Schema) }

func table(t *testing.T, i *apptest.Initiative, id string) apptest.Table {
	t.Helper()
	with := func(more input) input {
		more["id"], more["version"] = id, 99
		return more
	}
	objection := with(input{"reason": "r", "parts": []string{"MONEY"}, "fixBy": "2030-01-01"})
	return apptest.Table{
		"planInterimReport": {
			Roles: "HEAD EXEC_SECRETARY SPECIALIST", Input: input{"agreementId": i.Agreement.ID, "dueOn": "2000-01-01"},
		},
		"draftReport": {
			Roles: "INITIATOR GROUP_MEMBER SPECIALIST", Input: input{"agreementId": i.Agreement.ID, "reportId": apptest.Unknown(t, "Report", id)},
		},
		"updateReport":        {Roles: "INITIATOR GROUP_MEMBER SPECIALIST", Input: with(input{})},
		"submitReport":        {Roles: "INITIATOR", Input: with(input{})},
		"registerReport":      {Roles: "EXEC_SECRETARY SPECIALIST", Input: with(input{"scanFileId": apptest.Unknown(t, "File", id)})},
		"returnReport":        {Roles: "HEAD SPECIALIST", Input: objection},
		"acceptReport":        {Roles: "HEAD", Input: with(input{"date": "2019-12-20", "name": "x"})},
		"acceptProgrammePart": {Roles: "PROGRAMME_FINANCE", Input: with(input{})},
		"returnProgrammePart": {Roles: "PROGRAMME_FINANCE", Input: objection},
	}
}

// editor is a member of the group whom the leader lets write.
func editor(t *testing.T, i *apptest.Initiative) *apptest.Client {
	t.Helper()
	client := i.As(i.M)
	i.SQL(t, fmt.Sprintf(`INSERT INTO %s.application_editor (id, application_id, name, user_id, code_hash, expires_at, version, created_at, updated_at)
		VALUES ('%[2]s', '%[3]s', 'x', '%[2]s', '%[2]s', now(), 1, now(), now())`, i.M.Schema, client.UserID, i.Applications[0].ID))
	return client
}

func TestRoleByOperation(t *testing.T) {
	t.Parallel()
	i := agreed(t)
	report := reports(t, i.Head, i.Agreement.ID)[0]
	member := editor(t, i)
	i.RoleByOperation(t, i.M, table(t, i, report.ID), func(role access.Role) *apptest.Client {
		switch role {
		case access.Initiator:
			return i.Leader
		case access.GroupMember:
			return member
		}
		return i.As(i.M, role)
	})
	i.Readers(t, i.M, report.ID, "HEAD EXEC_SECRETARY SPECIALIST ACCOUNTANT KENESH_CHAIR PROGRAMME_MANAGER PROGRAMME_FINANCE")
	require.Equal(t, []string{"UPDATE"}, get(t, member, report.ID).AllowedActions, "who was let in writes and does not submit")
	require.Equal(t, "FORBIDDEN", member.RefusedChange(t, "submitReport", report.thing().Step()).Code)
}

func TestEveryIDOfAnotherMunicipality(t *testing.T) {
	t.Parallel()
	i := agreed(t)
	first := i.Leader.Change(t, "submitReport", written(t, i).Step())
	back := i.Head.Change(t, "returnReport", first.With("reason", "r", "parts", []string{"MONEY"}, "fixBy", i.Today()))
	shown := get(t, i.Head, back.ID)
	i.Strangers(t, i.Municipality(t), table(t, i, back.ID), back.ID, shown.Editions[0].ID, shown.Decisions[0].ID)
}
