package graph

import (
	"context"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"github.com/demilge/demilge/graph/engine"
	"github.com/demilge/demilge/graph/once"
	"github.com/demilge/demilge/graph/transport"
)

// Options say what the handler asks of its surroundings. Each may be left out.
type Options struct {
	// Introspect tells whether the reader may see the schema and its hints; nobody by default.
	Introspect func(context.Context) bool
	// RequestID names a request in the log and in INTERNAL errors.
	RequestID func(context.Context) string
	// User names whose streams are counted together; everybody's by default.
	User func(context.Context) string
	// MaxStreams is how many streams a user may hold; 0 is [transport.MaxStreams].
	MaxStreams int
	// Heartbeat is the time between two signs of life on a stream; 0 is 15 s.
	Heartbeat time.Duration
	// WriteTime is how long one event may take to reach a reader; 0 is 10 s.
	WriteTime time.Duration
	// Ending is closed when the server stops: streams end then.
	Ending <-chan struct{}
	// Keys keeps the answers of mutations that are sent with an Idempotency-Key; nil
	// ignores the header.
	Keys once.Store
	// KeyOwner names whose keys they are; everybody's by default.
	KeyOwner func(context.Context) string
	// Valid tells whether the person of a stream is still who she was when it began;
	// always by default. A stream of somebody who is not ends.
	Valid func(*http.Request) bool
	// Timeout ends a query or mutation; 0 is [engine.DefaultTimeout].
	Timeout time.Duration
	// Observe is told of each operation; nil tells nobody.
	Observe Observe
	// Traced makes a span of each operation within a trace.
	Traced bool
}

// NewHandler serves GraphQL over POST, with the limits of engineering.md, "GraphQL
// conventions". The language of errors is that of the request's context.
func NewHandler(schema graphql.ExecutableSchema, options Options) http.Handler {
	if options.RequestID == nil {
		options.RequestID = func(context.Context) string { return "" }
	}
	if options.MaxStreams == 0 {
		options.MaxStreams = transport.MaxStreams
	}
	errs := presenter{requestID: options.RequestID}
	executor := engine.New(schema, engine.Options{
		Present:    errs.present,
		Recover:    recovered,
		Introspect: options.Introspect,
		Timeout:    options.Timeout,
	})
	return withLevels(transport.New(observed(keyed(executor, options), options), transport.Options{
		Streams:   transport.NewStreams(options.MaxStreams, options.User),
		Heartbeat: options.Heartbeat,
		WriteTime: options.WriteTime,
		Ending:    options.Ending,
		Valid:     options.Valid,
	}))
}
