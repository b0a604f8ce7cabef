package transport

import (
	"bytes"
	"context"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/demilge/demilge/internal/i18n"
)

// stream answers one operation as server-sent events: next for each response, then
// complete. Request errors come as a next event too, as the protocol demands. The
// stream ends when the context of the request ends.
func (e *endpoint) stream(w http.ResponseWriter, r *http.Request, params *graphql.RawParams) {
	leave, ok := e.options.Streams.enter(r.Context())
	if !ok {
		refused := errStreams.With(i18n.Args{"max": e.options.Streams.max})
		e.refuse(w, r, eventStream, http.StatusTooManyRequests, refused)
		return
	}
	defer leave()
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	ctx, ids := numbered(ctx)
	responses, ctx := e.begin(ctx, params)
	out := newEvents(w, e.options.WriteTime)
	out.ids = ids
	e.send(ctx, out, pull(ctx, responses), func() bool { return e.options.Valid(r) })
}

// send writes responses and heartbeats until the stream, its request, its client, its
// person's rights or the server end.
func (e *endpoint) send(ctx context.Context, out *events, responses <-chan *graphql.Response, valid func() bool) {
	ticker := time.NewTicker(e.options.Heartbeat)
	defer ticker.Stop()
	for out.err == nil {
		select {
		case <-ctx.Done():
			return
		case <-e.options.Ending:
			out.complete()
			return
		case <-ticker.C:
			if !valid() {
				out.complete()
				return
			}
			out.comment()
		case response, more := <-responses:
			if !more || !valid() {
				out.complete()
				return
			}
			out.next(response)
		}
	}
}

func (e *endpoint) begin(ctx context.Context, params *graphql.RawParams) (graphql.ResponseHandler, context.Context) {
	op, errs := e.exec.CreateOperationContext(ctx, params)
	if len(errs) > 0 {
		return graphql.OneShot(e.refused(ctx, op, errs)), ctx
	}
	return e.exec.DispatchOperation(ctx, op)
}

func (e *endpoint) refused(ctx context.Context, op *graphql.OperationContext, errs gqlerror.List) *graphql.Response {
	return e.exec.DispatchError(graphql.WithOperationContext(ctx, op), errs)
}

// pull calls responses until it gives nil or the context ends.
func pull(ctx context.Context, responses graphql.ResponseHandler) <-chan *graphql.Response {
	queue := make(chan *graphql.Response)
	go func() {
		defer close(queue)
		for response := responses(ctx); response != nil; response = responses(ctx) {
			// gqlgen writes the next response into the same buffer, maybe before this one is sent
			response.Data = bytes.Clone(response.Data)
			select {
			case queue <- response:
			case <-ctx.Done():
				return
			}
		}
	}()
	return queue
}

// events writes server-sent events; err is the first failure.
type events struct {
	w       http.ResponseWriter
	control *http.ResponseController
	time    time.Duration
	ids     *eventIDs
	err     error
}

func newEvents(w http.ResponseWriter, writeTime time.Duration) *events {
	header := w.Header()
	header.Set("Content-Type", string(eventStream)+"; charset=utf-8")
	header.Set("Cache-Control", "no-store")
	header.Set("X-Accel-Buffering", "no")
	header.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(http.StatusOK)
	e := &events{w: w, control: http.NewResponseController(w), time: writeTime}
	e.comment()
	return e
}

func (e *events) comment() { e.write([]byte(":\n\n")) }

func (e *events) next(response *graphql.Response) {
	// An event ends at an empty line. Line ends within JSON can only be white space.
	data := bytes.Map(unbroken, encode(response))
	e.write(append(append([]byte("event: next\n"+e.ids.next()+"data: "), data...), "\n\n"...))
}

func unbroken(r rune) rune {
	if r == '\n' || r == '\r' {
		return ' '
	}
	return r
}

func (e *events) complete() { e.write([]byte("event: complete\ndata:\n\n")) }

func (e *events) write(event []byte) {
	if e.err != nil {
		return
	}
	// Not every writer can set a deadline; then the server's own one holds.
	_ = e.control.SetWriteDeadline(time.Now().Add(e.time))
	if _, e.err = e.w.Write(event); e.err == nil {
		e.err = e.control.Flush()
	}
}
