package devenv

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// youngest is the age under which a folder is not swept: its maker may not have
// locked it yet.
const youngest = time.Minute

// ThrowawayPostgres starts a fast cluster in a new temporary folder, for tests; end it
// with [Postgres.Discard]. What a killed test run left behind is removed first.
func ThrowawayPostgres(ctx context.Context, progress Progress) (*Postgres, error) {
	dir, err := throwawayDir(ctx, "postgres")
	if err != nil {
		return nil, err
	}
	p, err := StartPostgres(ctx, PostgresOptions{Dir: dir, Throwaway: true, Install: true, Progress: progress})
	if err != nil {
		_ = os.RemoveAll(dir)
	}
	return p, err
}

// ThrowawayMinio starts the program in a new temporary folder, for tests; end it with
// [Minio.Discard].
func ThrowawayMinio(ctx context.Context, program string) (*Minio, error) {
	dir, err := throwawayDir(ctx, "minio")
	if err != nil {
		return nil, err
	}
	m, err := StartMinio(ctx, MinioOptions{Dir: dir, Program: program})
	if err != nil {
		_ = os.RemoveAll(dir)
	}
	return m, err
}

func throwawayDir(ctx context.Context, kind string) (string, error) {
	prefix := "demilge-" + kind + "-"
	old, err := filepath.Glob(filepath.Join(os.TempDir(), prefix+"*"))
	if err != nil {
		return "", err
	}
	for _, dir := range old {
		sweep(ctx, dir)
	}
	return os.MkdirTemp("", prefix+"*")
}

// sweep removes the folder when its owner is gone. What cannot be removed, such as
// another user's folder, stays.
func sweep(ctx context.Context, dir string) {
	info, err := os.Stat(dir)
	if err != nil || time.Since(info.ModTime()) < youngest {
		return
	}
	lock, err := tryLock(filepath.Join(dir, lockName))
	if err != nil {
		return
	}
	defer lock.Close()
	for _, data := range []string{dataName, objectsName} {
		if stopLeftovers(ctx, filepath.Join(dir, data), time.Second, syscall.SIGQUIT) != nil {
			return
		}
	}
	_ = os.RemoveAll(dir)
}
