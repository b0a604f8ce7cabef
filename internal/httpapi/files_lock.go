package httpapi

import (
	"context"
	"errors"

	"github.com/tus/tusd/v2/pkg/handler"
)

// patient asks a client that comes back while its last request is still being finished to
// wait: 423 with Retry-After, which tus clients understand. The request before is told to
// stop: never by one that came earlier and only waited longer, and not before it reads its
// body, since tus looks at that unguarded.
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
func (l patientLock) Lock(ctx context.Context, stop func()) error {
	own := l.turns.arrive(l.id, stop)
	err := l.lock.Lock(ctx, func() {})
	if err != nil {
		l.turns.leave(l.id)
	} else {
		l.turns.take(l.id, own)
	}
	if errors.Is(err, handler.ErrLockTimeout) {
		locked := handler.ErrFileLocked
		locked.HTTPResponse.Header = handler.HTTPHeader{"Retry-After": retryAfter}
		return locked
	}
	return err
}

// Unlock lets the next request in.
func (l patientLock) Unlock() error {
	l.turns.end(l.id)
	return l.lock.Unlock()
}
