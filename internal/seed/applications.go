package seed

import (
	"context"
	"fmt"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/regulation"
)

// apply lets each leader write and submit her application.
func (g *stage) apply(ctx context.Context) error {
	for n := range g.initiatives {
		in := &g.initiatives[n]
		g.clock.Set(g.applicationTime(n))
		leader, err := g.account(ctx, g.tenant.Slug, Person{
			Name:  in.surname + " " + in.given,
			Email: fmt.Sprintf("leader%d.%s@%s", n+1, g.tenant.Slug, domain),
			Roles: []access.Role{access.Initiator},
		})
		if err != nil {
			return err
		}
		in.leader = leader
		draft, err := g.services.Applications.Create(leader, g.ref(), application.Online, in.write(g))
		if err != nil {
			return err
		}
		if in.group != nil {
			if draft, err = g.share(ctx, leader, draft, n); err != nil {
				return err
			}
		}
		if in.submitted, err = g.services.Applications.Submit(leader, draft.Ref(), draft.Version); err != nil {
			return err
		}
	}
	return nil
}

// share lets one more member of the group write at the application.
func (g *stage) share(ctx, leader context.Context, draft *application.Application, n int) (*application.Application, error) {
	const name = "Демилгелүү топтун мүчөсү"
	member, err := g.account(ctx, g.tenant.Slug, Person{
		Name: name, Email: fmt.Sprintf("group%d.%s@%s", n+1, g.tenant.Slug, domain), Roles: []access.Role{access.GroupMember},
	})
	if err != nil {
		return nil, err
	}
	code, _, err := g.services.Applications.Invite(leader, draft.Ref(), name)
	if err != nil {
		return nil, err
	}
	return g.services.Applications.Join(member, g.tenant.ID, code)
}

// write fills the form with what the sources tell.
func (in *initiative) write(g *stage) application.Edit {
	return func(c *application.Content) {
		p := &c.Proposal
		p.Kind, p.Language, p.Title, p.Type = regulation.Person, i18n.Ky, in.title, application.CoFinancing
		if in.group != nil {
			p.Kind, p.Group = regulation.Group, in.group
		}
		p.Goal, p.Problem, p.LocalMatter, p.PriorityAreaID = in.goal, in.problem, in.matter, &g.areas[in.area]
		p.Sustainability, p.CitizenParticipation = in.lasting, in.joins
		p.Villages = []application.Village{{Name: in.village}}
		p.StartDate, p.EndDate, p.Declared = &in.starts, &in.ends, true
		p.Plan = []application.PlanItem{{
			Activity: in.activity, From: &in.starts, Until: &in.ends, Place: in.village, Responsible: in.surname + " " + in.given, ExpectedResult: in.goal,
		}}
		// the sources keep no telephone numbers; this one belongs to nobody
		c.Applicant = application.Applicant{
			Surname: in.surname, GivenName: in.given, Patronymic: in.patronym,
			Village: application.Village{Name: in.village}, Phone: "+996000000000",
		}
		if in.coleader != "" {
			c.Applicant.GroupNames = []string{in.coleader}
		}
		c.BudgetLines = in.lines
		for _, purpose := range []application.Purpose{application.Processing, application.NamePublication} {
			c.Consents = append(c.Consents, application.Consent{Purpose: purpose, TextVersion: 1, Language: i18n.Ky})
		}
	}
}

// admit checks and admits every application after the window.
func (g *stage) admit(context.Context) error {
	g.clock.Set(g.closes)
	for n := range g.initiatives {
		in := &g.initiatives[n]
		results := make([]application.ItemResult, 0, len(g.regulation.Rules.Checklist))
		for _, item := range g.regulation.Rules.Checklist {
			results = append(results, application.ItemResult{Key: item.Key, Result: application.Pass})
		}
		checked, err := g.services.Applications.Check(g.people.secretary, in.submitted.Ref(), in.submitted.Version, results)
		if err != nil {
			return err
		}
		if in.submitted, err = g.services.Applications.Admit(g.people.secretary, checked.Ref(), checked.Version); err != nil {
			return err
		}
	}
	return nil
}
