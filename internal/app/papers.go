package app

import (
	"github.com/demilge/demilge/graph"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/press"
	"github.com/demilge/demilge/internal/postgres"
)

// papers makes what issues papers; makers say what each kind says.
func (a *App) papers(config Config, r *graph.Resolver, makers ...paper.Maker) *paper.Service {
	return paper.NewService(paper.Sources{
		Auth: a.Auth, Store: postgres.NewPaperStore(a.db), Files: r.Files, Press: press.Press{}, Places: r.Territory,
		BaseURL: config.BaseURL,
	}, paper.NewMakers(append(makers, config.Makers...)...))
}
