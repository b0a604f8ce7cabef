package objectstore

import (
	"context"
	"fmt"
	"sync"
	"time"
)

const (
	readyTime = 2 * time.Second
	readyKeep = 5 * time.Second
)

// readiness remembers the last answer for some seconds.
type readiness struct {
	mu    sync.Mutex
	asked time.Time
	err   error
}

func (r *readiness) forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asked = time.Time{}
}

// Ready reports whether the bucket can be used: nil, or UNAVAILABLE with the reason. It
// takes two seconds at most and asks the server at most every five.
func (s *Store) Ready(ctx context.Context) error {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	if time.Since(s.state.asked) < readyKeep {
		return s.state.err
	}
	s.state.err, s.state.asked = s.ask(ctx), time.Now()
	return s.state.err
}

func (s *Store) ask(ctx context.Context) error {
	b, err := s.connected()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, readyTime)
	defer cancel()
	exists, err := b.client.BucketExists(ctx, b.name)
	if err == nil && !exists {
		err = fmt.Errorf("objectstore: there is no bucket %s", b.name)
	}
	return translate(err)
}
