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
	// Device is the secret by which the browser shows that somebody was signed in there.
	Device string
	// KeepDevice hands the browser that secret for a time. Nil outside HTTP.
	KeepDevice func(secret string, life time.Duration)
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

func (c Client) keepDevice(secret string) {
	if c.KeepDevice != nil {
		c.KeepDevice(secret, DeviceLife)
	}
}

// Forget takes a session that has ended away from the browser.
func (c Client) Forget() { c.keep("", 0) }
