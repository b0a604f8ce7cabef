package session

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/evaluation"
)

// Service is what people do in the commission's sessions.
type Service struct {
	auth  access.Authorizer
	store Store
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store) *Service {
	return &Service{auth: auth, store: store}
}

// Get reads one session. The commission and the executive body may.
func (s *Service) Get(ctx context.Context, ref entity.Ref) (*Session, error) {
	return access.Reached(ctx, s.auth, s.store, ref, access.CommissionSession, access.Read, s.store.Get,
		func(s *Session) uuid.UUID { return s.CompetitionID })
}

// Of lists the sessions of competitions, oldest first.
func (s *Service) Of(ctx context.Context, tenant uuid.UUID, competitions []uuid.UUID) (map[uuid.UUID][]*Session, error) {
	scope, reach, err := access.Reaching(ctx, s.auth, s.store, tenant, access.CommissionSession, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.OfCompetitions(ctx, scope, reach.Within(competitions))
}

// Votes lists the votes of sessions.
func (s *Service) Votes(ctx context.Context, tenant uuid.UUID, sessions []uuid.UUID) (map[uuid.UUID][]*Vote, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.CommissionSession, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Votes(ctx, scope, sessions)
}

// Dissents lists the dissenting opinions of sessions, oldest first.
func (s *Service) Dissents(ctx context.Context, tenant uuid.UUID, sessions []uuid.UUID) (map[uuid.UUID][]*Dissent, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.CommissionSession, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Dissents(ctx, scope, sessions)
}

// Item is one point of the meeting: an application with its quorum and votes.
type Item struct {
	Candidate *evaluation.Candidate
	Quorum    Quorum
	Tally     Tally
}

// Sitting is a session with what counts in it.
type Sitting struct {
	Quorum Quorum
	Items  []*Item
}

// SittingsOf works out the quorum of sessions and, by application, quorum and votes.
func (s *Service) SittingsOf(ctx context.Context, sessions []*Session) (map[uuid.UUID]*Sitting, error) {
	scope, contests, err := s.contests(ctx, sessions)
	if err != nil {
		return nil, err
	}
	ids := make([]uuid.UUID, len(sessions))
	for i, session := range sessions {
		ids[i] = session.ID
	}
	votes, err := s.store.Votes(ctx, scope, ids)
	if err != nil {
		return nil, err
	}
	sittings := make(map[uuid.UUID]*Sitting, len(sessions))
	for _, session := range sessions {
		sittings[session.ID] = session.sitting(contests[session.CompetitionID], votes[session.ID])
	}
	return sittings, nil
}

// contests reads what sessions of one municipality stand on, by the competition.
func (s *Service) contests(ctx context.Context, sessions []*Session) (access.Scope, map[uuid.UUID]*evaluation.Contest, error) {
	scope, err := s.auth.Authorize(ctx, sessions[0].TenantID, access.CommissionSession, access.Read)
	if err != nil {
		return scope, nil, err
	}
	competitions := make([]uuid.UUID, len(sessions))
	for i, session := range sessions {
		competitions[i] = session.CompetitionID
	}
	contests, err := s.store.Contests(ctx, scope, competitions)
	if err == nil && slices.ContainsFunc(competitions, func(id uuid.UUID) bool { return contests[id] == nil }) {
		err = apperr.ErrNotFound
	}
	return scope, contests, err
}

func (s *Session) sitting(contest *evaluation.Contest, votes []*Vote) *Sitting {
	sitting := &Sitting{Quorum: s.QuorumOf(contest), Items: []*Item{}}
	for _, candidate := range contest.Candidates {
		sitting.Items = append(sitting.Items, &Item{
			Candidate: candidate, Quorum: s.QuorumOn(contest, candidate.ApplicationID),
			Tally: s.Count(contest, votes, candidate.ApplicationID),
		})
	}
	return sitting
}

// change runs a change of one session: the competition is locked first, then the
// session; [Service.may] decides on it, and version is the one that the caller read.
func (s *Service) change(ctx context.Context, ref entity.Ref, version int64, scope access.Scope, reason string,
	apply func(ctx context.Context, tx Tx, contest *evaluation.Contest, session *Session, now time.Time) error,
) (*Session, error) {
	var session *Session
	err := s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		contest, locked, now, err := lock(ctx, tx, ref.ID)
		if err != nil {
			return err
		}
		if err := s.may(contest, locked, scope); err != nil {
			return err
		}
		if locked.Version != version {
			return apperr.ErrStale
		}
		before := *locked
		session = locked
		if err := apply(ctx, tx, contest, session, now); err != nil {
			return err
		}
		if err := tx.UpdateSession(ctx, session); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{
			Object: access.CommissionSession, Action: scope.Permission().Action, ID: session.ID, Before: before, After: session, Reason: reason,
		})
	})
	if err != nil {
		return nil, err
	}
	return session, nil
}

func lock(ctx context.Context, tx Tx, id uuid.UUID) (*evaluation.Contest, *Session, time.Time, error) {
	competition, err := tx.CompetitionOfSession(ctx, id)
	if err != nil {
		return nil, nil, time.Time{}, err
	}
	contest, err := tx.LockContest(ctx, competition)
	if err != nil {
		return nil, nil, time.Time{}, err
	}
	session, err := tx.LockSession(ctx, id)
	if err != nil {
		return nil, nil, time.Time{}, err
	}
	now, err := tx.Now(ctx)
	return contest, session, now, err
}

// keeps is the row rule of those who keep the session's papers: chair and secretary of
// this commission.
func (s *Service) keeps(contest *evaluation.Contest, scope access.Scope) error {
	m := contest.Commission.MemberOf(scope.UserID())
	if m == nil || m.Role == commission.OrdinaryMember {
		return s.auth.Denied(scope.Permission())
	}
	return nil
}

// leads is the row rule of those who lead the meeting: the chair, whoever stands in, or
// the secretary for one of them who has no account.
func (s *Service) leads(contest *evaluation.Contest, session *Session, scope access.Scope) (*commission.Member, error) {
	if leader := session.ledBy(contest.Commission, contest.Commission.MemberOf(scope.UserID())); leader != nil {
		return leader, nil
	}
	return nil, s.auth.Denied(scope.Permission())
}

// ledBy is the member in whose place a caller leads the meeting, nil when it is none.
func (s *Session) ledBy(c *commission.Commission, caller *commission.Member) *commission.Member {
	leader := s.leader(c)
	switch {
	case caller == nil || leader == nil:
	case caller.ID == leader.ID, caller.Role == commission.Chair:
		return caller
	case caller.Role == commission.Secretary && !leader.HasAccount():
		return leader
	}
	return nil
}

// leader is who presides, or the chair while nobody was named.
func (s *Session) leader(c *commission.Commission) *commission.Member {
	for _, m := range c.Serving() {
		if s.PresidingID == nil && m.Role == commission.Chair || s.PresidingID != nil && m.ID == *s.PresidingID {
			return m
		}
	}
	return nil
}
