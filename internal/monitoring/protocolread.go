package monitoring

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/entity"
)

// Protocol reads one protocol on an initiative whose agreement the caller sees.
func (s *Service) Protocol(ctx context.Context, ref entity.Ref) (*Protocol, error) {
	return agreement.Child(ctx, s.auth, s.agreements, access.MonitoringProtocol, ref, s.store.Protocol, (*Protocol).agreementID)
}

// Protocols lists the protocols under agreements that the caller sees, oldest first.
func (s *Service) Protocols(ctx context.Context, tenant uuid.UUID, agreements []uuid.UUID) (map[uuid.UUID][]*Protocol, error) {
	return agreement.Children(ctx, s.auth, s.agreements, access.MonitoringProtocol, tenant, agreements, s.store.Protocols)
}

// ContentsOf is what protocols of one municipality say: the frozen text of one that is
// signed, otherwise what it would say if it were signed now.
func (s *Service) ContentsOf(ctx context.Context, protocols []*Protocol) (map[uuid.UUID]*Content, error) {
	contents := make(map[uuid.UUID]*Content, len(protocols))
	var drafts []*Protocol
	for _, p := range protocols {
		if contents[p.ID] = p.Content; p.Content == nil {
			drafts = append(drafts, p)
		}
	}
	if len(drafts) == 0 {
		return contents, nil
	}
	return contents, s.composed(ctx, drafts, contents)
}

// composed fills in what drafts would say.
func (s *Service) composed(ctx context.Context, drafts []*Protocol, contents map[uuid.UUID]*Content) error {
	tenant := drafts[0].TenantID
	scope, err := s.auth.Authorize(ctx, tenant, access.MonitoringProtocol, access.Read)
	if err != nil {
		return err
	}
	var agreements, groups, visits []uuid.UUID
	for _, p := range drafts {
		agreements, groups, visits = append(agreements, p.AgreementID), append(groups, p.GroupID), append(visits, p.VisitIDs...)
	}
	seen, err := s.agreements.ByIDs(ctx, tenant, agreements)
	if err != nil {
		return err
	}
	formed, err := s.store.GroupsByIDs(ctx, scope, groups)
	if err != nil {
		return err
	}
	looks, err := s.store.VisitsByIDs(ctx, scope, visits)
	if err != nil {
		return err
	}
	findings, err := s.store.FindingsOf(ctx, scope, visits)
	if err != nil {
		return err
	}
	for _, p := range drafts {
		own := make([]*Visit, len(p.VisitIDs))
		for i, id := range p.VisitIDs {
			own[i] = looks[id]
		}
		if a := seen[p.AgreementID]; a != nil {
			contents[p.ID] = compose(a, formed[p.GroupID], own, findings)
		}
	}
	return nil
}

// ProtocolActions lists what the caller may do to each of several protocols now.
func (s *Service) ProtocolActions(ctx context.Context, protocols []*Protocol) (map[uuid.UUID][]access.Action, error) {
	return ruled(ctx, s, protocols[0].TenantID, protocols, func(p *Protocol) uuid.UUID { return p.ID }, s.protocolRule,
		access.Update, access.Sign, access.Deliver, access.Answer)
}

// ProtocolRule decides what the caller may do to a protocol that she sees.
func (s *Service) ProtocolRule(ctx context.Context, p *Protocol) (access.Rule, error) {
	return ruleOf(ctx, s, p.TenantID, p, s.protocolRule)
}

func (s *Service) protocolRule(ctx context.Context, p *Protocol, st stand) access.Rule {
	return func(action access.Action) error {
		scope, err := s.auth.Authorize(ctx, p.TenantID, access.MonitoringProtocol, action)
		if err != nil {
			return err
		}
		return s.mayProtocol(scope, p, st)
	}
}
