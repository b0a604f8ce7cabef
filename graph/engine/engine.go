// Package engine takes a GraphQL request from its text to its answer: it parses,
// limits, validates, coerces and runs it. It stands where gqlgen's executor would,
// because the limits must come before validation and suggestions depend on the reader.
package engine

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"
	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/demilge/demilge/graph/limit"
)

// Options say how an engine answers. Present and Recover are required.
type Options struct {
	// Present makes the error that the client sees.
	Present graphql.ErrorPresenterFunc
	// Recover makes an error of a panic.
	Recover graphql.RecoverFunc
	// Introspect tells whether the reader may see the schema and its hints; nil is nobody.
	Introspect func(context.Context) bool
	// Timeout ends a query or mutation; 0 is [DefaultTimeout].
	Timeout time.Duration
}

const (
	// DefaultTimeout is the longest that one query or mutation may take.
	DefaultTimeout = 10 * time.Second

	// The cache keeps documents that programs send again and again. Its memory is
	// bounded by both figures.
	cachedDocuments = 512
	maxCachedQuery  = 8 << 10
)

// Engine executes operations over one schema. It is safe for concurrent use.
type Engine struct {
	schema  graphql.ExecutableSchema
	options Options
	cache   *lru.Cache[string, *document]
}

var _ graphql.GraphExecutor = (*Engine)(nil)

// New returns an engine over a schema.
func New(schema graphql.ExecutableSchema, options Options) *Engine {
	if options.Introspect == nil {
		options.Introspect = func(context.Context) bool { return false }
	}
	if options.Timeout == 0 {
		options.Timeout = DefaultTimeout
	}
	cache, err := lru.New[string, *document](cachedDocuments)
	if err != nil {
		panic(err) // only a size below one fails
	}
	return &Engine{schema: schema, options: options, cache: cache}
}

// DispatchError returns the answer to a request that is refused.
func (e *Engine) DispatchError(ctx context.Context, list gqlerror.List) *graphql.Response {
	ctx = e.withResponse(ctx)
	if len(list) > limit.MaxErrors {
		list = list[:limit.MaxErrors]
	}
	for _, err := range list {
		graphql.AddError(ctx, err)
	}
	return &graphql.Response{Errors: limit.Errors(graphql.GetErrors(ctx))}
}

func (e *Engine) withResponse(ctx context.Context) context.Context {
	return graphql.WithResponseContext(ctx, e.options.Present, e.options.Recover)
}
