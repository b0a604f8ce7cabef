package protocol_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apptest"
)

const (
	protocolDocument = `query($id: ID!) { node(id: $id) { ... on Protocol { state number digest awarded reason
		decisions { applicationId localBudget } signatures { name refused dissent } obstacles { rule }
		content { envelopeBefore envelopeAfter ranking { number rank reasons { en } }
			conflicts { member kind } votes { quorum { present eligible recused met } } dissents { text } } } } }`
	awardsDocument = `query($id: ID!) { competition(id: $id) { state envelope { awarded left }
		awards { rank localBudget } applications(first: 10) { nodes { id state } } } }`
)

type protocolSeen struct {
	Node struct {
		State, Number, Digest, Reason string
		Awarded                       int64
		Decisions                     []struct{ LocalBudget *int64 }
		Signatures                    []struct {
			Name, Dissent string
			Refused       bool
		}
		Obstacles []struct{ Rule string }
		Content   struct {
			EnvelopeBefore, EnvelopeAfter int64
			Ranking                       []struct {
				Number  string
				Rank    int
				Reasons []struct{ En string }
			}
			Conflicts []struct{ Member, Kind string }
			Votes     []struct {
				Quorum struct {
					Present, Eligible, Recused int
					Met                        bool
				}
			}
			Dissents []struct{ Text string }
		}
	}
}

type outcome struct {
	Competition struct {
		State    string
		Envelope struct{ Awarded, Left int64 }
		Awards   []struct {
			Rank        int
			LocalBudget int64
		}
		Applications struct{ Nodes []struct{ ID, State string } }
	}
}

func show(t *testing.T, j *apptest.Jury, p apptest.Thing) (out protocolSeen) {
	t.Helper()
	j.Seats[0].Do(t, protocolDocument, input{"id": p.ID}, &out)
	return out
}

func result(t *testing.T, j *apptest.Jury) (out outcome) {
	t.Helper()
	j.Head.Do(t, awardsDocument, input{"id": j.CompetitionID()}, &out)
	return out
}

func TestFromDraftToOrder(t *testing.T) {
	t.Parallel()
	j, session, draft := drafted(t, 39_000, 39_000, 39_000)
	require.Equal(t, "PROTOCOL_EXISTS", j.Seats[1].RefusedChange(t, "draftProtocol", input{"sessionId": session.ID, "date": j.Today()}).Name())
	require.Equal(t, "PROTOCOL_STATE", j.Seats[2].RefusedChange(t, "signProtocol", draft.Step()).Name())
	require.EqualValues(t, 7_800_000, result(t, j).Competition.Envelope.Left, "a draft takes nothing")

	p := j.Seats[1].Change(t, "sealProtocol", draft.Step())
	require.Equal(t, "SEALED", p.State)
	require.EqualValues(t, 0, result(t, j).Competition.Envelope.Left)
	require.Empty(t, result(t, j).Competition.Awards, "nothing stands before the signatures")
	require.Equal(t, "PROTOCOL_NOT_SIGNED", j.Head.RefusedChange(t, "approveResult", j.Order(p)).Name())
	for i, seat := range j.Seats {
		in := p.Step()
		if i == 4 {
			in = p.With("refuse", true, "dissent", "Мен каршымын")
		}
		p = seat.Change(t, "signProtocol", in)
	}
	require.Equal(t, "SIGNED", p.State)
	seen := show(t, j, p).Node
	require.Equal(t, "1/2019", seen.Number)
	require.Len(t, seen.Digest, 64)
	require.Len(t, seen.Signatures, 5)
	require.Equal(t, "Мен каршымын", seen.Signatures[4].Dissent)
	require.EqualValues(t, 7_800_000, seen.Content.EnvelopeBefore)
	require.Zero(t, seen.Content.EnvelopeAfter)
	require.ErrorContains(t, j.TrySQL(t, fmt.Sprintf("UPDATE %s.protocol_content SET content = '{}'", j.M.Schema)), "sealed")

	j.Approve(t, p)
	out := result(t, j).Competition
	require.Equal(t, "RESULT_APPROVED", out.State)
	require.Len(t, out.Awards, 2)
	require.Equal(t, []int64{3_900_000, 3_900_000}, []int64{out.Awards[0].LocalBudget, out.Awards[1].LocalBudget})
	states := map[string]string{}
	for _, a := range out.Applications.Nodes {
		states[a.ID] = a.State
	}
	require.Equal(t, "AWARDED", states[j.ApplicationID(0)])
	require.Equal(t, "NOT_AWARDED", states[j.ApplicationID(2)])
	require.Equal(t, "COMPETITION_STATE", j.Head.RefusedChange(t, "approveResult", j.Order(p)).Name(), "a second order")
}

// A withdrawn protocol gives the money back and is kept; another takes its place.
func TestWithdrawnBeforeAllHaveSigned(t *testing.T) {
	t.Parallel()
	j, session, draft := drafted(t, 39_000)
	p := j.Seats[0].Change(t, "sealProtocol", draft.Step())
	p = j.Seats[2].Change(t, "signProtocol", p.Step())
	require.Equal(t, "ALREADY_SIGNED", j.Seats[2].RefusedChange(t, "signProtocol", p.Step()).Name())
	require.Equal(t, "SIGNATURE_REQUIRED", j.Seats[0].RefusedChange(t, "signProtocol", p.With("refuse", true, "dissent", "r")).Name())
	require.Equal(t, "VALIDATION", j.Seats[0].RefusedChange(t, "withdrawProtocol", p.With("reason", " ")).Name())
	p = j.Seats[0].Change(t, "withdrawProtocol", p.With("reason", "Ката кетти"))
	require.Equal(t, "WITHDRAWN", p.State)
	require.Zero(t, result(t, j).Competition.Envelope.Awarded)
	require.Equal(t, "PROTOCOL_STATE", j.Seats[3].RefusedChange(t, "signProtocol", p.Step()).Name())

	again := j.Seats[1].Change(t, "draftProtocol", input{"sessionId": session.ID, "date": j.Today()})
	j.Signed(t, again)
	require.Equal(t, "2/2019", show(t, j, again).Node.Number)
}

// The head returns a signed protocol by a reasoned order; the commission meets again.
func TestTheHeadAnnulsAndTheCommissionMeetsAgain(t *testing.T) {
	t.Parallel()
	j, _, draft := drafted(t, 39_000)
	p := j.Signed(t, draft)
	annulment := j.Order(p)
	annulment["reason"] = ""
	require.Equal(t, "VALIDATION", j.Head.RefusedChange(t, "annulProtocol", annulment).Name())
	annulment["reason"], annulment["date"] = "Кворум туура эмес эсептелген", "2019-12-16"
	require.Equal(t, []string{"input", "date"}, j.Head.RefusedChange(t, "annulProtocol", annulment).Path, "before the protocol")
	annulment["date"] = j.Today()
	j.Head.Change(t, "annulProtocol", annulment)
	require.Equal(t, "ANNULLED", show(t, j, p).Node.State)
	out := result(t, j).Competition
	require.Equal(t, "EVALUATION", out.State)
	require.Empty(t, out.Awards)
	require.EqualValues(t, 7_800_000, out.Envelope.Left)
	require.NotEmpty(t, j.Head.RefusedChange(t, "approveResult", j.Order(p)).Name())

	s := j.Seats[0].Change(t, "openSession", j.Planned(t, 5).Step())
	s = j.Seats[0].Change(t, "closeScores", s.Step())
	j.Approve(t, j.Signed(t, j.Drafted(t, s)))
	require.Len(t, result(t, j).Competition.Awards, 1)
}

// Without a winner the competition has failed, by the head's order.
func TestNobodyWins(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	j := a.Jury(t, a.Municipality(t), []int64{39_000})
	session := j.Ranked(t, 1)
	draft := j.Drafted(t, session, input{"applicationId": j.ApplicationID(0)})
	require.Equal(t, "NO_WINNER_REASON", j.Seats[1].RefusedChange(t, "sealProtocol", draft.Step()).Name())
	require.Equal(t, "NO_WINNER_REASON", show(t, j, draft).Node.Obstacles[0].Rule)
	draft = j.Seats[1].Change(t, "updateProtocol", draft.With("date", j.Today(), "noWinnerReason", "Баллдары төмөн",
		"decisions", []input{{"applicationId": j.ApplicationID(0)}}))
	j.Approve(t, j.Signed(t, draft))
	out := result(t, j).Competition
	require.Equal(t, "FAILED", out.State)
	require.Zero(t, out.Envelope.Awarded)
	require.Equal(t, "NOT_AWARDED", out.Applications.Nodes[0].State)
}
