package graph

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/demilge/demilge/internal/apperr"
)

// Observe is told of each operation: its type, none for what is no operation; and the
// code of its first error, wherever it stands, or OK. It is told of a subscription when its
// first event is there, or its end.
type Observe func(kind, code string, took time.Duration)

// observed tells observe of the operations of an executor.
func observed(executor graphql.GraphExecutor, observe Observe) graphql.GraphExecutor {
	if observe == nil {
		return executor
	}
	return &observer{executor, observe}
}

type observer struct {
	graphql.GraphExecutor
	observe Observe
}

// DispatchOperation observes the first response.
func (o *observer) DispatchOperation(ctx context.Context, op *graphql.OperationContext) (graphql.ResponseHandler, context.Context) {
	start := time.Now()
	seen := new(outcome)
	responses, ctx := o.GraphExecutor.DispatchOperation(context.WithValue(ctx, outcomeKey{}, seen), op)
	var first sync.Once
	return func(ctx context.Context) *graphql.Response {
		response := responses(ctx)
		first.Do(func() { o.observe(string(op.Operation.Operation), seen.of(response), time.Since(start)) })
		return response
	}, ctx
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
