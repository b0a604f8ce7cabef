package agreement

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/award"
)

// actions are those that an agreement itself offers.
var actions = []access.Action{
	access.Update, access.Delete, access.Submit, access.Return, access.Sign, access.Activate, access.Amend, access.Suspend, access.Resume,
	access.Terminate, access.Cancel, access.Close, access.Correct,
}

// AllowedActions lists what the caller may do with an agreement, by role and state.
func (s *Service) AllowedActions(ctx context.Context, a *Agreement) ([]access.Action, error) {
	rule, err := s.Rule(ctx, a)
	if err != nil {
		return nil, err
	}
	return access.Permitted(rule, actions...)
}

// Rule decides what the caller may do with an agreement that she sees.
func (s *Service) Rule(ctx context.Context, a *Agreement) (access.Rule, error) {
	return func(action access.Action) error {
		if _, err := s.auth.Authorize(ctx, a.TenantID, access.Agreement, action); err != nil {
			return err
		}
		return a.takes(action)
	}, nil
}

// BeginRule decides whether the caller may begin the agreement of an award that she sees.
func (s *Service) BeginRule(ctx context.Context, a *award.Award) (access.Rule, error) {
	return func(action access.Action) error {
		scope, err := s.auth.Authorize(ctx, a.TenantID, access.Agreement, action)
		if err != nil {
			return err
		}
		grounds, err := s.store.Grounds(ctx, scope, []uuid.UUID{a.ID})
		if err != nil {
			return err
		}
		if err := grounds[a.ID].published(); err != nil {
			return err
		}
		made, err := s.store.OfAwards(ctx, scope, Sight{All: true}, []uuid.UUID{a.ID})
		if err == nil && made[a.ID] != nil {
			return ErrExists
		}
		return err
	}, nil
}

// Obstacles lists what drafts still lack to be put out for signature; empty for the others.
func (s *Service) Obstacles(ctx context.Context, list []*Agreement) (map[uuid.UUID]apperr.List, error) {
	scope, err := s.auth.Authorize(ctx, list[0].TenantID, access.Agreement, access.Read)
	if err != nil {
		return nil, err
	}
	var drafts, awards []uuid.UUID
	for _, a := range list {
		if a.State == Draft {
			drafts, awards = append(drafts, a.ID), append(awards, a.AwardID)
		}
	}
	obstacles := make(map[uuid.UUID]apperr.List, len(drafts))
	if len(drafts) == 0 {
		return obstacles, nil
	}
	grounds, err := s.store.Grounds(ctx, scope, awards)
	if err != nil {
		return nil, err
	}
	references, err := s.store.References(ctx, scope, drafts)
	if err != nil {
		return nil, err
	}
	lines, err := s.store.Lines(ctx, scope, drafts)
	if err != nil {
		return nil, err
	}
	for _, a := range list {
		if own := references[a.ID]; len(own) > 0 {
			obstacles[a.ID] = a.obstacles(grounds[a.AwardID], own[len(own)-1], lines[a.ID])
		}
	}
	return obstacles, nil
}
