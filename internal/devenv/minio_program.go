package devenv

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// minioModule is the last open release of the server, built from its source.
const (
	minioModule  = "github.com/minio/minio"
	minioVersion = "v0.0.0-20260212201848-7aac2a2c5b7c"
	minioPrefix  = "minio-"
)

// ErrNoMinio says that this machine has no MinIO program yet.
var ErrNoMinio = errors.New("there is no minio program on this machine")

// CacheDir is where built programs are kept: $DEMILGE_CACHE, or demilge in the user's
// cache folder.
func CacheDir() (string, error) {
	if dir := os.Getenv("DEMILGE_CACHE"); dir != "" {
		return filepath.Abs(dir)
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("there is no cache folder (%w): set DEMILGE_CACHE", err)
	}
	return filepath.Join(dir, "demilge"), nil
}

// FindMinio returns the path of a minio program on PATH or in the cache, or ErrNoMinio.
func FindMinio(cache string) (string, error) {
	if path, err := exec.LookPath("minio"); err == nil {
		return filepath.Abs(path)
	}
	if path, err := exec.LookPath(builtMinio(cache)); err == nil {
		return path, nil
	}
	return "", ErrNoMinio
}

func builtMinio(cache string) string { return filepath.Join(cache, minioPrefix+minioVersion) }

// isMinioFile recognises the cached program by its process name, which the kernel cuts.
func isMinioFile(name string) bool { return strings.HasPrefix(name, minioPrefix) }

// MinioProgram returns the path of a minio program; it builds the pinned one into the
// cache when there is none, which takes some minutes once. Two callers build it once.
func MinioProgram(ctx context.Context, cache string, progress Progress) (string, error) {
	path, err := FindMinio(cache)
	if err == nil {
		return path, nil
	}
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return "", err
	}
	lock, err := waitLock(ctx, filepath.Join(cache, "minio.lock"), 0, func(holder string, since time.Time) {
		progress.say("waiting for "+holder+", which builds MinIO", since)
	})
	if err != nil {
		return "", err
	}
	defer lock.Close()
	if path, err := FindMinio(cache); err == nil {
		return path, nil
	}
	if err := buildMinio(ctx, cache, progress); err != nil {
		return "", fmt.Errorf("build MinIO: %w", err)
	}
	return builtMinio(cache), nil
}
