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
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// Ballot is one vote: a member, an application and a choice.
type Ballot struct {
	MemberID      uuid.UUID
	ApplicationID uuid.UUID
	Choice        Choice
}

// Vote takes the caller's votes on awarding applications; a later vote replaces an
// earlier one until the session is closed. It answers SCORES_STILL_OPEN, NO_VOTE,
// MEMBER_NOT_PRESENT, CONFLICT_OF_INTEREST.
func (s *Service) Vote(ctx context.Context, ref entity.Ref, ballots []Ballot) (*Session, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.CommissionSession, access.Vote)
	if err != nil {
		return nil, err
	}
	return s.poll(ctx, scope, ref, ballots, func(contest *evaluation.Contest) (evaluation.Channel, error) {
		m := contest.Commission.MemberOf(scope.UserID())
		for i := range ballots {
			ballots[i].MemberID = m.ID
		}
		return evaluation.Online, nil
	})
}

// RegisterVotes enters the votes of members without an account, by a show of hands or on
// paper. The secretary may.
func (s *Service) RegisterVotes(ctx context.Context, ref entity.Ref, ballots []Ballot) (*Session, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.CommissionSession, access.Register)
	if err != nil {
		return nil, err
	}
	return s.poll(ctx, scope, ref, ballots, func(contest *evaluation.Contest) (evaluation.Channel, error) {
		for i, b := range ballots {
			if m := contest.Member(b.MemberID); m != nil && m.HasAccount() {
				return "", evaluation.ErrHasAccount.At("votes", strconv.Itoa(i), "memberId")
			}
		}
		return evaluation.Paper, nil
	})
}

func (s *Service) poll(ctx context.Context, scope access.Scope, ref entity.Ref, ballots []Ballot,
	who func(*evaluation.Contest) (evaluation.Channel, error),
) (session *Session, err error) {
	if len(ballots) == 0 {
		return nil, apperr.ErrRequired.At("votes")
	}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		contest, locked, now, err := lock(ctx, tx, ref.ID)
		if err != nil {
			return err
		}
		session = locked
		if err := s.may(contest, session, scope); err != nil {
			return err
		}
		channel, err := who(contest)
		if err != nil {
			return err
		}
		votes, err := session.votes(contest, ballots, channel, now)
		if err != nil {
			return err
		}
		if err := tx.PutVotes(ctx, votes); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.CommissionSession, Action: access.Vote, ID: session.ID, After: votes})
	})
	if err != nil {
		return nil, err
	}
	return session, nil
}

func (s *Session) votes(contest *evaluation.Contest, ballots []Ballot, channel evaluation.Channel, now time.Time) ([]*Vote, error) {
	if err := s.takes(access.Vote); err != nil {
		return nil, err
	}
	type key struct{ member, application uuid.UUID }
	seen := map[key]bool{}
	var errs apperr.List
	votes := make([]*Vote, len(ballots))
	for i, b := range ballots {
		k := key{b.MemberID, b.ApplicationID}
		if refusal := s.mayVote(contest, b); refusal != nil {
			errs.Add(refusal.At("votes", strconv.Itoa(i)))
		} else if seen[k] {
			errs.Add(ErrNotMember.At("votes", strconv.Itoa(i)))
		}
		seen[k] = true
		votes[i] = &Vote{
			Base: entity.NewBase(s.TenantID, now), SessionID: s.ID, ApplicationID: b.ApplicationID,
			MemberID: b.MemberID, Choice: b.Choice, Channel: channel,
		}
	}
	return votes, errs.Err()
}

func (s *Session) mayVote(contest *evaluation.Contest, b Ballot) *apperr.Error {
	m := contest.Member(b.MemberID)
	if refusal := s.voter(m); refusal != nil {
		return refusal
	}
	switch {
	case contest.Candidate(b.ApplicationID) == nil:
		return evaluation.ErrNotCandidate
	case contest.Recused(m, b.ApplicationID):
		return evaluation.ErrConflict
	case contest.Declaration(m.ID, b.ApplicationID) == nil:
		return evaluation.ErrUndeclared.With(i18n.Args{"count": contest.Undeclared(m.ID)})
	}
	return nil
}

// voter refuses the vote of one who has none, or is not there.
func (s *Session) voter(m *commission.Member) *apperr.Error {
	switch {
	case m == nil:
		return ErrNotMember
	case !m.Voting:
		return evaluation.ErrNotVoting
	case !s.IsPresent(m.ID):
		return ErrNotThere
	}
	return nil
}

// Opinion is a dissenting opinion as it is given.
type Opinion struct {
	// MemberID is given by the secretary for a member without an account.
	MemberID      *uuid.UUID
	ApplicationID *uuid.UUID
	Text          string
}

// Dissent keeps a member's dissenting opinion for the protocol, until it is sealed.
func (s *Service) Dissent(ctx context.Context, ref entity.Ref, opinion Opinion) (dissent *Dissent, err error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, access.CommissionSession, access.Dissent)
	if err != nil {
		return nil, err
	}
	if opinion.Text = strings.TrimSpace(opinion.Text); opinion.Text == "" {
		return nil, apperr.ErrRequired.At("text")
	}
	if err := text.Block(opinion.Text, MaxDissent, "text"); err != nil {
		return nil, err
	}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		contest, session, now, err := lock(ctx, tx, ref.ID)
		if err != nil {
			return err
		}
		if dissent, err = s.opinion(contest, session, scope, opinion, now); err != nil {
			return err
		}
		if err := tx.InsertDissent(ctx, dissent); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.CommissionSession, Action: access.Dissent, ID: session.ID, After: dissent})
	})
	if err != nil {
		return nil, err
	}
	return dissent, nil
}

func (s *Service) opinion(contest *evaluation.Contest, session *Session, scope access.Scope, o Opinion, now time.Time) (*Dissent, error) {
	if err := s.may(contest, session, scope); err != nil {
		return nil, err
	}
	member, channel, err := s.speaker(contest, scope, o.MemberID)
	if err != nil {
		return nil, err
	}
	if o.ApplicationID != nil && contest.Candidate(*o.ApplicationID) == nil {
		return nil, evaluation.ErrNotCandidate.At("applicationId")
	}
	return &Dissent{
		Base: entity.NewBase(session.TenantID, now), SessionID: session.ID, ApplicationID: o.ApplicationID,
		MemberID: member.ID, Text: o.Text, Channel: channel,
	}, nil
}

// speaker is the caller's own seat, or the member without an account for whom the
// secretary writes.
func (s *Service) speaker(contest *evaluation.Contest, scope access.Scope, other *uuid.UUID) (*commission.Member, evaluation.Channel, error) {
	caller := contest.Commission.MemberOf(scope.UserID())
	switch {
	case other != nil && *other != caller.ID && caller.Role != commission.Secretary:
		return nil, "", s.auth.Denied(scope.Permission())
	case other == nil || *other == caller.ID:
		return caller, evaluation.Online, nil
	}
	m := contest.Member(*other)
	if m == nil {
		return nil, "", ErrNotMember.At("memberId")
	}
	if m.HasAccount() {
		return nil, "", evaluation.ErrHasAccount.At("memberId")
	}
	return m, evaluation.Paper, nil
}
