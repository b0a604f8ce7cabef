package facts

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/event"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/monitoring"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/content"
	"github.com/demilge/demilge/internal/report"
)

func (s Services) finalReport(ctx context.Context, ref entity.Ref) (paper.Facts, error) {
	r, err := s.Reports.Get(ctx, ref)
	if err != nil {
		return nil, err
	}
	b, err := s.bond(ctx, r.Agreement())
	if err != nil {
		return nil, err
	}
	text, err := s.reported(ctx, r, b)
	facts := content.FinalReport{
		Number: r.Number, Agreement: b.paper(), Initiative: b.Title, Performer: b.signedAs(), Consented: b.consented,
		From: r.FromDate, Until: r.UntilDate, Report: text,
	}
	if facts.From == nil {
		facts.From = b.StartDate
	}
	if facts.Until == nil {
		facts.Until = b.EndDate
	}
	return facts, err
}

// reported is what a report says: its last submission or, while there is none, its draft
// with the events and the money of today.
func (s Services) reported(ctx context.Context, r *report.Report, b bond) (*report.Content, error) {
	if r.Edition > 0 {
		editions, err := s.Reports.Editions(ctx, r.TenantID, []uuid.UUID{r.ID})
		if err != nil {
			return nil, err
		}
		for _, e := range editions[r.ID] {
			if e.Edition == r.Edition {
				return e.Content()
			}
		}
	}
	accounts, err := s.Reports.Accounts(ctx, []*report.Report{r})
	if err != nil {
		return nil, err
	}
	text := &report.Content{Agreement: b.Number, Narrative: r.Narrative, Account: accounts[r.ID], Property: r.Property}
	if text.Account == nil {
		text.Account = &report.Account{}
	}
	return text, s.happened(ctx, b, text)
}

// happened enters the events held so far.
func (s Services) happened(ctx context.Context, b bond, text *report.Content) error {
	held, err := pages(func(r page.Request) (page.Page[*event.Event], error) {
		found, err := s.Events.ListEach(ctx, b.TenantID, []uuid.UUID{b.ID}, event.Filter{States: []event.State{event.Held}}, r)
		return found[b.ID], err
	})
	if err != nil {
		return err
	}
	for _, e := range held {
		text.Events = append(text.Events, report.Event{
			Title: e.Title.In(b.Language), HeldOn: e.HeldOn, Place: e.Place, Occurrences: e.Occurrences, Participants: e.Participants.Total(),
		})
	}
	sums, err := s.Events.Summaries(ctx, b.TenantID, []uuid.UUID{b.ID})
	if err != nil {
		return err
	}
	if sum := sums[b.ID]; sum != nil {
		text.Participants = sum.Participants.Total()
	}
	return nil
}

func (s Services) acceptanceAct(ctx context.Context, ref entity.Ref) (paper.Facts, error) {
	r, err := s.Reports.Get(ctx, ref)
	if err != nil {
		return nil, err
	}
	if r.Edition == 0 {
		return nil, paper.ErrTooEarly
	}
	b, err := s.bond(ctx, r.Agreement())
	if err != nil {
		return nil, err
	}
	text, err := s.reported(ctx, r, b)
	if err != nil {
		return nil, err
	}
	act := content.AcceptanceAct{Office: b.office, Agreement: b.paper(), Initiative: b.Title, Performer: b.signedAs(), Report: text}
	decisions, err := s.Reports.Decisions(ctx, ref.Tenant, []uuid.UUID{ref.ID})
	for _, d := range decisions[ref.ID] {
		if d.Side == agreement.Municipality && d.Edition == r.Edition {
			act.Act, act.Decided, act.Accepted = document.Document{Number: d.Number, Date: d.Date}, true, d.Accepted
			act.Remarks, act.Position, act.Name = d.Remarks, d.Position, d.Name
		}
	}
	return act, err
}

func (s Services) monitoringProtocol(ctx context.Context, ref entity.Ref) (paper.Facts, error) {
	p, err := s.Monitoring.Protocol(ctx, ref)
	if err != nil {
		return nil, err
	}
	found, err := s.Monitoring.ContentsOf(ctx, []*monitoring.Protocol{p})
	seen, err := one(found, err, p.ID)
	if err != nil {
		return nil, err
	}
	facts := content.MonitoringProtocol{
		Protocol: document.Document{Number: p.Number, Date: &p.Date}, Verdict: p.Verdict, Conclusion: p.Conclusion,
		DeliveredOn: p.DeliveredOn, ReceivedBy: p.ReceivedBy,
	}
	editions, err := s.Agreements.References(ctx, ref.Tenant, []uuid.UUID{p.AgreementID})
	if err != nil {
		return nil, err
	}
	facts.Seen = reworded(seen, editions[p.AgreementID])
	for _, hand := range p.Signatures {
		facts.Signatures = append(facts.Signatures, content.Signed{Name: hand.Name, Leads: hand.Leads})
	}
	return facts, nil
}

// reworded gives the items of the checklist in both languages, as far as they are those of a
// template.
func reworded(seen *monitoring.Content, editions []*agreement.TermsOfReference) content.Twice[*monitoring.Content] {
	in := func(lang i18n.Lang) *monitoring.Content {
		c := *seen
		c.Visits = make([]monitoring.Looked, len(seen.Visits))
		for i, v := range seen.Visits {
			v.Checklist = slices.Clone(v.Checklist)
			for j, text := range itemsOf(editions, v.Edition, lang) {
				if j < len(v.Checklist) && v.Checklist[j].Key == text.Key {
					v.Checklist[j].Text = text.Text
				}
			}
			c.Visits[i] = v
		}
		return &c
	}
	return content.Twice[*monitoring.Content]{Ky: in(i18n.Ky), Ru: in(i18n.Ru)}
}

// itemsOf are what an edition of the terms of reference asks, in a language.
func itemsOf(editions []*agreement.TermsOfReference, edition int, lang i18n.Lang) []agreement.Item {
	for _, t := range editions {
		if t.Edition == edition {
			return t.Content.In(lang).Items()
		}
	}
	return nil
}
