package apptest

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/clock"
)

// Seat is the member of the commission who holds a role: its chair, its secretary, or
// the third member.
func (j *Jury) Seat(role access.Role) *Client {
	switch role {
	case access.CommissionChair:
		return j.Seats[0]
	case access.CommissionSecretary:
		return j.Seats[1]
	case access.CommissionMember:
		return j.Seats[2]
	}
	return j.As(j.M, role)
}

// CompetitionID is the global id of the competition.
func (j *Jury) CompetitionID() string { return scalar.EncodeID(j.C.Ref()) }

// Competition is the competition as the head sees it now.
func (j *Jury) Competition(t testing.TB) Thing {
	t.Helper()
	var out struct{ Competition Thing }
	j.Head.Do(t, `query($id: ID!) { competition(id: $id) { id state version } }`, Input{"id": j.CompetitionID()}, &out)
	return out.Competition
}

// ApplicationID is the global id of an application.
func (j *Jury) ApplicationID(i int) string { return scalar.EncodeID(j.Applications[i].Ref()) }

// MemberID is the global id of a member.
func (j *Jury) MemberID(seat int) string { return scalar.EncodeID(j.Members[seat].Ref()) }

// Declare declares a kind of conflict of one member on every application.
func (j *Jury) Declare(t testing.TB, seat int, kinds ...string) {
	t.Helper()
	var list []Input
	for i := range j.Applications {
		kind := "NONE"
		if i < len(kinds) {
			kind = kinds[i]
		}
		list = append(list, Input{"applicationId": j.ApplicationID(i), "kind": kind, "text": "—"})
	}
	j.Seats[seat].Change(t, "declareConflicts", Input{"competitionId": j.CompetitionID(), "declarations": list})
}

// Points gives every criterion of the rules the same points.
func Points(n int) []Input {
	var list []Input
	for _, c := range Rules().Criteria {
		list = append(list, Input{"criterion": c.Key, "points": n, "comment": "—"})
	}
	return list
}

// Score submits one member's sheet of an application.
func (j *Jury) Score(t testing.TB, seat, application, points int) Thing {
	t.Helper()
	sheet := j.Seats[seat].Change(t, "saveScoreSheet", Input{"applicationId": j.ApplicationID(application), "scores": Points(points)})
	return j.Seats[seat].Change(t, "submitScoreSheet", sheet.Step())
}

// ScoreAll lets every member declare no conflict and give each application its points.
func (j *Jury) ScoreAll(t testing.TB, points ...int) {
	t.Helper()
	for seat := range j.Seats {
		j.Declare(t, seat)
		for i, n := range points {
			j.Score(t, seat, i, n)
		}
	}
}

// Planned calls a session and writes the first members down as present.
func (j *Jury) Planned(t testing.TB, present int) Thing {
	t.Helper()
	secretary := j.Seats[1]
	s := secretary.Change(t, "planSession", Input{"competitionId": j.CompetitionID(), "plannedAt": j.Clock.Now()})
	var list []Input
	for seat := range present {
		list = append(list, Input{"memberId": j.MemberID(seat), "presence": "PRESENT"})
	}
	return secretary.Change(t, "recordAttendance", s.With("attendance", list))
}

// Ranked holds a session of the whole commission as far as the ranking is known.
func (j *Jury) Ranked(t testing.TB, points ...int) Thing {
	t.Helper()
	s := j.Seats[0].Change(t, "openSession", j.Planned(t, len(j.Seats)).Step())
	j.ScoreAll(t, points...)
	return j.Seats[0].Change(t, "closeScores", s.Step())
}

// Drafted closes such a session and drafts its protocol; without decisions it is what
// the ranking proposes.
func (j *Jury) Drafted(t testing.TB, session Thing, decisions ...Input) Thing {
	t.Helper()
	session = j.Seats[0].Change(t, "closeSession", session.Step())
	input := Input{"sessionId": session.ID, "date": j.Today()}
	if len(decisions) > 0 {
		input["decisions"] = decisions
	}
	return j.Seats[1].Change(t, "draftProtocol", input)
}

// Signed seals a draft and has it signed by the whole commission.
func (j *Jury) Signed(t testing.TB, draft Thing) Thing {
	t.Helper()
	p := j.Seats[0].Change(t, "sealProtocol", draft.Step())
	for _, seat := range j.Seats {
		p = seat.Change(t, "signProtocol", p.Step())
	}
	require.Equal(t, "SIGNED", p.State)
	return p
}

// Approve lets the head order the result of a signed protocol.
func (j *Jury) Approve(t testing.TB, signed Thing) Thing {
	t.Helper()
	return j.Head.Change(t, "approveResult", j.Order(signed))
}

// Order is the input of an order of the head on a protocol.
func (j *Jury) Order(protocol Thing) Input {
	return Input{"protocolId": protocol.ID, "version": protocol.Version, "number": "88", "date": j.Today()}
}

// Today is the date in Bishkek.
func (j *Jury) Today() clock.Date { return clock.DateOf(j.Clock.Now()) }
