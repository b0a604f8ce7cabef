package workplan

import (
	"context"

	"github.com/demilge/demilge/internal/access"
)

// may refuses what the state of the step or the end of the memorandum forbids. What was
// done is still confirmed or given back after the end.
func (s *Step) may(action access.Action) error {
	if !s.Open && action != access.Confirm && action != access.Return {
		return ErrClosed
	}
	return s.takes(action)
}

// AllowedActions lists what the caller may do with a step.
func (s *Service) AllowedActions(ctx context.Context, step *Step) ([]access.Action, error) {
	rule, err := s.Rule(ctx, step)
	if err != nil {
		return nil, err
	}
	return access.Permitted(rule, access.Update, access.Open, access.Submit, access.Confirm, access.Return, access.Cancel)
}

// Rule decides what the caller may do with a step that she sees.
func (s *Service) Rule(ctx context.Context, step *Step) (access.Rule, error) {
	return func(action access.Action) error {
		if _, err := s.auth.Authorize(ctx, step.MunicipalityID, access.WorkPlan, action); err != nil {
			return err
		}
		return step.may(action)
	}, nil
}

// PlanRule decides what the caller may do with a plan that she sees.
func (s *Service) PlanRule(ctx context.Context, p *Plan) (access.Rule, error) {
	return func(action access.Action) error {
		if _, err := s.auth.Authorize(ctx, p.MunicipalityID, access.WorkPlan, action); err != nil {
			return err
		}
		if !p.Open {
			return ErrClosed
		}
		return nil
	}, nil
}
