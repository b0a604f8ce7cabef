package httpapi

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"github.com/demilge/demilge/internal/tracing"
)

// Observe is told how a request was answered: its method, other for an unusual one, and
// route, the pattern that it met, empty when it met none.
type Observe func(method, route string, status int, took time.Duration)

// methods are those that are told by name.
var methods = []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions}

func methodOf(r *http.Request) string {
	if !slices.Contains(methods, r.Method) {
		return "other"
	}
	return r.Method
}

// routed tells the log entry which pattern a mux found for the request.
func routed(mux http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if entry := entryOf(w); entry != nil {
				entry.route = r.Pattern[strings.IndexByte(r.Pattern, ' ')+1:] // without its method
			}
		}()
		mux.ServeHTTP(w, r)
	})
}

// traced begins a span of the request, in the trace that its header traceparent names.
func traced(next http.Handler, tracer trace.Tracer) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, span := tracer.Start(tracing.Continue(r.Context(), r.Header), methodOf(r), trace.WithSpanKind(trace.SpanKindServer))
		defer span.End()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// tell tells the span of a request how it was answered.
func (a *logEntry) tell(span trace.Span, method string) {
	if !span.IsRecording() {
		return
	}
	span.SetName(strings.TrimSpace(method + " " + a.route))
	span.SetAttributes(attribute.String("http.request.method", method), attribute.String("http.route", a.route),
		attribute.Int("http.response.status_code", a.status))
	if a.status >= http.StatusInternalServerError {
		span.SetStatus(codes.Error, "")
	}
}
