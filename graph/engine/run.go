package engine

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/demilge/demilge/graph/limit"
)

// DispatchOperation starts an operation. The handler gives one response for a query
// or mutation, one for each event of a subscription, and then nil.
func (e *Engine) DispatchOperation(
	ctx context.Context, op *graphql.OperationContext,
) (graphql.ResponseHandler, context.Context) {
	ctx = graphql.WithOperationContext(ctx, op)
	starting := e.withResponse(ctx)
	responses, err := e.start(starting)
	if err != nil {
		graphql.AddError(starting, err)
	}
	if errs := graphql.GetErrors(starting); errs != nil {
		return graphql.OneShot(&graphql.Response{Errors: limit.Errors(errs)}), ctx
	}
	if op.Operation.Operation == ast.Subscription {
		return e.answer(responses), ctx
	}
	return e.limited(e.answer(responses)), ctx
}

func (e *Engine) start(ctx context.Context) (responses graphql.ResponseHandler, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = e.options.Recover(ctx, r)
		}
	}()
	return e.schema.Exec(ctx), nil
}

func (e *Engine) answer(responses graphql.ResponseHandler) graphql.ResponseHandler {
	return func(ctx context.Context) (response *graphql.Response) {
		if ctx.Err() != nil {
			return nil
		}
		ctx = e.withResponse(ctx)
		defer func() {
			if r := recover(); r != nil {
				graphql.AddError(ctx, e.options.Recover(ctx, r))
				response = &graphql.Response{Errors: limit.Errors(graphql.GetErrors(ctx)), Data: null}
			}
		}()
		response = responses(ctx)
		if response == nil {
			return nil
		}
		response.Errors = limit.Errors(append(response.Errors, graphql.GetErrors(ctx)...))
		return response
	}
}

var null = []byte("null")

func (e *Engine) limited(next graphql.ResponseHandler) graphql.ResponseHandler {
	return func(ctx context.Context) *graphql.Response {
		ctx, cancel := context.WithTimeout(ctx, e.options.Timeout)
		defer cancel()
		return next(ctx)
	}
}
