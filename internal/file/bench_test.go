package file_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/objectstore"
	"github.com/demilge/demilge/internal/objecttest"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/internal/postgres"
	"github.com/demilge/demilge/tenants"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

// bench is a municipality with the service of files over a real database and bucket.
type bench struct {
	files   *file.Service
	store   *postgres.FileStore
	objects *objectstore.Store
	tenant  tenants.Tenant
	clock   *clock.Manual
	// ctx acts as a person who signed in.
	ctx  context.Context
	auth access.Authorizer
}

func newBench(t *testing.T) *bench {
	t.Helper()
	bucket := objecttest.Bucket(t)
	b := &bench{objects: objectstore.New()}
	require.NoError(t, b.objects.Connect(objectstore.Config{
		Endpoint: bucket.Endpoint, AccessKey: bucket.AccessKey, SecretKey: bucket.SecretKey, Bucket: bucket.Bucket,
	}))
	var url string
	a := apptest.New(t, func(c *app.Config) { url = c.DatabaseURL })
	db, err := postgres.Open(t.Context(), postgres.Config{DSN: url, MaxConns: 4, Clock: a.Clock})
	require.NoError(t, err)
	t.Cleanup(db.Close)
	b.store, b.clock, b.auth, b.tenant = postgres.NewFileStore(db), a.Clock, a.Auth, a.Municipality(t)
	b.files = file.NewService(a.Auth, b.store, b.objects, file.Limits{})
	b.ctx = b.person(t)
	return b
}

// person is somebody else who signed in.
func (b *bench) person(t *testing.T) context.Context {
	return access.WithGrants(access.With(t.Context(), access.Principal{Kind: access.Session, UserID: entity.NewID(), Name: "Test"}))
}

// job is the scope and context of a job in the municipality.
func (b *bench) job(t *testing.T) (context.Context, access.Scope) {
	scope := access.SystemScope(b.tenant, "test", access.Permission{Object: access.File, Action: access.Update})
	return access.WithGrant(t.Context(), scope), scope
}

func declaration(data []byte) file.Declaration {
	sum := sha256.Sum256(data)
	return file.Declaration{Kind: file.Other, Filename: "a.pdf", ContentType: "application/pdf", Size: int64(len(data)),
		SHA256: hex.EncodeToString(sum[:])}
}

// sent announces a file and sends n bytes of it, without finishing.
func (b *bench) sent(t *testing.T, data []byte, n int) (*file.Upload, *file.File) {
	t.Helper()
	f, err := b.files.CreateTicket(b.ctx, b.tenant.ID, declaration(data))
	require.NoError(t, err)
	u, err := b.files.Resume(b.ctx, f.Ref())
	require.NoError(t, err)
	kept, err := u.Write(b.ctx, 0, bytes.NewReader(data[:n]))
	require.NoError(t, err)
	require.EqualValues(t, n, kept)
	return u, f
}

func (b *bench) ready(t *testing.T, data []byte) *file.File {
	t.Helper()
	u, f := b.sent(t, data, len(data))
	require.NoError(t, u.Finish(b.ctx))
	return f
}

func (b *bench) state(t *testing.T, f *file.File) file.State {
	t.Helper()
	ctx, scope := b.job(t)
	got, err := b.store.Get(ctx, scope, f.ID)
	require.NoError(t, err)
	return got.State
}

// keys lists the objects below prefix.
func (b *bench) keys(t *testing.T, prefix string) (keys []string) {
	t.Helper()
	for o, err := range b.objects.List(t.Context(), prefix) {
		require.NoError(t, err)
		keys = append(keys, o.Key)
	}
	return keys
}

// All makes the bench the directory of the sweeper: its own municipality.
func (b *bench) All(context.Context) ([]tenants.Tenant, error) {
	return []tenants.Tenant{b.tenant}, nil
}

func (b *bench) sweep(t *testing.T, later time.Duration) file.Swept {
	t.Helper()
	swept, err := b.files.Sweep(t.Context(), b, b.clock.Now().Add(later))
	require.NoError(t, err)
	return swept
}

func pdf(body string) []byte {
	return []byte("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n% " + body +
		"\nendobj\nxref\n0 1\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n")
}

func long(n int) []byte { return pdf(strings.Repeat("x", n)) }
