package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/once"
)

// TestKilledInTheMiddle: what was acknowledged before the server or its database was killed
// is there afterwards with one audit row a change, and sending everything once more under
// the same keys changes nothing of it.
func TestKilledInTheMiddle(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	p := startRun(t, data)
	c := newClerk(t, p)
	for _, round := range []string{"server", "database"} {
		victim := p.Process.Pid
		if round == "database" {
			victim = p.postmaster(t)
		}
		c.work(t, p, round, func() { _ = syscall.Kill(victim, syscall.SIGKILL) })
		require.Error(t, p.Wait(), round)
		p = startRun(t, data)
		c.repeat(t, p)
	}
	c.count(t, p.owner(t))
}

// clerk makes priority areas in Alamudun and renames them.
type clerk struct {
	http         *http.Client
	municipality string

	mu   sync.Mutex
	sent map[string]*letter // by key
}

// letter is one request under an Idempotency-Key and, once acknowledged, its answer.
type letter struct {
	body, answer []byte
}

type answer struct {
	Data struct {
		Municipality struct{ ID string }
		Change       *struct {
			PriorityArea *struct{ ID string }
			Errors       []struct{ Rule string }
		}
	}
	Errors []struct{ Extensions struct{ Rule string } }
}

// refusal is the rule by which the change or the whole request was refused.
func (a answer) refusal() string {
	switch {
	case len(a.Errors) > 0:
		return a.Errors[0].Extensions.Rule
	case a.Data.Change != nil && len(a.Data.Change.Errors) > 0:
		return a.Data.Change.Errors[0].Rule
	}
	return ""
}

func newClerk(t *testing.T, p *process) *clerk {
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	c := &clerk{http: &http.Client{Jar: jar}, sent: map[string]*letter{}}
	account := p.account(t, "specialist.alamudun@demilge.example")
	text, _, err := c.post(p, "", document(`mutation($input: SignInInput!) { signIn(input: $input) { errors { code } } }`,
		map[string]any{"contact": account.Email, "password": account.Password}))
	require.NoError(t, err)
	require.Contains(t, string(text), `"errors":[]`)
	text, _, err = c.post(p, "", document(`{ municipality(slug: "alamudun") { id } }`, nil))
	require.NoError(t, err)
	a, err := decode(text)
	require.NoError(t, err)
	c.municipality = a.Data.Municipality.ID
	return c
}

func document(query string, input map[string]any) []byte {
	body, _ := json.Marshal(map[string]any{"query": query, "variables": map[string]any{"input": input}})
	return body
}

// post sends a body and returns the whole answer; an answer that broke off is an error.
func (c *clerk) post(p *process, key string, body []byte) (text []byte, replayed bool, err error) {
	request, err := http.NewRequest(http.MethodPost, p.url+"/graphql", bytes.NewReader(body))
	if err != nil {
		return nil, false, err
	}
	request.Header.Set("Content-Type", "application/json")
	if key != "" {
		request.Header.Set(once.Header, key)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, false, err
	}
	defer response.Body.Close()
	text, err = io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", response.Status, text)
	}
	return text, response.Header.Get(once.Replayed) != "", err
}

func decode(text []byte) (a answer, err error) {
	err = json.Unmarshal(text, &a)
	return a, err
}

// work makes and renames areas from several hands until the server is gone; kill is called
// in the middle of it.
func (c *clerk) work(t *testing.T, p *process, round string, kill func()) {
	const hands, enough = 6, 60
	var acknowledged atomic.Int64
	var group sync.WaitGroup
	for hand := range hands {
		group.Go(func() {
			for n := 0; ; n++ {
				key := fmt.Sprintf("%s-%d-%d", round, hand, n)
				if !c.change(p, key) {
					return
				}
				if acknowledged.Add(1) == enough {
					kill()
				}
			}
		})
	}
	group.Wait()
	require.GreaterOrEqual(t, acknowledged.Load(), int64(enough))
}

// change makes an area and renames it; it tells whether both were acknowledged.
func (c *clerk) change(p *process, key string) bool {
	made, ok := c.send(p, key, document(
		`mutation($input: CreatePriorityAreaInput!) { change: createPriorityArea(input: $input) { priorityArea { id } errors { rule } } }`,
		map[string]any{"municipalityId": c.municipality, "name": map[string]any{"ky": key}}))
	if !ok {
		return false
	}
	_, ok = c.send(p, key+"-renamed", document(
		`mutation($input: UpdatePriorityAreaInput!) { change: updatePriorityArea(input: $input) { priorityArea { id } errors { rule } } }`,
		map[string]any{"id": made, "version": 1, "name": map[string]any{"ky": key + " өзгөрдү"}}))
	return ok
}

// send notes the letter before it is sent, and its answer when it has come whole.
func (c *clerk) send(p *process, key string, body []byte) (id string, ok bool) {
	l := &letter{body: body}
	c.mu.Lock()
	c.sent[key] = l
	c.mu.Unlock()
	text, _, err := c.post(p, key, body)
	if err != nil {
		return "", false
	}
	a, err := decode(text)
	if err != nil || len(a.Errors) > 0 || a.Data.Change == nil || a.Data.Change.PriorityArea == nil {
		return "", false // the server is ending
	}
	l.answer = text
	return a.Data.Change.PriorityArea.ID, true
}

// repeat sends every letter once more: what was acknowledged is answered as before, or as
// done when its answer was lost with the database; the rest is done now or was done.
func (c *clerk) repeat(t *testing.T, p *process) {
	for key, l := range c.sent {
		text, replayed, err := c.post(p, key, l.body)
		require.NoError(t, err)
		a, err := decode(text)
		require.NoError(t, err)
		if refusal := a.refusal(); refusal != "" {
			require.Equal(t, "ALREADY_APPLIED", refusal, string(text))
			continue
		}
		require.NotNil(t, a.Data.Change, string(text))
		if l.answer != nil {
			require.True(t, replayed, "%s was acknowledged and is made again", key)
			require.JSONEq(t, string(l.answer), string(text))
		}
	}
}

// count finds one change and one audit row for each letter.
func (c *clerk) count(t *testing.T, owner string) {
	conn, err := pgx.Connect(t.Context(), owner)
	require.NoError(t, err)
	defer conn.Close(t.Context())
	rows, err := conn.Query(t.Context(), `SELECT a.name->>'ky', a.version, (SELECT count(*) FROM t_41708203807000.audit WHERE object_id = a.id)
		FROM t_41708203807000.priority_area a WHERE a.name->>'ky' ~ '^(server|database)-'`)
	require.NoError(t, err)
	var name string
	var version, audited, changes int
	seen := map[string]bool{}
	_, err = pgx.ForEachRow(rows, []any{&name, &version, &audited}, func() error {
		require.Equal(t, version, audited, name)
		require.False(t, seen[name], "%s stands twice", name)
		seen[name] = true
		changes += version
		return nil
	})
	require.NoError(t, err)
	require.Equal(t, len(c.sent), changes)
}
