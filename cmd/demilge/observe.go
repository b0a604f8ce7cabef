package main

import (
	"context"
	"net"

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

// openTraces has the server send its spans where the variables of OpenTelemetry say, if
// they do; stop sends the last of them.
func openTraces(ctx context.Context, settings *app.Config) (stop func(), err error) {
	traces, last, err := tracing.Open(ctx)
	if err != nil {
		return nil, usageError{err}
	}
	settings.Traces = traces
	return func() { _ = patiently(ctx, last) }, nil
}
