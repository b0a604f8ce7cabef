package app

import (
	"slices"

	"github.com/demilge/demilge/graph"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/facts"
	"github.com/demilge/demilge/internal/paper/press"
	"github.com/demilge/demilge/internal/postgres"
)

// papers makes what issues papers; a maker of the settings takes the place of the program's
// own of its kind.
func (a *App) papers(config Config, r *graph.Resolver) *paper.Service {
	makers := slices.DeleteFunc(facts.Makers(PaperFacts(r)), func(own paper.Maker) bool {
		return slices.ContainsFunc(config.Makers, func(m paper.Maker) bool { return m.Kind() == own.Kind() })
	})
	return paper.NewService(paper.Sources{
		Auth: a.Auth, Store: postgres.NewPaperStore(a.db), Files: r.Files, Press: press.Press{}, Places: r.Territory,
		BaseURL: config.BaseURL,
	}, paper.NewMakers(append(makers, config.Makers...)...))
}

// PaperFacts are the services from which papers are filled.
func PaperFacts(r *graph.Resolver) facts.Services {
	return facts.Services{
		Regulations: r.Regulations, Priorities: r.Priorities, Envelopes: r.Envelopes, Commissions: r.Commissions, Competitions: r.Competitions,
		Applications: r.Applications, Evaluations: r.Evaluations, Protocols: r.Protocols, Awards: r.Awards, Agreements: r.Agreements,
		Events: r.Events, Funding: r.Funding, Reports: r.Reports, Monitoring: r.Monitoring, Files: r.Files, People: r.People, Public: r.Public,
		Calls: r.Calls, Letters: r.Letters, Selections: r.Selections, Memoranda: r.Memoranda,
		Workdays: r.Workdays,
	}
}
