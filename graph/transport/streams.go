package transport

import (
	"context"
	"sync"
)

// MaxStreams is how many streams one user may hold open.
const MaxStreams = 10

// Streams counts the open streams of each user.
type Streams struct {
	max  int
	user func(context.Context) string
	mu   sync.Mutex
	open map[string]int
}

// NewStreams returns a counter that allows max streams for each name that user
// returns. Without user, everybody shares one count.
func NewStreams(max int, user func(context.Context) string) *Streams {
	if user == nil {
		user = func(context.Context) string { return "" }
	}
	return &Streams{max: max, user: user, open: map[string]int{}}
}

// enter counts a stream until leave is called; it reports false when there are too many.
func (s *Streams) enter(ctx context.Context) (leave func(), ok bool) {
	name := s.user(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open[name] >= s.max {
		return nil, false
	}
	s.open[name]++
	return func() { s.leave(name) }, true
}

func (s *Streams) leave(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open[name]--
	if s.open[name] == 0 {
		delete(s.open, name)
	}
}
