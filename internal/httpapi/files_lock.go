package httpapi

import (
	"context"
	"errors"
	"sync"

	"github.com/tus/tusd/v2/pkg/handler"
)

// patient asks a client that comes back while its last request is still being finished to
// wait: 423 with Retry-After, which tus clients understand. The earlier request is told to
// stop reading, but not before it reads: tus minds that only from then on.
type patient struct {
	handler.Locker
	turns *turns
}

// NewLock makes the lock of one upload.
func (p patient) NewLock(id string) (handler.Lock, error) {
	lock, err := p.Locker.NewLock(id)
	return patientLock{lock: lock, id: id, turns: p.turns}, err
}

type patientLock struct {
	lock  handler.Lock
	id    string
	turns *turns
}

// Lock waits until the earlier request has ended or ctx ends.
func (l patientLock) Lock(ctx context.Context, release func()) error {
	own := &turn{begun: make(chan struct{}), ended: make(chan struct{})}
	err := l.lock.Lock(ctx, func() { go own.release(release) })
	if errors.Is(err, handler.ErrLockTimeout) {
		locked := handler.ErrFileLocked
		locked.HTTPResponse.Header = handler.HTTPHeader{"Retry-After": retryAfter}
		return locked
	}
	if err == nil {
		l.turns.Store(l.id, own)
	}
	return err
}

// Unlock lets the next request in.
func (l patientLock) Unlock() error {
	if own, ok := l.turns.LoadAndDelete(l.id); ok {
		close(own.(*turn).ended)
	}
	return l.lock.Unlock()
}

// turns are the requests that hold the lock of an upload, by its id.
type turns struct{ sync.Map }

// begin notes that the request of an upload reads its body now.
func (t *turns) begin(id string) {
	if own, ok := t.Load(id); ok {
		own := own.(*turn)
		own.once.Do(func() { close(own.begun) })
	}
}

// turn is one request that holds a lock.
type turn struct {
	once         sync.Once
	begun, ended chan struct{}
}

// release stops the request once it reads.
func (t *turn) release(stop func()) {
	select {
	case <-t.begun:
		stop()
	case <-t.ended:
	}
}
