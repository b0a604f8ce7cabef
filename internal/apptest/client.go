package apptest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/tenants"
)

// Client speaks to the server as one person.
type Client struct {
	app   *App
	token string
	// UserID is the person, uuid.Nil for the public.
	UserID uuid.UUID
	// Principal is what the server takes the person for.
	Principal access.Principal
	// Header is sent with every request.
	Header http.Header
}

// As makes a person who holds roles in a municipality. Programme roles are held in the
// programme. Without a role it is somebody who only signed in.
func (a *App) As(tenant tenants.Tenant, roles ...access.Role) *Client {
	p := access.Principal{Kind: access.Session, UserID: entity.NewID(), Name: "Test", SessionID: entity.NewID()}
	for _, role := range roles {
		m := access.Member{Role: role, From: clock.NewDate(2000, 1, 1)}
		if isMunicipal(role) {
			m.Tenant = &tenant.ID
		}
		p.Memberships = append(p.Memberships, m)
	}
	token := "Bearer " + p.UserID.String()
	a.mu.Lock()
	a.people[token] = p
	a.mu.Unlock()
	return &Client{app: a, token: token, UserID: p.UserID, Principal: p, Header: http.Header{"Accept-Language": {"en"}}}
}

// Public is somebody who did not sign in.
func (a *App) Public() *Client {
	return &Client{app: a, Header: http.Header{"Accept-Language": {"en"}}}
}

func isMunicipal(role access.Role) bool {
	for _, r := range access.MunicipalityRoles {
		if r == role {
			return true
		}
	}
	return false
}

// Response is an answer of the API.
type Response struct {
	Status int
	Data   json.RawMessage
	Errors []struct {
		Message    string
		Path       []any
		Extensions map[string]any
	}
	Raw []byte
}

// Post sends a document and decodes the answer whatever it is; the paths of a mutation's
// errors must be those of its input.
func (c *Client) Post(t testing.TB, document string, variables map[string]any) Response {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	require.NoError(t, err)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, c.app.URL+"/graphql", bytes.NewReader(body))
	require.NoError(t, err)
	request.Header = c.Header.Clone()
	request.Header.Set("Content-Type", "application/json")
	if c.token != "" {
		request.Header.Set("Authorization", c.token)
	}
	answer, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	response := Response{Status: answer.StatusCode, Raw: raw}
	_ = json.Unmarshal(raw, &response)
	response.checkPaths(t, document)
	return response
}

// Do sends a document that must succeed and decodes its data into out (may be nil). A
// mutation whose payload carries errors fails the test.
func (c *Client) Do(t testing.TB, document string, variables map[string]any, out any) {
	t.Helper()
	response := c.Post(t, document, variables)
	require.Empty(t, response.Errors, string(response.Raw))
	require.NotContains(t, string(response.Raw), `"errors":[{`)
	if out != nil {
		require.NoError(t, json.Unmarshal(response.Data, out))
	}
}

// Refused sends a document that must be refused and returns the code of the first
// error, wherever it stands, and the name of the rule.
func (c *Client) Refused(t testing.TB, document string, variables map[string]any) (code, rule string) {
	t.Helper()
	response := c.Post(t, document, variables)
	refusal := response.refusal()
	require.NotNil(t, refusal, "not refused: %s", response.Raw)
	return refusal.Code, refusal.Rule
}

// Unknown is the id of a thing that is not there, in the municipality of another id.
func Unknown(t testing.TB, kind, beside string) string {
	t.Helper()
	ref, err := scalar.DecodeID(beside)
	require.NoError(t, err)
	return scalar.EncodeID(entity.Ref{Kind: kind, Tenant: ref.Tenant, ID: entity.NewID()})
}

// ID is the global id of a municipality.
func ID(tenant tenants.Tenant) string { return scalar.EncodeID(tenant.Ref()) }
