package report_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

type (
	input = apptest.Input
	thing = apptest.Thing
)

const fields = `id kind state number dueOn fixBy overdue late reminders edition programmePart decideBy acceptedAt returnedParts
	narrative { whatWasDone results { key expected text achieved } } property { item keptAt }
	account { lines { lineNo planned actual difference explanation } sources { source unspent } }
	editions { id edition channel digest submittedByName content { agreement narrative { results { text } } account { lines { actual } } events { title } } }
	decisions { id edition side accepted number remarks parts name } obstacles { code rule path } allowedActions version`

type seen struct {
	ID, Kind, State, Number, DueOn string
	FixBy, DecideBy, AcceptedAt    *string
	ProgrammePart                  *string
	Overdue, Late                  bool
	Edition                        int
	Version                        int64
	Narrative                      struct{ Results []struct{ Key, Text string } }
	Editions                       []struct {
		ID, Channel, Digest string
		Content             struct {
			Agreement string
			Narrative struct{ Results []struct{ Text string } }
		}
	}
	Decisions []struct {
		ID, Side, Number, Remarks string
		Edition                   int
		Accepted                  bool
		Parts                     []string
	}
	Obstacles []struct {
		Code, Rule string
		Path       []string
	}
	AllowedActions []string
}

func (s seen) thing() thing { return thing{ID: s.ID, State: s.State, Version: s.Version} }

// reports are those of the agreement as somebody sees them.
func reports(t *testing.T, c *apptest.Client, agreement string) []seen {
	t.Helper()
	var out struct{ Node struct{ Reports []seen } }
	c.Do(t, `query($id: ID!) { node(id: $id) { ... on Agreement { reports { `+fields+` } } } }`, input{"id": agreement}, &out)
	return out.Node.Reports
}

func get(t *testing.T, c *apptest.Client, id string) seen {
	t.Helper()
	var out struct{ Node seen }
	c.Do(t, `query($id: ID!) { node(id: $id) { ... on Report { `+fields+` } } }`, input{"id": id}, &out)
	return out.Node
}

func agreed(t *testing.T) *apptest.Initiative {
	t.Helper()
	a := apptest.New(t)
	i := a.Won(t, a.Municipality(t), []int64{39_000})
	i.Agree(t, "PROCUREMENT_BY_AO")
	return i
}

// written fills the final report in and writes all that is asked for.
func written(t *testing.T, i *apptest.Initiative) thing {
	t.Helper()
	draft := i.Leader.Change(t, "draftReport", input{"agreementId": i.Agreement.ID})
	var results []input
	for _, r := range get(t, i.Leader, draft.ID).Narrative.Results {
		results = append(results, input{"key": r.Key, "text": "Аткарылды", "achieved": 94})
	}
	require.NotEmpty(t, results)
	return i.Leader.Change(t, "updateReport", draft.With("whatWasDone", "Мелдеш өттү", "results", results, "sustainability", "Ийрим калды",
		"nextSteps", "Жыл сайын", "property", []input{{"item": "Топ", "keptAt": "Мектеп"}},
		"explanations", []input{{"lineNo": 1, "text": "Арзан болду"}, {"lineNo": 2, "text": "Керек болгон жок"}}))
}

func act(i *apptest.Initiative) []any { return []any{"date", i.Today(), "name", "Асанов А."} }

func TestTheLifeOfAReport(t *testing.T) {
	t.Parallel()
	i := agreed(t)
	owed := reports(t, i.Leader, i.Agreement.ID)
	require.Len(t, owed, 1, "the work has begun")
	require.Equal(t, []string{"FINAL", "DUE", "UPDATE", "SUBMIT"}, append([]string{owed[0].Kind, owed[0].State}, owed[0].AllowedActions...))
	require.Equal(t, "VALIDATION", i.Leader.RefusedChange(t, "submitReport", owed[0].thing().Step()).Code)

	draft := written(t, i)
	bare := i.Leader.Change(t, "updateReport", draft.With("explanations", []input{}))
	refusal := i.Leader.RefusedChange(t, "submitReport", bare.Step())
	require.Equal(t, "DIFFERENCE_UNEXPLAINED", refusal.Name())
	require.Contains(t, refusal.Message, "Gifts")
	require.Equal(t, "REPORT_LINE_UNKNOWN",
		i.Leader.RefusedChange(t, "updateReport", bare.With("explanations", []input{{"lineNo": 9, "text": "x"}})).Name())
	require.Equal(t, "REPORT_RESULT_UNKNOWN",
		i.Leader.RefusedChange(t, "updateReport", bare.With("results", []input{{"key": "R99", "text": "x"}})).Name())
	draft = written(t, i)
	first := i.Leader.Change(t, "submitReport", draft.Step())
	shown := get(t, i.Head, first.ID)
	require.Equal(t, "1/2019", shown.Number)
	require.NotNil(t, shown.DecideBy)
	require.Equal(t, []string{"RETURN", "ACCEPT"}, shown.AllowedActions)
	require.Equal(t, "REPORT_STATE", i.Leader.RefusedChange(t, "updateReport", first.With("helpers", "x")).Name())

	objection := []any{"reason", "Сан жок", "parts", []string{"RESULTS"}, "fixBy", i.Today().AddDays(5)}
	require.Equal(t, "REPORT_PARTS_UNNAMED",
		i.Head.RefusedChange(t, "returnReport", first.With("reason", "x", "parts", []string{}, "fixBy", i.Today())).Name())
	back := i.Specialist.Change(t, "returnReport", first.With(objection...))
	require.Equal(t, "REPORT_PART_NOT_RETURNED", i.Leader.RefusedChange(t, "updateReport", back.With("helpers", "x")).Name())
	mended := i.Leader.Change(t, "updateReport", back.With("results", []input{{"key": "R1", "text": "94 киши келди"}}))
	for _, o := range get(t, i.Leader, mended.ID).Obstacles {
		require.NotEqual(t, "REPORT_RESULT_MISSING", o.Rule)
	}
	second := i.Leader.Change(t, "submitReport", mended.Step())
	require.Equal(t, "VALIDATION", i.Head.RefusedChange(t, "acceptReport", second.With("date", i.Today().AddDays(1), "name", "Асанов А.")).Code)
	done := i.Head.Change(t, "acceptReport", second.With(act(i)...))
	require.Equal(t, "ACCEPTED", done.State)

	shown = get(t, i.Leader, done.ID)
	require.Equal(t, "1/2019", shown.Number, "the number stays")
	require.Len(t, shown.Editions, 2)
	require.Equal(t, "Аткарылды", shown.Editions[0].Content.Narrative.Results[0].Text)
	require.Equal(t, "94 киши келди", shown.Editions[1].Content.Narrative.Results[0].Text)
	require.Equal(t, []string{"RESULTS"}, shown.Decisions[0].Parts)
	require.Equal(t, "1/2019", shown.Decisions[1].Number)
	require.Empty(t, shown.AllowedActions)
	for _, sealed := range []string{
		"UPDATE %s.report_edition SET sealed = '{}'", "DELETE FROM %s.report_edition", "UPDATE %s.report_decision SET remarks = 'x'",
		"UPDATE %s.report SET property = '[]'", "UPDATE %s.report SET number = '9'", "DELETE FROM %s.report",
	} {
		require.ErrorContains(t, i.TrySQL(t, in(i, sealed)), "sealed", sealed)
	}
	kept := sha256.Sum256([]byte(i.Value(t, in(i, "SELECT sealed FROM %s.report_edition WHERE edition = 2"))))
	require.Equal(t, hex.EncodeToString(kept[:]), shown.Editions[1].Digest)
}

func TestNoReportBeforeTheWork(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	i := a.Won(t, a.Municipality(t), []int64{39_000})
	i.Drafts(t, "PROCUREMENT_BY_AO")
	require.Equal(t, "AGREEMENT_NOT_ACTIVE", i.Leader.RefusedChange(t, "draftReport", input{"agreementId": i.Agreement.ID}).Name())
	interim := input{"agreementId": i.Agreement.ID, "dueOn": i.Today()}
	require.Equal(t, "AGREEMENT_NOT_ACTIVE", i.Head.RefusedChange(t, "planInterimReport", interim).Name())
	require.Empty(t, reports(t, i.Head, i.Agreement.ID))
}

func TestTheProgrammeDecidesOnItsPart(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	i := a.Won(t, a.Municipality(t), []int64{39_000})
	i.As(i.M, access.ProgrammeManager).Change(t, "setProgrammeGrant", input{"id": i.AwardID, "version": 1, "programmeGrant": 2_700_000})
	i.Agree(t, "PROCUREMENT_BY_AO")
	finance := i.As(i.M, access.ProgrammeFinance)
	first := i.Leader.Change(t, "submitReport", written(t, i).Step())
	accepted := i.Head.Change(t, "acceptReport", first.With(act(i)...))
	back := finance.Change(t, "returnProgrammePart", accepted.With("reason", "Эсеп жок", "parts", []string{"MONEY"}, "fixBy", i.Today()))
	require.Equal(t, "RETURNED", back.State)
	again := i.Leader.Change(t, "submitReport", back.Step())
	again = finance.Change(t, "acceptProgrammePart", again.Step())
	require.Equal(t, "SUBMITTED", again.State, "the municipality decides apart")
	require.Equal(t, "PROGRAMME_PART_DECIDED", finance.RefusedChange(t, "acceptProgrammePart", again.Step()).Name())
	done := i.Head.Change(t, "acceptReport", again.With(act(i)...))
	shown := get(t, finance, done.ID)
	require.Equal(t, "ACCEPTED", *shown.ProgrammePart)
	require.Len(t, shown.Decisions, 4)
}

func TestAPaperReportIsRegistered(t *testing.T) {
	t.Parallel()
	i := agreed(t)
	draft := written(t, i)
	scan := scalar.EncodeID(i.ReadyFile(t, i.Specialist, i.M, file.SignedPaper))
	first := i.Specialist.Change(t, "registerReport", draft.With("scanFileId", scan))
	require.Equal(t, "PAPER", get(t, i.Leader, first.ID).Editions[0].Channel)
	require.Equal(t, "NO_PROGRAMME_GRANT", i.As(i.M, access.ProgrammeFinance).RefusedChange(t, "acceptProgrammePart", first.Step()).Name())
}

// A report that is overdue is listed and keeps its owner from the next competition.
func TestWhoOwesAReportDoesNotApply(t *testing.T) {
	t.Parallel()
	i := agreed(t)
	late := func() (n int) {
		var out struct {
			Municipality struct{ Reports struct{ TotalCount int } }
		}
		i.Head.Do(t, `query($s: String!) { municipality(slug: $s) { reports(filter: {overdue: true}) { totalCount } } }`, input{"s": i.M.Slug}, &out)
		return out.Municipality.Reports.TotalCount
	}
	interim := i.Specialist.Change(t, "planInterimReport", input{"agreementId": i.Agreement.ID, "dueOn": i.Today()})
	require.Zero(t, late())
	next := i.Another(t)
	i.SQL(t, in(i, "UPDATE %s.report SET due_on = '2019-12-02'"))
	require.Equal(t, 2, late())
	_, err := next.Applies(t, i.Leader, 7, 10)
	require.ErrorIs(t, err, application.ErrReportOwed)
	require.ErrorContains(t, err, "1/2019")
	_, err = next.Applies(t, i.As(i.M), 8, 10)
	require.NoError(t, err, "others apply")

	i.Leader.Change(t, "submitReport", written(t, i).Step())
	require.Equal(t, 1, late(), "the interim one")
	require.True(t, get(t, i.Head, interim.ID).Overdue)
	require.True(t, reports(t, i.Head, i.Agreement.ID)[0].Late)
	_, err = next.Applies(t, i.Leader, 9, 10)
	require.NoError(t, err)
}
