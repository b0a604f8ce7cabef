package facts

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/content"
	"github.com/demilge/demilge/internal/protocol"
	"github.com/demilge/demilge/internal/publication"
)

func (s Services) notice(ctx context.Context, ref entity.Ref) (paper.Facts, error) {
	a, err := s.Applications.Get(ctx, ref)
	if err != nil {
		return nil, err
	}
	g, err := s.ground(ctx, entity.Ref{Kind: "Competition", Tenant: ref.Tenant, ID: a.CompetitionID})
	if err != nil {
		return nil, err
	}
	n := content.Notice{Contest: g.contest(), Initiative: a.Title, Reason: a.Reason, Order: papered(g.ResultOrder()), ComplaintDays: g.regulation.Rules.ComplaintDays}
	if a.Number() != nil {
		n.Application = *a.Number()
	}
	people, err := s.Applications.ApplicantsOf(ctx, ref.Tenant, []*application.Application{a})
	if err != nil {
		return nil, err
	}
	who := people[a.ID]
	n.To = content.Recipient{
		Surname: who.Surname, GivenName: who.GivenName, Patronymic: who.Patronymic, Organisation: who.Organisation, Village: who.Village.Name, Street: who.Street,
	}
	switch {
	case a.State == application.Rejected:
		n.Outcome = content.Refused
		return n, nil
	case g.State == competition.Failed:
		n.Outcome, n.Reason = content.NotHeld, g.Reason
		return n, nil
	case a.State == application.Awarded:
		n.Outcome = content.Won
		return n, s.prize(ctx, g, a, &n)
	case a.State == application.NotAwarded:
		n.Outcome = content.NotChosen
		n.Measures, err = s.measures(ctx, a)
		return n, err
	}
	return nil, paper.ErrTooEarly
}

// prize enters what an application won.
func (s Services) prize(ctx context.Context, g ground, a *application.Application, n *content.Notice) error {
	found, err := s.Awards.OfApplications(ctx, a.TenantID, []uuid.UUID{a.ID})
	won, err := one(found, err, a.ID)
	if err != nil {
		return err
	}
	n.LocalBudget, n.Programme, n.Conditions = amount(won.LocalBudget), won.ProgrammeGrant, won.Conditions
	if order := g.ResultOrder(); order != nil {
		days, err := s.Workdays.Workdays(ctx)
		if err != nil {
			return err
		}
		day := agreement.SignBy(g.regulation.Rules, days, order.Date)
		n.SignBy = &day
	}
	return nil
}

// measures are the applicant's means beside those of all; none for a caller who may not
// read the protocol.
func (s Services) measures(ctx context.Context, a *application.Application) ([]content.Measure, error) {
	protocols, err := s.Protocols.Of(ctx, a.TenantID, []uuid.UUID{a.CompetitionID})
	if unseen(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var signed []*protocol.Protocol
	for _, p := range protocols[a.CompetitionID] {
		if p.State == protocol.Signed {
			signed = append(signed, p)
		}
	}
	texts, err := s.Protocols.ContentsOf(ctx, signed)
	if err != nil {
		return nil, err
	}
	var list []content.Measure
	for _, text := range texts {
		for _, m := range publication.Measures(text, a.ID) {
			list = append(list, content.Measure{Name: m.Name, Mean: m.Mean, Average: m.Average})
		}
	}
	return list, nil
}
