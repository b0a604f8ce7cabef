package app_test

import (
	"bytes"
	"encoding/hex"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	otlp "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/proto"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/tracing"
)

// receiver takes spans over OTLP as a collector does.
type receiver struct {
	*httptest.Server
	mu    sync.Mutex
	spans []*otlp.Span
}

func newReceiver(t *testing.T) *receiver {
	t.Helper()
	r := new(receiver)
	r.Server = httptest.NewServer(http.HandlerFunc(r.take))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) take(w http.ResponseWriter, request *http.Request) {
	body, err := io.ReadAll(request.Body)
	var sent collector.ExportTraceServiceRequest
	if err == nil {
		err = proto.Unmarshal(body, &sent)
	}
	if err != nil || request.URL.Path != "/v1/traces" {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, resource := range sent.ResourceSpans {
		for _, scope := range resource.ScopeSpans {
			r.spans = append(r.spans, scope.Spans...)
		}
	}
}

// named are the spans with the name, in the trace unless it is empty.
func (r *receiver) named(trace, name string) []*otlp.Span {
	return slices.DeleteFunc(slices.Clone(r.spans), func(s *otlp.Span) bool {
		return s.Name != name || trace != "" && hex.EncodeToString(s.TraceId) != trace
	})
}

// text is all that was sent, without the random numbers of the spans.
func (r *receiver) text() string {
	var text strings.Builder
	for _, span := range r.spans {
		plain := proto.CloneOf(span)
		plain.TraceId, plain.SpanId, plain.ParentSpanId = nil, nil, nil
		text.WriteString(prototext.Format(plain))
	}
	return text.String()
}

// above are the names from a span up to its root, itself first.
func (r *receiver) above(span *otlp.Span) (names []string) {
	for span != nil {
		names = append(names, span.Name)
		i := slices.IndexFunc(r.spans, func(s *otlp.Span) bool { return bytes.Equal(s.SpanId, span.ParentSpanId) })
		span = nil
		if i >= 0 {
			span = r.spans[i]
		}
	}
	return names
}

func attribute(span *otlp.Span, key string) string {
	for _, a := range span.Attributes {
		if a.Key == key {
			return a.Value.GetStringValue()
		}
	}
	return ""
}

// captured is the log while the test runs.
func captured(t *testing.T) *bytes.Buffer {
	t.Helper()
	lines, before, out, flags := new(bytes.Buffer), slog.Default(), log.Writer(), log.Flags()
	slog.SetDefault(slog.New(slog.NewTextHandler(lines, nil)))
	t.Cleanup(func() {
		slog.SetDefault(before)
		log.SetOutput(out) // which SetDefault took
		log.SetFlags(flags)
	})
	return lines
}

const (
	outerTrace = "4bf92f3577b34da6a3ce929d0e0e4736"
	outerSpan  = "00f067aa0ba902b7"
)

// TestATraceTellsTheWayAndNothingElse sends what the server does to a receiver of spans.
func TestATraceTellsTheWayAndNothingElse(t *testing.T) {
	into := newReceiver(t)
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", into.URL)
	traces, stop, err := tracing.Open(t.Context())
	require.NoError(t, err)
	lines := captured(t)
	w := newWorks(t, func(c *app.Config) { c.Traces = traces })
	tenant := w.Municipality(t)
	const secret = "Secret7f3a"
	file := w.use(t, tenant, secret)
	who := w.As(tenant, access.Specialist)
	who.Header.Set("traceparent", "00-"+outerTrace+"-"+outerSpan+"-01")
	who.Post(t, `query Priorities($s: String!) { municipality(slug: $s) { priorityAreas { nodes { id } } } }`, map[string]any{"s": tenant.Slug})
	long := strings.Repeat("Long", 17)
	who.Post(t, `query `+long+` { viewer { user { id } } }`, nil)
	_, answer := w.request(t, http.MethodGet, "/health/live", http.Header{"Traceparent": {"00-" + outerTrace + "-" + outerSpan + "-01"}}, nil)
	end := w.run(t)
	w.eventually(t, "completed", job("state", w.ask(t, contact("good"), nil)))
	end()
	require.NoError(t, stop(t.Context()))

	asked := into.named(outerTrace, "query Priorities")
	require.Len(t, asked, 1)
	require.Equal(t, []string{"query Priorities", "POST /graphql"}, into.above(asked[0]))
	require.Equal(t, "OK", attribute(asked[0], "demilge.outcome"))
	outer := into.named(outerTrace, "GET /health/live")
	require.Len(t, outer, 1)
	require.Equal(t, outerSpan, hex.EncodeToString(outer[0].ParentSpanId))
	require.Contains(t, lines.String(), "id="+answer.Get("X-Request-Id"))
	for line := range strings.Lines(lines.String()) {
		if strings.Contains(line, answer.Get("X-Request-Id")) {
			require.Contains(t, line, "trace="+outerTrace)
		}
	}
	for _, way := range [][]string{
		{"SELECT", "query Priorities", "POST /graphql"},
		{"INSERT", "mutation Upload", "POST /graphql"},
		{"S3 PUT", "PATCH /files/tus/"},
		{"SELECT", "GET /files/{id}"},
		{"SELECT", "deliver_link"},
		{"query", "POST /graphql"},
	} {
		require.True(t, slices.ContainsFunc(into.named("", way[0]), func(s *otlp.Span) bool {
			return slices.Equal(into.above(s), way)
		}), "%v", way)
	}
	for _, private := range []string{secret, tenant.Slug, tenant.ID.String(), tenant.Schema.String(), file, who.UserID.String(), long, "Асанова", "FROM", "@"} {
		require.NotContains(t, into.text(), private)
	}
}

// TestNothingIsTracedUnlessAsked: an endpoint turns traces on, and another variable off.
func TestNothingIsTracedUnlessAsked(t *testing.T) {
	for _, off := range [][2]string{{"OTEL_EXPORTER_OTLP_ENDPOINT", ""}, {"OTEL_SDK_DISABLED", "true"}, {"OTEL_TRACES_EXPORTER", "none"}} {
		t.Run(off[0], func(t *testing.T) {
			t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
			t.Setenv(off[0], off[1])
			traces, stop, err := tracing.Open(t.Context())
			require.NoError(t, err)
			require.Nil(t, traces)
			require.Nil(t, tracing.Tracer(traces))
			require.NoError(t, stop(t.Context()))
		})
	}
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
	t.Setenv("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")
	_, _, err := tracing.Open(t.Context())
	require.ErrorContains(t, err, "OTEL_EXPORTER_OTLP_PROTOCOL")
}
