package devenv

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
	"time"
)

var errLocked = errors.New("in use")

// tryLock takes the lock file or returns errLocked. The kernel frees the lock when the
// holder ends, however it ends.
func tryLock(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = file.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, errLocked
		}
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	if err := signLock(file); err != nil {
		_ = file.Close()
		return nil, err
	}
	return file, nil
}

// signLock writes who holds the lock, for people.
func signLock(file *os.File) error {
	if err := file.Truncate(0); err != nil {
		return err
	}
	_, err := file.WriteAt(fmt.Appendf(nil, "process %d\n", os.Getpid()), 0)
	return err
}

// waitLock takes the lock, waiting for at most patience (no limit when it is 0) and
// telling now and then whom it waits for.
func waitLock(ctx context.Context, path string, patience time.Duration, tell func(holder string, since time.Time)) (*os.File, error) {
	start, told := time.Now(), time.Time{}
	for {
		file, err := tryLock(path)
		if !errors.Is(err, errLocked) {
			return file, err
		}
		holder := lockHolder(path)
		if patience > 0 && time.Since(start) > patience {
			return nil, fmt.Errorf("%s is in use by %s: stop it first", path, holder)
		}
		if time.Since(told) > 10*time.Second {
			told = time.Now()
			tell(holder, start)
		}
		if err := pause(ctx, 200*time.Millisecond); err != nil {
			return nil, err
		}
	}
}

func lockHolder(path string) string {
	file, err := os.Open(path)
	if err != nil {
		return "another process"
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, 100))
	if err != nil || len(text) == 0 {
		return "another process"
	}
	return strings.TrimSpace(string(text))
}

// pause waits, or returns the context's error when that ends first.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
