package httpapi_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"net/http"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/audit"
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

// bench is a municipality, its bucket, and servers that share both.
type bench struct {
	*apptest.App
	config app.Config
	bucket objecttest.Store
	tenant tenants.Tenant
	db     *postgres.DB

	mu     sync.Mutex
	people map[string]access.Principal
}

func newBench(t *testing.T, change ...func(*app.Config)) *bench {
	t.Helper()
	b := &bench{bucket: objecttest.Bucket(t), people: map[string]access.Principal{}}
	objects := objectstore.New()
	require.NoError(t, objects.Connect(objectstore.Config{
		Endpoint: b.bucket.Endpoint, AccessKey: b.bucket.AccessKey, SecretKey: b.bucket.SecretKey, Bucket: b.bucket.Bucket,
	}))
	b.App = apptest.New(t, append([]func(*app.Config){func(c *app.Config) {
		c.Objects, c.Authenticate = objects, b.authenticate
	}}, append(change, func(c *app.Config) { b.config = *c })...)...)
	b.tenant = b.Municipality(t)
	db, err := postgres.Open(t.Context(), postgres.Config{DSN: b.config.DatabaseURL, MaxConns: 2, Clock: b.Clock})
	require.NoError(t, err)
	t.Cleanup(db.Close)
	b.db = db
	return b
}

// another starts a second server over the same database and bucket.
func (b *bench) another(t *testing.T) *apptest.App {
	t.Helper()
	return apptest.New(t, func(c *app.Config) {
		c.Objects, c.Authenticate, c.Clock, c.Quota = b.config.Objects, b.authenticate, b.Clock, b.config.Quota
	})
}

func (b *bench) authenticate(r *http.Request) (access.Principal, error) {
	token := r.Header.Get("Authorization")
	if token == "" {
		return access.Principal{Kind: access.Anonymous}, nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	p, ok := b.people[token]
	if !ok {
		return p, apperr.ErrUnauthenticated
	}
	return p, nil
}

// as makes a person with roles in a municipality and answers her token.
func (b *bench) as(tenant tenants.Tenant, roles ...access.Role) string {
	p := access.Principal{Kind: access.Session, UserID: entity.NewID(), Name: "Test"}
	for _, role := range roles {
		p.Memberships = append(p.Memberships, access.Member{Role: role, Tenant: &tenant.ID, From: clock.NewDate(2000, 1, 1)})
	}
	token := "Bearer " + p.UserID.String()
	b.mu.Lock()
	defer b.mu.Unlock()
	b.people[token] = p
	return token
}

// public is the token of nobody.
const public = ""

type reply struct {
	*http.Response
	body []byte
}

// rule is the name of the broken rule, or else the code, of an error.
func (r reply) rule(t *testing.T) string {
	t.Helper()
	var p struct {
		Errors []struct{ Extensions map[string]string }
	}
	require.NoError(t, json.Unmarshal(r.body, &p), string(r.body))
	require.NotEmpty(t, p.Errors)
	for _, key := range []string{"reason", "rule", "code"} {
		if value := p.Errors[0].Extensions[key]; value != "" {
			return value
		}
	}
	return ""
}

func send(t *testing.T, token, method, url string, header map[string]string, body io.Reader) reply {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, body)
	require.NoError(t, err)
	request.Header.Set("Tus-Resumable", "1.0.0")
	if token != public {
		request.Header.Set("Authorization", token)
	}
	for k, v := range header {
		request.Header.Set(k, v)
	}
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	data, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return reply{response, data}
}

func patch(t *testing.T, token, url string, offset int, data []byte) reply {
	t.Helper()
	return send(t, token, http.MethodPatch, url, map[string]string{
		"Content-Type": "application/offset+octet-stream", "Upload-Offset": strconv.Itoa(offset),
	}, bytes.NewReader(data))
}

// ticketFor is what createUploadTicket answers.
type ticketFor struct {
	File struct{ ID, State string }
	URL  string
}

const createTicket = `mutation ($input: CreateUploadTicketInput!) { createUploadTicket(input: $input) {
	ticket { url file { id state } } errors { path code rule message } } }`

func (b *bench) declare(kind file.Kind, name, contentType string, data []byte) map[string]any {
	sum := sha256.Sum256(data)
	return map[string]any{"input": map[string]any{"municipalityId": apptest.ID(b.tenant), "kind": kind, "filename": name,
		"contentType": contentType, "size": len(data), "sha256": hex.EncodeToString(sum[:])}}
}

func client(a *apptest.App, token string) *apptest.Client {
	c := a.Public()
	if token != public {
		c.Header.Set("Authorization", token)
	}
	return c
}

func (b *bench) ticket(t *testing.T, token string, kind file.Kind, name, contentType string, data []byte) ticketFor {
	t.Helper()
	var out struct{ CreateUploadTicket struct{ Ticket ticketFor } }
	client(b.App, token).Do(t, createTicket, b.declare(kind, name, contentType, data), &out)
	return out.CreateUploadTicket.Ticket
}

// upload brings a good file to READY and answers its id.
func (b *bench) upload(t *testing.T, token string, kind file.Kind, name, contentType string, data []byte) string {
	t.Helper()
	ticket := b.ticket(t, token, kind, name, contentType, data)
	r := patch(t, token, b.URL+ticket.URL, 0, data)
	require.Equal(t, http.StatusNoContent, r.StatusCode, string(r.body))
	return ticket.File.ID
}

func (b *bench) state(t *testing.T, token, id string) (state, reason string) {
	t.Helper()
	var out struct {
		Node struct {
			State   string
			Refused *struct{ Reason string }
		}
	}
	client(b.App, token).Do(t, `query ($id: ID!) { node(id: $id) { ... on File { state refused { reason message } } } }`,
		map[string]any{"id": id}, &out)
	if out.Node.Refused != nil {
		reason = out.Node.Refused.Reason
	}
	return out.Node.State, reason
}

// suspend makes the municipality read-only.
func (b *bench) suspend(t *testing.T) {
	t.Helper()
	scope := access.SystemScope(tenants.Tenant{}, "test", access.Permission{Object: access.Tenant, Action: access.Suspend})
	_, err := b.Resolver.Territory.SetStateIn(access.WithGrant(t.Context(), scope), scope, b.tenant.ID, tenants.Suspended, "test")
	require.NoError(t, err)
}

// keys lists the bucket.
func (b *bench) keys(t *testing.T) []string {
	t.Helper()
	var keys []string
	for _, o := range b.objects(t) {
		keys = append(keys, o.Key)
	}
	return keys
}

// kept is how many bytes lie in the bucket.
func (b *bench) kept(t *testing.T) (bytes int64) {
	t.Helper()
	for _, o := range b.objects(t) {
		bytes += o.Size
	}
	return bytes
}

func (b *bench) objects(t *testing.T) []minio.ObjectInfo {
	t.Helper()
	var list []minio.ObjectInfo
	for o := range objecttest.Client(t, b.bucket).ListObjects(t.Context(), b.bucket.Bucket, minio.ListObjectsOptions{Recursive: true}) {
		require.NoError(t, o.Err)
		list = append(list, o)
	}
	return list
}

// change applies a rule to a file as the entity that owns it would.
func (b *bench) change(t *testing.T, id string, apply func(f *file.File, now time.Time) error) {
	t.Helper()
	ref, err := scalar.DecodeID(id)
	require.NoError(t, err)
	scope := access.SystemScope(b.tenant, "test", access.Permission{Object: access.File, Action: access.Update})
	ctx := access.WithGrant(t.Context(), scope)
	require.NoError(t, postgres.NewFileStore(b.db).Change(ctx, scope, func(ctx context.Context, tx file.Tx) error {
		f, err := tx.Lock(ctx, ref.ID)
		if err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		if err := apply(f, now); err != nil {
			return err
		}
		if err := tx.Update(ctx, f); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.File, Action: access.Update, ID: f.ID, After: f})
	}))
}

func pdf(body string) []byte {
	return []byte("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n% " + body +
		"\nendobj\nxref\n0 1\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n")
}

func photo(t *testing.T, width, height int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for i := range m.Pix {
		m.Pix[i] = byte(i * i >> 7)
	}
	m.Set(0, 0, color.White)
	var b bytes.Buffer
	require.NoError(t, jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}))
	return b.Bytes()
}

// programme makes a person with a role in the programme.
func (b *bench) programme(role access.Role) string {
	p := access.Principal{Kind: access.Session, UserID: entity.NewID(), Name: "Test",
		Memberships: []access.Member{{Role: role, From: clock.NewDate(2000, 1, 1)}}}
	token := "Bearer " + p.UserID.String()
	b.mu.Lock()
	defer b.mu.Unlock()
	b.people[token] = p
	return token
}
