// Package metrics counts and times what the server does, for Prometheus. No label comes
// from what people send: routes, kinds and codes are those of the program, so that their
// number is bounded and nothing of a person or a municipality stands in them.
package metrics

import (
	"database/sql"
	"net/http"
	"runtime"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics are those of one server. They are safe for concurrent use.
type Metrics struct {
	registry   *prometheus.Registry
	requests   *prometheus.HistogramVec
	operations *prometheus.HistogramVec
	jobs       *prometheus.HistogramVec
	uploaded   prometheus.Counter
}

// jobSeconds reach from a sweep that finds nothing to the longest that a job may take.
var jobSeconds = []float64{.01, .05, .1, .5, 1, 5, 10, 30, 60, 120}

// New makes the metrics of a server, with those of its process and of Go.
func New() *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: histogram("demilge_http_request_duration_seconds",
			"Time to answer an HTTP request, by the pattern of its route.", prometheus.DefBuckets, "route", "method", "class"),
		operations: histogram("demilge_graphql_operation_duration_seconds",
			"Time to run a GraphQL operation; of a subscription, until its first event.", prometheus.DefBuckets, "type", "code"),
		jobs: histogram("demilge_job_duration_seconds",
			"Time of one attempt at a job.", jobSeconds, "kind", "outcome"),
		uploaded: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "demilge_uploaded_bytes_total", Help: "Bytes of files that arrived and were kept."}),
	}
	m.registry.MustRegister(m.requests, m.operations, m.jobs, m.uploaded, buildInfo(),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func histogram(name, help string, buckets []float64, labels ...string) *prometheus.HistogramVec {
	return prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: name, Help: help, Buckets: buckets}, labels)
}

// buildInfo says which program this is.
func buildInfo() prometheus.Collector {
	labels := prometheus.Labels{"version": "unknown", "revision": "unknown", "goversion": runtime.Version()}
	if info, ok := debug.ReadBuildInfo(); ok {
		labels["version"] = info.Main.Version
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" {
				labels["revision"] = setting.Value
			}
		}
	}
	gauge := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "demilge_build_info", Help: "1, with the version of the program.", ConstLabels: labels})
	gauge.Set(1)
	return gauge
}

// Pool shows a pool of connections by the name of its cluster.
func (m *Metrics) Pool(cluster string, pool *sql.DB) {
	m.registry.MustRegister(collectors.NewDBStatsCollector(pool, cluster))
}

// Request notes an answered request; route is the pattern that it met, empty for none.
func (m *Metrics) Request(method, route string, status int, took time.Duration) {
	if route == "" {
		route = "none"
	}
	m.requests.WithLabelValues(route, method, strconv.Itoa(status/100)+"xx").Observe(took.Seconds())
}

// Operation notes a GraphQL operation by its type and its first error's code, or OK.
func (m *Metrics) Operation(kind, code string, took time.Duration) {
	m.operations.WithLabelValues(kind, code).Observe(took.Seconds())
}

// Job notes an attempt at a job.
func (m *Metrics) Job(kind, outcome string, took time.Duration) {
	m.jobs.WithLabelValues(kind, outcome).Observe(took.Seconds())
}

// Uploaded notes bytes of files that were kept.
func (m *Metrics) Uploaded(bytes int64) { m.uploaded.Add(float64(bytes)) }

// Handler shows the metrics at GET /metrics.
func (m *Metrics) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	return mux
}
