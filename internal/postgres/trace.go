package postgres

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"github.com/uptrace/bun"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"

	"github.com/demilge/demilge/internal/tracing"
)

// traced makes a span of each statement: its first word, never its text. It is installed
// only when there are traces.
type traced struct{}

func (traced) BeforeQuery(ctx context.Context, event *bun.QueryEvent) context.Context {
	verb := verbOf(event.Operation())
	ctx, _ = tracing.Below(ctx, verb, trace.SpanKindClient,
		attribute.String("db.system.name", "postgresql"), attribute.String("db.operation.name", verb))
	return ctx
}

func (traced) AfterQuery(ctx context.Context, event *bun.QueryEvent) {
	tracing.End(trace.SpanFromContext(ctx), event.Err != nil && !errors.Is(event.Err, sql.ErrNoRows))
}

// verbs are the words that a span may be named by.
var verbs = []string{"SELECT", "INSERT", "UPDATE", "DELETE", "BEGIN", "COMMIT", "ROLLBACK"}

func verbOf(operation string) string {
	verb := strings.TrimRight(strings.ToUpper(operation), ";")
	if !slices.Contains(verbs, verb) {
		return "OTHER"
	}
	return verb
}
