package tracing

import (
	"context"
	"net/http"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// scope names who makes the spans.
const scope = "github.com/demilge/demilge"

// Tracer begins the traces of a server; nil when nothing is traced.
func Tracer(traces trace.TracerProvider) trace.Tracer {
	if traces == nil {
		return nil
	}
	return traces.Tracer(scope)
}

// Continue returns a context in which the trace goes on that a request names by the
// header traceparent (W3C Trace Context).
func Continue(ctx context.Context, header http.Header) context.Context {
	return propagation.TraceContext{}.Extract(ctx, propagation.HeaderCarrier(header))
}

// Below begins a span below that of ctx. Where none is recorded it returns ctx as it is,
// and a span that does nothing.
func Below(ctx context.Context, name string, kind trace.SpanKind, attributes ...attribute.KeyValue) (context.Context, trace.Span) {
	parent := trace.SpanFromContext(ctx)
	if !parent.IsRecording() {
		return ctx, parent
	}
	return parent.TracerProvider().Tracer(scope).Start(ctx, name, trace.WithSpanKind(kind), trace.WithAttributes(attributes...))
}

// End ends a span, as failed or not, without saying why: messages carry people's data.
func End(span trace.Span, failed bool) {
	if failed {
		span.SetStatus(codes.Error, "")
	}
	span.End()
}

// ID is the trace of ctx, empty without one.
func ID(ctx context.Context) string {
	span := trace.SpanContextFromContext(ctx)
	if !span.IsValid() {
		return ""
	}
	return span.TraceID().String()
}
