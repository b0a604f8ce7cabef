package devenv

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/stretchr/testify/require"
)

func TestMinioFindsItsObjectsAgain(t *testing.T) {
	t.Parallel()
	options := MinioOptions{Dir: t.TempDir(), Program: program(t)}
	first, err := StartMinio(t.Context(), options)
	require.NoError(t, err)
	require.NoError(t, client(t, first).MakeBucket(t.Context(), "files", minio.MakeBucketOptions{}))
	_, err = client(t, first).PutObject(t.Context(), "files", "a", strings.NewReader("text"), 4, minio.PutObjectOptions{})
	require.NoError(t, err)
	require.NoError(t, syscall.Kill(first.PID(), syscall.SIGKILL))
	<-first.Done()
	require.ErrorContains(t, first.Err(), "killed")
	require.NoError(t, first.Stop(t.Context()))
	busy, err := net.Listen("tcp", first.Endpoint())
	require.NoError(t, err)
	defer busy.Close()

	second, err := StartMinio(t.Context(), options)

	require.NoError(t, err)
	require.NotEqual(t, first.Endpoint(), second.Endpoint())
	info, err := client(t, second).StatObject(t.Context(), "files", "a", minio.StatObjectOptions{})
	require.NoError(t, err)
	require.EqualValues(t, 4, info.Size)
	require.NoError(t, second.Stop(t.Context()))
}

func TestMinioThatCannotStartSaysWhy(t *testing.T) {
	t.Parallel()
	_, err := StartMinio(t.Context(), MinioOptions{Dir: t.TempDir(), Program: "/bin/false"})
	require.ErrorContains(t, err, "MinIO ended while starting (exit status 1)")
}

func TestMinioProgramIsTakenFromTheCache(t *testing.T) {
	t.Setenv("PATH", "")
	cache := t.TempDir()
	_, err := FindMinio(cache)
	require.ErrorIs(t, err, ErrNoMinio)
	require.NoError(t, os.WriteFile(builtMinio(cache), []byte("#!/bin/sh\n"), 0o755))

	path, err := MinioProgram(t.Context(), cache, nil)

	require.NoError(t, err)
	require.Equal(t, builtMinio(cache), path)
}

func TestSweepRemovesOnlyWhatNobodyHolds(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	old := time.Now().Add(-2 * youngest)
	folder := func(name string) string {
		dir := filepath.Join(parent, name)
		require.NoError(t, os.Mkdir(dir, 0o700))
		return dir
	}
	fresh, left, held := folder("fresh"), folder("left"), folder("held")
	lock, err := tryLock(filepath.Join(held, lockName))
	require.NoError(t, err)
	defer lock.Close()
	require.NoError(t, os.Chtimes(left, old, old))
	require.NoError(t, os.Chtimes(held, old, old))

	for _, dir := range []string{fresh, left, held} {
		sweep(t.Context(), dir)
	}

	require.DirExists(t, fresh)
	require.NoDirExists(t, left)
	require.DirExists(t, held)
}

func program(t *testing.T) string {
	t.Helper()
	cache, err := CacheDir()
	require.NoError(t, err)
	path, err := FindMinio(cache)
	require.NoError(t, err, "`make minio` builds it once")
	return path
}

func client(t *testing.T, m *Minio) *minio.Client {
	t.Helper()
	c, err := minio.New(m.Endpoint(), &minio.Options{Creds: credentials.NewStaticV4(m.AccessKey(), m.SecretKey(), "")})
	require.NoError(t, err)
	return c
}
