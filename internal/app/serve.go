package app

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Run carries out jobs and answers on the listener until ctx ends, and on that of the
// metrics; then open requests and running jobs have drain to end.
func (a *App) Run(ctx context.Context, listener net.Listener, drain time.Duration) error {
	stop, err := a.Work(ctx)
	if err != nil {
		return err
	}
	ctx, end := context.WithCancel(ctx)
	shown := a.showMetrics(ctx, drain)
	served := a.Listen(ctx, listener, drain)
	end()
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), drain)
	defer cancel()
	return errors.Join(served, shown(), stop(last))
}

// Listen answers on the listener until ctx ends; then streams end at once, and open
// requests have drain to end. It can be called once.
func (a *App) Listen(ctx context.Context, listener net.Listener, drain time.Duration) error {
	defer context.AfterFunc(ctx, func() { close(a.ending) })()
	return Serve(ctx, listener, a.Handler, drain)
}

// Serve answers on the listener until ctx ends; then open requests have drain to end.
func Serve(ctx context.Context, listener net.Listener, handler http.Handler, drain time.Duration) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(slog.Default().Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), drain)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		_ = server.Close()
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
