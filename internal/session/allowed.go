package session

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/regulation"
)

// stages are the states for the actions that are no events of the table.
var stages = map[access.Action][]State{
	access.Update:   {Planned, Open, ScoresClosed},
	access.Vote:     {ScoresClosed},
	access.Register: {ScoresClosed},
	access.Dissent:  {Open, ScoresClosed, Closed},
}

var events = map[access.Action][]Event{
	access.Open:   {OpenSession},
	access.Close:  {CloseScores, CloseSession},
	access.Reopen: {ReopenScores, ReopenSession},
	access.Cancel: {Adjourn},
}

// AllowedOn lists what the caller may do to each of several sessions: by the role, the
// seat in its commission and the state.
func (s *Service) AllowedOn(ctx context.Context, sessions []*Session) (map[uuid.UUID][]access.Action, error) {
	_, contests, err := s.contests(ctx, sessions)
	if err != nil {
		return nil, err
	}
	allowed := make(map[uuid.UUID][]access.Action, len(sessions))
	for _, session := range sessions {
		allowed[session.ID], err = access.Permitted(s.rule(ctx, contests[session.CompetitionID], session), access.Update, access.Open,
			access.Vote, access.Register, access.Reopen, access.Close, access.Cancel, access.Dissent)
		if err != nil {
			return nil, err
		}
	}
	return allowed, nil
}

// PlanRule decides whether the caller may call a session over a competition.
func (s *Service) PlanRule(ctx context.Context, c *competition.Competition) (access.Rule, error) {
	return func(action access.Action) error {
		scope, err := s.auth.Authorize(ctx, c.TenantID, access.CommissionSession, action)
		if err != nil {
			return err
		}
		contest, err := s.store.Contest(ctx, scope, c.ID)
		if err != nil {
			return err
		}
		if err := s.mayPlan(contest, scope); err != nil {
			return err
		}
		known, err := s.store.OfCompetitions(ctx, scope, []uuid.UUID{c.ID})
		if err != nil {
			return err
		}
		if slices.ContainsFunc(known[c.ID], (*Session).counts) {
			return ErrRunning
		}
		return nil
	}, nil
}

// counts reports whether the session runs or its decision stands.
func (s *Session) counts() bool { return s.State != Adjourned && s.State != Annulled }

// mayPlan is the row rule of calling a session.
func (s *Service) mayPlan(contest *evaluation.Contest, scope access.Scope) error {
	if err := s.keeps(contest, scope); err != nil {
		return err
	}
	if contest.Competition.State != competition.Evaluation {
		return evaluation.ErrNotEvaluated
	}
	return nil
}

// Rule decides what the caller may do to a session that she sees.
func (s *Service) Rule(ctx context.Context, session *Session) (access.Rule, error) {
	scope, err := s.auth.Authorize(ctx, session.TenantID, access.CommissionSession, access.Read)
	if err != nil {
		return nil, err
	}
	contest, err := s.store.Contest(ctx, scope, session.CompetitionID)
	if err != nil {
		return nil, err
	}
	return s.rule(ctx, contest, session), nil
}

func (s *Service) rule(ctx context.Context, contest *evaluation.Contest, session *Session) access.Rule {
	return func(action access.Action) error {
		scope, err := s.auth.Authorize(ctx, session.TenantID, access.CommissionSession, action)
		if err != nil {
			return err
		}
		return s.may(contest, session, scope)
	}
}

// may is the row rule of every change of a session: first who the caller is in its
// commission, then what its state permits.
func (s *Service) may(contest *evaluation.Contest, session *Session, scope access.Scope) error {
	if err := s.seated(contest, session, scope); err != nil {
		return err
	}
	action := scope.Permission().Action
	if err := session.takes(action); err != nil {
		return err
	}
	switch action {
	case access.Vote:
		return session.hasVoice(contest, contest.Commission.MemberOf(scope.UserID()))
	case access.Dissent:
		return hears(contest)
	}
	return nil
}

func (s *Service) seated(contest *evaluation.Contest, session *Session, scope access.Scope) error {
	caller := contest.Commission.MemberOf(scope.UserID())
	if caller == nil {
		return s.auth.Denied(scope.Permission())
	}
	switch scope.Permission().Action {
	case access.Update:
		return s.keeps(contest, scope)
	case access.Open, access.Close, access.Reopen, access.Cancel:
		_, err := s.leads(contest, session, scope)
		return err
	case access.Register:
		if caller.Role != commission.Secretary {
			return s.auth.Denied(scope.Permission())
		}
	}
	return nil
}

// takes refuses an action that the session's state does not permit.
func (s *Session) takes(action access.Action) error {
	if votes := action == access.Vote || action == access.Register; votes && (s.State == Planned || s.State == Open) {
		return ErrNoVoteYet
	}
	states := slices.Clone(stages[action])
	for _, t := range table {
		if slices.Contains(events[action], t.event) {
			states = append(states, t.from...)
		}
	}
	return s.in(states...)
}

// hasVoice lets those vote who are there with a vote, and the one who decides ties.
func (s *Session) hasVoice(contest *evaluation.Contest, m *commission.Member) error {
	if slices.Contains(contest.Rules.TieRules, regulation.TieChairVote) && s.ledBy(contest.Commission, m) != nil {
		return nil
	}
	if refusal := s.voter(m); refusal != nil {
		return refusal
	}
	return nil
}

// hears refuses a dissenting opinion that no protocol can take any more.
func hears(contest *evaluation.Contest) error {
	switch {
	case contest.Competition.State != competition.Evaluation:
		return evaluation.ErrNotEvaluated
	case contest.Stage.Sealed:
		return evaluation.ErrProtocolSealed
	}
	return nil
}
