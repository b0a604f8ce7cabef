package report

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
)

// actions are those that a report itself offers.
var actions = []access.Action{access.Update, access.Submit, access.Register, access.Return, access.Accept}

// AllowedOn lists what the caller may do with each of several reports that she was shown,
// by role, part and state.
func (s *Service) AllowedOn(ctx context.Context, reports []*Report) (map[uuid.UUID][]access.Action, error) {
	allowed := make(map[uuid.UUID][]access.Action, len(reports))
	rules, err := s.rules(ctx, access.Report, reports)
	if err != nil {
		return nil, err
	}
	for id, rule := range rules {
		if allowed[id], err = access.Permitted(rule, actions...); err != nil {
			return nil, err
		}
	}
	return allowed, nil
}

// Rule decides what the caller may do with a report that she sees.
func (s *Service) Rule(ctx context.Context, r *Report) (access.Rule, error) {
	rules, err := s.rules(ctx, access.Report, []*Report{r})
	return rules[r.ID], err
}

// ProgrammeRule decides what the caller may do with the programme's part of a report.
func (s *Service) ProgrammeRule(ctx context.Context, r *Report) (access.Rule, error) {
	rules, err := s.rules(ctx, access.ReportProgrammePart, []*Report{r})
	return rules[r.ID], err
}

// PlanRule decides whether the caller may plan an interim report of an agreement, and draft
// the final one.
func (s *Service) PlanRule(ctx context.Context, a *agreement.Agreement) (access.Rule, error) {
	parts, err := s.agreements.Parts(ctx, a.TenantID, []uuid.UUID{a.ID})
	return func(action access.Action) error {
		return s.permits(ctx, access.Report, action, agreement.Standing{Agreement: a, Part: parts[a.ID]})
	}, err
}

func (s *Service) rules(ctx context.Context, object access.Object, reports []*Report) (map[uuid.UUID]access.Rule, error) {
	rules := make(map[uuid.UUID]access.Rule, len(reports))
	if len(reports) == 0 {
		return rules, nil
	}
	tenant, ids := reports[0].TenantID, agreementsOf(reports)
	standings, err := agreement.Standings(ctx, s.agreements, tenant, ids)
	if err != nil {
		return nil, err
	}
	for _, r := range reports {
		rules[r.ID] = func(action access.Action) error {
			standing, seen := standings[r.AgreementID]
			if !seen {
				return apperr.ErrNotFound
			}
			if err := s.permits(ctx, object, action, standing); err != nil {
				return err
			}
			return r.takes(access.Permission{Object: object, Action: action})
		}
	}
	return rules, nil
}

// permits asks for the role, the part in the initiative and whether it goes on.
func (s *Service) permits(ctx context.Context, object access.Object, action access.Action, standing agreement.Standing) error {
	scope, err := s.auth.Authorize(ctx, standing.Agreement.TenantID, object, action)
	if err != nil {
		return err
	}
	return s.admits(scope, standing)
}

// admits refuses a granted permission for another's initiative, and one that has not begun
// or has ended.
func (s *Service) admits(scope access.Scope, standing agreement.Standing) error {
	if !entitled(scope, standing.Part) {
		return s.auth.Denied(scope.Permission())
	}
	return standing.Agreement.Started()
}

// entitled reports whether a granted permission reaches an initiative: the leader submits
// her own report, those whom she lets write in it; offices reach every one.
func entitled(scope access.Scope, part agreement.Part) bool {
	switch scope.Permission().Action {
	case access.Update:
		return part.Leader || part.Editor || scope.Has(access.Specialist)
	case access.Submit:
		return part.Leader
	}
	return true
}
