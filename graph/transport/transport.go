// Package transport speaks GraphQL over HTTP: POST with a JSON body, answered as
// JSON or, for subscriptions, as server-sent events in the "distinct connections"
// mode. It is strict: what it does not understand it refuses, and it repeats nothing
// of a body that it could not read.
//
// Sources: the GraphQL over HTTP specification and its SSE protocol.
package transport

import (
	"context"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/demilge/demilge/internal/apperr"
)

// MaxBody is the largest request body, in bytes.
const MaxBody = 1 << 20

// Options tune the streams of subscriptions.
type Options struct {
	// Streams bounds the open streams of each user.
	Streams *Streams
	// Heartbeat is the time between two signs of life on a stream; 0 is 15 s.
	Heartbeat time.Duration
	// WriteTime is how long one event may take to reach the client's system; 0 is 10 s. A
	// reader who is slower is dropped.
	WriteTime time.Duration
	// Ending is closed when the server stops: streams end then.
	Ending <-chan struct{}
	// Valid tells whether the person of a stream is still who she was when it began. It
	// is asked before each event and at each heartbeat; a stream that is not ends. Nil is
	// always valid.
	Valid func(*http.Request) bool
}

// New returns the handler of the GraphQL endpoint.
func New(exec graphql.GraphExecutor, options Options) http.Handler {
	if options.Heartbeat == 0 {
		options.Heartbeat = 15 * time.Second
	}
	if options.WriteTime == 0 {
		options.WriteTime = 10 * time.Second
	}
	if options.Valid == nil {
		options.Valid = func(*http.Request) bool { return true }
	}
	if options.Streams == nil {
		options.Streams = NewStreams(MaxStreams, nil)
	}
	return &endpoint{exec: exec, options: options}
}

type endpoint struct {
	exec    graphql.GraphExecutor
	options Options
}

func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	media, refusal := e.negotiate(w, r)
	if refusal != nil {
		e.refuse(w, r, media, refusal.status, refusal.err)
		return
	}
	started := graphql.Now()
	body, refusal := readBody(w, r)
	if refusal != nil {
		e.refuse(w, r, media, refusal.status, refusal.err)
		return
	}
	params, err := decode(body)
	if err != nil {
		e.refuse(w, r, media, http.StatusBadRequest, err)
		return
	}
	params.Headers = r.Header
	params.ReadTime = graphql.TraceTiming{Start: started, End: graphql.Now()}
	if media == eventStream {
		e.stream(w, r, params)
		return
	}
	e.answer(w, r, media, params)
}

// answer runs a query or mutation.
func (e *endpoint) answer(w http.ResponseWriter, r *http.Request, media mediaType, params *graphql.RawParams) {
	ctx := context.WithValue(r.Context(), headerKey{}, w.Header())
	op, errs := e.exec.CreateOperationContext(ctx, params)
	if len(errs) == 0 && op.Operation.Operation == ast.Subscription {
		errs = gqlerror.List{gqlerror.Wrap(errNeedsStream)}
	}
	if len(errs) > 0 {
		response := e.exec.DispatchError(graphql.WithOperationContext(ctx, op), errs)
		write(w, media, requestStatus(media, response.Errors), response)
		return
	}
	responses, ctx := e.exec.DispatchOperation(ctx, op)
	if response := responses(ctx); response != nil {
		write(w, media, http.StatusOK, response)
	}
}

type headerKey struct{}

// Header returns the headers of the answer that is being made, nil outside a request.
func Header(ctx context.Context) http.Header {
	header, _ := ctx.Value(headerKey{}).(http.Header)
	return header
}

// refuse answers what is no GraphQL request at all.
func (e *endpoint) refuse(w http.ResponseWriter, r *http.Request, media mediaType, status int, err *apperr.Error) {
	if media == eventStream {
		media = responseJSON
	}
	write(w, media, status, e.exec.DispatchError(r.Context(), gqlerror.List{gqlerror.Wrap(err)}))
}
