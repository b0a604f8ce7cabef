package jobs

import (
	"context"
	"time"

	"github.com/riverqueue/river"
	"go.opentelemetry.io/otel/trace"

	"github.com/demilge/demilge/internal/tracing"
)

// Observe is told of one attempt at a job: the name of its kind, or of its periodic task,
// and the outcome, which is done, failed or set_aside.
type Observe func(kind, outcome string, took time.Duration)

// attempt runs work within a trace of its own, and tells what came of it; a panic counts
// as failed.
func (r *Runner) attempt(ctx context.Context, kind string, work func(context.Context) error) error {
	start, outcome := time.Now(), "failed"
	if r.config.Tracer != nil {
		traced, span := r.config.Tracer.Start(ctx, kind, trace.WithSpanKind(trace.SpanKindConsumer))
		defer func() { tracing.End(span, outcome != "done") }()
		ctx = traced
	}
	if r.config.Observe != nil {
		defer func() { r.config.Observe(kind, outcome, time.Since(start)) }()
	}
	err := work(ctx)
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
