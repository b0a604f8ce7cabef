package app

import (
	"context"
	"errors"
	"time"

	"github.com/demilge/demilge/graph"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/award"
	"github.com/demilge/demilge/internal/postgres"
	"github.com/demilge/demilge/internal/publication"
)

// public makes what shows the public its side of the municipalities' work.
func (a *App) public(r *graph.Resolver, now func() time.Time) *publication.Reader {
	return publication.NewReader(a.Auth, publication.Sources{
		BaseURL:      a.config.BaseURL,
		Competitions: postgres.NewCompetitionStore(a.db),
		Results:      postgres.NewPublicationStore(a.db),
		Index:        postgres.NewPublicIndex(a.db),
		Areas:        r.Priorities,
		Files:        r.Files,
		Orders:       r.Protocols,
		Envelopes:    r.Envelopes,
		Commissions:  r.Commissions,
		Monitoring:   r.Monitoring,
		Events:       r.Events,
		Reports:      r.Reports,
		Funding:      r.Funding,
		Awards:       award.NewService(a.Auth, postgres.NewAwardStore(a.db)),
	}, now)
}

// rebuildIndex writes the public index of every municipality anew: a commit whose
// refresh failed is found again at the latest then.
func (a *App) rebuildIndex(ctx context.Context) error {
	all, err := a.Directory.All(ctx)
	if err != nil {
		return err
	}
	index := postgres.NewPublicIndex(a.db)
	var errs []error
	for _, tenant := range all {
		scope := access.SystemScope(tenant, "public index", access.Permission{Object: access.Publication, Action: access.Read})
		errs = append(errs, index.Rebuild(access.WithGrant(ctx, scope), scope))
	}
	return errors.Join(errs...)
}
