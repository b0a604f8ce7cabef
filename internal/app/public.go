package app

import (
	"time"

	"github.com/demilge/demilge/graph"
	"github.com/demilge/demilge/internal/award"
	"github.com/demilge/demilge/internal/postgres"
	"github.com/demilge/demilge/internal/publication"
)

// public makes what shows the public its side of the municipalities' work.
func (a *App) public(r *graph.Resolver, now func() time.Time) *publication.Reader {
	return publication.NewReader(a.Auth, publication.Sources{
		Competitions: postgres.NewCompetitionStore(a.db),
		Results:      postgres.NewPublicationStore(a.db),
		Index:        postgres.NewPublicIndex(a.db),
		Areas:        r.Priorities,
		Envelopes:    r.Envelopes,
		Commissions:  r.Commissions,
		Awards:       award.NewService(a.Auth, postgres.NewAwardStore(a.db)),
	}, now)
}
