package seed

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/monitoring"
)

// What stands where the sources tell of monitoring less than the record asks for.
const (
	unprinted = "Булактарда мониторинг протоколунун кагазы жок: күнү жана кол койгондор шарттуу жазылды."
	unchecked = "Булактарда пункттар боюнча айтылган эмес."
	unnamed   = "Булактарда аталган эмес"
)

// watch forms the monitoring group of a competition whose sources tell of one, lets it see
// its sites on the first day of the work and conclude on the last.
func (g *stage) watch(context.Context) error {
	var group *monitoring.Group
	for _, in := range g.initiatives {
		for _, place := range in.visited {
			if group == nil {
				var err error
				if group, err = g.monitors(); err != nil {
					return err
				}
			}
			if err := g.visit(in, group, place); err != nil {
				return err
			}
		}
	}
	return nil
}

// monitors forms the group of five; the sources name none of them.
func (g *stage) monitors() (*monitoring.Group, error) {
	g.clock.Set(g.agreedAt.Add(time.Hour))
	leader := access.From(g.people.monitor)
	seats := []monitoring.Seat{{Category: commission.Community, Leads: true, Name: leader.Name, UserID: &leader.UserID}}
	for _, category := range []commission.Category{commission.AOStaff, commission.Deputy, commission.Community, commission.Community} {
		seats = append(seats, monitoring.Seat{Category: category, Name: unnamed})
	}
	services := g.services.Monitoring
	draft, err := services.CreateGroup(g.people.specialist, g.tenant.ID, monitoring.Draft{
		Name: kyRu("Биргелешкен мониторинг жана баалоо тобу", "Группа совместного мониторинга и оценки"), CompetitionID: &g.contest.ID, Members: seats,
		Note: "Булактарда топтун беш мүчөсү бар экени гана айтылган: буйруктун күнү, мүчөлөрү, барган күндөрү шарттуу жазылды.",
	})
	if err != nil {
		return nil, err
	}
	day := clock.DateOf(g.agreedAt)
	return services.Form(g.people.head, draft.Ref(), draft.Version, monitoring.Formation{
		Order: order("б/н", day.Year(), day.Month(), day.Day()), From: day, Until: g.implementBy,
	})
}

// visit records one site and the protocol whose conclusion the sources tell (F-19d).
func (g *stage) visit(in initiative, group *monitoring.Group, place string) error {
	services, monitor := g.services.Monitoring, g.people.monitor
	references, err := g.services.Agreements.References(monitor, g.tenant.ID, []uuid.UUID{in.agreement.ID})
	if err != nil {
		return err
	}
	editions := references[in.agreement.ID]
	record := monitoring.Record{VisitedOn: &in.starts}
	for _, item := range editions[len(editions)-1].Items() {
		record.Checklist = append(record.Checklist, monitoring.Answer{Key: item.Key, Result: monitoring.NotChecked, Note: unchecked})
	}
	var members []uuid.UUID
	for _, m := range group.Members {
		members = append(members, m.ID)
	}
	g.clock.Set(in.starts.Start().Add(18 * time.Hour))
	v, err := services.RecordVisit(monitor, g.tenant.ID, monitoring.Form{
		AgreementID: in.agreement.ID, GroupID: group.ID, Plan: monitoring.Plan{Place: place}, Members: members, Record: record,
	}, monitoring.Online)
	if err != nil {
		return err
	}
	g.clock.Set(in.ends.Start().Add(21 * time.Hour))
	p, err := services.DraftProtocol(monitor, in.agreement.Ref(), monitoring.Opinion{
		VisitIDs: []uuid.UUID{v.ID}, Date: in.ends, Verdict: monitoring.Complies,
		Conclusion: "Демилге техникалык тапшырмага ылайык аткарылды.",
	})
	if err != nil {
		return err
	}
	if p, err = services.SignProtocol(monitor, p.Ref(), p.Version, monitoring.Signing{Members: members, WithoutScan: unprinted}); err != nil {
		return err
	}
	_, err = services.DeliverProtocol(monitor, p.Ref(), p.Version, in.ends, "Айыл өкмөтү")
	return err
}
