package postgres

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
)

var errForeignTenant = errors.New("postgres: a query in a tenant in which nothing was granted")

// guard stops a query whose session is bound to a tenant that this request was not
// granted anything in. It is the third wall; it can only meet a mistake of ours.
type guard struct{}

func (guard) BeforeQuery(ctx context.Context, event *bun.QueryEvent) context.Context {
	bound := event.DB.QueryGen().FormatQuery("?tenant_id")
	if bound == "?tenant_id" { // the programme, or no tenant at all
		return ctx
	}
	tenant, err := uuid.Parse(strings.Trim(bound, "'"))
	if err == nil && access.Granted(ctx, tenant) {
		return ctx
	}
	stopped, cancel := context.WithCancelCause(ctx)
	cancel(errForeignTenant)
	slog.ErrorContext(ctx, "query stopped: foreign tenant", "tenant", bound, "request", audit.RequestID(ctx))
	return stopped
}

func (guard) AfterQuery(context.Context, *bun.QueryEvent) {}

// slowQueries logs statements over a second: duration and kind, never the text, which
// carries people's data.
type slowQueries struct{}

func (slowQueries) BeforeQuery(ctx context.Context, _ *bun.QueryEvent) context.Context { return ctx }

func (slowQueries) AfterQuery(ctx context.Context, event *bun.QueryEvent) {
	if took := time.Since(event.StartTime); took > time.Second {
		slog.WarnContext(ctx, "slow query", "operation", event.Operation(), "took", took, "request", audit.RequestID(ctx))
	}
}
