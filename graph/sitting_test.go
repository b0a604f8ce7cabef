package graph_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/protocol"
	"github.com/demilge/demilge/internal/session"
)

// sitting takes a jury through its session and its protocol; the last member is away.
type sitting struct {
	*apptest.Jury
	session  *session.Session
	protocol *protocol.Protocol
}

func (s *sitting) plan(t *testing.T) {
	t.Helper()
	var err error
	secretary := s.Seats[1].Context(t.Context())
	s.session, err = s.Resolver.Sessions.Plan(secretary, s.C.Ref(), session.Plan{PlannedAt: s.Clock.Now(), Place: "Клуб"})
	require.NoError(t, err)
	var arrivals []session.Arrival
	for i, m := range s.Members {
		presence := session.Present
		if i == len(s.Members)-1 {
			presence = session.Absent
		}
		arrivals = append(arrivals, session.Arrival{MemberID: m.ID, Presence: presence})
	}
	s.session, err = s.Resolver.Sessions.Attend(secretary, s.session.Ref(), s.session.Version, arrivals, nil)
	require.NoError(t, err)
}

func (s *sitting) open(t *testing.T) {
	t.Helper()
	var err error
	s.session, err = s.Resolver.Sessions.Open(s.Seats[0].Context(t.Context()), s.session.Ref(), s.session.Version)
	require.NoError(t, err)
}

// score has everybody who is there give the first application more than the second.
func (s *sitting) score(t *testing.T) {
	t.Helper()
	for _, seat := range s.Seats[:len(s.Seats)-1] {
		ctx := seat.Context(t.Context())
		var statements []evaluation.Statement
		for _, a := range s.Applications {
			statements = append(statements, evaluation.Statement{ApplicationID: a.ID, Kind: evaluation.NoConflict})
		}
		_, err := s.Resolver.Evaluations.Declare(ctx, s.C.Ref(), statements)
		require.NoError(t, err)
		for i, a := range s.Applications {
			var scores []evaluation.Score
			for _, c := range apptest.Rules().Criteria {
				points := 4 - i
				scores = append(scores, evaluation.Score{Criterion: c.Key, Points: &points, Comment: "c"})
			}
			sheet, err := s.Resolver.Evaluations.Save(ctx, a.Ref(), 0, scores)
			require.NoError(t, err)
			_, err = s.Resolver.Evaluations.Submit(ctx, sheet.Ref(), sheet.Version)
			require.NoError(t, err)
		}
	}
}

func (s *sitting) closeScores(t *testing.T) {
	t.Helper()
	var err error
	s.session, err = s.Resolver.Sessions.CloseScores(s.Seats[0].Context(t.Context()), s.session.Ref(), s.session.Version)
	require.NoError(t, err)
}

func (s *sitting) close(t *testing.T) {
	t.Helper()
	var err error
	s.session, err = s.Resolver.Sessions.Close(s.Seats[0].Context(t.Context()), s.session.Ref(), s.session.Version)
	require.NoError(t, err)
}

func (s *sitting) draft(t *testing.T) {
	t.Helper()
	var err error
	s.protocol, err = s.Resolver.Protocols.Draft(s.Seats[1].Context(t.Context()), s.session.Ref(), protocol.Text{Date: clock.DateOf(s.Clock.Now())})
	require.NoError(t, err)
}

func (s *sitting) seal(t *testing.T) {
	t.Helper()
	var err error
	s.protocol, err = s.Resolver.Protocols.Seal(s.Seats[1].Context(t.Context()), s.protocol.Ref(), s.protocol.Version)
	require.NoError(t, err)
}

func (s *sitting) sign(t *testing.T, seats ...int) {
	t.Helper()
	for _, seat := range seats {
		var err error
		s.protocol, err = s.Resolver.Protocols.Sign(s.Seats[seat].Context(t.Context()), s.protocol.Ref(), s.protocol.Version, protocol.Hand{})
		require.NoError(t, err)
	}
}

func (s *sitting) approve(t *testing.T) {
	t.Helper()
	paper := protocol.Paper{Number: "12", Date: clock.DateOf(s.Clock.Now()), SignedBy: "А"}
	_, err := s.Resolver.Protocols.Approve(s.Head.Context(t.Context()), s.protocol.Ref(), s.protocol.Version, paper)
	require.NoError(t, err)
}
