package apptest

import (
	"io"
	"mime"
	"net"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"
	"github.com/stretchr/testify/require"
)

// Office is a mail server that can refuse, hang up and be away.
type Office struct {
	// Addr is where it listens, the same each time that it is opened.
	Addr string

	mu      sync.Mutex
	server  *smtp.Server
	letters []*netmail.Message
	answer  func(c *smtp.Conn) error
}

// NewOffice opens a mail server for the time of the test.
func NewOffice(t testing.TB) *Office {
	t.Helper()
	o := &Office{Addr: "127.0.0.1:0"}
	o.Open(t)
	t.Cleanup(o.Shut)
	return o
}

// Open begins to listen.
func (o *Office) Open(t testing.TB) {
	t.Helper()
	listener, err := net.Listen("tcp", o.Addr)
	require.NoError(t, err)
	o.Addr = listener.Addr().String()
	o.server = smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &visit{o, c}, nil }))
	o.server.Domain = "post.test"
	go func(server *smtp.Server) { _ = server.Serve(listener) }(o.server)
}

// Shut ends to listen, and every connection.
func (o *Office) Shut() { _ = o.server.Close() }

// Says sets what the server answers to a letter; nil takes it.
func (o *Office) Says(answer func(*smtp.Conn) error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.answer = answer
}

// Letters are what was taken, in order.
func (o *Office) Letters() []*netmail.Message {
	o.mu.Lock()
	defer o.mu.Unlock()
	return append([]*netmail.Message{}, o.letters...)
}

// IDs are the Message-IDs of what was taken, in order.
func (o *Office) IDs() (ids []string) {
	for _, l := range o.Letters() {
		ids = append(ids, l.Header.Get("Message-ID"))
	}
	return ids
}

// Subject is the first line of a letter as a person reads it.
func Subject(t testing.TB, letter *netmail.Message) string {
	t.Helper()
	subject, err := new(mime.WordDecoder).DecodeHeader(letter.Header.Get("Subject"))
	require.NoError(t, err)
	return subject
}

type visit struct {
	office *Office
	conn   *smtp.Conn
}

func (*visit) Mail(string, *smtp.MailOptions) error { return nil }
func (*visit) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (*visit) Reset()                               {}
func (*visit) Logout() error                        { return nil }

func (v *visit) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	message, err := netmail.ReadMessage(strings.NewReader(string(text)))
	if err != nil {
		return err
	}
	v.office.mu.Lock()
	defer v.office.mu.Unlock()
	if v.office.answer != nil {
		if err := v.office.answer(v.conn); err != nil {
			return err
		}
	}
	v.office.letters = append(v.office.letters, message)
	return nil
}
