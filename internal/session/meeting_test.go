package session_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/apptest"
)

const sitting = `query($id: ID!) { node(id: $id) { ... on CommissionSession { state casting castingReason reason
	attendance { memberId presence } votes { choice channel } dissents { text channel }
	sitting { quorum { present eligible met } items { quorum { present eligible recused met } tally { for against abstain carried } } } } } }`

type quorum struct {
	Present, Eligible, Recused int
	Met                        bool
}

type seen struct {
	Node struct {
		State, Reason   string
		Casting         []string
		CastingReason   string
		Votes, Dissents []struct{ Choice, Channel, Text string }
		Attendance      []struct{ Presence string }
		Sitting         struct {
			Quorum quorum
			Items  []struct {
				Quorum quorum
				Tally  struct {
					For, Against, Abstain int
					Carried               bool
				}
			}
		}
	}
}

func show(t *testing.T, j *apptest.Jury, s apptest.Thing) (out seen) {
	t.Helper()
	j.Seats[0].Do(t, sitting, input{"id": s.ID}, &out)
	return out
}

func TestAMeetingFromCallToClose(t *testing.T) {
	t.Parallel()
	j := jury(t, 39_000, 39_000)
	chair, secretary := j.Seats[0], j.Seats[1]
	s := j.Planned(t, 3)
	require.Equal(t, "SESSION_RUNNING", secretary.RefusedChange(t, "planSession",
		input{"competitionId": j.CompetitionID(), "plannedAt": j.Clock.Now()}).Name())
	refused := chair.RefusedChange(t, "openSession", s.Step())
	require.Equal(t, "NO_QUORUM", refused.Name())
	require.Contains(t, refused.Message, "3 of 5")

	s = secretary.Change(t, "recordAttendance", s.With("attendance", present(j, 0, 1, 2, 3)))
	s = chair.Change(t, "openSession", s.Step())
	require.Equal(t, "OPEN", s.State)
	require.Equal(t, "SESSION_STATE", chair.RefusedChange(t, "openSession", s.Step()).Name())
	require.Equal(t, "SHEETS_MISSING", chair.RefusedChange(t, "closeScores", s.Step()).Name())
	votes := input{"sessionId": s.ID, "votes": []input{{"applicationId": j.ApplicationID(0), "choice": "FOR"}}}
	require.Equal(t, "SCORES_STILL_OPEN", chair.RefusedChange(t, "castVotes", votes).Name())

	for seat := range 4 { // the fifth is away, which is recorded
		j.Declare(t, seat)
		j.Score(t, seat, 0, 4)
		j.Score(t, seat, 1, 3)
	}
	s = chair.Change(t, "closeScores", s.Step())
	require.Equal(t, "SCORES_CLOSED", s.State)
	require.Equal(t, "MEMBER_NOT_PRESENT", j.Seats[4].RefusedChange(t, "castVotes", votes).Name())
	chair.Change(t, "castVotes", votes)
	secretary.Change(t, "recordDissent", input{"sessionId": s.ID, "text": "Макул эмесмин"})
	s = chair.Change(t, "closeSession", s.Step())
	require.Equal(t, "CLOSED", s.State)
	require.Equal(t, "SESSION_STATE", chair.RefusedChange(t, "castVotes", votes).Name())

	out := show(t, j, s).Node
	require.Equal(t, quorum{Present: 4, Eligible: 5, Met: true}, out.Sitting.Quorum)
	require.Len(t, out.Attendance, 5)
	require.Equal(t, "ABSENT", out.Attendance[4].Presence)
	require.Len(t, out.Votes, 1)
	require.Equal(t, "Макул эмесмин", out.Dissents[0].Text)
}

func present(j *apptest.Jury, seats ...int) []input {
	var list []input
	for _, seat := range seats {
		list = append(list, input{"memberId": j.MemberID(seat), "presence": "PRESENT"})
	}
	return list
}

// A conflict that comes to light after the votes takes them out again.
func TestALateConflictTakesMemberAndVoteOut(t *testing.T) {
	t.Parallel()
	j := jury(t, 39_000, 39_000)
	s := j.Ranked(t, 4, 3)
	for _, seat := range []int{2, 3} {
		j.Seats[seat].Change(t, "castVotes", input{"sessionId": s.ID, "votes": []input{{"applicationId": j.ApplicationID(0), "choice": "FOR"}}})
	}
	j.Declare(t, 2, "RELATIVE", "NONE")
	item := show(t, j, s).Node.Sitting.Items[0]
	require.Equal(t, quorum{Present: 4, Eligible: 4, Recused: 1, Met: true}, item.Quorum)
	require.Equal(t, 1, item.Tally.For)
	require.Equal(t, "CONFLICT_OF_INTEREST", j.Seats[2].RefusedChange(t, "castVotes",
		input{"sessionId": s.ID, "votes": []input{{"applicationId": j.ApplicationID(0), "choice": "AGAINST"}}}).Name())
}

// A vote may be changed until the session is closed; the secretary votes for those
// without an account alone.
func TestVotes(t *testing.T) {
	t.Parallel()
	j := jury(t, 39_000)
	s := j.Ranked(t, 4)
	vote := func(choice string) input {
		return input{"sessionId": s.ID, "votes": []input{{"applicationId": j.ApplicationID(0), "choice": choice}}}
	}
	j.Seats[2].Change(t, "castVotes", vote("FOR"))
	j.Seats[2].Change(t, "castVotes", vote("AGAINST"))
	onPaper := input{"sessionId": s.ID, "votes": []input{{"memberId": j.MemberID(4), "applicationId": j.ApplicationID(0), "choice": "ABSTAIN"}}}
	require.Equal(t, "MEMBER_SIGNS_IN", j.Seats[1].RefusedChange(t, "registerVotes", onPaper).Name())
	j.SQL(t, fmt.Sprintf("UPDATE %s.commission_member SET user_id = NULL WHERE id = '%s'", j.M.Schema, j.Members[4].ID))
	j.Seats[1].Change(t, "registerVotes", onPaper)
	tally := show(t, j, s).Node.Sitting.Items[0].Tally
	require.Equal(t, []int{0, 1, 1}, []int{tally.For, tally.Against, tally.Abstain})
	require.False(t, tally.Carried)
}

func TestScoresReopenAndSessionsAdjournWithAReason(t *testing.T) {
	t.Parallel()
	j := jury(t, 39_000)
	chair := j.Seats[0]
	s := j.Ranked(t, 4)
	require.Equal(t, "VALIDATION", chair.RefusedChange(t, "reopenScores", s.With("reason", " ")).Name())
	require.Equal(t, "FORBIDDEN", j.Seats[2].RefusedChange(t, "reopenScores", s.With("reason", "r")).Name(), "not the chair")
	s = chair.Change(t, "reopenScores", s.With("reason", "Катасы бар"))
	require.Equal(t, "OPEN", s.State)
	s = chair.Change(t, "adjournSession", s.With("reason", "Жарык өчтү"))
	require.Equal(t, "ADJOURNED", s.State)
	require.Equal(t, "Жарык өчтү", show(t, j, s).Node.Reason)
	again := j.Planned(t, 5)
	require.NotEqual(t, s.ID, again.ID, "another session takes its place")
	require.Equal(t, "CONFLICT", chair.RefusedChange(t, "openSession", apptest.Thing{ID: again.ID, Version: 1}.Step()).Name())
}

// The ranking is equal: the chair decides between them, and only between them.
func TestTheCastingVote(t *testing.T) {
	t.Parallel()
	j := jury(t, 39_000, 39_000, 39_000)
	s := j.Ranked(t, 3, 3, 2)
	chair, order := j.Seats[0], []string{j.ApplicationID(1), j.ApplicationID(0)}
	require.Equal(t, "FORBIDDEN", j.Seats[2].RefusedChange(t, "castTieVote", s.With("reason", "Даярдыгы жакшыраак", "order", order)).Name())
	require.Equal(t, "NOT_TIED", chair.RefusedChange(t, "castTieVote", s.With("reason", "Даярдыгы жакшыраак", "order", order[:1])).Name())
	require.Equal(t, "NOT_TIED", chair.RefusedChange(t, "castTieVote", s.With("reason", "Даярдыгы жакшыраак", "order", append(order, j.ApplicationID(2)))).Name())
	require.Equal(t, "VALIDATION", chair.RefusedChange(t, "castTieVote", s.With("reason", " ", "order", order)).Name())
	s = chair.Change(t, "castTieVote", s.With("reason", "Даярдыгы жакшыраак", "order", order))
	casting := show(t, j, s).Node.Casting
	require.Equal(t, "Даярдыгы жакшыраак", show(t, j, s).Node.CastingReason)
	require.Equal(t, order, casting)
	require.Equal(t, scalar.EncodeID(j.Applications[1].Ref()), casting[0])
}

// Votes do not undo a tie over the last of the money; a close that came too early can be
// taken back until a protocol is sealed.
func TestATieAtTheFundingLineIsDecidedBeforeTheClose(t *testing.T) {
	t.Parallel()
	j := jury(t, 30_000, 30_000, 30_000)
	chair := j.Seats[0]
	s := j.Ranked(t, 4, 4, 4)
	refused := chair.RefusedChange(t, "closeSession", s.Step())
	require.Equal(t, "TIE_OPEN", refused.Name())
	require.Contains(t, refused.Message, "3/2019")
	s = chair.Change(t, "castTieVote", s.With("reason", "Даярдыгы жакшыраак", "order", []string{j.ApplicationID(1), j.ApplicationID(0), j.ApplicationID(2)}))
	s = chair.Change(t, "closeSession", s.Step())
	require.Equal(t, "FORBIDDEN", j.Seats[2].RefusedChange(t, "reopenSession", s.With("reason", "r")).Name(), "not the chair")
	require.Equal(t, "VALIDATION", chair.RefusedChange(t, "reopenSession", s.With("reason", "a\u202e")).Name())
	s = chair.Change(t, "reopenSession", s.With("reason", "Добуш кайра берилет"))
	require.Equal(t, "SCORES_CLOSED", s.State)
	p := j.Drafted(t, s)
	chair.Change(t, "sealProtocol", p.Step())
	s.Version += 1
	require.Equal(t, "PROTOCOL_SEALED", chair.RefusedChange(t, "reopenSession", s.With("reason", "r")).Name())
	require.ErrorContains(t, j.TrySQL(t, fmt.Sprintf("UPDATE %s.commission_session SET state = 'SCORES_CLOSED'", j.M.Schema)), "sealed")
}
