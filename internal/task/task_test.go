package task_test

import (
	"os"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/internal/task"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

type input = apptest.Input

type waiting = task.Task

// of lists what waits for somebody in a municipality.
func of(t *testing.T, c *apptest.Client, i *apptest.Initiative) map[string]*waiting {
	t.Helper()
	ctx := c.Context(t.Context())
	home, err := i.Resolver.Tasks.Home(ctx)
	require.NoError(t, err)
	found, err := i.Resolver.Tasks.Of(ctx, home)
	require.NoError(t, err)
	if len(home) == 0 {
		found, err = i.Resolver.Tasks.Of(ctx, []uuid.UUID{i.M.ID})
		require.NoError(t, err)
	}
	tasks := map[string]*waiting{}
	for _, one := range found {
		tasks[string(one.Kind)] = one
	}
	return tasks
}

func names(tasks map[string]*waiting) []string {
	var list []string
	for name := range tasks {
		list = append(list, name)
	}
	return list
}

// What waits follows an initiative from the award to the report.
func TestWhatWaits(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	i := a.Won(t, a.Municipality(t), []int64{39_000})
	require.Equal(t, []string{"DRAFT_AGREEMENT"}, names(of(t, i.Specialist, i)))
	require.Empty(t, of(t, i.Leader, i))
	i.Drafts(t, "PROCUREMENT_BY_AO")
	require.Empty(t, of(t, i.Specialist, i))
	i.Agreement = i.Specialist.Change(t, "submitAgreement", i.Agreement.Step())
	require.Equal(t, []string{"SIGN_AGREEMENT"}, names(of(t, i.Head, i)))
	i.Clock.Set(i.Clock.Now().AddDate(0, 1, 0))
	require.True(t, of(t, i.Head, i)["SIGN_AGREEMENT"].Overdue, "the regulation's days are over")
	i.Agreement = i.Head.Change(t, "signAgreement", i.Signing(t))
	require.Equal(t, []string{"ACTIVATE_AGREEMENT"}, names(of(t, i.Head, i)))
	i.Agreement = i.Head.Change(t, "activateAgreement", i.Agreement.Step())
	require.Equal(t, []string{"SUBMIT_REPORT"}, names(of(t, i.Leader, i)))
	require.Empty(t, of(t, i.Owners[0], i)["DRAFT_AGREEMENT"])
	require.Empty(t, of(t, i.As(i.M), i), "a stranger has nothing to do")
}

func TestTheCommissionsTasks(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	i := &apptest.Initiative{Jury: a.Jury(t, a.Municipality(t), []int64{39_000})}
	require.Equal(t, []string{"DECLARE_CONFLICT"}, names(of(t, i.Seats[2], i)))
	i.Declare(t, 2)
	require.Equal(t, []string{"SCORE_APPLICATION"}, names(of(t, i.Seats[2], i)))
	require.Empty(t, of(t, i.As(i.M, access.CommissionMember), i), "another commission's member")
}

func TestTasksAndDashboardOverTheAPI(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	i := a.Won(t, a.Municipality(t), []int64{39_000})
	i.Agree(t, "PROCUREMENT_BY_AO")
	var out struct {
		Viewer struct {
			Tasks []struct {
				Kind, SubjectID string
				Text            struct{ Ky string }
			}
		}
	}
	i.Leader.Do(t, `query($m: [ID!]) { viewer { tasks(municipalityIds: $m) { kind subjectId dueOn overdue text { ky } title { ky } municipalityId } } }`,
		input{"m": []string{apptest.ID(i.M)}}, &out)
	require.Len(t, out.Viewer.Tasks, 1)
	require.Equal(t, i.Agreement.ID, out.Viewer.Tasks[0].SubjectID)

	const document = `query($slug: String!) { municipality(slug: $slug) { dashboard { waiting { kind count overdue } envelope awarded planned paid
		refundDue seriousFindings minorFindings lateReports runningAgreements } } }`
	var shown struct {
		Municipality struct{ Dashboard *task.Dashboard }
	}
	i.Head.Do(t, document, input{"slug": i.M.Slug}, &shown)
	d := shown.Municipality.Dashboard
	require.EqualValues(t, 3_900_000, d.Awarded)
	require.EqualValues(t, 3_900_000, d.Planned)
	require.Equal(t, 1, d.RunningAgreements)
	require.Equal(t, []task.Counted{{Kind: task.SubmitReport, Count: 1}}, d.Waiting)
	i.Clock.Set(i.Clock.Now().AddDate(0, 2, 0))
	i.Head.Do(t, document, input{"slug": i.M.Slug}, &shown)
	require.Equal(t, 1, shown.Municipality.Dashboard.LateReports)
	code, _ := i.Leader.Refused(t, document, input{"slug": i.M.Slug})
	require.Contains(t, []string{"FORBIDDEN", "NOT_FOUND"}, code)
}

// Every kind runs as SQL and says what to do in every language.
func TestEveryKindIsAsked(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	i := a.Won(t, a.Municipality(t), []int64{39_000})
	everybody := i.As(i.M, append([]access.Role{access.ProgrammeFinance, access.ProgrammeManager}, access.MunicipalityRoles...)...)
	require.NotEmpty(t, of(t, everybody, i))
	for _, kind := range task.Kinds {
		text := (&task.Task{Kind: kind}).Text()
		require.NotEmpty(t, text.Ky, kind)
		require.NotEqual(t, text.Ky, text.Ru, kind)
	}
}
