package httpapi

import "sync"

// turns are the requests of each upload, in the order in which they came.
type turns struct {
	mu    sync.Mutex
	lines map[string]*line
}

// line is the requests of one upload that wait or hold its lock.
type line struct {
	present, came int
	holder        *turn
}

// turn is one request.
type turn struct {
	number       int
	stop         func()
	once         sync.Once
	begun, ended chan struct{}
}

// arrive puts a request at the end of the line and has the one that holds the lock stopped.
func (t *turns) arrive(id string, stop func()) *turn {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.lines == nil {
		t.lines = map[string]*line{}
	}
	l := t.lines[id]
	if l == nil {
		l = &line{}
		t.lines[id] = l
	}
	l.present, l.came = l.present+1, l.came+1
	if l.holder != nil {
		go l.holder.give()
	}
	return &turn{number: l.came, stop: stop, begun: make(chan struct{}), ended: make(chan struct{})}
}

// take gives a request the lock; one after which another has come is stopped as well.
func (t *turns) take(id string, own *turn) {
	t.mu.Lock()
	defer t.mu.Unlock()
	l := t.lines[id]
	l.holder = own
	if own.number < l.came {
		go own.give()
	}
}

// begin notes that the request that holds the lock reads its body now.
func (t *turns) begin(id string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if l := t.lines[id]; l != nil && l.holder != nil {
		l.holder.once.Do(func() { close(l.holder.begun) })
	}
}

// end takes the lock from its holder.
func (t *turns) end(id string) {
	t.mu.Lock()
	l := t.lines[id]
	close(l.holder.ended)
	l.holder = nil
	t.mu.Unlock()
	t.leave(id)
}

// leave takes a request out of the line.
func (t *turns) leave(id string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if l := t.lines[id]; l.present > 1 {
		l.present--
	} else {
		delete(t.lines, id)
	}
}

// give stops the request once it reads.
func (t *turn) give() {
	select {
	case <-t.begun:
		t.stop()
	case <-t.ended:
	}
}
