package graph

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"
)

const (
	// watchEvery is how long a change may wait until a stream tells of it. Asking again
	// by key is one cheap read; LISTEN would need a connection of its own and no PgBouncer.
	watchEvery = 2 * time.Second
	// watchTime is how long one such read may take.
	watchTime = 5 * time.Second
)

// watch gives what get finds at once, and again whenever its mark differs from the last
// one. It ends with ctx and with the first failure of get, such as a right that was taken
// away. Only the failure of the first get is returned.
func watch[T any, M comparable](
	ctx context.Context, every time.Duration, get func(context.Context) (T, error), mark func(T) M,
) (<-chan T, error) {
	found, err := get(ctx)
	if err != nil {
		return nil, err
	}
	changes := make(chan T)
	go func() {
		defer close(changes)
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for ok := true; ok; {
			last := mark(found)
			if ok = offer(ctx, changes, found); ok {
				found, ok = change(ctx, ticker.C, get, func(t T) bool { return mark(t) != last })
			}
		}
	}()
	return changes, nil
}

func offer[T any](ctx context.Context, changes chan<- T, value T) bool {
	select {
	case changes <- value:
		return true
	case <-ctx.Done():
		return false
	}
}

// change waits for a tick that finds something else.
func change[T any](
	ctx context.Context, tick <-chan time.Time, get func(context.Context) (T, error), differs func(T) bool,
) (T, bool) {
	for {
		select {
		case <-ctx.Done():
			var none T
			return none, false
		case <-tick:
		}
		switch found, err := within(ctx, get); {
		case err != nil:
			slog.DebugContext(ctx, "a stream ends", "error", err)
			return found, false
		case differs(found):
			return found, true
		}
	}
}

// within calls get with a deadline; a panic is an error, for no resolver stands above.
func within[T any](ctx context.Context, get func(context.Context) (T, error)) (found T, err error) {
	ctx, cancel := context.WithTimeout(ctx, watchTime)
	defer cancel()
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
			slog.ErrorContext(ctx, "watching", "error", err)
		}
	}()
	return get(ctx)
}
