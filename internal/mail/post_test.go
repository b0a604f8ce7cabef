package mail_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	netmail "net/mail"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	"github.com/stretchr/testify/require"
)

// trusted is the certificate of 127.0.0.1 that this process believes in.
var trusted tls.Certificate

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "mail")
	if err == nil {
		trusted, err = certify(filepath.Join(dir, "roots.pem"))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if err := os.Setenv("SSL_CERT_FILE", filepath.Join(dir, "roots.pem")); err != nil {
		panic(err) // the name is one
	}
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// certify makes a certificate of 127.0.0.1 and writes it to a file of roots.
func certify(path string) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return tls.Certificate{}, err
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, os.WriteFile(path, text, 0o600)
}

// post is a mail server. What it says at each step may be set before it is used.
type post struct {
	*smtp.Server
	// at answers a step: AUTH, MAIL, RCPT, DATA, RSET; nil lets it pass.
	at func(step string, c *smtp.Conn) error
	// listen wraps what it listens on.
	listen func(net.Listener) net.Listener

	mu      sync.Mutex
	letters []letter
}

// letter is a message that the server took.
type letter struct {
	from, to string
	secure   bool
	*netmail.Message
	body string
}

func newPost(t *testing.T, change ...func(*post)) *post {
	t.Helper()
	p := &post{
		at:     func(string, *smtp.Conn) error { return nil },
		listen: func(l net.Listener) net.Listener { return l },
	}
	p.Server = smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &visit{post: p, conn: c}, nil }))
	p.Domain, p.AllowInsecureAuth = "post.test", true
	for _, fn := range change {
		fn(p)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	p.Addr = listener.Addr().String()
	go func() { _ = p.Serve(p.listen(listener)) }()
	t.Cleanup(func() { _ = p.Close() })
	return p
}

// only is the one message that arrived.
func (p *post) only(t *testing.T) letter {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	require.Len(t, p.letters, 1)
	return p.letters[0]
}

func (p *post) empty(t *testing.T) {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	require.Empty(t, p.letters)
}

// visit is one connection.
type visit struct {
	*post
	conn     *smtp.Conn
	from, to string
}

func (v *visit) AuthMechanisms() []string { return []string{sasl.Plain} }

func (v *visit) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "demilge" || password != "right" {
			return smtp.ErrAuthFailed
		}
		return v.at("AUTH", v.conn)
	}), nil
}

func (v *visit) Mail(from string, _ *smtp.MailOptions) error {
	v.from = from
	return v.at("MAIL", v.conn)
}

func (v *visit) Rcpt(to string, _ *smtp.RcptOptions) error {
	v.to = to
	return v.at("RCPT", v.conn)
}

func (v *visit) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if err := v.at("DATA", v.conn); err != nil {
		return err
	}
	message, err := netmail.ReadMessage(strings.NewReader(string(text)))
	if err != nil {
		return err
	}
	body, err := io.ReadAll(message.Body)
	_, secure := v.conn.TLSConnectionState()
	v.mu.Lock()
	defer v.mu.Unlock()
	v.letters = append(v.letters, letter{from: v.from, to: v.to, secure: secure, Message: message, body: string(body)})
	return err
}

func (v *visit) Reset()        { _ = v.at("RSET", v.conn) }
func (v *visit) Logout() error { return nil }
