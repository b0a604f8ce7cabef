package apptest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Stream is an open subscription.
type Stream struct {
	lines *bufio.Scanner
	// Status is the answer's status.
	Status int
	// ID is that of the last event, "" for one without.
	ID string
}

// streamTime ends a test that waits for an event in vain.
const streamTime = 2 * time.Minute

// Subscribe opens a subscription at a server, this one's own for an empty url. It is left
// when the test ends.
func (c *Client) Subscribe(t testing.TB, url, document string, variables map[string]any) *Stream {
	t.Helper()
	if url == "" {
		url = c.app.URL
	}
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), streamTime)
	t.Cleanup(cancel)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/graphql", bytes.NewReader(body))
	require.NoError(t, err)
	request.Header = c.Header.Clone()
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "text/event-stream")
	if c.token != "" {
		request.Header.Set("Authorization", c.token)
	}
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	t.Cleanup(func() { _ = response.Body.Close() })
	return &Stream{lines: bufio.NewScanner(response.Body), Status: response.StatusCode}
}

// Next waits for the next event and returns its name and data, "" when the stream broke
// off.
func (s *Stream) Next() (event, data string) {
	s.ID = ""
	for s.lines.Scan() {
		line := s.lines.Text()
		switch {
		case strings.HasPrefix(line, "id: "):
			s.ID = strings.TrimPrefix(line, "id: ")
		case strings.HasPrefix(line, "event: "):
			event = strings.TrimPrefix(line, "event: ")
		case strings.HasPrefix(line, "data:"):
			data = strings.TrimSpace(strings.TrimPrefix(line, "data:"))
		case line == "" && event != "":
			return event, data
		}
	}
	return "", ""
}

// Dismiss takes all roles from the person.
func (c *Client) Dismiss() {
	c.app.mu.Lock()
	defer c.app.mu.Unlock()
	p := c.app.people[c.token]
	p.Memberships = nil
	c.app.people[c.token] = p
}
