package live

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

const (
	// batch is how many events are read at once.
	batch = 200
	// backlog is how many events a follower may be behind before it is dropped.
	backlog = 256
	// recheck is how soon a feed looks again for events behind an open transaction.
	recheck = 100 * time.Millisecond
	// lookAgain is how long a feed trusts that it was woken for everything.
	lookAgain = 10 * time.Second
)

// feed reads the events of one municipality once for all who follow them on this server.
type feed struct {
	read func(ctx context.Context, after Position) (events []*Event, unsettled bool, err error)
	wake chan struct{}
	stop context.CancelFunc

	mu        sync.Mutex
	at        Position
	followers map[chan *Event]struct{}
}

// join adds a follower and returns it with the position up to which nothing will be sent.
func (f *feed) join() (chan *Event, Position) {
	f.mu.Lock()
	defer f.mu.Unlock()
	follower := make(chan *Event, backlog)
	f.followers[follower] = struct{}{}
	return follower, f.at
}

// leave removes a follower and reports whether it was the last one.
func (f *feed) leave(follower chan *Event) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.followers, follower)
	return len(f.followers) == 0
}

// run sends events until ctx ends.
func (f *feed) run(ctx context.Context) {
	for ctx.Err() == nil {
		pause := lookAgain
		if f.catchUp(ctx) {
			pause = recheck
		}
		select {
		case <-f.wake:
		case <-time.After(pause):
		case <-ctx.Done():
		}
	}
}

// catchUp sends what there is and reports whether more will be there soon.
func (f *feed) catchUp(ctx context.Context) bool {
	for {
		f.mu.Lock()
		after := f.at
		f.mu.Unlock()
		events, unsettled, err := f.read(ctx, after)
		if err != nil {
			if ctx.Err() == nil {
				slog.WarnContext(ctx, "reading what happened", "error", err)
			}
			return false
		}
		f.send(events)
		if len(events) < batch {
			return unsettled
		}
	}
}

// send gives events to every follower; one that is too far behind is dropped, not waited for.
func (f *feed) send(events []*Event) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, event := range events {
		f.at = event.Position
		for follower := range f.followers {
			select {
			case follower <- event:
			default:
				delete(f.followers, follower)
				close(follower)
			}
		}
	}
}

// nudge has the feed look for new events.
func (f *feed) nudge() {
	select {
	case f.wake <- struct{}{}:
	default:
	}
}
