// Package gateway hands short messages to an HTTP gateway of a channel, SMS or Telegram, and
// reads what it reports; docs/gateway.md is the contract.
package gateway

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/demilge/demilge/internal/notice"
)

// Timeout ends an attempt to hand over a message.
const Timeout = 15 * time.Second

// answerMost is how much of an answer is read, in bytes.
const answerMost = 16 << 10

// Gateway is an HTTP gateway.
type Gateway struct {
	address string
	secret  []byte
	client  *http.Client
	now     func() time.Time
}

// New makes a gateway at an address, http or https, that shares a secret with us; now is the
// time that signatures carry.
func New(address, secret string, now func() time.Time) (*Gateway, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return nil, fmt.Errorf("gateway: not an address: %q", address)
	}
	if len(secret) < MinSecret {
		return nil, fmt.Errorf("gateway: the secret needs %d characters at least", MinSecret)
	}
	client := &http.Client{Timeout: Timeout, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return &Gateway{address: address, secret: []byte(secret), client: client, now: now}, nil
}

// request is what the gateway is asked.
type request struct {
	// ID is the same when the message is handed over again: the gateway sends it once.
	ID   string `json:"id"`
	To   string `json:"to"`
	Text string `json:"text"`
}

// Send hands one message over: the short form to a phone, the whole text to a chat.
func (g *Gateway) Send(ctx context.Context, letter notice.Letter) (string, error) {
	asked := request{ID: letter.ID.String(), To: string(letter.To), Text: letter.Short}
	if letter.Chat != "" {
		asked.To, asked.Text = letter.Chat, letter.Text
	}
	body, err := json.Marshal(asked)
	if err != nil {
		return "", fmt.Errorf("gateway: %w", err)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, g.address, bytes.NewReader(body))
	if err != nil {
		return "", fmt.Errorf("gateway: %w", err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set(Header, Sign(g.secret, body, g.now()))
	response, err := g.client.Do(r)
	if err != nil {
		return "", fmt.Errorf("gateway: %w", err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(response.Body, answerMost))
	if err != nil {
		return "", fmt.Errorf("gateway: %w", err)
	}
	return read(response.StatusCode, answer)
}

// read is what an answer means: 2xx took the message, 4xx will never take it, except for what
// waiting or our own settings can mend; anything else may be tried again.
func read(status int, answer []byte) (string, error) {
	var said struct {
		ID    string `json:"id"`
		Error string `json:"error"`
	}
	known := json.Unmarshal(answer, &said) == nil
	switch {
	case status >= 200 && status < 300 && known && said.ID != "":
		return said.ID, nil
	case status >= 200 && status < 300:
		return "", fmt.Errorf("gateway: an answer without an id, status %d", status)
	}
	err := fmt.Errorf("gateway: status %d %s", status, said.Error)
	if status >= 400 && status < 500 && !ours[status] {
		return "", &Refusal{err}
	}
	return "", err
}

// ours are refusals that are no fault of the message: a wrong secret or address, too many at
// once.
var ours = map[int]bool{
	http.StatusUnauthorized: true, http.StatusPaymentRequired: true, http.StatusForbidden: true, http.StatusNotFound: true,
	http.StatusMethodNotAllowed: true, http.StatusRequestTimeout: true, http.StatusTooEarly: true, http.StatusTooManyRequests: true,
}

// Refusal is a message that the gateway will never take.
type Refusal struct{ cause error }

// Error is the gateway's answer.
func (r *Refusal) Error() string { return r.cause.Error() }

// Unwrap returns the answer.
func (r *Refusal) Unwrap() error { return r.cause }

// Final has the delivery set aside instead of tried again.
func (r *Refusal) Final() bool { return true }
