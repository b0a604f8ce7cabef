package mail

import (
	"context"
	"crypto/tls"
	"net"

	gomail "github.com/wneessen/go-mail"
)

// dial reaches the mail server by a connection that is closed when attempt ends, so that
// nobody waits for a server that says nothing. The library watches its context only
// until it is connected, and takes an own connection for encrypted when it is a *tls.Conn.
func (s *SMTP) dial(attempt context.Context) gomail.DialContextFunc {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := new(net.Dialer).DialContext(ctx, network, address)
		if err != nil {
			return nil, err
		}
		context.AfterFunc(attempt, func() { _ = conn.Close() })
		if !s.implicit {
			return conn, nil
		}
		secure := tls.Client(conn, &tls.Config{ServerName: s.host, MinVersion: tls.VersionTLS12})
		return secure, secure.HandshakeContext(ctx)
	}
}
