package authn_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/app"
	"github.com/demilge/demilge/internal/apptest"
	"github.com/demilge/demilge/internal/authn"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/pgtest"
	"github.com/demilge/demilge/internal/user"
	"github.com/demilge/demilge/tenants"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

const password = "үч кызыл алма 7"

// post is the mail of every server of this process: they share one database, and whichever
// takes up a job delivers it.
type post struct {
	mu       sync.Mutex
	messages map[user.Contact][]string
}

var everybodys = &post{messages: map[user.Contact][]string{}}

func (p *post) Reaches(to user.Contact) bool { return !to.IsPhone() }

func (p *post) Send(_ context.Context, to user.Contact, _, text string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.messages[to] = append(p.messages[to], text)
	return nil
}

func (p *post) Post(ctx context.Context, letter notice.Letter) error {
	return p.Send(ctx, letter.To, letter.Subject, letter.Text)
}

// wait returns the n-th message to a contact, from 1.
func (p *post) wait(t *testing.T, to string, n int) string {
	t.Helper()
	for {
		p.mu.Lock()
		got := p.messages[user.Contact(to)]
		p.mu.Unlock()
		if len(got) >= n {
			return got[n-1]
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-t.Context().Done():
			require.Fail(t, "no message to "+to)
		}
	}
}

// secretOf takes the secret out of a message's link.
func secretOf(t *testing.T, message string) string {
	t.Helper()
	_, rest, ok := strings.Cut(message, "token=")
	require.True(t, ok, message)
	return strings.Fields(rest)[0]
}

type server struct {
	*apptest.App
	mail *post
}

// start runs a server with real sign-in, mail and jobs.
func start(t *testing.T, change ...func(*app.Config)) *server {
	t.Helper()
	mail := everybodys
	a := apptest.New(t, append([]func(*app.Config){func(c *app.Config) {
		c.Authenticate, c.Mail, c.BaseURL = nil, mail, "http://demilge.test"
	}}, change...)...)
	return &server{App: a, mail: mail}
}

// work carries out jobs until the test ends.
func (s *server) work(t *testing.T) *server {
	t.Helper()
	stop, err := s.Work(t.Context())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, stop(context.Background())) })
	return s
}

// account makes an active account with roles and returns its contact.
func (s *server) account(t *testing.T, tenant tenants.Tenant, roles ...access.Role) string {
	t.Helper()
	contact := strings.ReplaceAll(entity.NewID().String(), "-", "") + "@mail.kg"
	terms := make([]user.Term, len(roles))
	for i, role := range roles {
		// there may be one head in her own right
		terms[i] = user.Term{Role: role, From: clock.NewDate(2019, 1, 1), Acting: role == access.Head}
		for _, r := range access.MunicipalityRoles {
			if r == role {
				terms[i].Municipality = &tenant.ID
			}
		}
	}
	scope := access.SystemScope(tenants.Tenant{}, "test", access.Permission{Object: access.User, Action: access.Create})
	_, err := s.Resolver.Authn.Ensure(t.Context(), scope, authn.NewAccount{
		FullName: "Айгүл Асанова", Contact: contact, Locale: i18n.En, Password: password, Terms: terms,
	})
	require.NoError(t, err)
	return contact
}

// browser keeps cookies.
type browser struct {
	t      *testing.T
	url    string
	client *http.Client
	header http.Header
}

func (s *server) browser(t *testing.T) *browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	return &browser{t: t, url: s.URL, client: &http.Client{Jar: jar}, header: http.Header{"Accept-Language": {"en"}}}
}

// signedIn is a browser in which a fresh account with roles is signed in.
func (s *server) signedIn(t *testing.T, tenant tenants.Tenant, roles ...access.Role) *browser {
	t.Helper()
	b := s.browser(t)
	b.signIn(s.account(t, tenant, roles...), password, "")
	return b
}

type answer struct {
	status int
	header http.Header
	Data   map[string]json.RawMessage
	Errors []struct {
		Message    string
		Extensions struct{ Code, Rule, Permission string }
	}
	raw string
}

// post sends a document.
func (b *browser) post(document string, variables map[string]any) answer {
	b.t.Helper()
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	require.NoError(b.t, err)
	request, err := http.NewRequestWithContext(b.t.Context(), http.MethodPost, b.url+"/graphql", bytes.NewReader(body))
	require.NoError(b.t, err)
	request.Header = b.header.Clone()
	request.Header.Set("Content-Type", "application/json")
	response, err := b.client.Do(request)
	require.NoError(b.t, err)
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	require.NoError(b.t, err)
	a := answer{status: response.StatusCode, header: response.Header, raw: string(raw)}
	require.NoError(b.t, json.Unmarshal(raw, &a), a.raw)
	return a
}

// do sends a document that must succeed and decodes one field of its data.
func (b *browser) do(document string, variables map[string]any, field string, out any) {
	b.t.Helper()
	a := b.post(document, variables)
	require.Empty(b.t, a.Errors, a.raw)
	require.NotContains(b.t, a.raw, `"errors":[{`)
	if out != nil {
		require.NoError(b.t, json.Unmarshal(a.Data[field], out), a.raw)
	}
}

// code sends a document that is refused and returns the rule, else the code.
func (b *browser) code(document string, variables map[string]any) string {
	b.t.Helper()
	a := b.post(document, variables)
	if len(a.Errors) > 0 {
		if a.Errors[0].Extensions.Rule != "" {
			return a.Errors[0].Extensions.Rule
		}
		return a.Errors[0].Extensions.Code
	}
	for _, raw := range a.Data {
		var payload struct {
			Errors []struct{ Code, Rule string }
		}
		if json.Unmarshal(raw, &payload) == nil && len(payload.Errors) > 0 {
			if payload.Errors[0].Rule != "" {
				return payload.Errors[0].Rule
			}
			return payload.Errors[0].Code
		}
	}
	return ""
}

const signInDocument = `mutation($c: String!, $p: String!) { signIn(input: {contact: $c, password: $p}) {
	user { id fullName } errors { code rule message } } }`

// signIn signs in and expects the refusal, empty for none.
func (b *browser) signIn(contact, password, refusal string) {
	b.t.Helper()
	require.Equal(b.t, refusal, b.code(signInDocument, map[string]any{"c": contact, "p": password}))
}

// name is who is signed in, empty for nobody.
func (b *browser) name() string {
	b.t.Helper()
	var viewer *struct{ User struct{ FullName string } }
	b.do(`{ viewer { user { fullName } } }`, nil, "viewer", &viewer)
	if viewer == nil {
		return ""
	}
	return viewer.User.FullName
}

// suspend keeps a person out, as a platform administrator does it.
func (s *server) suspend(t *testing.T, contact string) {
	t.Helper()
	admin := s.signedIn(t, tenants.Tenant{}, access.PlatformAdmin)
	var users struct {
		Nodes []struct {
			ID, Email string
			Version   int64
		}
	}
	admin.do(`{ users(first: 100) { nodes { id email version } } }`, nil, "users", &users)
	for _, u := range users.Nodes {
		if u.Email == contact {
			admin.do(`mutation($id: ID!, $v: Version!) { suspendUser(input: {id: $id, version: $v}) { user { state } errors { code } } }`,
				map[string]any{"id": u.ID, "v": u.Version}, "", nil)
			return
		}
	}
	require.Fail(t, "no such account")
}

// membership addresses a role.
type membership struct {
	ID      string
	Version int64
}
