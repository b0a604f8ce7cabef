package monitoring

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
)

// GroupActions lists what the caller may do to a group now.
func (s *Service) GroupActions(ctx context.Context, g *Group) ([]access.Action, error) {
	rule, err := s.GroupRule(ctx, g)
	if err != nil {
		return nil, err
	}
	return access.Permitted(rule, access.Update, access.Form, access.Replace, access.Terminate)
}

// GroupRule decides what the caller may do to a group that she sees.
func (s *Service) GroupRule(ctx context.Context, g *Group) (access.Rule, error) {
	return func(action access.Action) error {
		if _, err := s.auth.Authorize(ctx, g.TenantID, access.MonitoringGroup, action); err != nil {
			return err
		}
		return g.takes(action)
	}, nil
}

// ObstaclesOf lists what keeps drafts from being formed, their orders aside; those that
// are formed are missing.
func (s *Service) ObstaclesOf(ctx context.Context, groups []*Group) (map[uuid.UUID]apperr.List, error) {
	var drafts []*Group
	for _, g := range groups {
		if g.State == Proposed {
			drafts = append(drafts, g)
		}
	}
	if len(drafts) == 0 {
		return nil, nil
	}
	scope, err := s.auth.Authorize(ctx, drafts[0].TenantID, access.MonitoringGroup, access.Read)
	if err != nil {
		return nil, err
	}
	sizes, err := s.store.GroupSizes(ctx, scope, competitionsOf(drafts))
	if err != nil {
		return nil, err
	}
	obstacles := make(map[uuid.UUID]apperr.List, len(drafts))
	for _, g := range drafts {
		if size, ruled := sizes[keyOf(g.CompetitionID)]; ruled {
			obstacles[g.ID] = g.obstacles(size)
		} else {
			obstacles[g.ID] = apperr.List{ErrRegulation}
		}
	}
	return obstacles, nil
}

func competitionsOf(groups []*Group) []uuid.UUID {
	keys := make([]uuid.UUID, len(groups))
	for i, g := range groups {
		keys[i] = keyOf(g.CompetitionID)
	}
	return keys
}

// keyOf stands uuid.Nil for the regulation in force.
func keyOf(competition *uuid.UUID) uuid.UUID {
	if competition == nil {
		return uuid.Nil
	}
	return *competition
}
