package authn

import (
	"context"
	"time"
)

// Client is the other end of a request.
type Client struct {
	// Address is the client's IP address.
	Address   string
	UserAgent string
	// KeepSession hands the browser its session's secret for a time; an empty one takes it
	// away. Nil outside HTTP.
	KeepSession func(secret string, life time.Duration)
}

type clientKey struct{}

// WithClient returns the context of a request that came from client.
func WithClient(ctx context.Context, client Client) context.Context {
	return context.WithValue(ctx, clientKey{}, client)
}

// ClientOf returns where the request came from.
func ClientOf(ctx context.Context) Client {
	client, _ := ctx.Value(clientKey{}).(Client)
	return client
}

func (c Client) keep(secret string, life time.Duration) {
	if c.KeepSession != nil {
		c.KeepSession(secret, life)
	}
}

// Forget takes a session that has ended away from the browser.
func (c Client) Forget() { c.keep("", 0) }
