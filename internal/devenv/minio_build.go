package devenv

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// buildMinio compiles the pinned server in a module of its own, so that its
// dependencies stay out of ours. The program appears in the cache whole or not at all.
func buildMinio(ctx context.Context, cache string, progress Progress) error {
	tool, err := exec.LookPath("go")
	if err != nil {
		return errors.New("the Go tool is not on PATH: install it, or a minio program")
	}
	if err := sweepBuilds(cache); err != nil {
		return err
	}
	dir, err := os.MkdirTemp(cache, "build-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := build{tool: tool, dir: dir, start: time.Now(), progress: progress}
	steps := []struct {
		what string
		args []string
	}{
		{"preparing", []string{"mod", "init", "demilge.invalid/minio"}},
		{"downloading the source of MinIO", []string{"get", minioModule + "@" + minioVersion}},
		{"compiling MinIO", []string{"build", "-trimpath", "-ldflags=-s -w", "-o", "minio", minioModule}},
	}
	for _, step := range steps {
		if err := b.run(ctx, step.what, step.args...); err != nil {
			return fmt.Errorf("%s: %w", step.what, err)
		}
	}
	return os.Rename(filepath.Join(dir, "minio"), builtMinio(cache))
}

// sweepBuilds removes what a killed build left; the caller holds the lock of the builders.
func sweepBuilds(cache string) error {
	left, err := filepath.Glob(filepath.Join(cache, "build-*"))
	if err != nil {
		return err
	}
	for _, dir := range left {
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
	}
	return nil
}

type build struct {
	tool, dir string
	start     time.Time
	progress  Progress
}

// run calls the Go tool with low priority and tells every ten seconds that it is at work.
func (b build) run(ctx context.Context, what string, args ...string) error {
	log, err := os.Create(filepath.Join(b.dir, "build.log"))
	if err != nil {
		return err
	}
	defer log.Close()
	b.progress.say(what, b.start)
	defer b.heartbeat(what)()
	running, err := command{
		path: b.tool, args: args, workDir: b.dir, log: log, onOurDeath: syscall.SIGTERM,
		env: append(os.Environ(), "GOFLAGS=", "GOWORK=off", "CGO_ENABLED=0", "GOOS=", "GOARCH="),
	}.start()
	if err != nil {
		return err
	}
	_ = syscall.Setpriority(syscall.PRIO_PGRP, running.process.Pid, 10)
	if err := running.wait(ctx); err != nil {
		text, _ := os.ReadFile(log.Name())
		return fmt.Errorf("%w\n%s", err, text[max(0, len(text)-1500):])
	}
	return nil
}

// heartbeat repeats the step until the returned function is called.
func (b build) heartbeat(what string) (stop func()) {
	ended := make(chan struct{})
	ticker := time.NewTicker(10 * time.Second)
	go func() {
		defer ticker.Stop()
		for {
			select {
			case <-ended:
				return
			case <-ticker.C:
				b.progress.say(what, b.start)
			}
		}
	}()
	return func() { close(ended) }
}
