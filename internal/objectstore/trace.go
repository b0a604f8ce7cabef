package objectstore

import (
	"net/http"

	"github.com/minio/minio-go/v7"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"

	"github.com/demilge/demilge/internal/tracing"
)

// traced makes a span of each call within a trace: its method, never the key of the object.
type traced struct{ http.RoundTripper }

func newTransport(tls bool) (http.RoundTripper, error) {
	transport, err := minio.DefaultTransport(tls)
	return traced{transport}, err
}

// RoundTrip makes the call.
func (t traced) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, span := tracing.Below(r.Context(), "S3 "+r.Method, trace.SpanKindClient, attribute.String("http.request.method", r.Method))
	response, err := t.RoundTripper.RoundTrip(r.WithContext(ctx))
	if err == nil {
		span.SetAttributes(attribute.Int("http.response.status_code", response.StatusCode))
	}
	tracing.End(span, err != nil || response.StatusCode >= http.StatusInternalServerError)
	return response, err
}
