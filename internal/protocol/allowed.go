package protocol

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/session"
)

// AllowedOn lists what the caller may do to each of several protocols: by the role, the
// seat in its commission, the state and the signatures. APPROVE and RETURN are the head's.
func (s *Service) AllowedOn(ctx context.Context, protocols []*Protocol) (map[uuid.UUID][]access.Action, error) {
	rules, err := s.rules(ctx, protocols)
	if err != nil {
		return nil, err
	}
	allowed := make(map[uuid.UUID][]access.Action, len(rules))
	for id, rule := range rules {
		allowed[id], err = access.Permitted(rule, access.Update, access.Submit, access.Sign, access.Register, access.Withdraw,
			access.Approve, access.Return)
		if err != nil {
			return nil, err
		}
	}
	return allowed, nil
}

// Rule decides what the caller may do to a protocol that she sees; the head's orders on
// it are among the actions.
func (s *Service) Rule(ctx context.Context, p *Protocol) (access.Rule, error) {
	rules, err := s.rules(ctx, []*Protocol{p})
	return rules[p.ID], err
}

func (s *Service) rules(ctx context.Context, protocols []*Protocol) (map[uuid.UUID]access.Rule, error) {
	scope, err := s.auth.Authorize(ctx, protocols[0].TenantID, access.Protocol, access.Read)
	if err != nil {
		return nil, err
	}
	seats, err := s.store.Seats(ctx, scope, sessionsOf(protocols))
	if err != nil {
		return nil, err
	}
	signed, err := s.store.Signatures(ctx, scope, ids(protocols))
	if err != nil {
		return nil, err
	}
	rules := make(map[uuid.UUID]access.Rule, len(protocols))
	for _, p := range protocols {
		m := *seats[p.SessionID]
		m.Signed = signed[p.ID]
		rules[p.ID] = s.rule(ctx, &m, p)
	}
	return rules, nil
}

func (s *Service) rule(ctx context.Context, m *Material, p *Protocol) access.Rule {
	return func(action access.Action) error {
		object := access.Protocol
		if action == access.Approve || action == access.Return {
			object = access.ResultOrder
		}
		scope, err := s.auth.Authorize(ctx, p.TenantID, object, action)
		if err != nil {
			return err
		}
		return s.may(m, p, scope)
	}
}

// DraftRule decides whether the caller may draft the protocol of a session that she sees.
func (s *Service) DraftRule(ctx context.Context, of *session.Session) (access.Rule, error) {
	return func(action access.Action) error {
		scope, err := s.auth.Authorize(ctx, of.TenantID, access.Protocol, action)
		if err != nil {
			return err
		}
		m, err := s.seats(ctx, scope, of.ID)
		if err != nil {
			return err
		}
		if err := s.mayDraft(m, scope); err != nil {
			return err
		}
		known, err := s.store.OfCompetitions(ctx, scope, []uuid.UUID{of.CompetitionID})
		if err != nil {
			return err
		}
		stands := func(p *Protocol) bool { return p.SessionID == of.ID && p.State != Withdrawn && p.State != Annulled }
		if slices.ContainsFunc(known[of.CompetitionID], stands) {
			return ErrExists
		}
		return nil
	}, nil
}

func (s *Service) mayDraft(m *Material, scope access.Scope) error {
	if err := s.office(m, scope, commission.Chair, commission.Secretary); err != nil {
		return err
	}
	return m.ready()
}

// may is the row rule of every change of a protocol: first who the caller is in its
// commission, then what its state and its signatures permit.
func (s *Service) may(m *Material, p *Protocol, scope access.Scope) error {
	action := scope.Permission().Action
	if err := s.seated(m, scope); err != nil {
		return err
	}
	switch action {
	case access.Update:
		if p.State == Draft {
			return nil
		}
		return p.takesScan()
	case access.Submit:
		return p.admits(Seal)
	case access.Withdraw:
		return p.admits(Withdraw)
	case access.Sign:
		_, err := m.awaited(p, m.Contest.Commission.MemberOf(scope.UserID()).ID)
		return err
	case access.Register:
		return p.admits(Complete)
	case access.Approve:
		if p.State != Signed {
			return competition.ErrProtocolUnsigned
		}
		return m.Contest.Competition.Admits(competition.ApproveResult, *p.SignedAt)
	case access.Return:
		if err := p.admits(Annul); err != nil {
			return err
		}
		return m.Contest.Competition.Admits(competition.AnnulProtocol, *p.SignedAt)
	}
	return nil
}

func (s *Service) seated(m *Material, scope access.Scope) error {
	switch scope.Permission().Action {
	case access.Update, access.Submit:
		return s.office(m, scope, commission.Chair, commission.Secretary)
	case access.Register:
		return s.office(m, scope, commission.Secretary)
	case access.Withdraw:
		return s.leads(m, scope)
	case access.Sign:
		return s.office(m, scope, commission.Chair, commission.Secretary, commission.OrdinaryMember)
	}
	return nil
}

// awaited finds what a signatory is asked for, or tells why the signature is not awaited.
func (m *Material) awaited(p *Protocol, member uuid.UUID) (*Signatory, error) {
	if err := p.admits(Complete); err != nil {
		return nil, err
	}
	asked := m.signatories()
	i := slices.IndexFunc(asked, func(x Signatory) bool { return x.MemberID == member })
	switch {
	case i < 0:
		return nil, ErrNoSignatory
	case slices.ContainsFunc(m.Signed, func(x *Signature) bool { return x.MemberID == member }):
		return nil, ErrSignedTwice
	}
	return &asked[i], nil
}

// takesScan refuses a second scan, and one of a protocol that does not stand.
func (p *Protocol) takesScan() error {
	switch {
	case p.State == Withdrawn || p.State == Annulled:
		return ErrState.With(i18n.Args{"state": names[p.State]})
	case p.FileID != nil:
		return ErrScanKept
	}
	return nil
}

// ErrScanKept keeps the scan of the signed paper as it was attached.
var ErrScanKept = apperr.NewRule("PROTOCOL_SCAN_KEPT", i18n.New(
	"Протоколдун сканы тиркелген, аны алмаштырууга болбойт.",
	"Скан протокола уже приложен, заменить его нельзя.",
	"The scan of the protocol is attached already and cannot be replaced."))
