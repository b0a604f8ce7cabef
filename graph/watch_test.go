package graph

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"
)

var errTaken = errors.New("the right was taken away")

func same(n int64) int64 { return n }

func TestWatchTellsOfChangesOnly(t *testing.T) {
	t.Parallel()
	var asked atomic.Int64
	changes, err := watch(t.Context(), time.Microsecond, func(context.Context) (int64, error) {
		return asked.Add(1) / 10, nil // the same ten times over
	}, same)
	if err != nil {
		t.Fatal(err)
	}
	for want := range int64(5) {
		if got := <-changes; got != want {
			t.Fatalf("got %d, want %d", got, want)
		}
	}
}

func TestWatchEndsWithItsErrorContextOrPanic(t *testing.T) {
	t.Parallel()
	if _, err := watch(t.Context(), time.Microsecond, func(context.Context) (int64, error) { return 0, errTaken }, same); !errors.Is(err, errTaken) {
		t.Errorf("the first failure is not returned: %v", err)
	}
	for name, fail := range map[string]func(cancel func()) (int64, error){
		"error":   func(func()) (int64, error) { return 0, errTaken },
		"panic":   func(func()) (int64, error) { panic("boom") },
		"context": func(cancel func()) (int64, error) { cancel(); return 0, nil },
	} {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var asked atomic.Int64
		changes, err := watch(ctx, time.Microsecond, func(context.Context) (int64, error) {
			if asked.Add(1) == 1 {
				return 7, nil
			}
			return fail(cancel)
		}, same)
		if err != nil {
			t.Fatal(err)
		}
		if got, more := <-changes; got != 7 || !more {
			t.Errorf("%s: got %d, %v", name, got, more)
		}
		if name == "context" {
			<-ctx.Done()
		}
		for range changes { // a change that met the end may still come
		}
	}
}
