package seed

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/protocol"
	"github.com/demilge/demilge/internal/publication"
	"github.com/demilge/demilge/internal/session"
)

// voting are the members in the order of the commission's list.
func (g *stage) voting() []context.Context {
	return append([]context.Context{g.people.chair, g.people.secretary}, g.people.members...)
}

// evaluate lets every member declare, score and submit her sheets.
func (g *stage) evaluate(context.Context) error {
	g.clock.Set(g.meeting)
	c, err := g.services.Competitions.Get(g.people.chair, g.ref())
	if err != nil {
		return err
	}
	if g.contest, err = g.services.Competitions.StartEvaluation(g.people.chair, c.Ref(), c.Version); err != nil {
		return err
	}
	for _, member := range g.voting() {
		statements := make([]evaluation.Statement, len(g.initiatives))
		for n, in := range g.initiatives {
			statements[n] = evaluation.Statement{ApplicationID: in.submitted.ID, Kind: evaluation.NoConflict}
		}
		if _, err := g.services.Evaluations.Declare(member, g.ref(), statements); err != nil {
			return err
		}
	}
	return g.meet()
}

// score fills and submits the sheets of one member.
func (g *stage) score(member context.Context) error {
	for _, in := range g.initiatives {
		scores := make([]evaluation.Score, 0, len(g.regulation.Rules.Criteria))
		for _, criterion := range g.regulation.Rules.Criteria {
			points := in.points
			scores = append(scores, evaluation.Score{Criterion: criterion.Key, Points: &points, Comment: "Упай булактарда айтылган эмес, шарттуу."})
		}
		sheet, err := g.services.Evaluations.Save(member, in.submitted.Ref(), 0, scores)
		if err != nil {
			return err
		}
		if _, err := g.services.Evaluations.Submit(member, sheet.Ref(), sheet.Version); err != nil {
			return err
		}
	}
	return nil
}

// meet holds the commission's session from attendance to the votes.
func (g *stage) meet() error {
	services, chair := g.services.Sessions, g.people.chair
	s, err := services.Plan(g.people.secretary, g.ref(), session.Plan{PlannedAt: g.meeting, Place: "Айыл өкмөтүнүн имараты"})
	if err != nil {
		return err
	}
	var arrivals []session.Arrival
	for _, m := range g.commission.Members {
		arrivals = append(arrivals, session.Arrival{MemberID: m.ID, Presence: session.Present, ArrivedAt: &g.meeting})
	}
	if s, err = services.Attend(g.people.secretary, s.Ref(), s.Version, arrivals, nil); err != nil {
		return err
	}
	if s, err = services.Open(chair, s.Ref(), s.Version); err != nil {
		return err
	}
	for _, member := range g.voting() {
		if err := g.score(member); err != nil {
			return err
		}
	}
	if s, err = services.CloseScores(chair, s.Ref(), s.Version); err != nil {
		return err
	}
	for n, member := range g.voting() {
		if s, err = services.Vote(member, s.Ref(), g.ballots(g.commission.Members[n])); err != nil {
			return err
		}
	}
	g.clock.Set(g.meeting.Add(2 * time.Hour))
	s, err = services.Close(chair, s.Ref(), s.Version)
	g.sessionRef = s.Ref()
	return err
}

// ballots are one member's votes: for the winners of the sources, against the others.
func (g *stage) ballots(m *commission.Member) []session.Ballot {
	ballots := make([]session.Ballot, len(g.initiatives))
	for n, in := range g.initiatives {
		ballots[n] = session.Ballot{MemberID: m.ID, ApplicationID: in.submitted.ID, Choice: session.For}
		if in.award == nil {
			ballots[n].Choice = session.Against
		}
	}
	return ballots
}

// decide writes the protocol and has it signed by all.
func (g *stage) decide(context.Context) error {
	services := g.services.Protocols
	var decisions []protocol.Decision
	for _, in := range g.initiatives {
		decisions = append(decisions, protocol.Decision{ApplicationID: in.submitted.ID, LocalBudget: in.award})
	}
	p, err := services.Draft(g.people.secretary, g.sessionRef, protocol.Text{
		Date: clock.DateOf(g.meeting), Place: "Айыл өкмөтүнүн имараты", Decisions: decisions,
	})
	if err != nil {
		return err
	}
	if p, err = services.Seal(g.people.chair, p.Ref(), p.Version); err != nil {
		return err
	}
	for _, member := range g.voting() {
		if p, err = services.Sign(member, p.Ref(), p.Version, protocol.Hand{}); err != nil {
			return err
		}
	}
	g.clock.Set(g.resultDate)
	_, err = services.Approve(g.people.head, p.Ref(), p.Version, protocol.Paper{Number: g.resultOrder, Date: clock.DateOf(g.resultDate)})
	return err
}

// conclude sets the programme's grants and publishes protocol, order and winners.
func (g *stage) conclude(context.Context) error {
	awards, err := g.services.Awards.Of(g.people.head, g.tenant.ID, []uuid.UUID{g.contest.ID})
	if err != nil {
		return err
	}
	manager := g.manager
	for _, a := range awards[g.contest.ID] {
		for _, in := range g.initiatives {
			if in.submitted.ID != a.ApplicationID || in.grant == nil {
				continue
			}
			if _, err := g.services.Awards.SetGrant(manager, a.Ref(), a.Version, in.grant, ""); err != nil {
				return err
			}
		}
	}
	c, err := g.services.Competitions.Get(g.people.head, g.ref())
	if err != nil {
		return err
	}
	published := clock.DateOf(g.resultDate)
	var documents []publication.Document
	for _, kind := range []publication.Kind{publication.Protocol, publication.Order, publication.Winners} {
		documents = append(documents, publication.Document{Kind: kind, PublishedOn: published, Boards: "Маалымат тактасы"})
	}
	_, err = g.services.Publisher.Publish(g.people.head, c.Ref(), c.Version, documents)
	return err
}
