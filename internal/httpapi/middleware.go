// Package httpapi is what every HTTP request passes before it reaches the API: request
// id, recovery, access log, size of the body, cross-origin protection and the question
// who makes it; and the pages of the OpenID sign-in and of links in messages.
package httpapi

import (
	"net/http"

	"go.opentelemetry.io/otel/trace"

	"github.com/demilge/demilge/internal/authn"
)

// Options say how requests are handled.
type Options struct {
	// Authn finds out who makes a request.
	Authn *authn.Service
	// BaseURL is the public address; https makes cookies Secure.
	BaseURL string
	// Proxies are the addresses and networks whose X-Forwarded-For is believed.
	Proxies Proxies
	// Authenticate replaces Authn, for tests that do not sign in.
	Authenticate Authenticate
	// Observe is told of every answer; nil tells nobody.
	Observe Observe
	// Tracer begins a span of each request; nil traces none.
	Tracer trace.Tracer
}

func (o Options) authenticate() Authenticate {
	if o.Authenticate != nil {
		return o.Authenticate
	}
	return credentials{service: o.Authn}.authenticate
}

// MaxBody is the largest body of a request in bytes; paths of uploads have their own.
const MaxBody = 1 << 20

// Wrap puts the middleware around the server's handler. unbounded are the prefixes of
// paths that bound their bodies themselves.
func Wrap(next http.Handler, options Options, unbounded ...string) http.Handler {
	if options.Observe != nil || options.Tracer != nil {
		next = routed(next)
	}
	next = identify(next, options.authenticate())
	next = withClient(next, options)
	next = sameOrigin(next)
	next = bounded(next, unbounded)
	next = logged(next, options.Observe)
	next = recovered(next)
	if options.Tracer != nil {
		next = traced(next, options.Tracer)
	}
	return identified(secured(next))
}

// secured sets the headers that every answer has.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Frame-Options", "DENY")
		next.ServeHTTP(w, r)
	})
}
