package seed

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/award"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/event"
	"github.com/demilge/demilge/internal/funding"
	"github.com/demilge/demilge/internal/i18n"
)

// unscanned stands where the scan of an agreement is asked for.
const unscanned = "Булактарда макулдашуунун кагазы жок: күнү жана кол койгондор шарттуу жазылды."

// happening is one record of what an initiative did.
type happening struct {
	title       i18n.Localized
	kind        event.Kind
	heldOn      clock.Date
	occurrences int
	setting     event.Setting
	place       string
	villages    []application.Village
	narrative   string
}

// agree makes the agreement with every winner and begins the work.
func (g *stage) agree(context.Context) error {
	g.clock.Set(g.agreedAt)
	awards, err := g.services.Awards.Of(g.people.head, g.tenant.ID, []uuid.UUID{g.contest.ID})
	if err != nil {
		return err
	}
	for n := range g.initiatives {
		in := &g.initiatives[n]
		for _, a := range awards[g.contest.ID] {
			if a.ApplicationID != in.submitted.ID {
				continue
			}
			if in.agreement, err = g.sign(in, a); err != nil {
				return err
			}
		}
	}
	return nil
}

func (g *stage) sign(in *initiative, won *award.Award) (*agreement.Agreement, error) {
	services := g.services.Agreements
	a, err := services.Create(g.people.specialist, won.Ref(), agreement.Choice{Mode: agreement.ProcurementByAO})
	if err != nil {
		return nil, err
	}
	if a, err = services.Submit(g.people.specialist, a.Ref(), a.Version); err != nil {
		return nil, err
	}
	head := access.From(g.people.head).Name
	a, err = services.Sign(g.people.head, a.Ref(), a.Version, agreement.Signing{
		Date: clock.DateOf(g.agreedAt), WithoutScan: unscanned,
		Signatories: []agreement.Signatory{
			{Side: agreement.Municipality, Position: head, Name: head},
			{Side: agreement.Performer, Position: "Демилгенин лидери", Name: in.fullName()},
		},
	})
	if err != nil {
		return nil, err
	}
	return services.Step(g.people.head, a.Ref(), a.Version, access.Activate, "")
}

// carryOut lets every leader record what she held and who came, on the evening of the
// last day.
func (g *stage) carryOut(context.Context) error {
	for _, in := range g.initiatives {
		if in.agreement == nil {
			continue
		}
		g.clock.Set(in.ends.Start().Add(20 * time.Hour))
		for _, h := range in.held {
			if _, err := g.services.Events.RecordHeld(in.leader, in.agreement.Ref(), nil, h.plan(), event.Outcome{HeldOn: &h.heldOn}); err != nil {
				return err
			}
		}
		_, err := g.services.Events.RecordParticipants(in.leader, in.agreement.Ref(), 0, in.participants, in.counted)
		if err != nil {
			return err
		}
		if err := g.receive(in); err != nil {
			return err
		}
	}
	return nil
}

// receive lets the leader record what businesses gave on the lines of the estimate. What
// was paid the sources do not say: no payment is invented.
func (g *stage) receive(in initiative) error {
	lines, err := g.services.Agreements.Lines(in.leader, g.tenant.ID, []uuid.UUID{in.agreement.ID})
	if err != nil {
		return err
	}
	for _, l := range lines[in.agreement.ID] {
		if l.Source != budget.Business {
			continue
		}
		_, err := g.services.Funding.RecordContribution(in.leader, in.agreement.Ref(), funding.Gift{
			LineID: &l.ID, Valuation: l.Valuation, Giver: "Жергиликтүү ишкерлер", Item: l.Item, Amount: l.Planned, ReceivedOn: in.starts,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (h happening) plan() event.Plan {
	p := event.Plan{
		Title: h.title, Kind: h.kind, Occurrences: h.occurrences, Villages: h.villages, Place: h.place, Narrative: h.narrative,
	}
	if h.setting != "" {
		p.Setting = &h.setting
	}
	return p
}

func people(n int) *int { return &n }
