package main

import (
	"context"
	"errors"
	"fmt"
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
	reasonMissing = i18n.New(
		"Файл сактагыч иштебейт: бул машинада MinIO программасы жок, аны даярдоо да мүмкүн болгон жок. Администраторго айтыңыз: MinIO же Go орнотуу, интернет байланышын текшерүү керек.",
		"Хранилище файлов не работает: на этой машине нет программы MinIO, и собрать её не удалось. Сообщите администратору: нужно установить MinIO или Go и проверить связь с интернетом.",
		"The file store does not work: this machine has no MinIO program and could not build one. Tell the administrator to install MinIO or Go and to check the network.")
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

// keep starts MinIO again whenever it fails, later and later until it has served.
func (o *objects) keep(ctx context.Context) {
	defer close(o.ended)
	pause := firstPause
	for {
		served, err := o.hold(ctx)
		if ctx.Err() != nil {
			return
		}
		if served {
			pause = firstPause
		}
		o.store.Wait(reasonFor(err))
		tell(fmt.Sprintf("files are not available: %v; next attempt in %v", err, pause), 0)
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
		pause = longer(pause)
	}
}

const (
	firstPause = 5 * time.Second
	lastPause  = 10 * time.Minute
)

// longer is the pause after another failure.
func longer(pause time.Duration) time.Duration { return min(2*pause, lastPause) }

// errNoProgram is a machine without a MinIO program that could not build one either.
var errNoProgram = errors.New("no MinIO program")

func reasonFor(err error) i18n.Text {
	if errors.Is(err, errNoProgram) {
		return reasonMissing
	}
	return reasonRestarting
}

// end stops the object store and waits until it has ended.
func (o *objects) end() {
	o.cancel()
	<-o.ended
}

// hold finds or builds MinIO, starts it, and returns when it or the context ends; served
// tells whether files were available meanwhile.
func (o *objects) hold(ctx context.Context) (served bool, err error) {
	program, err := minioProgram(ctx)
	if err != nil {
		return false, fmt.Errorf("%w: %w", errNoProgram, err)
	}
	minio, err := devenv.StartMinio(ctx, devenv.MinioOptions{Dir: o.dir, Program: program, Progress: tell})
	if err != nil {
		return false, err
	}
	if err := o.connect(ctx, minio); err != nil {
		return false, errors.Join(err, patiently(ctx, minio.Stop))
	}
	tell("files are available", 0)
	select {
	case <-minio.Done():
		_ = minio.Stop(ctx)
		return true, minio.Err()
	case <-ctx.Done():
		return true, patiently(ctx, minio.Stop)
	}
}

func minioProgram(ctx context.Context) (string, error) {
	cache, err := devenv.CacheDir()
	if err != nil {
		return "", err
	}
	return devenv.MinioProgram(ctx, cache, tell)
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
