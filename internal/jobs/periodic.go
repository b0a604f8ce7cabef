package jobs

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"github.com/demilge/demilge/internal/clock"
)

// unfinished are the states in which a job still waits or runs.
var unfinished = []rivertype.JobState{
	rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable,
	rivertype.JobStateRunning, rivertype.JobStateScheduled,
}

// tickArgs is the job of one run of a periodic task.
type tickArgs struct {
	Name string `json:"name" river:"unique"`
}

// Kind names the job.
func (tickArgs) Kind() string { return "periodic" }

// InsertOpts keeps one run of a task waiting at most, and does not repeat a failed one:
// the next is near.
func (tickArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{MaxAttempts: 1, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: unfinished}}
}

func (r *Runner) tick(ctx context.Context, args tickArgs) error {
	task, ok := r.periodic[args.Name]
	if !ok {
		return river.JobCancel(fmt.Errorf("jobs: no periodic task %q", args.Name))
	}
	return task.run(ctx)
}

// nightly runs at one in the morning in Bishkek.
type nightly struct{}

// Next is the first such moment after current.
func (nightly) Next(current time.Time) time.Time {
	at := current.In(clock.Bishkek)
	next := time.Date(at.Year(), at.Month(), at.Day(), 1, 0, 0, 0, clock.Bishkek)
	if !next.After(current) {
		next = next.AddDate(0, 0, 1)
	}
	return next
}

func (r *Runner) schedule() []*river.PeriodicJob {
	list := make([]*river.PeriodicJob, 0, len(r.periodic))
	for name, task := range r.periodic {
		list = append(list, river.NewPeriodicJob(task.schedule,
			func() (river.JobArgs, *river.InsertOpts) { return tickArgs{Name: name}, nil },
			&river.PeriodicJobOpts{ID: strings.ReplaceAll(name, " ", "-"), RunOnStart: true}))
	}
	return list
}
