package app

import (
	"context"

	"github.com/demilge/demilge/graph"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/live"
	"github.com/demilge/demilge/internal/postgres"
)

// live makes what tells people what happens: those who see a thing are told of it.
func (a *App) live(r *graph.Resolver) *live.Service {
	store, seats := postgres.NewLiveStore(a.db), postgres.NewMeetingStore(a.db)
	service := live.NewService(a.Auth, store, map[live.Kind]live.Sight{
		live.ApplicationRegistered: func(ctx context.Context, e *live.Event) error {
			_, err := r.Applications.Get(ctx, e.Link("Application", e.Subject))
			return err
		},
		live.SessionChanged: func(ctx context.Context, e *live.Event) error {
			_, err := r.Sessions.Get(ctx, e.Link("CommissionSession", e.Subject))
			return err
		},
		live.DocumentReady: func(ctx context.Context, e *live.Event) error {
			_, err := r.Papers.Get(ctx, e.Link("Paper", e.Subject))
			return err
		},
		live.ScoreSheetSubmitted: func(ctx context.Context, e *live.Event) error {
			reach, err := access.ReachOf(ctx, a.Auth, seats, e.TenantID, access.ScoreSheet, access.Read)
			if err == nil && !reach.Covers(e.CompetitionID) {
				err = apperr.ErrNotFound
			}
			return err
		},
	})
	store.Watch(service.Happened)
	return service
}
