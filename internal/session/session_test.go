package session

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/regulation"
)

var now = time.Date(2019, time.December, 17, 4, 0, 0, 0, time.UTC)

// meeting is a commission of five over two applications, with everybody there.
func meeting() (*Session, *evaluation.Contest) {
	contest := &evaluation.Contest{
		Commission: &commission.Commission{}, Candidates: []*evaluation.Candidate{{ApplicationID: uuid.New(), Number: "1/2019"}, {ApplicationID: uuid.New(), Number: "2/2019"}},
		Rules: regulation.Rules{
			Quorum: regulation.Fraction{Num: 2, Den: 3}, Criteria: []regulation.Criterion{{Key: "a", Weight: 1}},
			Scale: regulation.Scale{Max: 5}, TieRules: []regulation.TieRule{regulation.TieChairVote},
		},
	}
	s := &Session{State: Planned}
	var arrivals []Arrival
	for i := range 5 {
		m := &commission.Member{Base: entity.Base{ID: uuid.New()}, Role: commission.OrdinaryMember, Voting: true, Name: string(rune('A' + i))}
		if i == 0 {
			m.Role = commission.Chair
		}
		contest.Commission.Members = append(contest.Commission.Members, m)
		arrivals = append(arrivals, Arrival{MemberID: m.ID, Presence: Present, ArrivedAt: &now})
	}
	if err := s.attend(contest.Commission, arrivals, nil); err != nil {
		panic(err)
	}
	return s, contest
}

func scoreAll(contest *evaluation.Contest) {
	for _, m := range contest.Commission.Members {
		for _, a := range contest.Candidates {
			three := 3
			contest.Sheets = append(contest.Sheets, &evaluation.Sheet{
				MemberID: m.ID, ApplicationID: a.ApplicationID, State: evaluation.SheetSubmitted, Scores: []evaluation.Score{{Criterion: "a", Points: &three}},
			})
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

// to says where each event leads from each state; what is not here is refused.
var to = map[State]map[Event]State{
	Planned:      {OpenSession: Open, Adjourn: Adjourned},
	Open:         {CloseScores: ScoresClosed, Adjourn: Adjourned},
	ScoresClosed: {ReopenScores: Open, CloseSession: Closed, Adjourn: Adjourned},
	Closed:       {ReopenSession: ScoresClosed, Annul: Annulled},
}

func TestEveryStateAndEvent(t *testing.T) {
	t.Parallel()
	for _, state := range States {
		for _, event := range Events {
			s, contest := meeting()
			scoreAll(contest)
			s.State, s.Version = state, 4
			want, ok := to[state][event]
			err := s.Apply(event, Facts{Contest: contest, Reason: "r"}, now)
			require.Equal(t, ok, slices.Contains((&Session{State: state}).Allowed(), event), "%s %s", state, event)
			if !ok {
				require.Equal(t, "SESSION_STATE", ruleOf(t, err), "%s %s", state, event)
				require.Equal(t, state, s.State)
				require.EqualValues(t, 4, s.Version)
				continue
			}
			require.NoError(t, err, "%s %s", state, event)
			require.Equal(t, want, s.State)
			require.EqualValues(t, 5, s.Version)
		}
	}
}

func TestReasonsAreAsked(t *testing.T) {
	t.Parallel()
	for state, event := range map[State]Event{Open: Adjourn, ScoresClosed: ReopenScores, Closed: ReopenSession} {
		s, contest := meeting()
		s.State = state
		require.Equal(t, "VALIDATION", ruleOf(t, s.Apply(event, Facts{Contest: contest}, now)))
		require.Equal(t, state, s.State)
	}
}

func TestQuorum(t *testing.T) {
	t.Parallel()
	s, contest := meeting()
	for present := range 6 {
		for i := range s.Attendance {
			s.Attendance[i].Presence = Absent
			if i < present {
				s.Attendance[i].Presence = Present
			}
		}
		q := s.QuorumOf(contest)
		require.Equal(t, present, q.Present)
		require.Equal(t, 5, q.Eligible)
		require.Equal(t, present >= 4, q.Met(), "4 of 5 are two thirds")
	}
}

func TestARecusedMemberCountsOnNeitherSide(t *testing.T) {
	t.Parallel()
	s, contest := meeting()
	app := contest.Candidates[0].ApplicationID
	contest.Declarations = []*evaluation.Declaration{{MemberID: contest.Commission.Members[4].ID, ApplicationID: app, Kind: evaluation.Relative}}
	s.Attendance[0].Presence = Excused
	q := s.QuorumOn(contest, app)
	require.Equal(t, Quorum{Present: 3, Eligible: 4, Recused: 1, Needed: contest.Rules.Quorum}, q)
	require.True(t, q.Met())
	require.Equal(t, 4, s.QuorumOf(contest).Present)
	for _, m := range contest.Commission.Members {
		contest.Declarations = append(contest.Declarations, &evaluation.Declaration{MemberID: m.ID, ApplicationID: app, Kind: evaluation.Relative})
	}
	require.False(t, s.QuorumOn(contest, app).Met(), "nobody may decide")
}

func TestNoMeetingWithoutQuorumOrLeader(t *testing.T) {
	t.Parallel()
	s, contest := meeting()
	s.Attendance[0].Presence = Absent
	require.Equal(t, "NO_CHAIR", ruleOf(t, s.Apply(OpenSession, Facts{Contest: contest}, now)))
	s.PresidingID = &contest.Commission.Members[1].ID
	require.NoError(t, s.Apply(OpenSession, Facts{Contest: contest}, now))

	s, contest = meeting()
	s.Attendance[3].Presence, s.Attendance[4].Presence = Absent, Excused
	require.Equal(t, "NO_QUORUM", ruleOf(t, s.Apply(OpenSession, Facts{Contest: contest}, now)))
}

func TestScoresCloseWithEverySheetOrARecordedAbsence(t *testing.T) {
	t.Parallel()
	s, contest := meeting()
	scoreAll(contest)
	s.State = Open
	contest.Sheets = slices.DeleteFunc(contest.Sheets, func(x *evaluation.Sheet) bool { return x.MemberID == contest.Commission.Members[4].ID })
	require.Equal(t, "SHEETS_MISSING", ruleOf(t, s.Apply(CloseScores, Facts{Contest: contest}, now)))
	s.Attendance[4].Presence = Absent
	require.NoError(t, s.Apply(CloseScores, Facts{Contest: contest}, now))
	require.Equal(t, &now, s.ScoresClosedAt)
}

func TestWhoMayVote(t *testing.T) {
	t.Parallel()
	s, contest := meeting()
	scoreAll(contest)
	s.State = Open
	m, app := contest.Commission.Members[1], contest.Candidates[0].ApplicationID
	vote := func(b Ballot) error { _, err := s.votes(contest, []Ballot{b}, evaluation.Online, now); return err }
	require.Equal(t, "SCORES_STILL_OPEN", ruleOf(t, vote(Ballot{m.ID, app, For})))
	s.State = ScoresClosed
	require.Equal(t, "CONFLICTS_UNDECLARED", ruleOf(t, vote(Ballot{m.ID, app, For})))
	contest.Declarations = []*evaluation.Declaration{{MemberID: m.ID, ApplicationID: app, Kind: evaluation.NoConflict}}
	require.NoError(t, vote(Ballot{m.ID, app, For}))
	require.Equal(t, "NOT_A_CANDIDATE", ruleOf(t, vote(Ballot{m.ID, uuid.New(), For})))
	require.Equal(t, "VALIDATION", ruleOf(t, vote(Ballot{uuid.New(), app, For})))
	s.Attendance[1].Presence = Absent
	require.Equal(t, "MEMBER_NOT_PRESENT", ruleOf(t, vote(Ballot{m.ID, app, For})))
	s.Attendance[1].Presence = Present
	contest.Declarations = []*evaluation.Declaration{{MemberID: m.ID, ApplicationID: app, Kind: evaluation.Other}}
	require.Equal(t, "CONFLICT_OF_INTEREST", ruleOf(t, vote(Ballot{m.ID, app, For})))
	m.Voting = false
	require.Equal(t, "NO_VOTE", ruleOf(t, vote(Ballot{m.ID, contest.Candidates[1].ApplicationID, For})))
	s.State = Closed
	require.Equal(t, "SESSION_STATE", ruleOf(t, vote(Ballot{m.ID, app, For})))
}

func TestVotesCountWithoutThoseInConflict(t *testing.T) {
	t.Parallel()
	s, contest := meeting()
	app := contest.Candidates[0].ApplicationID
	var votes []*Vote
	for i, choice := range []Choice{For, For, Against, Against, Abstain} {
		votes = append(votes, &Vote{ApplicationID: app, MemberID: contest.Commission.Members[i].ID, Choice: choice})
	}
	require.Equal(t, Tally{2, 2, 1}, s.Count(contest, votes, app))
	require.False(t, s.Count(contest, votes, app).Carried())
	contest.Declarations = []*evaluation.Declaration{{MemberID: contest.Commission.Members[2].ID, ApplicationID: app, Kind: evaluation.Employer}}
	require.True(t, s.Count(contest, votes, app).Carried())
	require.True(t, s.Count(contest, votes, contest.Candidates[1].ApplicationID).Carried(), "nobody voted: the ranking decides")
}

func TestVotesOfThoseWhoAreNotThereDoNotCount(t *testing.T) {
	t.Parallel()
	s, contest := meeting()
	app := contest.Candidates[0].ApplicationID
	votes := []*Vote{{ApplicationID: app, MemberID: contest.Commission.Members[1].ID, Choice: For}, {ApplicationID: app, MemberID: contest.Commission.Members[2].ID, Choice: Against}}
	s.Attendance[1].Presence = Absent
	require.Equal(t, Tally{Against: 1}, s.Count(contest, votes, app))
	require.False(t, s.Count(contest, votes, app).Carried())
}

func TestNoMeetingEndsOverATieAtTheFundingLine(t *testing.T) {
	t.Parallel()
	s, contest := meeting()
	scoreAll(contest)
	for _, candidate := range contest.Candidates {
		candidate.Requested = 100
	}
	s.State, contest.Envelope = ScoresClosed, 150
	require.Equal(t, "TIE_OPEN", ruleOf(t, s.Apply(CloseSession, Facts{Contest: contest}, now)))
	contest.Rules.TieRules = nil
	require.NoError(t, s.Apply(CloseSession, Facts{Contest: contest}, now), "the regulation gives the chair no vote")

	s, contest.Rules.TieRules, contest.Envelope = &Session{State: ScoresClosed, Attendance: s.Attendance}, []regulation.TieRule{regulation.TieChairVote}, 200
	require.NoError(t, s.Apply(CloseSession, Facts{Contest: contest}, now), "the money is enough for both")
	contest.Envelope = 150
	contest.Stage.Sealed = true
	require.Equal(t, "PROTOCOL_SEALED", ruleOf(t, s.Apply(ReopenSession, Facts{Contest: contest, Reason: "r"}, now)))
	contest.Stage.Sealed = false
	require.NoError(t, s.Apply(ReopenSession, Facts{Contest: contest, Reason: "r"}, now))
	require.Nil(t, s.ClosedAt)
	contest.Casting = []uuid.UUID{contest.Candidates[1].ApplicationID, contest.Candidates[0].ApplicationID}
	require.NoError(t, s.Apply(CloseSession, Facts{Contest: contest}, now))
}

func TestACastingVoteNamesWholeGroupsThatShareAPlace(t *testing.T) {
	t.Parallel()
	_, contest := meeting()
	scoreAll(contest)
	a, b := contest.Candidates[0].ApplicationID, contest.Candidates[1].ApplicationID
	require.True(t, tiesOf(contest, []uuid.UUID{b, a}))
	require.False(t, tiesOf(contest, []uuid.UUID{a}), "half a group")
	require.False(t, tiesOf(contest, []uuid.UUID{a, b, a}), "one twice")
	require.False(t, tiesOf(contest, []uuid.UUID{a, b, uuid.New()}))
	require.False(t, tiesOf(contest, nil))
	contest.Casting = []uuid.UUID{b, a}
	require.True(t, tiesOf(contest, []uuid.UUID{a, b}), "the chair may think again")
	four := 4
	contest.Sheets[0].Scores[0].Points = &four
	require.False(t, tiesOf(contest, []uuid.UUID{a, b}), "no tie")
}

func TestAttendanceIsTheWholeCommission(t *testing.T) {
	t.Parallel()
	s, contest := meeting()
	require.NoError(t, s.attend(contest.Commission, nil, nil))
	require.Len(t, s.Attendance, 5)
	for _, a := range s.Attendance {
		require.Equal(t, Absent, a.Presence)
	}
	m := contest.Commission.Members[0].ID
	require.Equal(t, "VALIDATION", ruleOf(t, s.attend(contest.Commission, []Arrival{{MemberID: m}, {MemberID: m}}, nil)))
	stranger := uuid.New()
	require.Equal(t, "VALIDATION", ruleOf(t, s.attend(contest.Commission, []Arrival{{MemberID: stranger}}, nil)))
	require.Equal(t, "VALIDATION", ruleOf(t, s.attend(contest.Commission, nil, &stranger)))
}
