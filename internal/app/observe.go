package app

import (
	"context"
	"time"

	"github.com/demilge/demilge/internal/metrics"
)

// measure makes the metrics of the server and of its pools.
func (a *App) measure() *metrics.Metrics {
	m := metrics.New()
	for cluster, pool := range a.db.Pools() {
		m.Pool(cluster, pool)
	}
	return m
}

// showMetrics answers on the listener of the metrics until ctx ends; the returned function
// waits for that end.
func (a *App) showMetrics(ctx context.Context, drain time.Duration) (wait func() error) {
	if a.metrics == nil {
		return func() error { return nil }
	}
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, a.config.Metrics, a.metrics.Handler(), drain) }()
	return func() error { return <-ended }
}
