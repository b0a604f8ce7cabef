package evaluation_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

type input = apptest.Input

const (
	declare  = `mutation($input: DeclareConflictsInput!) { r: declareConflicts(input: $input) { conflicts { id kind automatic } errors { code rule path message } } }`
	register = `mutation($input: RegisterConflictsInput!) { r: registerConflicts(input: $input) { conflicts { id kind channel } errors { code rule path message } } }`
	save     = `mutation($input: SaveScoreSheetInput!) { r: saveScoreSheet(input: $input)` + sheetPayload
	submit   = `mutation($input: SubmitScoreSheetInput!) { r: submitScoreSheet(input: $input)` + sheetPayload
	paper    = `mutation($input: RegisterScoreSheetInput!) { r: registerScoreSheet(input: $input)` + sheetPayload
	reopen   = `mutation($input: ReopenScoreSheetInput!) { r: reopenScoreSheet(input: $input)` + sheetPayload

	sheetPayload = ` { scoreSheet { id state revision version channel reopenReason allowedActions total scores { criterion points } }
		errors { code rule path message } } }`
	read = `query($id: ID!) { r: node(id: $id) { id } }`
)

type sheet struct {
	ID, State, Channel, ReopenReason string
	Revision                         int
	Version                          int64
	AllowedActions                   []string
	Total                            *int
	Scores                           []struct {
		Criterion string
		Points    *int
	}
}

func do(t *testing.T, c *apptest.Client, document string, in input) sheet {
	t.Helper()
	var out struct{ R struct{ ScoreSheet sheet } }
	c.Do(t, document, input{"input": in}, &out)
	return out.R.ScoreSheet
}

func refused(t *testing.T, c *apptest.Client, document string, in input) string {
	t.Helper()
	code, rule := c.Refused(t, document, input{"input": in})
	if rule != "" {
		return rule
	}
	return code
}

func id(a *application.Application) string { return scalar.EncodeID(a.Ref()) }

// statements declare one kind on every application.
func statements(j *apptest.Jury, kind string) []input {
	var list []input
	for _, a := range j.Applications {
		list = append(list, input{"applicationId": id(a), "kind": kind})
	}
	return list
}

func TestAMemberDeclaresThenScoresAlone(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	j := a.Jury(t, a.Municipality(t), []int64{39_000, 39_000})
	member, app := j.Seats[2], id(j.Applications[0])

	require.Equal(t, "CONFLICTS_UNDECLARED", refused(t, member, save, input{"applicationId": app, "scores": apptest.Points(3)}))
	j.Declare(t, 2)
	draft := do(t, member, save, input{"applicationId": app, "scores": apptest.Points(3)[:1]})
	require.Equal(t, "DRAFT", draft.State)
	require.Equal(t, []string{"SCORE", "SUBMIT"}, draft.AllowedActions)
	require.Nil(t, draft.Total, "points are missing")
	require.Equal(t, "CONFLICT", refused(t, member, save, input{"applicationId": app, "scores": apptest.Points(3)}), "a stale version")
	require.Equal(t, "VALIDATION", refused(t, member, submit, input{"id": draft.ID, "version": draft.Version}), "not complete")
	draft = do(t, member, save, input{"applicationId": app, "version": draft.Version, "scores": apptest.Points(3)})
	require.Equal(t, "NOT_FOUND", refused(t, j.Seats[3], submit, input{"id": draft.ID, "version": draft.Version}), "the sheet of another")
	in := do(t, member, submit, input{"id": draft.ID, "version": draft.Version})
	require.Equal(t, "SUBMITTED", in.State)
	require.Equal(t, 15, *in.Total, "five criteria")
	var kept struct {
		R struct{ Revisions []struct{ Total *int } }
	}
	member.Do(t, `query($id: ID!) { r: node(id: $id) { ... on ScoreSheet { revisions { total } } } }`, input{"id": in.ID}, &kept)
	require.Equal(t, 15, *kept.R.Revisions[0].Total)
	require.Equal(t, "SHEET_SUBMITTED", refused(t, member, save, input{"applicationId": app, "version": in.Version, "scores": apptest.Points(4)}))

	code, _ := j.Seats[3].Refused(t, read, input{"id": in.ID})
	require.Equal(t, "NOT_FOUND", code, "hidden until the session is closed")
	code, _ = j.Head.Refused(t, read, input{"id": in.ID})
	require.Equal(t, "NOT_FOUND", code, "hidden from the head until the protocol is signed")

	require.Equal(t, "VALIDATION", refused(t, j.Seats[0], reopen, input{"id": in.ID, "version": in.Version, "reason": "a\u202eslip"}))
	again := do(t, j.Seats[0], reopen, input{"id": in.ID, "version": in.Version, "reason": "a slip"})
	require.Equal(t, 2, again.Revision)
	require.Equal(t, "DRAFT", again.State)
	require.Empty(t, again.Scores, "the chair does not see them yet")
	require.Nil(t, again.Total)
	require.Equal(t, "FORBIDDEN", refused(t, j.Seats[2], reopen, input{"id": in.ID, "version": in.Version, "reason": "a slip"}))
	require.Equal(t, "1", j.Value(t, fmt.Sprintf("SELECT count(*)::text FROM %s.score_sheet WHERE state = 'SUBMITTED'", j.M.Schema)), "the old one is kept")
}

func TestTheDatabaseRefusesToChangeASubmittedSheet(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	j := a.Jury(t, a.Municipality(t), []int64{39_000})
	j.Declare(t, 0)
	s := do(t, j.Seats[0], save, input{"applicationId": id(j.Applications[0]), "scores": apptest.Points(3)})
	do(t, j.Seats[0], submit, input{"id": s.ID, "version": s.Version})
	for _, statement := range []string{"UPDATE %s.score_sheet SET scores = '[]'", "DELETE FROM %s.score_sheet"} {
		require.ErrorContains(t, a.TrySQL(t, fmt.Sprintf(statement, j.M.Schema)), "sealed")
	}
}

func TestASheetInConflictIsRefused(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	j := a.Jury(t, a.Municipality(t), []int64{39_000, 39_000})
	list := statements(j, "NONE")
	list[1]["kind"], list[1]["text"] = "RELATIVE", "a cousin"
	competition := scalar.EncodeID(j.C.Ref())
	j.Seats[2].Do(t, declare, input{"input": input{"competitionId": competition, "declarations": list}}, nil)
	require.Equal(t, "CONFLICT_OF_INTEREST", refused(t, j.Seats[2], save, input{"applicationId": id(j.Applications[1]), "scores": apptest.Points(5)}))
	do(t, j.Seats[2], save, input{"applicationId": id(j.Applications[0]), "scores": apptest.Points(3)})
	require.Equal(t, "CONFLICT_NOT_RETRACTABLE", refused(t, j.Seats[2], declare, input{"competitionId": competition, "declarations": statements(j, "NONE")}))
	require.ErrorContains(t, a.TrySQL(t, fmt.Sprintf("UPDATE %s.conflict_declaration SET kind = 'NONE' WHERE kind <> 'NONE'", j.M.Schema)), "stays")
}

func TestPaperOfAMemberWithoutAnAccount(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	j := a.Jury(t, a.Municipality(t), []int64{39_000})
	secretary, app := j.Seats[1], id(j.Applications[0])
	scan := scalar.EncodeID(a.ReadyFile(t, secretary, j.M, file.SignedPaper))
	own := input{"competitionId": scalar.EncodeID(j.C.Ref()), "memberId": scalar.EncodeID(j.Members[4].Ref()), "scanFileId": scan, "declarations": statements(j, "NONE")}
	require.Equal(t, "MEMBER_SIGNS_IN", refused(t, secretary, register, own))
	a.SQL(t, fmt.Sprintf("UPDATE %s.commission_member SET user_id = NULL WHERE id = '%s'", j.M.Schema, j.Members[4].ID))
	require.Equal(t, "FORBIDDEN", refused(t, j.Seats[2], register, own))
	secretary.Do(t, register, input{"input": own}, nil)
	sheetScan := scalar.EncodeID(a.ReadyFile(t, secretary, j.M, file.SignedPaper))
	in := do(t, secretary, paper, input{"applicationId": app, "memberId": own["memberId"], "scanFileId": sheetScan, "scores": apptest.Points(4)})
	require.Equal(t, "SUBMITTED", in.State)
	require.Equal(t, "PAPER", in.Channel)
}

func TestTheAuditKeepsNoPointsAndNoExplanations(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	j := a.Jury(t, a.Municipality(t), []int64{39_000, 39_000})
	list := statements(j, "NONE")
	list[1]["kind"], list[1]["text"] = "OTHER", "a private matter"
	j.Seats[2].Do(t, declare, input{"input": input{"competitionId": scalar.EncodeID(j.C.Ref()), "declarations": list}}, nil)
	do(t, j.Seats[2], save, input{"applicationId": id(j.Applications[0]), "scores": apptest.Points(3)})
	logged := j.Value(t, fmt.Sprintf("SELECT string_agg(after::text, ' ') FROM %s.audit WHERE object IN ('SCORE_SHEET', 'CONFLICT_DECLARATION')", j.M.Schema))
	require.NotContains(t, logged, "points")
	require.NotContains(t, logged, "private")
	require.Contains(t, logged, "revision")
}
