package engine

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"

	"github.com/demilge/demilge/graph/limit"
)

// document is a valid document with what is known of it.
type document struct {
	*ast.QueryDocument
	facts *limit.Facts
}

// CreateOperationContext parses, limits, validates and coerces a request. The errors
// are request errors: nothing was executed.
func (e *Engine) CreateOperationContext(
	ctx context.Context, params *graphql.RawParams,
) (op *graphql.OperationContext, errs gqlerror.List) {
	op = &graphql.OperationContext{
		RawQuery:               params.Query,
		OperationName:          params.OperationName,
		Extensions:             params.Extensions,
		Headers:                params.Headers,
		RecoverFunc:            e.options.Recover,
		ResolverMiddleware:     resolve,
		RootResolverMiddleware: resolveRoot,
	}
	defer func() {
		if r := recover(); r != nil {
			errs = gqlerror.List{gqlerror.Wrap(e.options.Recover(ctx, r))}
		}
	}()
	doc, errs := e.document(ctx, params.Query)
	if len(errs) > 0 {
		return op, errs
	}
	if doc.facts.Introspects && !e.options.Introspect(ctx) {
		return op, gqlerror.List{gqlerror.Wrap(errIntrospection)}
	}
	if err := e.choose(op, doc, params); err != nil {
		return op, gqlerror.List{err}
	}
	return op, nil
}

func resolve(ctx context.Context, next graphql.Resolver) (any, error) { return next(ctx) }

func resolveRoot(ctx context.Context, next graphql.RootResolver) graphql.Marshaler { return next(ctx) }

func (e *Engine) choose(op *graphql.OperationContext, doc *document, params *graphql.RawParams) *gqlerror.Error {
	op.Doc = doc.QueryDocument
	op.Operation = doc.Operations.ForName(params.OperationName)
	if op.Operation == nil {
		return gqlerror.Wrap(errOperation)
	}
	variables, err := validator.VariableValues(e.schema.Schema(), op.Operation, params.Variables)
	if err != nil {
		return variableError(err)
	}
	op.Variables = variables
	if err := doc.facts.Conditions(op.Operation, variables); err != nil {
		return err
	}
	return limit.Cost(doc.QueryDocument, op.Operation, variables)
}

// document returns the valid document of a query text, from the cache when it is there.
func (e *Engine) document(ctx context.Context, query string) (*document, gqlerror.List) {
	if doc, ok := e.cache.Get(query); ok {
		return doc, nil
	}
	doc, errs := e.parse(ctx, query)
	if len(errs) == 0 && len(query) <= maxCachedQuery {
		e.cache.Add(query, doc)
	}
	return doc, errs
}

func (e *Engine) parse(ctx context.Context, query string) (*document, gqlerror.List) {
	if err := limit.Source(query); err != nil {
		return nil, gqlerror.List{err}
	}
	parsed, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: query}, limit.MaxTokens+1)
	if err != nil {
		return nil, documentErrors(gqlerror.List{gqlerror.WrapIfUnwrapped(err)})
	}
	if len(parsed.Operations) == 0 {
		return nil, gqlerror.List{gqlerror.Wrap(errOperation)}
	}
	facts, refusal := limit.Document(parsed)
	if refusal != nil {
		return nil, gqlerror.List{refusal}
	}
	rules := rulesFor(e.options.Introspect(ctx))
	if errs := validator.ValidateWithRules(e.schema.Schema(), parsed, rules); len(errs) > 0 {
		return nil, documentErrors(errs)
	}
	return &document{QueryDocument: parsed, facts: facts}, nil
}
