package objectstore_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/objectstore"
	"github.com/demilge/demilge/internal/objecttest"
)

func TestMain(m *testing.M) { os.Exit(objecttest.Main(m)) }

func connect(t *testing.T) *objectstore.Store {
	t.Helper()
	b := objecttest.Bucket(t)
	s := objectstore.New()
	if err := s.Connect(objectstore.Config{Endpoint: b.Endpoint, AccessKey: b.AccessKey, SecretKey: b.SecretKey, Bucket: b.Bucket}); err != nil {
		t.Fatal(err)
	}
	return s
}

func put(t *testing.T, s *objectstore.Store, key string, data []byte) {
	t.Helper()
	if err := s.Put(t.Context(), key, data, "text/plain"); err != nil {
		t.Fatal(err)
	}
}

func TestPutGetRemove(t *testing.T) {
	t.Parallel()
	s, ctx := connect(t), t.Context()
	data := bytes.Repeat([]byte("0123456789"), 2_500_000) // 25 MB, in one request
	put(t, s, "a/b", data)
	for _, c := range []struct{ offset, length int64 }{{0, 10}, {5, 7}, {24_999_990, 10}, {0, 25_000_000}} {
		got, err := s.Get(ctx, "a/b", c.offset, c.length)
		if err != nil || !bytes.Equal(got, data[c.offset:c.offset+c.length]) {
			t.Errorf("Get(%d, %d) = %d bytes, %v", c.offset, c.length, len(got), err)
		}
	}
	if err := s.Remove(ctx, "a/b"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Get(ctx, "a/b", 0, 1); !errors.Is(err, apperr.ErrNotFound) {
		t.Errorf("Get of a removed object: %v", err)
	}
	if err := s.Remove(ctx, "a/b"); err != nil {
		t.Errorf("second Remove: %v", err)
	}
}

func TestAKeyIsWrittenOnce(t *testing.T) {
	t.Parallel()
	s := connect(t)
	var wins, conflicts int
	var mu sync.Mutex
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			err := s.Put(t.Context(), "k", fmt.Appendf(nil, "writer %d", i), "text/plain")
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				wins++
			case apperr.CodeOf(err) == apperr.Conflict:
				conflicts++
			default:
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if wins != 1 || conflicts != 7 {
		t.Errorf("%d writers won, %d were refused", wins, conflicts)
	}
}

func TestListIsOrderedAndStaysBelowItsPrefix(t *testing.T) {
	t.Parallel()
	s := connect(t)
	for _, key := range []string{"t10/x", "t1/b", "t1/a", "t1/c/d"} {
		put(t, s, key, []byte(key))
	}
	var keys []string
	for o, err := range s.List(t.Context(), "t1/") {
		if err != nil {
			t.Fatal(err)
		}
		if o.Size != int64(len(o.Key)) || o.StoredAt.IsZero() {
			t.Errorf("object %+v", o)
		}
		keys = append(keys, o.Key)
	}
	if !slices.Equal(keys, []string{"t1/a", "t1/b", "t1/c/d"}) {
		t.Errorf("keys = %v", keys)
	}
}

func TestNotReadyYet(t *testing.T) {
	t.Parallel()
	s := objectstore.New()
	s.Wait(i18n.New("курулууда.", "строится.", "being built."))
	_, getErr := s.Get(t.Context(), "k", 0, 1)
	var listErr error
	for _, listErr = range s.List(t.Context(), "") {
	}
	for name, err := range map[string]error{
		"Put": s.Put(t.Context(), "k", []byte("x"), ""), "Get": getErr, "List": listErr,
		"Remove": s.Remove(t.Context(), "k"), "Ready": s.Ready(t.Context()), "MakeBucket": s.MakeBucket(t.Context()),
	} {
		var e *apperr.Error
		if !errors.As(err, &e) || e.Code != apperr.Unavailable || !strings.Contains(e.Message(i18n.En), "being built.") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestBecomesReadyLater(t *testing.T) {
	t.Parallel()
	b := objecttest.Bucket(t)
	s := objectstore.New()
	if err := s.Ready(t.Context()); apperr.CodeOf(err) != apperr.Unavailable {
		t.Fatalf("Ready before Connect: %v", err)
	}
	config := objectstore.Config{Endpoint: b.Endpoint, AccessKey: b.AccessKey, SecretKey: b.SecretKey, Bucket: b.Bucket + "-new"}
	if err := s.Connect(config); err != nil {
		t.Fatal(err)
	}
	if err := s.Ready(t.Context()); apperr.CodeOf(err) != apperr.Unavailable {
		t.Errorf("Ready without the bucket: %v", err)
	}
	for range 2 {
		if err := s.MakeBucket(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = objecttest.Client(t, b).RemoveBucket(context.Background(), config.Bucket) })
	if err := s.Ready(t.Context()); err != nil {
		t.Errorf("Ready: %v", err)
	}
}

func TestNobodyListens(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	_ = listener.Close()
	s := objectstore.New()
	if err := s.Connect(objectstore.Config{Endpoint: address, AccessKey: "a", SecretKey: "b", Bucket: "c"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Put(t.Context(), "k", []byte("x"), ""); apperr.CodeOf(err) != apperr.Unavailable {
		t.Errorf("Put: %v", err)
	}
	if err := s.Ready(t.Context()); apperr.CodeOf(err) != apperr.Unavailable {
		t.Errorf("Ready: %v", err)
	}
}

func TestWrongKeysTellNothing(t *testing.T) {
	t.Parallel()
	b := objecttest.Bucket(t)
	s := objectstore.New()
	if err := s.Connect(objectstore.Config{Endpoint: b.Endpoint, AccessKey: b.AccessKey, SecretKey: "wrong", Bucket: b.Bucket}); err != nil {
		t.Fatal(err)
	}
	err := s.Ready(t.Context())
	var e *apperr.Error
	if !errors.As(err, &e) || e.Code != apperr.Unavailable || strings.Contains(e.Message(i18n.En), b.AccessKey) {
		t.Errorf("Ready: %v", err)
	}
}
