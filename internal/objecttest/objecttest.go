// Package objecttest gives tests buckets of a real MinIO server.
//
// They live in the server that DEMILGE_TEST_S3 names (`make test` starts one for all
// packages), else in a throw-away server that the test process starts when the first
// test asks for a bucket.
package objecttest

import (
	"context"
	"crypto/rand"
	"errors"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"github.com/demilge/demilge/internal/devenv"
)

// Env names the environment variable with the server's address, http://key:secret@host:port.
const Env = "DEMILGE_TEST_S3"

// Store is a fresh, empty bucket and how to reach it, without TLS.
type Store struct {
	Endpoint  string // host:port
	AccessKey string
	SecretKey string
	Bucket    string
}

// Main runs the tests and removes this process's server, if it started one. A package
// without it leaves the folder to the next test run, which removes it; the server ends
// with the process in any case.
func Main(m *testing.M) int {
	defer discard()
	return m.Run()
}

// Bucket returns a fresh bucket, which is removed with all its objects when the test ends.
func Bucket(t testing.TB) Store {
	t.Helper()
	store := server(t)
	store.Bucket = "test-" + strings.ToLower(rand.Text()[:16])
	client := Client(t, store)
	if err := client.MakeBucket(t.Context(), store.Bucket, minio.MakeBucketOptions{}); err != nil {
		t.Fatalf("objecttest: %v", err)
	}
	t.Cleanup(func() {
		err := client.RemoveBucketWithOptions(context.Background(), store.Bucket, minio.RemoveBucketOptions{ForceDelete: true})
		if err != nil {
			t.Errorf("objecttest: remove the bucket: %v", err)
		}
	})
	return store
}

// Client returns a client with every right, for looking at what the code under test did.
func Client(t testing.TB, s Store) *minio.Client {
	t.Helper()
	client, err := minio.New(s.Endpoint, &minio.Options{Creds: credentials.NewStaticV4(s.AccessKey, s.SecretKey, "")})
	if err != nil {
		t.Fatalf("objecttest: %v", err)
	}
	return client
}

// Address is the value of [Env] for a running server.
func Address(m *devenv.Minio) string {
	u := url.URL{Scheme: "http", User: url.UserPassword(m.AccessKey(), m.SecretKey()), Host: m.Endpoint()}
	return u.String()
}

func server(t testing.TB) Store {
	t.Helper()
	address := os.Getenv(Env)
	if address == "" {
		started, err := own()
		if err != nil {
			t.Fatalf("objecttest: %v", err)
		}
		address = started
	}
	u, err := url.Parse(address)
	if err != nil || u.User == nil {
		t.Fatalf("objecttest: %s must be http://key:secret@host:port", Env)
	}
	secret, _ := u.User.Password()
	return Store{Endpoint: u.Host, AccessKey: u.User.Username(), SecretKey: secret}
}

var (
	running *devenv.Minio
	own     = sync.OnceValues(func() (string, error) {
		cache, err := devenv.CacheDir()
		if err != nil {
			return "", err
		}
		program, err := devenv.FindMinio(cache)
		if errors.Is(err, devenv.ErrNoMinio) {
			return "", errors.New("there is no minio program yet: `make minio` builds it once")
		}
		if err != nil {
			return "", err
		}
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		if running, err = devenv.ThrowawayMinio(ctx, program); err != nil {
			return "", err
		}
		return Address(running), nil
	})
)

func discard() {
	if running != nil {
		_ = running.Discard()
	}
}
