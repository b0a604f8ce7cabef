package main

import (
	"context"
	"time"

	"github.com/demilge/demilge/internal/devenv"
)

// objects is the object store of `run`. Building and starting it takes its time, and
// the server does not wait for it.
type objects struct {
	cancel context.CancelFunc
	ended  chan struct{}
}

// keepObjects runs MinIO in dir until end is called, starting it again when it fails.
func keepObjects(ctx context.Context, dir string) *objects {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	o := &objects{cancel: cancel, ended: make(chan struct{})}
	go func() {
		defer close(o.ended)
		for ctx.Err() == nil {
			err := holdObjects(ctx, dir)
			if ctx.Err() != nil {
				return
			}
			tell("files are not available: "+err.Error(), 0)
			select {
			case <-ctx.Done():
			case <-time.After(5 * time.Second):
			}
		}
	}()
	return o
}

// end stops the object store and waits until it has ended.
func (o *objects) end() {
	o.cancel()
	<-o.ended
}

// holdObjects finds or builds MinIO, starts it, and returns when it or the context ends.
func holdObjects(ctx context.Context, dir string) error {
	cache, err := devenv.CacheDir()
	if err != nil {
		return err
	}
	program, err := devenv.MinioProgram(ctx, cache, tell)
	if err != nil {
		return err
	}
	minio, err := devenv.StartMinio(ctx, devenv.MinioOptions{Dir: dir, Program: program, Progress: tell})
	if err != nil {
		return err
	}
	tell("files are available", 0)
	select {
	case <-minio.Done():
		_ = minio.Stop(ctx)
		return minio.Err()
	case <-ctx.Done():
		return patiently(ctx, minio.Stop)
	}
}
