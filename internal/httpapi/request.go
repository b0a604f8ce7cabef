package httpapi

import (
	"errors"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"go.opentelemetry.io/otel/trace"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/deadline"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/tracing"
)

// identified gives each request an id of our own, which the answer, the log and the
// audit carry, and the language that it asks for.
func identified(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := entity.NewID().String()
		w.Header().Set("X-Request-Id", id)
		ctx := audit.WithRequestID(r.Context(), id)
		w.Header().Add("Vary", "Accept-Language")
		if lang, named := i18n.FromHeader(r.Header.Get("Accept-Language")); named {
			ctx = i18n.With(ctx, lang)
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// recovered answers a panic with INTERNAL and keeps the process alive.
func recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(p)
			}
			slog.ErrorContext(r.Context(), "panic", "request", audit.RequestID(r.Context()), "panic", p, "stack", string(debug.Stack()))
			Refuse(w, r, http.StatusInternalServerError, apperr.ErrInternal.With(i18n.Args{"requestId": audit.RequestID(r.Context())}))
		}()
		next.ServeHTTP(w, r)
	})
}

// logEntry remembers what was written, for the log.
type logEntry struct {
	http.ResponseWriter
	status int
	bytes  int64
	who    access.Principal
	// route is the pattern that the request met.
	route string
}

func (a *logEntry) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
	a.ResponseWriter.WriteHeader(status)
}

func (a *logEntry) Write(b []byte) (int, error) {
	if a.status == 0 {
		a.status = http.StatusOK
	}
	n, err := a.ResponseWriter.Write(b)
	a.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection (streams, uploads).
func (a *logEntry) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// logged writes one line a request, and tells observe unless it is nil: never the query
// string or a body, which carry people's data.
func logged(next http.Handler, observe Observe) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a := &logEntry{ResponseWriter: w}
		start := time.Now()
		returned := false
		defer func() {
			a.end(returned)
			took := time.Since(start)
			a.log(r, took)
			a.tell(trace.SpanFromContext(r.Context()), methodOf(r))
			if observe != nil {
				observe(methodOf(r), a.route, a.status, took)
			}
		}()
		next.ServeHTTP(a, r)
		returned = true
	})
}

// end settles the status of an answer of which nothing was written: of one that panicked
// it is written later.
func (a *logEntry) end(returned bool) {
	switch {
	case a.status != 0:
	case returned:
		a.status = http.StatusOK
	default:
		a.status = http.StatusInternalServerError
	}
}

func (a *logEntry) log(r *http.Request, took time.Duration) {
	level := slog.LevelInfo
	if a.status >= http.StatusInternalServerError {
		level = slog.LevelError
	}
	fields := []any{"id", audit.RequestID(r.Context()), "method", r.Method, "path", shown(r.URL.Path),
		"status", a.status, "bytes", a.bytes, "took", took, "user", a.who.UserID}
	if id := tracing.ID(r.Context()); id != "" {
		fields = append(fields, "trace", id)
	}
	slog.Log(r.Context(), level, "request", fields...)
}

// shown is a path as the log may have it: the end of a calendar's is a secret, also when
// slashes or dots stand before or behind it.
func shown(p string) string {
	if strings.Contains("/"+p, deadline.CalendarPath) {
		return deadline.CalendarPath + "…"
	}
	return p
}

// entryOf finds the log entry of the request that w answers, nil when there is none.
func entryOf(w http.ResponseWriter) *logEntry {
	for {
		if a, ok := w.(*logEntry); ok {
			return a
		}
		u, ok := w.(interface{ Unwrap() http.ResponseWriter })
		if !ok {
			return nil
		}
		w = u.Unwrap()
	}
}

// noteWho tells the log who made the request.
func noteWho(w http.ResponseWriter, p access.Principal) {
	if entry := entryOf(w); entry != nil {
		entry.who = p
	}
}

// bounded cuts bodies off at MaxBody.
func bounded(next http.Handler, unbounded []string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, prefix := range unbounded {
			if strings.HasPrefix(r.URL.Path, prefix) {
				next.ServeHTTP(w, r)
				return
			}
		}
		r.Body = http.MaxBytesReader(w, r.Body, MaxBody)
		next.ServeHTTP(w, r)
	})
}

var errCrossOrigin = apperr.New(apperr.Forbidden, i18n.New(
	"Башка сайттан жөнөтүлгөн суроо-талап кабыл алынбайт.",
	"Запрос, отправленный с другого сайта, не принимается.",
	"A request sent from another site is not accepted."))

// sameOrigin refuses changes that another site has the browser send.
func sameOrigin(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		Refuse(w, r, http.StatusForbidden, errCrossOrigin)
	}))
	return protection.Handler(next)
}
