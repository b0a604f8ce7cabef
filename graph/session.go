package graph

import (
	"context"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/session"
)

func sessionPayload(ctx context.Context, s *session.Session, err error) (*model.SessionPayload, error) {
	errs, err := userErrors(ctx, err)
	return &model.SessionPayload{Session: s, Errors: errs}, err
}

func arrivals(inputs []*model.AttendanceInput) []session.Arrival {
	list := make([]session.Arrival, len(inputs))
	for i, input := range inputs {
		list[i] = session.Arrival{MemberID: input.MemberID.ID, Presence: input.Presence, ArrivedAt: input.ArrivedAt.Value()}
	}
	return list
}

// ownBallots leave the member to the service.
func ownBallots(inputs []*model.VoteInput) []session.Ballot {
	list := make([]session.Ballot, len(inputs))
	for i, input := range inputs {
		list[i] = session.Ballot{ApplicationID: input.ApplicationID.ID, Choice: input.Choice}
	}
	return list
}

func ballots(inputs []*model.MemberVoteInput) []session.Ballot {
	list := make([]session.Ballot, len(inputs))
	for i, input := range inputs {
		list[i] = session.Ballot{MemberID: input.MemberID.ID, ApplicationID: input.ApplicationID.ID, Choice: input.Choice}
	}
	return list
}

func attendanceModel(s *session.Session) []*model.SessionAttendance {
	list := make([]*model.SessionAttendance, len(s.Attendance))
	for i, a := range s.Attendance {
		list[i] = &model.SessionAttendance{
			MemberID: s.Link("CommissionMember", a.MemberID), Name: a.Name, Post: a.Post, Role: a.Role,
			Voting: a.Voting, Presence: a.Presence, ArrivedAt: a.ArrivedAt,
		}
	}
	return list
}
