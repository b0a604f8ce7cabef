package session

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/text"
)

// Longest texts of a session, in characters.
const (
	MaxPlace   = 300
	MaxPoint   = 500
	MaxPoints  = 50
	MaxReason  = 2000
	MaxDissent = 5000
)

// Plan says when, where and about what a session meets.
type Plan struct {
	PlannedAt time.Time
	Place     string
	Agenda    []string
}

func (p *Plan) check() error {
	var errs apperr.List
	p.Place = strings.TrimSpace(p.Place)
	errs.Add(text.Line(p.Place, MaxPlace, "place"))
	if len(p.Agenda) > MaxPoints {
		errs.Add(apperr.OutOfRange(0, MaxPoints, "agenda"))
	}
	for i := range p.Agenda {
		p.Agenda[i] = strings.TrimSpace(p.Agenda[i])
		errs.Add(text.Line(p.Agenda[i], MaxPoint, "agenda", strconv.Itoa(i)))
	}
	return errs.Err()
}

// Plan calls a session over a competition in evaluation. Chair and secretary of its
// commission may; SESSION_RUNNING when another has not ended.
func (s *Service) Plan(ctx context.Context, competitionRef entity.Ref, plan Plan) (*Session, error) {
	scope, err := s.auth.Authorize(ctx, competitionRef.Tenant, access.CommissionSession, access.Create)
	if err != nil {
		return nil, err
	}
	if err := plan.check(); err != nil {
		return nil, err
	}
	var session *Session
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		contest, err := tx.LockContest(ctx, competitionRef.ID)
		if err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		if err := s.mayPlan(contest, scope); err != nil {
			return err
		}
		session = &Session{
			Base: entity.NewBase(competitionRef.Tenant, now), CompetitionID: contest.Competition.ID, State: Planned,
			Attendance: []Attendance{}, Casting: []uuid.UUID{},
		}
		session.take(plan)
		if err := tx.InsertSession(ctx, session); err != nil {
			return err
		}
		if err := call(ctx, tx, contest, session, scope.UserID()); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.CommissionSession, Action: access.Create, ID: session.ID, After: session})
	})
	if err != nil {
		return nil, err
	}
	return session, nil
}

func (s *Session) take(plan Plan) {
	s.PlannedAt, s.Place, s.Agenda = plan.PlannedAt, plan.Place, plan.Agenda
	if s.Agenda == nil {
		s.Agenda = []string{}
	}
}

// Replan changes time, place and agenda of a session that is not open yet.
func (s *Service) Replan(ctx context.Context, ref entity.Ref, version int64, plan Plan) (*Session, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.CommissionSession, access.Update)
	if err != nil {
		return nil, err
	}
	if err := plan.check(); err != nil {
		return nil, err
	}
	return s.change(ctx, ref, version, scope, "", func(ctx context.Context, tx Tx, contest *evaluation.Contest, session *Session, now time.Time) error {
		if err := session.in(Planned); err != nil {
			return err
		}
		session.take(plan)
		session.Touch(now)
		return call(ctx, tx, contest, session, scope.UserID())
	})
}

// Arrival is what the secretary writes of one member.
type Arrival struct {
	MemberID  uuid.UUID
	Presence  Presence
	ArrivedAt *time.Time
}

// Attend records who is there, as a whole list, and who presides; nil means the chair.
// It may be corrected until the session is closed.
func (s *Service) Attend(ctx context.Context, ref entity.Ref, version int64, arrivals []Arrival, presiding *uuid.UUID) (*Session, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.CommissionSession, access.Update)
	if err != nil {
		return nil, err
	}
	return s.change(ctx, ref, version, scope, "", func(_ context.Context, _ Tx, contest *evaluation.Contest, session *Session, now time.Time) error {
		if err := session.attend(contest.Commission, arrivals, presiding); err != nil {
			return err
		}
		session.Touch(now)
		return nil
	})
}

// attend freezes the list of members as printed; one of whom nothing was said is absent.
func (s *Session) attend(c *commission.Commission, arrivals []Arrival, presiding *uuid.UUID) error {
	var errs apperr.List
	said := map[uuid.UUID]Arrival{}
	serving := map[uuid.UUID]bool{}
	for _, m := range c.Serving() {
		serving[m.ID] = true
	}
	for i, a := range arrivals {
		if _, twice := said[a.MemberID]; twice || !serving[a.MemberID] {
			errs.Add(ErrNotMember.At("attendance", strconv.Itoa(i), "memberId"))
		}
		said[a.MemberID] = a
	}
	list := make([]Attendance, 0, len(serving))
	s.PresidingID = nil
	for _, m := range c.Serving() {
		row := Attendance{MemberID: m.ID, Name: m.Name, Post: m.Post, Role: m.Role, Voting: m.Voting, Presence: Absent}
		if a, ok := said[m.ID]; ok {
			row.Presence = a.Presence
			if a.Presence == Present {
				row.ArrivedAt = a.ArrivedAt
			}
		}
		if m.Voting && (presiding == nil && m.Role == commission.Chair || presiding != nil && m.ID == *presiding) {
			id := m.ID
			s.PresidingID = &id
		}
		list = append(list, row)
	}
	if presiding != nil && s.PresidingID == nil {
		errs.Add(ErrNotMember.At("presidingId"))
	}
	s.Attendance = list
	return errs.Err()
}
