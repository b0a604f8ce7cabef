package appeal_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/appeal"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/authn"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/internal/regulation"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

type input = apptest.Input

const fields = `id number state kind dueOn receivedOn late outcome answer version letter { name contact text } allowedActions`

type seen struct {
	ID, Number, State, DueOn, ReceivedOn, Answer string
	Late                                         bool
	Version                                      int64
	Letter                                       *struct{ Name, Text string }
	AllowedActions                               []string
}

type filed struct {
	FileAppeal struct {
		Appeal seen
		Code   string
	}
}

func won(t *testing.T, change ...func(*regulation.Rules)) *apptest.Initiative {
	t.Helper()
	a := apptest.New(t)
	return a.Won(t, a.Municipality(t), []int64{39_000}, change...)
}

func letter(text string) input {
	return input{"name": "Асанов А.", "contact": "+996700000000", "text": text}
}

func fileBy(t *testing.T, c *apptest.Client, i *apptest.Initiative, competition any) filed {
	t.Helper()
	var out filed
	c.Do(t, `mutation($m: ID!, $c: ID, $letter: AppealLetterInput!) { fileAppeal(input: {municipalityId: $m, competitionId: $c, letter: $letter}) {
		appeal { `+fields+` } code errors { code path } } }`, input{"m": apptest.ID(i.M), "c": competition, "letter": letter("Баа туура эмес")}, &out)
	return out
}

const byCode = `query($slug: String!, $code: String!) { appealByCode(slug: $slug, code: $code) { ` + fields + ` } }`

func TestAnAppealHasANumberAndAClock(t *testing.T) {
	t.Parallel()
	i := won(t)
	made := fileBy(t, i.Public(), i, i.CompetitionID()).FileAppeal
	require.Equal(t, "1/2019", made.Appeal.Number)
	require.Equal(t, "2019-12-17", made.Appeal.ReceivedOn)
	require.Equal(t, "2020-01-08", made.Appeal.DueOn, "14 working days without New Year and Christmas")
	require.False(t, made.Appeal.Late)
	require.Equal(t, "2/2019", fileBy(t, i.Public(), i, nil).FileAppeal.Appeal.Number)

	var found struct{ AppealByCode seen }
	i.Public().Do(t, byCode, input{"slug": i.M.Slug, "code": made.Code}, &found)
	require.Equal(t, "Баа туура эмес", found.AppealByCode.Letter.Text)
	require.Empty(t, found.AppealByCode.AllowedActions)
	code, _ := i.Public().Refused(t, byCode, input{"slug": i.M.Slug, "code": "X" + made.Code})
	require.Equal(t, "NOT_FOUND", code)

	thing := apptest.Thing{ID: made.Appeal.ID, Version: made.Appeal.Version}
	require.Equal(t, "VALIDATION", i.Head.RefusedChange(t, "answerAppeal", thing.With("outcome", "REJECTED", "answer", " ")).Code)
	i.Head.Change(t, "answerAppeal", thing.With("outcome", "REJECTED", "answer", "Баа туура"))
	i.Public().Do(t, byCode, input{"slug": i.M.Slug, "code": made.Code}, &found)
	require.Equal(t, "ANSWERED", found.AppealByCode.State)
	withdrawal := input{"municipalityId": apptest.ID(i.M), "code": made.Code}
	require.Equal(t, "APPEAL_STATE", i.Public().RefusedChange(t, "withdrawAppeal", withdrawal).Name())
	require.Error(t, i.TrySQL(t, "UPDATE "+i.M.Schema.String()+".appeal SET answer = 'x' WHERE state = 'ANSWERED'"))
}

func TestALateAppealIsTakenAndMarked(t *testing.T) {
	t.Parallel()
	i := won(t)
	i.Clock.Set(i.Clock.Now().AddDate(0, 0, 8))
	require.True(t, fileBy(t, i.Public(), i, i.CompetitionID()).FileAppeal.Appeal.Late)
}

// Where the regulation says so, the agreement waits for the answer.
func TestTheAgreementWaits(t *testing.T) {
	t.Parallel()
	i := won(t, func(r *regulation.Rules) { r.AgreementWaitsForAppeal = true })
	made := fileBy(t, i.Leader, i, i.CompetitionID()).FileAppeal
	i.Drafts(t, "PROCUREMENT_BY_AO")
	i.Agreement = i.Specialist.Change(t, "submitAgreement", i.Agreement.Step())
	require.Equal(t, "APPEALS_OPEN", i.Head.RefusedChange(t, "signAgreement", i.Signing(t)).Name())
	i.Public().Change(t, "withdrawAppeal", input{"municipalityId": apptest.ID(i.M), "code": made.Code})
	i.Head.Change(t, "signAgreement", i.Signing(t))
}

func TestPaperIsEnteredWithItsDay(t *testing.T) {
	t.Parallel()
	i := won(t)
	scan := scalar.EncodeID(i.ReadyFile(t, i.Specialist, i.M, file.SignedPaper))
	paper := input{"municipalityId": apptest.ID(i.M), "competitionId": i.CompetitionID(), "letter": letter("x"), "receivedOn": "2019-12-18", "scanFileId": scan}
	require.Equal(t, "VALIDATION", i.Specialist.RefusedChange(t, "registerAppeal", paper).Code)
	paper["receivedOn"] = "2019-12-16"
	i.Specialist.Change(t, "registerAppeal", paper)
}

func TestOneAddressIsBounded(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Municipality(t)
	ctx := authn.WithClient(access.WithGrants(t.Context()), authn.Client{Address: "198.51.100.35"})
	filing := appeal.Filing{Tenant: m.ID, Language: i18n.Ky, Letter: appeal.Letter{Text: "x"}}
	for range 20 {
		_, _, err := a.Resolver.Appeals.File(ctx, filing)
		require.NoError(t, err)
	}
	_, _, err := a.Resolver.Appeals.File(ctx, filing)
	require.ErrorIs(t, err, appeal.ErrTooMany)
}

func TestRoleByOperation(t *testing.T) {
	t.Parallel()
	i := won(t)
	made := fileBy(t, i.Public(), i, i.CompetitionID()).FileAppeal.Appeal
	table := apptest.Table{
		"registerAppeal": {Roles: "EXEC_SECRETARY SPECIALIST", Input: input{"municipalityId": apptest.ID(i.M), "letter": letter(""), "receivedOn": "2019-12-17"}},
		"answerAppeal":   {Roles: "HEAD EXEC_SECRETARY", Input: input{"id": made.ID, "version": 99, "outcome": "REJECTED", "answer": "x"}},
	}
	i.RoleByOperation(t, i.M, table, nil)
	i.Jury.Readers(t, i.M, made.ID, "HEAD EXEC_SECRETARY SPECIALIST KENESH_CHAIR COMMISSION_CHAIR COMMISSION_SECRETARY")
	i.Strangers(t, i.Municipality(t), table, made.ID)
	own := i.As(i.M)
	mine := fileBy(t, own, i, nil).FileAppeal.Appeal
	own.Do(t, `query($id: ID!) { node(id: $id) { id } }`, input{"id": mine.ID}, nil)
	code, _ := i.As(i.M, access.CommissionChair).Refused(t, `query($id: ID!) { node(id: $id) { id } }`, input{"id": mine.ID})
	require.Equal(t, "NOT_FOUND", code, "a complaint about the service is before no commission")
}
