package app

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/demilge/demilge/console/playground"
	"github.com/demilge/demilge/graph"
	"github.com/demilge/demilge/graph/engine"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/httpapi"
	"github.com/demilge/demilge/internal/paper/pdf"
	"github.com/demilge/demilge/internal/postgres"
)

// handler serves the API behind the middleware.
func (a *App) handler(config Config) http.Handler {
	options := graph.Options{
		RequestID:  audit.RequestID,
		Introspect: func(ctx context.Context) bool { return a.Auth.HasAnywhere(ctx, engine.Introspection) == nil },
		Keys:       postgres.NewIdempotencyStore(a.db),
		KeyOwner:   keyOwner,
		User:       func(ctx context.Context) string { return access.From(ctx).UserID.String() },
		Ending:     a.ending,
		Valid:      httpapi.Unchanged(a.requests(config)),
		Traced:     config.Traces != nil,
	}
	var uploaded func(int64)
	if a.metrics != nil {
		options.Observe, uploaded = a.metrics.Operation, a.metrics.Uploaded
	}
	mux := http.NewServeMux()
	mux.Handle("/graphql", graph.NewHandler(graph.NewSchema(a.Resolver), options))
	mux.Handle("/files/", httpapi.Held(httpapi.Files(a.Resolver.Files, uploaded), a.Resolver.Letters.Holder))
	mux.HandleFunc("GET /health/live", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("GET /health/ready", a.ready)
	httpapi.Calendar(mux, a.Resolver.Deadlines, config.BaseURL)
	httpapi.Account(mux)
	httpapi.Check(mux, a.Resolver.Papers.Check)
	httpapi.Announcements(mux, a.Resolver.Public, pdf.Board)
	a.oidc(mux, config)
	a.callbacks(mux, config)
	if config.Playground {
		mux.Handle("/playground/", playground.Handler("/playground/"))
	}
	return a.middleware(mux, config)
}

// ready answers 200 when the database answers; a store that does not is named, but files
// alone wait for it.
func (a *App) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 3*time.Second)
	defer cancel()
	parts := map[string]string{"database": "ok", "files": "ok"}
	status := http.StatusOK
	if err := a.db.Ping(ctx); err != nil {
		parts["database"], status = "unavailable", http.StatusServiceUnavailable
	}
	if err := a.objects.Ready(ctx); err != nil {
		parts["files"] = "unavailable"
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(parts)
}
