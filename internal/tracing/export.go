// Package tracing tells a collector of OpenTelemetry which way a request or a job took
// and how long each part lasted. A span says what kind of work was done, never on what: no
// text of a statement or of a document, no key, no path and no error message.
package tracing

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// Open begins to send spans as the variables of OpenTelemetry say (OTEL_EXPORTER_OTLP_ENDPOINT,
// OTEL_TRACES_SAMPLER, OTEL_SERVICE_NAME, …). Without an endpoint it returns nil: nothing
// is traced. stop sends what is left.
func Open(ctx context.Context) (traces trace.TracerProvider, stop func(context.Context) error, err error) {
	if !wanted() {
		return nil, func(context.Context) error { return nil }, nil
	}
	if protocol := first("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL"); protocol == "grpc" {
		return nil, nil, errors.New("tracing: traces are sent as http/protobuf, not as grpc: see OTEL_EXPORTER_OTLP_PROTOCOL")
	}
	exporter, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("tracing: %w", err)
	}
	self, err := resource.Merge(resource.NewSchemaless(attribute.String("service.name", "demilge")), resource.Environment())
	if err != nil {
		return nil, nil, fmt.Errorf("tracing: %w", err)
	}
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { slog.Warn("tracing", "error", err) }))
	provider := sdk.NewTracerProvider(sdk.WithBatcher(exporter), sdk.WithResource(self))
	return provider, provider.Shutdown, nil
}

// wanted reports whether the environment asks for traces.
func wanted() bool {
	return first("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT") != "" &&
		os.Getenv("OTEL_SDK_DISABLED") != "true" && os.Getenv("OTEL_TRACES_EXPORTER") != "none"
}

// first is the value of the first variable that is set.
func first(names ...string) string {
	for _, name := range names {
		if value := os.Getenv(name); value != "" {
			return value
		}
	}
	return ""
}
