// Package objectstore keeps objects in any S3 server. Every call has a deadline and a
// known size; a server that does not answer, or is not ready yet, is UNAVAILABLE with
// the reason.
package objectstore

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"sync/atomic"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
)

// Config says how to reach the server.
type Config struct {
	// Endpoint is host:port, without a scheme.
	Endpoint             string
	AccessKey, SecretKey string
	Bucket               string
	// Region is us-east-1 when empty.
	Region string
	TLS    bool
	// CallTime is how long the server may be silent, ten seconds when zero.
	CallTime time.Duration
}

// Store is one bucket. It may exist before its server does: see [Store.Wait].
type Store struct {
	bucket atomic.Pointer[bucket]
	reason atomic.Pointer[i18n.Text]
	state  readiness
}

type bucket struct {
	client   *minio.Client
	name     string
	region   string
	callTime time.Duration
}

// New makes a store that is not ready yet.
func New() *Store {
	s := new(Store)
	s.Wait(reasonNotConnected)
	return s
}

// Wait says why the store is not ready; calls answer with it until [Store.Connect].
func (s *Store) Wait(reason i18n.Text) {
	s.reason.Store(&reason)
	s.bucket.Store(nil)
	s.state.forget()
}

// The retries of one call; minio-go's default of ten takes four seconds to tell that
// nobody listens.
const maxRetries = 2

// Connect points the store to its server, without asking it anything.
func (s *Store) Connect(config Config) error {
	if config.Bucket == "" {
		return fmt.Errorf("objectstore: no bucket named")
	}
	if config.Region == "" {
		config.Region = "us-east-1"
	}
	transport, err := newTransport(config.TLS)
	if err != nil {
		return fmt.Errorf("objectstore: %w", err)
	}
	client, err := minio.New(config.Endpoint, &minio.Options{
		Creds:      credentials.NewStaticV4(config.AccessKey, config.SecretKey, ""),
		Secure:     config.TLS,
		Region:     config.Region,
		MaxRetries: maxRetries,
		Transport:  transport,
	})
	if err != nil {
		return fmt.Errorf("objectstore: %w", err)
	}
	s.bucket.Store(&bucket{client: client, name: config.Bucket, region: config.Region, callTime: cmp.Or(config.CallTime, callTime)})
	s.state.forget()
	return nil
}

// MakeBucket creates the bucket unless it exists.
func (s *Store) MakeBucket(ctx context.Context) error {
	b, err := s.connected()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, b.callTime)
	defer cancel()
	exists, err := b.client.BucketExists(ctx, b.name)
	if err == nil && !exists {
		err = b.client.MakeBucket(ctx, b.name, minio.MakeBucketOptions{Region: b.region})
	}
	s.state.forget()
	return translate(err)
}

func (s *Store) connected() (*bucket, error) {
	if b := s.bucket.Load(); b != nil {
		return b, nil
	}
	return nil, unavailable(*s.reason.Load(), nil)
}

// The deadline of a call: a base, and time for the bytes on a slow line.
const (
	callTime    = 10 * time.Second
	bytesPerSec = 256 << 10
)

func (b *bucket) deadline(size int64) time.Duration {
	return b.callTime + time.Duration(size)*time.Second/bytesPerSec
}

// Put stores data under a new key in one request; a key that exists is CONFLICT.
func (s *Store) Put(ctx context.Context, key string, data []byte, contentType string) error {
	b, err := s.connected()
	if err != nil {
		return err
	}
	size := int64(len(data))
	ctx, cancel := context.WithTimeout(ctx, b.deadline(size))
	defer cancel()
	options := minio.PutObjectOptions{ContentType: contentType, DisableMultipart: true}
	options.SetMatchETagExcept("*")
	_, err = b.client.PutObject(ctx, b.name, key, bytes.NewReader(data), size, options)
	return translate(err)
}

// Get reads length bytes from offset; NOT_FOUND when there is no such object.
func (s *Store) Get(ctx context.Context, key string, offset, length int64) ([]byte, error) {
	b, err := s.connected()
	if err != nil || length <= 0 {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, b.deadline(length))
	defer cancel()
	var options minio.GetObjectOptions
	if err := options.SetRange(offset, offset+length-1); err != nil {
		return nil, fmt.Errorf("objectstore: %w", err)
	}
	object, err := b.client.GetObject(ctx, b.name, key, options)
	if err != nil {
		return nil, translate(err)
	}
	defer func() { _ = object.Close() }()
	data := make([]byte, length)
	n, err := io.ReadFull(object, data)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return data[:n], translate(err)
}

// List visits the objects below prefix in the order of their keys. The server may be
// silent as long as in any other call, however long the list is.
func (s *Store) List(ctx context.Context, prefix string) iter.Seq2[file.Object, error] {
	return func(yield func(file.Object, error) bool) {
		b, err := s.connected()
		if err != nil {
			yield(file.Object{}, err)
			return
		}
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		silence := time.AfterFunc(b.callTime, cancel)
		defer silence.Stop()
		for info := range b.client.ListObjectsIter(ctx, b.name, minio.ListObjectsOptions{Prefix: prefix, Recursive: true}) {
			silence.Stop()
			if !yield(file.Object{Key: info.Key, Size: info.Size, StoredAt: info.LastModified}, translate(info.Err)) || info.Err != nil {
				return
			}
			silence.Reset(b.callTime)
		}
		if err := ctx.Err(); err != nil { // the list ended early
			yield(file.Object{}, translate(err))
		}
	}
}

// Remove deletes an object; one that is gone is no error.
func (s *Store) Remove(ctx context.Context, key string) error {
	b, err := s.connected()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, b.callTime)
	defer cancel()
	return translate(b.client.RemoveObject(ctx, b.name, key, minio.RemoveObjectOptions{}))
}
