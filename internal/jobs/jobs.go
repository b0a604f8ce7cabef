// Package jobs carries out, durably and later, what a transaction asked for: a job is
// written in the transaction of the change and worked on once that is committed, again
// and again until it succeeds. River keeps the jobs in the schema river.
package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"go.opentelemetry.io/otel/trace"

	"github.com/demilge/demilge/internal/access"
)

// Schema is where the jobs are kept.
const Schema = "river"

// Config says how jobs are worked on.
type Config struct {
	// DSN reaches the default cluster as the server's role.
	DSN string
	// Workers is how many jobs run at once.
	Workers int
	// Timeout ends a job that takes longer.
	Timeout time.Duration
	// Observe is told of each attempt; nil tells nobody.
	Observe Observe
	// Tracer begins a trace of each attempt; nil traces none.
	Tracer trace.Tracer
}

// Runner works on jobs. Register what it can do, then Start it.
type Runner struct {
	config   Config
	pool     *pgxpool.Pool
	workers  *river.Workers
	periodic map[string]periodic
	client   *river.Client[pgx.Tx]
}

type periodic struct {
	schedule river.PeriodicSchedule
	run      func(context.Context) error
}

// New makes a runner that does nothing yet.
func New(ctx context.Context, config Config) (*Runner, error) {
	parsed, err := pgxpool.ParseConfig(config.DSN)
	if err != nil {
		return nil, fmt.Errorf("jobs: %w", err)
	}
	parsed.ConnConfig.RuntimeParams["search_path"] = ""
	parsed.ConnConfig.RuntimeParams["application_name"] = "demilge-jobs"
	// one to listen, one to elect, one to fetch, one to complete
	parsed.MaxConns = 4
	pool, err := pgxpool.NewWithConfig(ctx, parsed)
	if err != nil {
		return nil, fmt.Errorf("jobs: %w", err)
	}
	return &Runner{config: config, pool: pool, workers: river.NewWorkers(), periodic: map[string]periodic{}}, nil
}

// Work registers what carries out jobs of the kind of A. work gets a fresh context in
// which nothing is granted yet; an error has the job tried again, later and later, and
// one that is Final has it set aside with its reason.
func Work[A river.JobArgs](r *Runner, work func(context.Context, A) error) {
	river.AddWorker(r.workers, river.WorkFunc(func(ctx context.Context, job *river.Job[A]) error {
		err := r.attempt(access.WithGrants(ctx), r.name(job.Args), func(ctx context.Context) error { return work(ctx, job.Args) })
		if isFinal(err) {
			slog.WarnContext(ctx, "job set aside", "kind", job.Kind, "job", job.ID, "error", err)
			return river.JobCancel(err)
		}
		return err
	}))
}

func isFinal(err error) bool {
	var last interface{ Final() bool }
	return errors.As(err, &last) && last.Final()
}

// Periodic has run called every so often, by one server of all, at its start too.
func (r *Runner) Periodic(name string, every time.Duration, run func(ctx context.Context) error) {
	r.periodic[name] = periodic{schedule: river.PeriodicInterval(every), run: run}
}

// Nightly is Periodic at one in the morning in Bishkek.
func (r *Runner) Nightly(name string, run func(ctx context.Context) error) {
	r.periodic[name] = periodic{schedule: nightly{}, run: run}
}

// Start begins to work; it returns at once. Jobs end with Stop, not with ctx.
func (r *Runner) Start(ctx context.Context) error {
	Work(r, r.tick)
	client, err := river.NewClient(riverpgxv5.New(r.pool), &river.Config{
		Schema:                      Schema,
		Queues:                      map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: max(r.config.Workers, 1)}},
		Workers:                     r.workers,
		PeriodicJobs:                r.schedule(),
		JobTimeout:                  r.config.Timeout,
		RescueStuckJobsAfter:        r.config.Timeout + time.Minute, // of a server that was killed
		CompletedJobRetentionPeriod: time.Hour,
		Logger:                      slog.New(quiet{slog.Default().Handler()}),
	})
	if err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	r.client = client
	if err := client.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	return nil
}

// Stop lets running jobs finish until ctx ends, then cancels them. What did not finish
// is tried again by the next server.
func (r *Runner) Stop(ctx context.Context) error {
	defer r.pool.Close()
	if r.client == nil {
		return nil
	}
	if err := r.client.Stop(ctx); err == nil {
		return nil
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return r.client.StopAndCancel(last)
}
