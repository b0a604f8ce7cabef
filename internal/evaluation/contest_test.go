package evaluation

import (
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/regulation"
)

var now = time.Date(2019, time.December, 17, 4, 0, 0, 0, time.UTC)

// rules have two criteria of 0–5 points and every tie rule.
func rules() regulation.Rules {
	return regulation.Rules{
		Scale: regulation.Scale{Min: 0, Max: 5}, CommentAtExtremes: true, Quorum: regulation.Fraction{Num: 2, Den: 3},
		Criteria: []regulation.Criterion{
			{Key: "significance", Name: i18n.Localized{Ky: "Маанилүүлүгү", Ru: "Значимость"}, Weight: 1},
			{Key: "participation", Name: i18n.Localized{Ky: "Катышуу", Ru: "Участие"}, Weight: 1},
		},
		TieRules: []regulation.TieRule{regulation.TieFirstCriterion, regulation.TieOwnShare, regulation.TieChairVote},
	}
}

// newContest is a contest in evaluation with members who have accounts and applications
// that ask for 100 som each.
func newContest(members, applications int) *Contest {
	c := &Contest{
		Competition: &competition.Competition{State: competition.Evaluation}, Rules: rules(),
		Commission: &commission.Commission{}, Envelope: money.Som(150),
	}
	for i := range members {
		user := uuid.New()
		role := commission.OrdinaryMember
		if i == 0 {
			role = commission.Chair
		}
		c.Commission.Members = append(c.Commission.Members, &commission.Member{
			Base: entity.Base{ID: uuid.New()}, Role: role, Voting: true, UserID: &user, Name: "M" + strconv.Itoa(i),
		})
	}
	for i := range applications {
		c.Candidates = append(c.Candidates, &Candidate{
			ApplicationID: uuid.New(), Number: strconv.Itoa(i+1) + "/2019", Requested: money.Som(100), Total: money.Som(100),
		})
	}
	return c
}

// score submits a member's sheet of an application.
func (c *Contest) score(member, application int, points ...int) {
	s := &Sheet{
		Base: entity.Base{ID: uuid.New(), Version: 1}, ApplicationID: c.Candidates[application].ApplicationID,
		MemberID: c.Commission.Members[member].ID, Revision: 1, State: SheetSubmitted, SubmittedAt: &now,
	}
	for i, p := range points {
		s.Scores = append(s.Scores, Score{Criterion: c.Rules.Criteria[i].Key, Points: &p})
	}
	c.Sheets = append(c.Sheets, s)
}

// declareAll lets every member declare that there is no conflict.
func (c *Contest) declareAll(kind ConflictKind) {
	for _, m := range c.Commission.Members {
		for _, a := range c.Candidates {
			c.Declarations = append(c.Declarations, &Declaration{MemberID: m.ID, ApplicationID: a.ApplicationID, Kind: kind})
		}
	}
}

func ruleOf(t *testing.T, err error) string {
	t.Helper()
	list := apperr.All(err)
	require.NotEmpty(t, list, "%v", err)
	if list[0].Rule != "" {
		return list[0].Rule
	}
	return string(list[0].Code)
}

func TestNobodyScoresBeforeDeclaringOnEveryApplication(t *testing.T) {
	t.Parallel()
	c := newContest(3, 2)
	m, a := c.Commission.Members[1], c.Candidates[0].ApplicationID
	require.Equal(t, "CONFLICTS_UNDECLARED", ruleOf(t, c.mayScore(m, a)))
	c.Declarations = []*Declaration{{MemberID: m.ID, ApplicationID: a, Kind: NoConflict}}
	require.Equal(t, "CONFLICTS_UNDECLARED", ruleOf(t, c.mayScore(m, a)))
	c.Declarations = append(c.Declarations, &Declaration{MemberID: m.ID, ApplicationID: c.Candidates[1].ApplicationID, Kind: Relative})
	require.NoError(t, c.mayScore(m, a))
	require.Equal(t, "CONFLICT_OF_INTEREST", ruleOf(t, c.mayScore(m, c.Candidates[1].ApplicationID)))
	require.Equal(t, "NOT_A_CANDIDATE", ruleOf(t, c.mayScore(m, uuid.New())))

	c.Stage.ScoresClosed = true
	require.Equal(t, "SCORES_CLOSED", ruleOf(t, c.mayScore(m, a)))
	c.Competition.State = competition.ProtocolSigned
	require.Equal(t, "NOT_IN_EVALUATION", ruleOf(t, c.mayScore(m, a)))
}

func TestASecretaryWithoutAVoteDoesNotScore(t *testing.T) {
	t.Parallel()
	c := newContest(3, 1)
	c.declareAll(NoConflict)
	c.Commission.Members[2].Voting = false
	require.Equal(t, "NO_VOTE", ruleOf(t, c.mayScore(c.Commission.Members[2], c.Candidates[0].ApplicationID)))
	require.Equal(t, "NO_VOTE", ruleOf(t, c.mayDeclare(c.Commission.Members[2])))
	require.NotContains(t, memberNames(c.Missing()), "M2")
}

func memberNames(list []Expected) (names []string) {
	for _, e := range list {
		names = append(names, e.Member.Name)
	}
	return names
}

func TestTheOwnApplicationIsAConflictWhateverIsDeclared(t *testing.T) {
	t.Parallel()
	c := newContest(3, 2)
	m, own := c.Commission.Members[1], c.Candidates[0]
	own.People = []uuid.UUID{*m.UserID}
	require.True(t, c.Recused(m, own.ApplicationID))
	declared, err := c.declarations(&author{member: m, channel: Online}, []Statement{
		{ApplicationID: own.ApplicationID, Kind: NoConflict}, {ApplicationID: c.Candidates[1].ApplicationID, Kind: NoConflict},
	}, now)
	require.NoError(t, err)
	require.Equal(t, GroupMember, declared[0].Kind)
	require.True(t, declared[0].Automatic)
	require.Equal(t, "CONFLICT_AUTOMATIC", ruleOf(t, c.mayRetract(c.Commission.Members[0], declared[0])))
	require.Equal(t, NoConflict, declared[1].Kind)
	require.Equal(t, "CONFLICT_OF_INTEREST", ruleOf(t, c.mayScore(m, own.ApplicationID)))
	require.Equal(t, "CONFLICT_OF_INTEREST", ruleOf(t, c.mayReopen(m, &Sheet{ApplicationID: own.ApplicationID})))
	require.NoError(t, c.mayScore(m, c.Candidates[1].ApplicationID))
}

func TestAConflictIsNotTakenBack(t *testing.T) {
	t.Parallel()
	for _, kind := range []ConflictKind{Relative, GroupMember, Employer, Other} {
		d := &Declaration{Kind: kind}
		require.Equal(t, "CONFLICT_NOT_RETRACTABLE", ruleOf(t, d.declare(Statement{Kind: NoConflict}, false)))
		require.Equal(t, kind, d.Kind)
		require.NoError(t, d.declare(Statement{Kind: Relative, Text: "нэ"}, false))
	}
	d := &Declaration{Kind: NoConflict}
	require.NoError(t, d.declare(Statement{Kind: Employer}, false))
	require.Equal(t, Employer, d.Kind)
}

func TestDeclarationsAreAllOrNone(t *testing.T) {
	t.Parallel()
	c := newContest(1, 1)
	by := &author{member: c.Commission.Members[0], channel: Online}
	_, err := c.declarations(by, nil, now)
	require.Equal(t, "VALIDATION", ruleOf(t, err))
	_, err = c.declarations(by, []Statement{{ApplicationID: uuid.New(), Kind: NoConflict}}, now)
	require.Equal(t, "NOT_A_CANDIDATE", ruleOf(t, err))
	_, err = c.declarations(by, []Statement{{ApplicationID: c.Candidates[0].ApplicationID, Kind: Other, Text: "  "}}, now)
	require.Equal(t, []string{"declarations", "0", "text"}, apperr.All(err)[0].Path)
}

func TestWhoSeesASheet(t *testing.T) {
	t.Parallel()
	c := newContest(3, 1)
	c.declareAll(NoConflict)
	c.score(0, 0, 3, 3)
	chair, other, sheet := c.Commission.Members[0], c.Commission.Members[1], c.Sheets[0]
	require.True(t, c.shows(sheet, chair), "the own one")
	require.False(t, c.shows(sheet, other))
	c.score(1, 0, 4, 4)
	require.False(t, c.shows(sheet, other), "the session is not closed")
	c.Stage = Stage{ScoresClosed: true, SessionClosed: true}
	require.True(t, c.shows(sheet, other))
	require.False(t, c.shows(sheet, c.Commission.Members[2]), "the own one is not in")
	c.Declarations = append([]*Declaration{{MemberID: c.Commission.Members[2].ID, ApplicationID: sheet.ApplicationID, Kind: Relative}}, c.Declarations...)
	require.True(t, c.shows(sheet, c.Commission.Members[2]), "owes none")
	require.False(t, c.shows(sheet, nil), "nobody outside before the protocol is signed")
	c.Competition.State = competition.ProtocolSigned
	require.True(t, c.shows(sheet, nil))
}

func TestMissingSheets(t *testing.T) {
	t.Parallel()
	c := newContest(3, 2)
	c.declareAll(NoConflict)
	require.Len(t, c.Missing(), 6)
	c.score(0, 0, 1, 1)
	c.Declarations[1].Kind = Employer // the first member on the second application
	require.Len(t, c.Missing(), 4)
	require.Equal(t, CellRecused, c.matrix(nil)[1].Cells[0].Status)
	require.Equal(t, CellSubmitted, c.matrix(nil)[0].Cells[0].Status)
	require.Nil(t, c.matrix(nil)[0].Cells[0].Total)
	require.Equal(t, 2, *c.matrix(c.Commission.Members[0])[0].Cells[0].Total)
}
