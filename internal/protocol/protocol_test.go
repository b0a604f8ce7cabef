package protocol

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/session"
)

var now = time.Date(2019, time.December, 17, 4, 0, 0, 0, time.UTC)

// material is a closed session of three members over three applications that ask for
// 39 000 som each and rank in their order, with 78 000 som to award.
func material() *Material {
	most := money.Som(39_000)
	m := &Material{
		Contest: &evaluation.Contest{
			Competition: &competition.Competition{State: competition.Evaluation, MaxAmount: &most},
			Commission:  &commission.Commission{}, Envelope: money.Som(78_000),
			Rules: regulation.Rules{
				Scale: regulation.Scale{Max: 5}, Quorum: regulation.Fraction{Num: 2, Den: 3},
				Criteria: []regulation.Criterion{{Key: "a", Weight: 1}}, TieRules: []regulation.TieRule{regulation.TieChairVote},
			},
		},
		Session: &session.Session{State: session.Closed},
	}
	for i, role := range []commission.Role{commission.Chair, commission.Secretary, commission.OrdinaryMember} {
		member := &commission.Member{Base: entity.Base{ID: uuid.New()}, Role: role, Voting: true, Name: string(rune('A' + i))}
		m.Contest.Commission.Members = append(m.Contest.Commission.Members, member)
		m.Session.Attendance = append(m.Session.Attendance, session.Attendance{
			MemberID: member.ID, Name: member.Name, Role: role, Voting: true, Presence: session.Present,
		})
	}
	m.Session.PresidingID = &m.Contest.Commission.Members[0].ID
	for i := range 3 {
		candidate := &evaluation.Candidate{ApplicationID: uuid.New(), Number: string(rune('1' + i)), Requested: money.Som(39_000)}
		m.Contest.Candidates = append(m.Contest.Candidates, candidate)
		m.score(candidate, 5-i)
	}
	return m
}

func (m *Material) score(candidate *evaluation.Candidate, points int) {
	m.Contest.Sheets = slices.DeleteFunc(m.Contest.Sheets, func(s *evaluation.Sheet) bool { return s.ApplicationID == candidate.ApplicationID })
	for _, member := range m.Contest.Commission.Members {
		m.Contest.Sheets = append(m.Contest.Sheets, &evaluation.Sheet{
			MemberID: member.ID, ApplicationID: candidate.ApplicationID, State: evaluation.SheetSubmitted,
			Scores: []evaluation.Score{{Criterion: "a", Points: &points}},
		})
	}
}

// awarding decides sums for the applications, 0 for none.
func (m *Material) awarding(sums ...int64) *Protocol {
	p := &Protocol{}
	for i, sum := range sums {
		d := Decision{ApplicationID: m.Contest.Candidates[i].ApplicationID}
		if sum > 0 {
			amount := money.Som(sum)
			d.LocalBudget = &amount
		}
		p.Decisions = append(p.Decisions, d)
	}
	return p
}

func rulesOf(err error) (rules []string) {
	for _, e := range apperr.All(err) {
		if e.Rule == "" {
			rules = append(rules, string(e.Code))
			continue
		}
		rules = append(rules, e.Rule)
	}
	return rules
}

// to says where each event leads; what is not here is refused.
var to = map[State]map[Event]State{
	Draft:  {Edit: Draft, Seal: Sealed},
	Sealed: {Withdraw: Withdrawn, Complete: Signed},
	Signed: {Annul: Annulled},
}

func TestEveryStateAndEvent(t *testing.T) {
	t.Parallel()
	for _, state := range States {
		for _, event := range Events {
			p := &Protocol{State: state, Base: entity.Base{Version: 3}}
			want, ok := to[state][event]
			require.Equal(t, ok, slices.Contains(p.Allowed(), event), "%s %s", state, event)
			err := p.Apply(event, "r", now)
			if !ok {
				require.Equal(t, []string{"PROTOCOL_STATE"}, rulesOf(err), "%s %s", state, event)
				require.Equal(t, state, p.State)
				require.EqualValues(t, 3, p.Version)
				continue
			}
			require.NoError(t, err)
			require.Equal(t, want, p.State)
			require.EqualValues(t, 4, p.Version)
		}
	}
	require.Equal(t, []string{"VALIDATION"}, rulesOf((&Protocol{State: Signed}).Apply(Annul, "", now)))
	require.Equal(t, []string{"VALIDATION"}, rulesOf((&Protocol{State: Sealed}).Apply(Withdraw, "", now)))
}

func TestTheProposalOfTheRankingIsInOrder(t *testing.T) {
	t.Parallel()
	m := material()
	p := &Protocol{Decisions: m.proposal()}
	require.NoError(t, m.checkDecisions(p))
	require.Equal(t, money.Som(78_000), p.Awarded())
	require.Nil(t, p.Decisions[2].LocalBudget)
}

func TestDecisionsAgainstTheRegulation(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		change func(m *Material)
		sums   []int64
		want   []string
	}{
		"all is well":          {nil, []int64{39_000, 39_000, 0}, nil},
		"a part":               {nil, []int64{39_000, 20_000, 0}, nil},
		"undecided":            {nil, []int64{39_000}, []string{"APPLICATION_NOT_DECIDED", "APPLICATION_NOT_DECIDED"}},
		"over the envelope":    {func(m *Material) { m.Contest.Envelope = money.Som(70_000) }, []int64{39_000, 39_000, 0}, []string{"ENVELOPE_EXCEEDED"}},
		"more than asked":      {func(m *Material) { m.Contest.Candidates[0].Requested = money.Som(10) }, []int64{39_000, 0, 0}, []string{"AWARD_OVER_REQUEST"}},
		"above the maximum":    {func(m *Material) { m.Contest.Candidates[0].Requested = money.Som(60_000) }, []int64{50_000, 0, 0}, []string{"AWARD_OVER_MAXIMUM"}},
		"out of order":         {nil, []int64{39_000, 0, 39_000}, []string{"AWARD_OUT_OF_ORDER"}},
		"the better gets less": {nil, []int64{10_000, 39_000, 0}, []string{"AWARD_OUT_OF_ORDER"}},
		"nobody, no reason":    {nil, []int64{0, 0, 0}, []string{"NO_WINNER_REASON"}},
		"nobody scored":        {func(m *Material) { m.Contest.Sheets = nil }, []int64{1, 0, 0}, []string{"AWARD_NOT_RANKED"}},
		"below the threshold":  {func(m *Material) { p := 101; m.Contest.Rules.PassingPercent = &p }, []int64{1, 0, 0}, []string{"BELOW_PASSING_SCORE"}},
		"no quorum": {func(m *Material) {
			m.Session.Attendance[1].Presence, m.Session.Attendance[2].Presence = session.Absent, session.Absent
		}, []int64{1, 0, 0}, []string{"NO_QUORUM_ON_APPLICATION"}},
		"voted down": {func(m *Material) {
			m.Votes = []*session.Vote{{ApplicationID: m.Contest.Candidates[0].ApplicationID, MemberID: m.Contest.Commission.Members[0].ID, Choice: session.Against}}
		}, []int64{1, 0, 0}, []string{"VOTE_NOT_CARRIED"}},
		"a tie on the line":    {func(m *Material) { m.score(m.Contest.Candidates[1], 5) }, []int64{39_000, 0, 0}, []string{"TIE_UNRESOLVED"}},
		"a tie without a rule": {func(m *Material) { m.score(m.Contest.Candidates[1], 5); m.Contest.Rules.TieRules = nil }, []int64{39_000, 0, 0}, []string{"TIE_WITHOUT_REASON"}},
		"a tie above the line": {func(m *Material) { m.score(m.Contest.Candidates[1], 5) }, []int64{39_000, 39_000, 0}, nil},
	}
	for name, c := range cases {
		m := material()
		if c.change != nil {
			c.change(m)
		}
		require.Equal(t, c.want, rulesOf(m.checkDecisions(m.awarding(c.sums...))), name)
	}
}

func TestAReasonLeavesTheOrderOfTheRanking(t *testing.T) {
	t.Parallel()
	m := material()
	p := m.awarding(39_000, 0, 39_000)
	p.Decisions[1].Reason = "withdrew"
	require.NoError(t, m.checkDecisions(p))
	p = m.awarding(0, 0, 0)
	p.NoWinnerReason = "nobody deserves it"
	require.NoError(t, m.checkDecisions(p))
}

func TestADraftDecidesEachCandidateOnce(t *testing.T) {
	t.Parallel()
	m := material()
	p := m.awarding(1, 2, 3)
	p.Decisions = append(p.Decisions, p.Decisions[0], Decision{ApplicationID: uuid.New()})
	require.Equal(t, []string{"VALIDATION", "NOT_A_CANDIDATE"}, rulesOf(m.checkDraft(p)))
	zero := money.Amount(0)
	p = m.awarding(1)
	p.Decisions[0].LocalBudget, p.Place = &zero, "a\x00"
	require.Equal(t, []string{"VALIDATION", "VALIDATION"}, rulesOf(m.checkDraft(p)))
}

func TestWhoSigns(t *testing.T) {
	t.Parallel()
	m := material()
	m.Session.Attendance[1].Presence = session.Absent // the secretary signs nevertheless
	m.Session.Attendance[2].Presence = session.Excused
	asked := m.signatories()
	require.Len(t, asked, 2)
	p := &Protocol{State: Sealed}
	chair, secretary := asked[0].MemberID, asked[1].MemberID
	_, err := m.signature(p, m.Contest.Commission.Members[2].ID, Hand{}, Simple, now)
	require.Equal(t, []string{"NOT_A_SIGNATORY"}, rulesOf(err))
	_, err = m.signature(p, chair, Hand{Refused: true, Dissent: "d"}, Simple, now)
	require.Equal(t, []string{"SIGNATURE_REQUIRED"}, rulesOf(err))
	first, err := m.signature(p, chair, Hand{}, Simple, now)
	require.NoError(t, err)
	require.Equal(t, "A", first.Name)
	require.False(t, m.complete([]*Signature{first}))
	m.Signed = []*Signature{first}
	_, err = m.signature(p, chair, Hand{}, Simple, now)
	require.Equal(t, []string{"ALREADY_SIGNED"}, rulesOf(err))
	second, err := m.signature(p, secretary, Hand{Name: "Б. Бубнова"}, OnPaper, now)
	require.NoError(t, err)
	require.Equal(t, "Б. Бубнова", second.Name, "the name as printed")
	require.True(t, m.complete([]*Signature{first, second}))
	_, err = m.signature(&Protocol{State: Draft}, chair, Hand{}, Simple, now)
	require.Equal(t, []string{"PROTOCOL_STATE"}, rulesOf(err))
	require.Equal(t, []string{"VALIDATION"}, rulesOf((&Hand{Refused: true}).check()))
}

func TestTheContentHoldsAllOfTheForm(t *testing.T) {
	t.Parallel()
	m := material()
	app, member := m.Contest.Candidates[0].ApplicationID, m.Contest.Commission.Members[2]
	m.Contest.Declarations = []*evaluation.Declaration{{MemberID: member.ID, ApplicationID: app, Kind: evaluation.Relative, Text: "cousin"}}
	m.Votes = []*session.Vote{
		{ApplicationID: app, MemberID: member.ID, Choice: session.Against},
		{ApplicationID: app, MemberID: m.Contest.Commission.Members[0].ID, Choice: session.For},
	}
	m.Dissents = []*session.Dissent{{MemberID: member.ID, Text: "no"}}
	p := m.awarding(39_000, 30_000, 0)
	c := m.compose(p)
	require.Equal(t, []Recusal{{Member: "C", ApplicationID: app, Number: "1", Kind: evaluation.Relative, Text: "cousin"}}, c.Conflicts)
	require.Equal(t, 2, c.Ranking[0].Sheets, "without the sheet in conflict")
	require.Equal(t, Poll{ApplicationID: app, Number: "1", For: 1, Quorum: Quorum{Present: 2, Eligible: 2, Recused: 1, Num: 2, Den: 3, Met: true}}, c.Votes[0])
	require.Equal(t, money.Som(78_000), c.EnvelopeBefore)
	require.Equal(t, money.Som(9_000), c.EnvelopeAfter)
	require.Equal(t, []Opinion{{Member: "C", Text: "no"}}, c.Dissents)
	require.Len(t, c.Signatories, 3)
	require.Equal(t, money.Som(30_000), *c.Decisions[1].LocalBudget)
	require.Nil(t, c.Decisions[2].LocalBudget)
}
