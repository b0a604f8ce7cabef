package devenv

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// home is the folder of one server: its data, its log, its password. It is locked
// while the server runs.
type home struct {
	path string
	lock *os.File
	// account runs the server; nil means that we do.
	account *account
	// folder is the open home, which the account gets as descriptor 3: it reaches its
	// data through it even where it may not pass the folders above, such as /root.
	folder *os.File
}

const (
	lockName    = "lock"
	logName     = "server.log"
	logMaxBytes = 16 << 20
)

// openHome makes the folder when it is missing and locks it, waiting a while for a
// predecessor that is just ending.
func openHome(ctx context.Context, dir string, progress Progress) (*home, error) {
	path, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("make folder %s: %w", dir, err)
	}
	lock, err := waitLock(ctx, filepath.Join(path, lockName), 20*time.Second, func(holder string, since time.Time) {
		progress.say(fmt.Sprintf("waiting for %s, which still uses %s", holder, dir), since)
	})
	if err != nil {
		return nil, err
	}
	return &home{path: path, lock: lock}, nil
}

// handTo lets the account work inside the home.
func (h *home) handTo(a *account) error {
	h.account = a
	if a == nil {
		return nil
	}
	folder, err := os.Open(h.path)
	if err != nil {
		return err
	}
	h.folder = folder
	return os.Chown(h.path, int(a.uid), int(a.gid))
}

// file is the path of something in the home as we see it.
func (h *home) file(name string) string { return filepath.Join(h.path, name) }

// seen is the same path as the server sees it.
func (h *home) seen(name string) string {
	if h.account == nil {
		return h.file(name)
	}
	return "/proc/self/fd/3/" + name
}

// close unlocks the home.
func (h *home) close() {
	if h.folder != nil {
		_ = h.folder.Close()
	}
	_ = h.lock.Close()
}

// openLog opens the server's log for appending; a long one is put aside first.
func (h *home) openLog() (*os.File, error) {
	path := h.file(logName)
	if info, err := os.Stat(path); err == nil && info.Size() > logMaxBytes {
		if err := os.Rename(path, path+".old"); err != nil {
			return nil, err
		}
	}
	return os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
}

// logTail returns the last lines that the server wrote.
func (h *home) logTail() string {
	const tail = 1500
	text, err := os.ReadFile(h.file(logName))
	if err != nil {
		return ""
	}
	return string(text[max(0, len(text)-tail):])
}
