package facts

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/content"
	"github.com/demilge/demilge/internal/protocol"
)

func (s Services) commissionProtocol(ctx context.Context, ref entity.Ref) (paper.Facts, error) {
	p, err := s.Protocols.Get(ctx, ref)
	if err != nil {
		return nil, err
	}
	found, err := s.Protocols.ContentsOf(ctx, []*protocol.Protocol{p})
	text, err := one(found, err, p.ID)
	if err != nil {
		return nil, err
	}
	facts := content.CommissionProtocol{Protocol: text, Consented: map[string]bool{}}
	applications, err := s.received(ctx, entity.Ref{Kind: "Competition", Tenant: ref.Tenant, ID: p.CompetitionID})
	for _, a := range applications {
		facts.Consented[*a.Number()] = a.Consented(application.NamePublication)
	}
	return facts, err
}

func (s Services) resultOrder(ctx context.Context, ref entity.Ref) (paper.Facts, error) {
	o, err := s.Protocols.Order(ctx, ref)
	if err != nil {
		return nil, err
	}
	g, err := s.ground(ctx, entity.Ref{Kind: "Competition", Tenant: ref.Tenant, ID: o.CompetitionID})
	if err != nil {
		return nil, err
	}
	facts := content.ResultOrder{
		Contest: g.contest(), Order: document.Document{Kind: document.Order, Number: o.Number, Date: &o.Date},
		Annuls: o.Kind == protocol.Annulment, Reason: o.Reason, SignedBy: o.SignedBy,
	}
	for _, w := range o.Winners {
		facts.Winners = append(facts.Winners, content.Winner{Rank: w.Rank, Number: w.Number, Title: w.Title, LocalBudget: w.LocalBudget})
	}
	p, err := s.Protocols.Get(ctx, o.Protocol())
	if err != nil {
		return nil, err
	}
	facts.Protocol, facts.Text = document.Document{Number: p.Number, Date: &p.Date}, o.OwnWords(g.Number, p)
	return facts, nil
}

func (s Services) winnerList(ctx context.Context, ref entity.Ref) (paper.Facts, error) {
	g, err := s.ground(ctx, ref)
	if err != nil {
		return nil, err
	}
	order := g.ResultOrder()
	if order == nil {
		return nil, paper.ErrTooEarly
	}
	list := content.WinnerList{Contest: g.contest(), Order: papered(order)}
	list.Winners, err = s.winners(ctx, ref)
	return list, err
}

// winners are the standing awards of a competition, by rank.
func (s Services) winners(ctx context.Context, ref entity.Ref) ([]content.Winner, error) {
	awards, err := s.Awards.Of(ctx, ref.Tenant, []uuid.UUID{ref.ID})
	if err != nil {
		return nil, err
	}
	var ids []uuid.UUID
	for _, a := range awards[ref.ID] {
		ids = append(ids, a.ApplicationID)
	}
	found, err := s.Applications.ByIDs(ctx, ref.Tenant, ids)
	if err != nil {
		return nil, err
	}
	var applications []*application.Application
	for _, a := range found {
		applications = append(applications, a)
	}
	people, err := s.Applications.ApplicantsOf(ctx, ref.Tenant, applications)
	if err != nil {
		return nil, err
	}
	var winners []content.Winner
	for _, won := range awards[ref.ID] {
		a := found[won.ApplicationID]
		if a == nil {
			continue
		}
		total := won.Total()
		w := content.Winner{
			Rank: won.Rank, Title: a.Title, LocalBudget: won.LocalBudget, Programme: won.ProgrammeGrant, Total: &total, Estimated: won.TotalIsEstimate(),
		}
		if a.Number() != nil {
			w.Number = *a.Number()
		}
		if a.Consented(application.NamePublication) {
			w.Leader = called(people[a.ID])
		}
		winners = append(winners, w)
	}
	return winners, nil
}

// amount is a sum that is known.
func amount(a money.Amount) *money.Amount { return &a }
