package agreement_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

type input = apptest.Input

const fields = `id state number date mode localBudget programmeGrant startDate endDate reportDueOn signBy language title { ky }
	terms { performerDuties refund } signatories { side name } lines { lineNo item planned approved source } allowedActions
	termsOfReference { edition sealedAt items { key kind text } content { goal tasks qualityRequirements timetable purchases { item buyer } } }
	amendments { number reason changes { field before after } } obstacles { rule path code }`

type seen struct {
	ID, State, Number, EndDate, SignBy string
	ProgrammeGrant                     *int64
	LocalBudget                        int64
	Terms                              struct{ PerformerDuties, Refund string }
	Lines                              []struct {
		Item              string
		Planned, Approved *int64
	}
	TermsOfReference []struct {
		Edition  int
		SealedAt *string
		Items    []struct{ Key, Kind, Text string }
		Content  struct {
			Goal, Timetable            string
			Tasks, QualityRequirements []string
			Purchases                  []struct{ Item, Buyer string }
		}
	}
	Amendments []struct {
		Number  int
		Reason  string
		Changes []struct{ Field, Before, After string }
	}
	Obstacles      []struct{ Rule, Code string }
	AllowedActions []string
}

func get(t *testing.T, c *apptest.Client, id string) seen {
	t.Helper()
	var out struct{ Node seen }
	c.Do(t, `query($id: ID!) { node(id: $id) { ... on Agreement { `+fields+` } } }`, input{"id": id}, &out)
	return out.Node
}

func won(t *testing.T) *apptest.Initiative {
	t.Helper()
	a := apptest.New(t)
	return a.Won(t, a.Municipality(t), []int64{39_000})
}

func TestTheDraftIsFilledIn(t *testing.T) {
	t.Parallel()
	i := won(t)
	a := get(t, i.Specialist, i.Drafts(t, "PROCUREMENT_BY_AO").ID)
	require.EqualValues(t, 3_900_000, a.LocalBudget)
	require.Nil(t, a.ProgrammeGrant)
	require.NotEmpty(t, a.Terms.PerformerDuties)
	require.Len(t, a.Lines, 2)
	require.EqualValues(t, 3_900_000, *a.Lines[0].Planned)
	reference := a.TermsOfReference[0]
	require.Equal(t, "g", reference.Content.Goal, "the application's")
	require.NotEmpty(t, reference.Content.Tasks, "the template's")
	require.Equal(t, "26.12.2019 – 30.12.2019", reference.Content.Timetable)
	require.Equal(t, "MUNICIPALITY", reference.Content.Purchases[0].Buyer)
	require.Len(t, reference.Content.Purchases, 1, "what the initiator brings is not bought")
	require.Empty(t, a.Obstacles)
	require.Equal(t, "AGREEMENT_EXISTS", i.Specialist.RefusedChange(t, "createAgreement", input{"awardId": i.AwardID}).Name())
	require.Equal(t, "TRANSFER_TO_LEGAL_ENTITY_ONLY",
		i.Specialist.RefusedChange(t, "updateAgreement", i.Agreement.With("mode", "TRANSFER")).Name(), "a group is no legal entity")
}

func TestNoAgreementBeforeThePublication(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	j := app.Jury(t, app.Municipality(t), []int64{39_000})
	j.Approve(t, j.Signed(t, j.Drafted(t, j.Ranked(t, 4))))
	require.Equal(t, "RESULT_NOT_PUBLISHED", j.Head.RefusedChange(t, "createAgreement", input{"awardId": j.Award(t, 0)}).Name())
}

func TestWhatIsMissingStandsInTheWay(t *testing.T) {
	t.Parallel()
	i := won(t)
	draft := i.Drafts(t, "PROCUREMENT_BY_AO")
	line := func(sum int64, source string) input {
		return input{"item": "x", "quantity": "1", "unitPrice": sum, "source": source}
	}
	draft = i.Specialist.Change(t, "updateAgreement", draft.With("endDate", "2021-01-01", "reportDueOn", "2021-01-20",
		"lines", []input{line(3_900_001, "LOCAL_BUDGET"), line(1, "PROGRAMME")},
		"termsOfReference", input{"goal": "", "tasks": []string{}, "expectedResults": []input{}, "activities": []input{}, "reportingFormat": ""}))
	var names []string
	for _, o := range get(t, i.Specialist, draft.ID).Obstacles {
		names = append(names, o.Rule)
	}
	require.Equal(t, []string{"BEYOND_IMPLEMENTATION_DEADLINE", "TERMS_OF_REFERENCE_INCOMPLETE", "ESTIMATE_ABOVE_AWARD", "ESTIMATE_ABOVE_GRANT"}, names)
	require.Equal(t, names[0], i.Specialist.RefusedChange(t, "submitAgreement", draft.Step()).Name())
	require.Equal(t, "VALIDATION", i.Specialist.RefusedChange(t, "updateAgreement", draft.With("startDate", "2021-01-02")).Code)
	require.Equal(t, "DRAFT", get(t, i.Leader, draft.ID).State, "the leader reads her draft")
}

func TestTheLifeOfAnAgreement(t *testing.T) {
	t.Parallel()
	i := won(t)
	draft := i.Drafts(t, "PROCUREMENT_BY_AO")
	manager := i.As(i.M, access.ProgrammeManager)
	grant := manager.Change(t, "setProgrammeGrant", input{"id": i.AwardID, "version": 1, "programmeGrant": 2_700_000})
	paper := i.Specialist.Change(t, "submitAgreement", draft.Step())
	require.EqualValues(t, 2_700_000, *get(t, i.Head, paper.ID).ProgrammeGrant, "the grant of the day on which it goes out")
	require.Equal(t, "AWARD_AGREED", manager.RefusedChange(t, "setProgrammeGrant", grant.With("programmeGrant", nil)).Name())
	require.Equal(t, "1/2019", get(t, i.Head, paper.ID).Number)
	require.Equal(t, "AGREEMENT_STATE", i.Specialist.RefusedChange(t, "updateAgreement", paper.With("number", "2")).Name())
	paper = i.Specialist.Change(t, "returnAgreement", paper.With("reason", "Ката"))
	paper = i.Specialist.Change(t, "submitAgreement", paper.Step())

	i.Agreement = paper
	signing := i.Signing(t)
	one := []input{{"side": "MUNICIPALITY", "name": "Асанов А."}}
	both := signing["signatories"]
	signing["signatories"] = one
	require.Equal(t, "SIGNATURE_OF_BOTH_SIDES", i.Head.RefusedChange(t, "signAgreement", signing).Name())
	signing["signatories"], signing["date"] = both, "2030-01-01"
	require.Equal(t, "VALIDATION", i.Head.RefusedChange(t, "signAgreement", signing).Code)
	signing["date"] = i.Today()
	signed := i.Head.Change(t, "signAgreement", signing)
	require.Error(t, i.TrySQL(t, "UPDATE "+i.M.Schema.String()+".agreement SET local_budget = 1"), "the database keeps what was signed")

	active := i.Head.Change(t, "activateAgreement", signed.Step())
	require.Equal(t, "VALIDATION", i.Head.RefusedChange(t, "suspendAgreement", active.With("reason", " ")).Code)
	still := i.Head.Change(t, "suspendAgreement", active.With("reason", "Карантин"))
	again := i.Head.Change(t, "resumeAgreement", still.Step())
	ended := i.Head.Change(t, "terminateAgreement", again.With("reason", "Аткарылган жок"))
	require.Equal(t, "TERMINATED", ended.State)
	require.Equal(t, []string{"CORRECT"}, get(t, i.Head, ended.ID).AllowedActions)
	require.Equal(t, "AGREEMENT_STATE", i.Head.RefusedChange(t, "resumeAgreement", ended.Step()).Name())
}

func TestAmendmentsAreNumbered(t *testing.T) {
	t.Parallel()
	i := won(t)
	i.Agree(t, "PROCUREMENT_BY_AO")
	amend := func(more ...any) input {
		scan := scalar.EncodeID(i.ReadyFile(t, i.Head, i.M, file.SignedPaper))
		in := i.Signing(t)
		in["scanFileId"], in["reason"] = scan, "Аба ырайы"
		for n := 0; n < len(more); n += 2 {
			in[more[n].(string)] = more[n+1]
		}
		return in
	}
	require.Equal(t, "AMENDMENT_CHANGES_NOTHING", i.Head.RefusedChange(t, "amendAgreement", amend()).Name())
	require.Equal(t, "BEYOND_IMPLEMENTATION_DEADLINE", i.Head.RefusedChange(t, "amendAgreement", amend("endDate", "2021-01-02", "reportDueOn", "2021-02-01")).Name())
	i.Agreement = i.Head.Change(t, "amendAgreement", amend("endDate", "2019-12-29"))
	i.Agreement = i.Head.Change(t, "amendAgreement", amend("termsOfReference", input{
		"goal": "G", "tasks": []string{"T"}, "expectedResults": []input{{"text": "R", "indicator": "I", "unit": "x", "target": 2}},
		"activities": []input{{"name": "A"}}, "reportingFormat": "F",
	}))
	a := get(t, i.Head, i.Agreement.ID)
	require.Len(t, a.Amendments, 2)
	require.Equal(t, 2, a.Amendments[1].Number)
	require.Equal(t, "30.12.2019", a.Amendments[0].Changes[0].Before)
	require.Equal(t, "2019-12-29", a.EndDate)
	require.Len(t, a.TermsOfReference, 2)
	require.Equal(t, "R, I, 2 x", a.TermsOfReference[1].Items[0].Text)
	require.Error(t, i.TrySQL(t, "UPDATE "+i.M.Schema.String()+".amendment SET number = 9"))
}
