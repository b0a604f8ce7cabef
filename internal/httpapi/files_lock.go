package httpapi

import (
	"context"
	"errors"

	"github.com/tus/tusd/v2/pkg/handler"
)

// patient asks a client that comes back while its last request is still being finished to
// wait: 423 with Retry-After, which tus clients understand.
type patient struct{ handler.Locker }

// NewLock makes the lock of one upload.
func (p patient) NewLock(id string) (handler.Lock, error) {
	lock, err := p.Locker.NewLock(id)
	return patientLock{lock}, err
}

type patientLock struct{ lock handler.Lock }

// Lock waits until the earlier request has ended or ctx ends.
func (l patientLock) Lock(ctx context.Context, release func()) error {
	err := l.lock.Lock(ctx, release)
	if errors.Is(err, handler.ErrLockTimeout) {
		locked := handler.ErrFileLocked
		locked.HTTPResponse.Header = handler.HTTPHeader{"Retry-After": retryAfter}
		return locked
	}
	return err
}

// Unlock lets the next request in.
func (l patientLock) Unlock() error { return l.lock.Unlock() }
