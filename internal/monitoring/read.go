package monitoring

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/entity"
)

// GroupsByIDs reads groups for those who show what points to them.
func (s *Service) GroupsByIDs(ctx context.Context, tenant uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]*Group, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.MonitoringGroup, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.GroupsByIDs(ctx, scope, ids)
}

// Visit reads one visit to an initiative whose agreement the caller sees.
func (s *Service) Visit(ctx context.Context, ref entity.Ref) (*Visit, error) {
	return agreement.Child(ctx, s.auth, s.agreements, access.MonitoringVisit, ref, s.store.Visit, (*Visit).agreementID)
}

// Finding reads one finding on an initiative whose agreement the caller sees.
func (s *Service) Finding(ctx context.Context, ref entity.Ref) (*Finding, error) {
	return agreement.Child(ctx, s.auth, s.agreements, access.Finding, ref, s.store.Finding, (*Finding).agreementID)
}

// Visits lists the visits under agreements that the caller sees, oldest first.
func (s *Service) Visits(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) (map[uuid.UUID][]*Visit, error) {
	return agreement.Children(ctx, s.auth, s.agreements, access.MonitoringVisit, tenant, agreements, s.store.Visits)
}

// Findings lists the findings under agreements that the caller sees, oldest first.
func (s *Service) Findings(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) (map[uuid.UUID][]*Finding, error) {
	return agreement.Children(ctx, s.auth, s.agreements, access.Finding, tenant, agreements, s.store.Findings)
}

// FindingsOf lists the findings of visits that the caller was shown, oldest first.
func (s *Service) FindingsOf(ctx context.Context, tenant uuid.UUID, visits []uuid.UUID) (map[uuid.UUID][]*Finding, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.Finding, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.FindingsOf(ctx, scope, visits)
}

// VisitsOf lists the visits of groups, as far as the caller sees the agreements.
func (s *Service) VisitsOf(ctx context.Context, tenant uuid.UUID, groups []uuid.UUID) (map[uuid.UUID][]*Visit, error) {
	scope, err := s.auth.Authorize(ctx, tenant, access.MonitoringVisit, access.Read)
	if err != nil {
		return nil, err
	}
	found, err := s.store.VisitsOf(ctx, scope, groups)
	if err != nil {
		return nil, err
	}
	var all []uuid.UUID
	for _, visits := range found {
		for _, v := range visits {
			all = append(all, v.AgreementID)
		}
	}
	visible, err := s.agreements.Visible(ctx, tenant, all)
	if err != nil {
		return nil, err
	}
	shown := make(map[uuid.UUID]bool, len(visible))
	for _, id := range visible {
		shown[id] = true
	}
	for group, visits := range found {
		var kept []*Visit
		for _, v := range visits {
			if shown[v.AgreementID] {
				kept = append(kept, v)
			}
		}
		found[group] = kept
	}
	return found, nil
}

// VisitActions lists what the caller may do to each of several visits now.
func (s *Service) VisitActions(ctx context.Context, visits []*Visit) (map[uuid.UUID][]access.Action, error) {
	return ruled(ctx, s, visits[0].TenantID, visits, func(v *Visit) uuid.UUID { return v.ID }, s.visitRule,
		access.Update, access.Submit, access.Register, access.Cancel)
}

// VisitRule decides what the caller may do to a visit that she sees.
func (s *Service) VisitRule(ctx context.Context, v *Visit) (access.Rule, error) {
	return ruleOf(ctx, s, v.TenantID, v, s.visitRule)
}

func (s *Service) visitRule(ctx context.Context, v *Visit, st stand) access.Rule {
	return func(action access.Action) error {
		scope, err := s.auth.Authorize(ctx, v.TenantID, access.MonitoringVisit, action)
		if err != nil {
			return err
		}
		return s.mayVisit(scope, v, st)
	}
}

// FindRule decides whether the caller may add a finding to a visit that she sees.
func (s *Service) FindRule(ctx context.Context, v *Visit) (access.Rule, error) {
	return ruleOf(ctx, s, v.TenantID, v, func(ctx context.Context, v *Visit, st stand) access.Rule {
		return func(action access.Action) error {
			scope, err := s.auth.Authorize(ctx, v.TenantID, access.Finding, action)
			if err != nil {
				return err
			}
			return s.finds(scope, v, st)
		}
	})
}

// FindingActions lists what the caller may do to each of several findings now.
func (s *Service) FindingActions(ctx context.Context, findings []*Finding) (map[uuid.UUID][]access.Action, error) {
	return ruled(ctx, s, findings[0].TenantID, findings, func(f *Finding) uuid.UUID { return f.ID }, s.findingRule,
		access.Submit, access.Close, access.Reopen, access.Waive)
}

// FindingRule decides what the caller may do to a finding that she sees.
func (s *Service) FindingRule(ctx context.Context, f *Finding) (access.Rule, error) {
	return ruleOf(ctx, s, f.TenantID, f, s.findingRule)
}

func (s *Service) findingRule(ctx context.Context, f *Finding, st stand) access.Rule {
	return func(action access.Action) error {
		scope, err := s.auth.Authorize(ctx, f.TenantID, access.Finding, action)
		if err != nil {
			return err
		}
		return s.mayFinding(scope, f, st)
	}
}
