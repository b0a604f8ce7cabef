package app

import (
	"context"
	"errors"
	"time"

	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/jobs"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/postgres"
	"github.com/demilge/demilge/internal/publication"
	"github.com/demilge/demilge/internal/tracing"
)

// Work begins to carry out the jobs of every cluster and, from the programme's, the
// periodic upkeep; the returned function ends it, letting running jobs finish until its
// context ends.
func (a *App) Work(ctx context.Context) (stop func(context.Context) error, err error) {
	var running []func(context.Context) error
	for i, dsn := range a.config.dsns() {
		runner, err := a.runner(ctx, dsn, i == 0)
		if err != nil {
			return nil, errors.Join(err, stops(running)(ctx))
		}
		running = append(running, runner.Stop)
	}
	return stops(running), nil
}

// runner begins to work on the jobs of one cluster.
func (a *App) runner(ctx context.Context, dsn string, upkeep bool) (*jobs.Runner, error) {
	config := jobs.Config{DSN: dsn, Workers: 4, Timeout: 2 * time.Minute, Tracer: tracing.Tracer(a.config.Traces)}
	if a.metrics != nil {
		config.Observe = a.metrics.Job
	}
	runner, err := jobs.New(ctx, config)
	if err != nil {
		return nil, err
	}
	if a.config.Mail != nil {
		jobs.Work(runner, a.courier.Deliver)
		herald := publication.Herald{Tenants: a.Directory, From: postgres.NewPublicationStore(a.db), Mail: a.config.Mail}
		jobs.Work(runner, herald.Tell)
		jobs.Work(runner, letter.Courier{Store: postgres.NewLetterStore(a.db), Mail: a.config.Mail, Base: a.config.BaseURL}.Deliver)
	}
	jobs.Work(runner, a.Resolver.Figures.Recompute)
	jobs.Work(runner, a.Messenger.Tell)
	if upkeep {
		a.upkeep(runner)
	}
	if err := runner.Start(ctx); err != nil {
		_ = runner.Stop(ctx)
		return nil, err
	}
	return runner, nil
}

// upkeep registers what is done again and again.
func (a *App) upkeep(runner *jobs.Runner) {
	keys := postgres.NewIdempotencyStore(a.db)
	runner.Periodic("expired sessions", sweepEvery, a.Resolver.Authn.Sweep)
	runner.Periodic("unfinished letters", sweepEvery, a.Resolver.Letters.Sweep)
	runner.Periodic("unconfirmed followers", sweepEvery, a.Resolver.Calls.Sweep)
	runner.Periodic("idempotency keys", sweepEvery, func(ctx context.Context) error { return keys.Sweep(ctx, time.Now()) })
	runner.Periodic("left-over files", sweepEvery, func(ctx context.Context) error {
		_, err := a.Resolver.Files.Sweep(ctx, file.Everywhere{Tenants: a.Directory}, a.Auth.Now())
		return err
	})
	runner.Periodic("due messages", tellEvery, a.Messenger.Due)
	runner.Periodic("kept messages", sweepEvery, a.Messenger.Forget)
	runner.Periodic("public index", indexEvery, a.rebuildIndex)
	runner.Periodic("reminders", sweepEvery, a.Resolver.Deadlines.Remind)
	runner.Nightly("figures", a.Resolver.Figures.Reconcile)
	runner.Periodic("changes of territory", settleEvery, a.Resolver.Territory.Settle)
	if a.config.SpareSchemas > 0 {
		runner.Periodic("spare schemas", sparesEvery, func(ctx context.Context) error {
			return a.owners.KeepSpares(ctx, a.config.SpareSchemas)
		})
	}
}
