package graph

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/tracing"
)

// Observe is told of each operation: its type, none for what is no operation; and the
// code of its first error, wherever it stands, or OK. It is told of a subscription when its
// first event is there, or its end.
type Observe func(kind, code string, took time.Duration)

// observed tells options.Observe of the operations of an executor, and makes a span of
// each within a trace.
func observed(executor graphql.GraphExecutor, options Options) graphql.GraphExecutor {
	if options.Observe == nil && !options.Traced {
		return executor
	}
	if options.Observe == nil {
		options.Observe = func(string, string, time.Duration) {}
	}
	return &observer{executor, options.Observe}
}

type observer struct {
	graphql.GraphExecutor
	observe Observe
}

// DispatchOperation observes the first response.
func (o *observer) DispatchOperation(ctx context.Context, op *graphql.OperationContext) (graphql.ResponseHandler, context.Context) {
	start := time.Now()
	ctx, span := beginSpan(ctx, op)
	seen := new(outcome)
	responses, ctx := o.GraphExecutor.DispatchOperation(context.WithValue(ctx, outcomeKey{}, seen), op)
	var first sync.Once
	return func(ctx context.Context) *graphql.Response {
		response := responses(ctx)
		first.Do(func() {
			code := seen.of(response)
			span.SetAttributes(attribute.String("demilge.outcome", code))
			tracing.End(span, code == string(apperr.Internal))
			o.observe(string(op.Operation.Operation), code, time.Since(start))
		})
		return response
	}, ctx
}

// longestName is the longest name of an operation that a span carries.
const longestName = 64

// beginSpan begins the span of an operation, by its type and, unless it is long, the name
// that the client gave it.
func beginSpan(ctx context.Context, op *graphql.OperationContext) (context.Context, trace.Span) {
	kind, name := string(op.Operation.Operation), op.Operation.Name
	title, attributes := kind, []attribute.KeyValue{attribute.String("graphql.operation.type", kind)}
	if name != "" && len(name) <= longestName {
		title += " " + name
		attributes = append(attributes, attribute.String("graphql.operation.name", name))
	}
	return tracing.Below(ctx, title, trace.SpanKindInternal, attributes...)
}

// DispatchError observes a request that is refused before it runs.
func (o *observer) DispatchError(ctx context.Context, list gqlerror.List) *graphql.Response {
	response := o.GraphExecutor.DispatchError(ctx, list)
	o.observe("none", new(outcome).of(response), 0)
	return response
}

// outcome is the first error that stands in a payload of the operation.
type outcome struct{ atomic.Pointer[apperr.Code] }

type outcomeKey struct{}

// notePayloadError keeps the code of an error that a payload carries.
func notePayloadError(ctx context.Context, code apperr.Code) {
	if seen, ok := ctx.Value(outcomeKey{}).(*outcome); ok {
		seen.CompareAndSwap(nil, &code)
	}
}

func (o *outcome) of(response *graphql.Response) string {
	if response != nil && len(response.Errors) > 0 {
		code, _ := response.Errors[0].Extensions["code"].(string)
		return code
	}
	if code := o.Load(); code != nil {
		return string(*code)
	}
	return "OK"
}
