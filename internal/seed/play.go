package seed

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/analysis"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/envelope"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/memorandum"
	"github.com/demilge/demilge/internal/priority"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/tenants"
)

// stage is one municipality's competition while it is played.
type stage struct {
	*Seeder
	story
	tenant     tenants.Tenant
	people     *staff
	regulation *regulation.Regulation
	areas      []uuid.UUID
	envelopeID uuid.UUID
	commission *commission.Commission
	contest    *competition.Competition
	sessionRef entity.Ref
	// memorandum is that of a pilot, nil for others.
	memorandum *memorandum.Memorandum
}

func (s *Seeder) play(ctx context.Context, system access.Scope, st story) error {
	s.clock.Set(st.begins())
	m, err := s.services.Territory.BySlug(ctx, st.slug)
	if err != nil {
		return err
	}
	t, err := s.services.Territory.CreateTenantIn(ctx, system, m.ID)
	if err != nil {
		return err
	}
	g := &stage{Seeder: s, story: st, tenant: *t}
	if g.people, err = s.offices(ctx, *t); err != nil {
		return err
	}
	for _, step := range []struct {
		name string
		do   func(context.Context) error
	}{
		{"memorandum", g.join}, {"regulation", g.regulate}, {"priorities", g.choose}, {"envelope", g.fund}, {"commission", g.form},
		{"announcement", g.announce}, {"applications", g.apply}, {"admissibility", g.admit},
		{"evaluation", g.evaluate}, {"protocol", g.decide}, {"result", g.conclude}, {"agreements", g.agree}, {"events", g.carryOut}, {"monitoring", g.watch},
		{"end of the pilot", g.part},
	} {
		if err := step.do(ctx); err != nil {
			return fmt.Errorf("%s: %w", step.name, err)
		}
	}
	return nil
}

// rules are the model regulation's, without ages, papers and the declaration of residence:
// those of the applicants of that time are not in the sources and are not asked for.
func rules() *regulation.Rules {
	r := regulation.Defaults()
	for i := range r.Documents {
		r.Documents[i].Required = false
	}
	r.MinLeaderAge, r.ResidenceDeclaration = 0, false
	return &r
}

func (g *stage) regulate(context.Context) (err error) {
	g.regulation, err = g.services.Regulations.Record(g.people.kenesh, g.tenant.ID, regulation.Draft{
		Kind: regulation.LocalInitiatives, Title: regulation.TemplateOf(regulation.LocalInitiatives).Title,
		Rules: rules(), Note: g.silent.Ky,
	}, g.adopted)
	return err
}

func (g *stage) choose(context.Context) error {
	for _, a := range g.priorities {
		made, err := g.services.Priorities.Create(g.people.head, g.tenant.ID, priority.Draft{Name: a.name, Sensitive: a.sensitive})
		if err != nil {
			return err
		}
		g.areas = append(g.areas, made.ID)
	}
	_, err := g.services.Analyses.Create(g.people.specialist, g.tenant.ID, analysis.Draft{
		Title:           kyRu("Учурдагы абалды талдоо", "Анализ текущей ситуации"),
		DoneOn:          clock.DateOf(g.prepared),
		Summary:         "Артыкчылык багыттар тургундар менен чогуу аныкталган. " + g.silent.Ky,
		PriorityAreaIDs: g.areas,
	})
	return err
}

func (g *stage) fund(context.Context) error {
	made, err := g.services.Envelopes.Create(g.people.kenesh, g.tenant.ID, envelope.Draft{
		Year: g.opens.In(clock.Bishkek).Year(), Amount: g.envelope, Decree: g.adopted,
		SourceLine: "Жергиликтүү бюджет, жергиликтүү демилгелер", Note: g.silent.Ky,
	})
	if err != nil {
		return err
	}
	g.envelopeID = made.ID
	return nil
}

func (g *stage) form(context.Context) error {
	seat := func(category commission.Category, role commission.Role, voting bool, acting context.Context) commission.Seat {
		p := access.From(acting)
		return commission.Seat{Category: category, Role: role, Voting: voting, Name: p.Name, UserID: &p.UserID}
	}
	m := g.people.members
	draft, err := g.services.Commissions.Create(g.people.specialist, g.tenant.ID, commission.Draft{
		Name: kyRu("Конкурстук комиссия", "Конкурсная комиссия"), RegulationID: g.regulation.ID, Note: g.silent.Ky,
		Members: []commission.Seat{
			seat(commission.AOStaff, commission.Chair, true, g.people.chair),
			seat(commission.AOStaff, commission.Secretary, true, g.people.secretary),
			seat(commission.Deputy, commission.OrdinaryMember, true, m[0]),
			seat(commission.Community, commission.OrdinaryMember, true, m[1]),
			seat(commission.Community, commission.OrdinaryMember, true, m[2]),
		},
	})
	if err != nil {
		return err
	}
	g.commission, err = g.services.Commissions.Form(g.people.head, draft.Ref(), draft.Version, g.order, nil)
	return err
}

func (g *stage) announce(context.Context) error {
	c, err := g.services.Competitions.Create(g.people.specialist, g.tenant.ID, competition.Terms{
		Title: g.title, RegulationID: g.regulation.ID, EnvelopeID: g.envelopeID, CommissionID: &g.commission.ID,
		PriorityAreaIDs: g.areas, OpensAt: &g.opens, ClosesAt: &g.closes, ImplementBy: &g.implementBy, MaxAmount: &g.maxAmount,
	})
	if err != nil {
		return err
	}
	services := g.services.Competitions
	if _, err := services.WriteAnnouncement(g.people.secretary, c.Ref(), func(w *competition.Wording) {
		w.Text = i18n.Localized{
			Ky: "Айыл өкмөтү жергиликтүү демилгелердин сынагын жарыялайт.",
			Ru: "Айыл окмоту объявляет конкурс местных инициатив.",
		}
		w.Body = kyRu(g.tenant.Name.Ky+"нын айыл өкмөтү", "Айыл окмоту, "+g.tenant.Name.Ru)
		w.Contact = "secretary." + g.tenant.Slug + "@" + domain
	}); err != nil {
		return err
	}
	posted := clock.DateOf(g.prepared)
	for channel, place := range map[competition.Channel]string{
		competition.Site: "Айыл өкмөтүнүн сайты", competition.Board: "Маалымат тактасы",
		competition.Elders: "Айыл старосталары", competition.Activists: "Активисттер",
	} {
		if _, err := services.AddNotice(g.people.secretary, c.Ref(), &competition.Notice{Channel: channel, Place: place, PostedOn: &posted}); err != nil {
			return err
		}
	}
	if c, err = services.Get(g.people.head, c.Ref()); err != nil {
		return err
	}
	g.contest, err = services.Announce(g.people.head, c.Ref(), c.Version)
	return err
}

// applicationTime is when the n-th application came: one a day from the second day on.
func (g *stage) applicationTime(n int) time.Time {
	return g.opens.Add(time.Duration(24*(n+1)+11) * time.Hour)
}

func (g *stage) ref() entity.Ref { return g.contest.Ref() }
