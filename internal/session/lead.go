package session

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/text"
)

// in refuses a change outside some states.
func (s *Session) in(states ...State) error {
	if slices.Contains(states, s.State) {
		return nil
	}
	return ErrState.With(i18n.Args{"state": names[s.State]})
}

// Open begins the meeting: NO_QUORUM, NO_CHAIR. The chair or whoever stands in may.
func (s *Service) Open(ctx context.Context, ref entity.Ref, version int64) (*Session, error) {
	return s.move(ctx, ref, version, access.Open, OpenSession, "")
}

// CloseScores ends the scoring: every sheet is in, or its member's absence is recorded
// (SHEETS_MISSING). From now on the ranking is known.
func (s *Service) CloseScores(ctx context.Context, ref entity.Ref, version int64) (*Session, error) {
	return s.move(ctx, ref, version, access.Close, CloseScores, "")
}

// ReopenScores lets members score again, with a reason; a casting vote is void.
func (s *Service) ReopenScores(ctx context.Context, ref entity.Ref, version int64, reason string) (*Session, error) {
	return s.moveFor(ctx, ref, version, access.Reopen, ReopenScores, reason)
}

// Close ends the meeting: attendance and votes stand, and the commission sees all sheets.
func (s *Service) Close(ctx context.Context, ref entity.Ref, version int64) (*Session, error) {
	return s.move(ctx, ref, version, access.Close, CloseSession, "")
}

// Reopen takes the close of a meeting back, with a reason, before its protocol is sealed:
// a tie can be decided, scores opened again or the meeting adjourned.
func (s *Service) Reopen(ctx context.Context, ref entity.Ref, version int64, reason string) (*Session, error) {
	return s.moveFor(ctx, ref, version, access.Reopen, ReopenSession, reason)
}

// Adjourn ends the meeting without a decision, with a reason; another can be called.
func (s *Service) Adjourn(ctx context.Context, ref entity.Ref, version int64, reason string) (*Session, error) {
	return s.moveFor(ctx, ref, version, access.Cancel, Adjourn, reason)
}

func (s *Service) moveFor(ctx context.Context, ref entity.Ref, version int64, action access.Action, event Event, reason string) (*Session, error) {
	reason, err := text.Reason(reason, MaxReason, "reason")
	if err != nil {
		return nil, err
	}
	return s.move(ctx, ref, version, action, event, reason)
}

func (s *Service) move(ctx context.Context, ref entity.Ref, version int64, action access.Action, event Event, reason string) (*Session, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.CommissionSession, action)
	if err != nil {
		return nil, err
	}
	return s.change(ctx, ref, version, scope, reason, func(_ context.Context, _ Tx, contest *evaluation.Contest, session *Session, now time.Time) error {
		return session.Apply(event, Facts{Contest: contest, Reason: reason}, now)
	})
}

// CastTie is the chair's casting vote: the order of applications that share a place, the
// better first, with the reason. It names every application of a shared place, and
// only such.
func (s *Service) CastTie(ctx context.Context, ref entity.Ref, version int64, order []uuid.UUID, reason string) (*Session, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.CommissionSession, access.Vote)
	if err != nil {
		return nil, err
	}
	if reason, err = text.Reason(reason, MaxReason, "reason"); err != nil {
		return nil, err
	}
	return s.change(ctx, ref, version, scope, reason, func(_ context.Context, _ Tx, contest *evaluation.Contest, session *Session, now time.Time) error {
		leader, err := s.leads(contest, session, scope)
		if err != nil {
			return err
		}
		if !slices.Contains(contest.Rules.TieRules, regulation.TieChairVote) {
			return ErrNoCasting
		}
		for _, id := range order {
			if contest.Recused(leader, id) {
				return evaluation.ErrConflict.At("order")
			}
		}
		if !tiesOf(contest, order) {
			return ErrNotTied.At("order")
		}
		session.Casting, session.CastingReason = order, reason
		session.Touch(now)
		return nil
	})
}

// tiesOf reports whether order names whole groups that share a place without a casting
// vote, each application once.
func tiesOf(contest *evaluation.Contest, order []uuid.UUID) bool {
	plain := *contest
	plain.Casting = nil
	named, groups := map[uuid.UUID]bool{}, map[int]int{}
	for _, id := range order {
		if named[id] {
			return false
		}
		named[id] = true
	}
	for _, e := range plain.Rank(0).Entries {
		if !e.Tied {
			if named[e.Candidate.ApplicationID] {
				return false
			}
			continue
		}
		if named[e.Candidate.ApplicationID] {
			groups[e.Rank] |= 1
			delete(named, e.Candidate.ApplicationID)
		} else {
			groups[e.Rank] |= 2
		}
	}
	for _, mix := range groups {
		if mix == 3 {
			return false
		}
	}
	return len(named) == 0 && len(order) > 0
}
