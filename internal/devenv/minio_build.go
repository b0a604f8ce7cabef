package devenv

import (
	"bytes"
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

type build struct {
	tool, dir string
	start     time.Time
	progress  Progress
}

// run calls the Go tool with low priority and tells every ten seconds that it is at work.
func (b build) run(ctx context.Context, what string, args ...string) error {
	cmd := exec.CommandContext(ctx, b.tool, args...)
	cmd.Dir = b.dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "CGO_ENABLED=0", "GOOS=", "GOARCH=")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	b.progress.say(what, b.start)
	if err := cmd.Start(); err != nil {
		return err
	}
	_ = syscall.Setpriority(syscall.PRIO_PGRP, cmd.Process.Pid, 10)
	defer b.heartbeat(what)()
	if err := cmd.Wait(); err != nil {
		text := output.Bytes()
		return fmt.Errorf("%w\n%s", err, text[max(0, len(text)-1500):])
	}
	return ctx.Err()
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
