package selection

import (
	"context"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/entity"
)

// moves are the events behind the actions on a selection.
var moves = map[access.Action]Event{
	access.Update: Configure, access.Open: OpenScoring, access.Close: CloseScoring, access.Reopen: ReopenScoring, access.Publish: Publish, access.Withdraw: Withdraw,
}

// AllowedActions are what the reader may do with the selection now.
func (s *Selection) AllowedActions() ([]access.Action, error) {
	return access.Permitted(s.rule, access.Update, access.Open, access.Close, access.Reopen, access.Publish, access.Withdraw)
}

// Rule decides what the caller may do to a selection that she sees.
func (s *Service) Rule(_ context.Context, sel *Selection) (access.Rule, error) { return sel.rule, nil }

// ruled gives a selection that is shown the rule about it.
func (s *Service) ruled(ctx context.Context, sel *Selection) *Selection {
	if sel == nil {
		return nil
	}
	sel.rule = func(action access.Action) error {
		if _, err := s.auth.AuthorizeProgramme(ctx, access.Selection, action); err != nil {
			return err
		}
		if event, moved := moves[action]; moved {
			return sel.admits(event)
		}
		return nil
	}
	return sel
}

// within is the rule of what is done inside a selection: the role, in one of its states.
func (s *Service) within(ctx context.Context, sel *Selection, object access.Object, states ...State) access.Rule {
	return func(action access.Action) error {
		if _, err := s.auth.AuthorizeProgramme(ctx, object, action); err != nil {
			return err
		}
		if action == access.Read {
			return nil
		}
		return sel.in(states...)
	}
}

// ProtocolRule decides what the caller may do to the protocol of a selection.
func (s *Service) ProtocolRule(ctx context.Context, sel *Selection) (access.Rule, error) {
	return s.within(ctx, sel, access.SelectionProtocol, Deciding), nil
}

// SeatsRule decides what the caller may do to the seats of a selection.
func (s *Service) SeatsRule(ctx context.Context, sel *Selection) (access.Rule, error) {
	return s.within(ctx, sel, access.SelectionSeat, Preparation, Scoring), nil
}

// SeatRule decides what the caller may do to one seat.
func (s *Service) SeatRule(ctx context.Context, seat *Member) (access.Rule, error) {
	sel, err := s.Get(ctx, entity.Ref{ID: seat.SelectionID})
	if err != nil {
		return nil, err
	}
	return s.SeatsRule(ctx, sel)
}

// ClarificationRule decides what the caller may do to a question about a letter.
func (s *Service) ClarificationRule(ctx context.Context, c *Clarification) (access.Rule, error) {
	return func(action access.Action) error {
		if _, err := s.auth.AuthorizeProgramme(ctx, access.LetterClarification, action); err != nil {
			return err
		}
		if action != access.Read && !c.Open() {
			return ErrClarified
		}
		return nil
	}, nil
}

// ScoreRule decides what a member may do to a letter of hers.
func (s *Service) ScoreRule(ctx context.Context, c *CodedLetter) (access.Rule, error) {
	return func(action access.Action) error {
		if _, err := s.auth.AuthorizeProgramme(ctx, access.SelectionScore, action); err != nil {
			return err
		}
		if action == access.Read {
			return nil
		}
		return s.mayScore(ctx, c)
	}, nil
}
