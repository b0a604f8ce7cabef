package facts

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/content"
	"github.com/demilge/demilge/internal/priority"
	"github.com/demilge/demilge/internal/regulation"
)

// ground is a competition and what it rests on.
type ground struct {
	*competition.Competition
	regulation *regulation.Regulation
	commission *commission.Commission
	office     content.Office
}

func (s Services) ground(ctx context.Context, ref entity.Ref) (g ground, err error) {
	if g.Competition, err = s.Competitions.Get(ctx, ref); err != nil {
		return g, err
	}
	found, err := s.Regulations.ByIDs(ctx, ref.Tenant, []uuid.UUID{g.RegulationID})
	if g.regulation, err = one(found, err, g.RegulationID); err != nil {
		return g, err
	}
	if g.CommissionID != nil {
		bodies, err := s.Commissions.ByIDs(ctx, ref.Tenant, []uuid.UUID{*g.CommissionID})
		if err != nil && !unseen(err) {
			return g, err
		}
		g.commission = bodies[*g.CommissionID]
	}
	g.office, err = s.office(ctx, ref.Tenant)
	return g, err
}

// contest is the head that the papers of a competition share.
func (g ground) contest() content.Contest {
	c := content.Contest{Office: g.office, Number: g.Number, Title: g.Title, Regulation: g.regulation.Decree}
	if g.commission == nil {
		return c
	}
	c.Commission = g.commission.Order
	for _, m := range g.commission.Serving() {
		switch m.Role {
		case commission.Chair:
			c.Chair = m.Name
		case commission.Secretary:
			c.Secretary = m.Name
		}
	}
	return c
}

func (s Services) announcement(ctx context.Context, ref entity.Ref) (paper.Facts, error) {
	g, err := s.ground(ctx, ref)
	if err != nil {
		return nil, err
	}
	editions, err := s.Competitions.Editions(ctx, ref.Tenant, []uuid.UUID{ref.ID})
	if err != nil {
		return nil, err
	}
	if len(editions[ref.ID]) == 0 {
		return nil, paper.ErrTooEarly
	}
	all := editions[ref.ID]
	last := all[len(all)-1]
	a := content.Announcement{
		Office: g.office, Number: g.Number, Title: g.Title, Text: last.Text, Body: last.Body, Amended: last.Reason, Regulation: g.regulation.Decree,
		Opens: g.OpensAt, Closes: g.ClosesAt, ImplementBy: g.ImplementBy, MaxAmount: g.MaxAmount, Kinds: g.regulation.Rules.ApplicantKinds,
		Documents: g.regulation.Rules.Documents, Criteria: g.regulation.Rules.Criteria, Scale: g.regulation.Rules.Scale, Contact: last.Contact,
		Chair: g.contest().Chair,
	}
	if last.IssuedAt != nil { // what it said when it went out
		a.Documents, a.Criteria, a.MaxAmount, a.ImplementBy, a.Opens, a.Closes = last.Documents, last.Criteria, last.MaxAmount, last.ImplementBy, last.OpensAt, last.ClosesAt
	}
	return a, s.complete(ctx, g, last, &a)
}

// complete adds what stands in other records: areas, money, files.
func (s Services) complete(ctx context.Context, g ground, last *competition.Announcement, a *content.Announcement) error {
	found, err := s.Priorities.ByIDs(ctx, g.TenantID, g.PriorityAreaIDs)
	if err != nil {
		return err
	}
	var areas []*priority.Area
	for _, id := range g.PriorityAreaIDs {
		if found[id] != nil {
			areas = append(areas, found[id])
		}
	}
	for _, area := range priority.Called(areas, g.PriorityAreaNames) {
		a.Areas = append(a.Areas, area.Name)
	}
	envelopes, err := s.Envelopes.ByIDs(ctx, g.TenantID, []uuid.UUID{g.EnvelopeID})
	if err != nil && !unseen(err) {
		return err
	}
	if e := envelopes[g.EnvelopeID]; e != nil {
		a.Envelope = &e.Amount
	}
	files, err := s.Files.Load(ctx, g.TenantID, last.AttachmentIDs)
	if err != nil && !unseen(err) {
		return err
	}
	for _, f := range files {
		a.Attachments = append(a.Attachments, f.Title())
	}
	return nil
}

func (s Services) commissionOrder(ctx context.Context, ref entity.Ref) (paper.Facts, error) {
	c, err := s.Commissions.Get(ctx, ref)
	if err != nil {
		return nil, err
	}
	found, err := s.Regulations.ByIDs(ctx, ref.Tenant, []uuid.UUID{c.RegulationID})
	r, err := one(found, err, c.RegulationID)
	if err != nil {
		return nil, err
	}
	o := content.CommissionOrder{Order: c.Order, Regulation: r.Decree}
	if o.Office, err = s.office(ctx, ref.Tenant); err != nil {
		return nil, err
	}
	for _, m := range named(c) {
		o.Members = append(o.Members, content.Seat{Name: m.Name, Post: m.Post, Category: m.Category, Role: m.Role, Voting: m.Voting})
	}
	return o, nil
}

// named are the members that the first order named: later ones came by orders of their own.
func named(c *commission.Commission) []*commission.Member {
	var members []*commission.Member
	for _, m := range c.Members {
		if m.ReplacesID == nil {
			members = append(members, m)
		}
	}
	return members
}

// papered is a number and a date of a paper.
func papered(o *competition.Order) document.Document {
	if o == nil {
		return document.Document{}
	}
	return document.Document{Kind: document.Order, Number: o.Number, Date: &o.Date}
}
