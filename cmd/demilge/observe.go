package main

import (
	"context"
	"net"
	"time"

	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/tracing"
)

// listenMetrics opens the address of the metrics, nil when it is empty. The server closes it.
func listenMetrics(addr string) (net.Listener, error) {
	if addr == "" {
		return nil, nil
	}
	return net.Listen("tcp", addr)
}

// lastSpans is how long a collector of spans may take to get the last of them.
const lastSpans = 5 * time.Second

// openTraces has the server send its spans where the variables of OpenTelemetry say, if
// they do; stop sends the last of them.
func openTraces(ctx context.Context, settings *app.Config) (stop func(), err error) {
	traces, last, err := tracing.Open(ctx)
	if err != nil {
		return nil, usageError{err}
	}
	settings.Traces = traces
	return func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastSpans)
		defer cancel()
		_ = last(ctx) // a collector that does not answer has been told of in the log
	}, nil
}
