package main

import (
	"context"
	"errors"
	"time"

	"github.com/demilge/demilge/internal/devenv"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/objectstore"
)

// What people read who ask for a file too early.
var (
	reasonPreparing = i18n.New(
		"Файл сактагыч даярдалып жатат, биринчи жолу бул бир нече мүнөт алат. Кийинчерээк кайталаңыз.",
		"Хранилище файлов готовится, в первый раз это занимает несколько минут. Повторите позже.",
		"The file store is being prepared, which takes some minutes the first time. Try again later.")
	reasonRestarting = i18n.New(
		"Файл сактагыч токтоп калды жана кайра иштетилүүдө. Кийинчерээк кайталаңыз.",
		"Хранилище файлов остановилось и запускается снова. Повторите позже.",
		"The file store has stopped and is being started again. Try again later.")
)

// objects is the object store of `run`. Building and starting it takes its time, and
// the server does not wait for it.
type objects struct {
	dir    string
	store  *objectstore.Store
	cancel context.CancelFunc
	ended  chan struct{}
}

// keepObjects runs MinIO in dir and connects the store to it until end is called.
func keepObjects(ctx context.Context, dir string, store *objectstore.Store) *objects {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	o := &objects{dir: dir, store: store, cancel: cancel, ended: make(chan struct{})}
	store.Wait(reasonPreparing)
	go o.keep(ctx)
	return o
}

// keep starts MinIO again whenever it fails.
func (o *objects) keep(ctx context.Context) {
	defer close(o.ended)
	for {
		err := o.hold(ctx)
		if ctx.Err() != nil {
			return
		}
		o.store.Wait(reasonRestarting)
		tell("files are not available: "+err.Error(), 0)
		select {
		case <-ctx.Done():
			return
		case <-time.After(5 * time.Second):
		}
	}
}

// end stops the object store and waits until it has ended.
func (o *objects) end() {
	o.cancel()
	<-o.ended
}

// hold finds or builds MinIO, starts it, and returns when it or the context ends.
func (o *objects) hold(ctx context.Context) error {
	cache, err := devenv.CacheDir()
	if err != nil {
		return err
	}
	program, err := devenv.MinioProgram(ctx, cache, tell)
	if err != nil {
		return err
	}
	minio, err := devenv.StartMinio(ctx, devenv.MinioOptions{Dir: o.dir, Program: program, Progress: tell})
	if err != nil {
		return err
	}
	if err := o.connect(ctx, minio); err != nil {
		return errors.Join(err, patiently(ctx, minio.Stop))
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

func (o *objects) connect(ctx context.Context, minio *devenv.Minio) error {
	err := o.store.Connect(objectstore.Config{
		Endpoint: minio.Endpoint(), AccessKey: minio.AccessKey(), SecretKey: minio.SecretKey(), Bucket: "demilge",
	})
	if err != nil {
		return err
	}
	return o.store.MakeBucket(ctx)
}
