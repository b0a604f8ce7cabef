package facts

import (
	"context"

	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/content"
	"github.com/demilge/demilge/internal/publication"
	"github.com/demilge/demilge/internal/report"
)

// annualPage is about the year of the municipality's last announced competition: in January
// a clerk still writes the page of the year that ended.
func (s Services) annualPage(ctx context.Context, ref entity.Ref) (paper.Facts, error) {
	m, err := s.Public.MunicipalityOf(ctx, ref.ID)
	if err != nil {
		return nil, err
	}
	want := publication.Want{Envelope: true, Awards: true, Events: true, Money: true, Applications: true, Monitoring: true, Reports: true}
	last, err := s.Public.Competitions(ctx, m, competition.Filter{}, page.Request{First: 1}, publication.Want{})
	if err != nil {
		return nil, err
	}
	if len(last.Items) == 0 {
		return nil, paper.ErrTooEarly
	}
	facts := content.AnnualPage{Year: last.Items[0].Year}
	if facts.Office, err = s.office(ctx, ref.ID); err != nil {
		return nil, err
	}
	all, err := pages(func(r page.Request) (page.Page[*publication.Competition], error) {
		return s.Public.Competitions(ctx, m, competition.Filter{Year: &facts.Year, Sorting: competition.Oldest}, r, want)
	})
	for _, c := range all {
		facts.Competitions = append(facts.Competitions, counted(c))
		for _, won := range c.Awards {
			facts.Winners = append(facts.Winners, carriedOut(won))
		}
	}
	return facts, err
}

func counted(c *publication.Competition) content.AnnualCompetition {
	counted := content.AnnualCompetition{Number: c.Number, Title: c.Title, State: c.State.Name().Localized(), Winners: len(c.Awards)}
	if c.Envelope != nil {
		counted.Envelope = amount(c.Envelope.LocalBudget)
	}
	if c.NotAwarded != nil {
		all := *c.NotAwarded + len(c.Awards)
		counted.Applications = &all
	}
	for _, won := range c.Awards {
		counted.LocalBudget += won.LocalBudget
	}
	return counted
}

func carriedOut(won *publication.Award) content.AnnualWinner {
	w := content.AnnualWinner{Winner: content.Winner{
		Rank: won.Rank, Number: won.Number, Title: won.Application.Title, LocalBudget: won.LocalBudget, Programme: won.ProgrammeGrant,
		Total: amount(won.Total), Estimated: won.TotalIsEstimate,
	}}
	if won.Application.LeaderName != nil {
		w.Leader = *won.Application.LeaderName
	}
	var others []*money.Amount
	for _, source := range won.Sources {
		if source.Source != budget.LocalBudget && source.Source != budget.Programme {
			others = append(others, source.Amount)
		}
	}
	w.Others = money.Sum(others...)
	for _, e := range won.Events(page.Request{First: page.MaxFirst}).Items {
		w.Events += e.Occurrences
	}
	if won.Participants != nil {
		w.Participants = won.Participants.Total()
	}
	if won.Monitoring != nil {
		w.Visits, w.OpenFindings = won.Monitoring.Visits, won.Monitoring.OpenFindings
	}
	w.Report = standing(won.Report)
	return w
}

func standing(r *report.Public) content.ReportState {
	switch {
	case r == nil:
		return ""
	case r.AcceptedOn != nil:
		return content.ReportAccepted
	case r.SubmittedOn != nil:
		return content.ReportReceived
	case r.Late:
		return content.ReportLate
	}
	return content.ReportDue
}
