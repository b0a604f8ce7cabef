package jobs

import (
	"time"

	"github.com/riverqueue/river"
)

// Observe is told of one attempt at a job: the name of its kind, or of its periodic task,
// and the outcome, which is done, failed or set_aside.
type Observe func(kind, outcome string, took time.Duration)

// attempt runs work and tells what came of it; a panic counts as failed.
func (r *Runner) attempt(kind string, work func() error) error {
	if r.config.Observe == nil {
		return work()
	}
	start, outcome := time.Now(), "failed"
	defer func() { r.config.Observe(kind, outcome, time.Since(start)) }()
	err := work()
	switch {
	case err == nil:
		outcome = "done"
	case isFinal(err):
		outcome = "set_aside"
	}
	return err
}

// name is one of those that this program registered, whatever another wrote down.
func (r *Runner) name(args river.JobArgs) string {
	tick, ok := args.(tickArgs)
	if _, known := r.periodic[tick.Name]; ok && known {
		return tick.Name
	}
	return args.Kind()
}
