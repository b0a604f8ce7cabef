package apptest

import (
	"encoding/binary"
	"io"
	"net"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/app"
)

// Statements listens to what a server sends to the database.
type Statements struct {
	database string
	mu       sync.Mutex
	sent     []string
}

// Listen is a change for [New] that puts the listener in front of the database.
func (s *Statements) Listen(t testing.TB) func(*app.Config) {
	return func(config *app.Config) {
		u, err := url.Parse(config.DatabaseURL)
		require.NoError(t, err)
		s.database = u.Host
		listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
		require.NoError(t, err)
		t.Cleanup(func() { _ = listener.Close() })
		go s.serve(listener)
		u.Host = listener.Addr().String()
		config.DatabaseURL = u.String()
	}
}

func (s *Statements) serve(listener net.Listener) {
	for {
		client, err := listener.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial("tcp", s.database)
		if err != nil {
			_ = client.Close()
			return
		}
		go func() { _, _ = io.Copy(client, server); _ = client.Close() }()
		go func() { _ = s.relay(client, server); _ = server.Close() }()
	}
}

// relay passes a client's messages on and notes the statements that they execute: after
// the startup message, which has no kind, each is a kind, a length and a body.
func (s *Statements) relay(client io.Reader, server io.Writer) error {
	prepared := map[string]string{}
	head := make([]byte, 5)
	for kind := 0; ; {
		if _, err := io.ReadFull(client, head[1-kind:]); err != nil {
			return err
		}
		message := make([]byte, int(binary.BigEndian.Uint32(head[1:]))+kind)
		copy(message, head[1-kind:])
		if _, err := io.ReadFull(client, message[4+kind:]); err != nil {
			return err
		}
		if kind == 1 {
			words := strings.SplitN(string(message[5:]), "\x00", 3)
			switch head[0] {
			case 'Q':
				s.note(words[0])
			case 'P': // parse: name, text
				prepared[words[0]] = words[1]
			case 'B': // bind: portal, name
				s.note(prepared[words[1]])
			}
		}
		if _, err := server.Write(message); err != nil {
			return err
		}
		if len(message) > 8 { // 8 bytes ask for TLS before the startup message
			kind = 1
		}
	}
}

func (s *Statements) note(statement string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sent = append(s.sent, statement)
}

// Of lists the statements about a schema that do causes.
func (s *Statements) Of(schema string, do func()) (list []string) {
	s.mu.Lock()
	s.sent = nil
	s.mu.Unlock()
	do()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, statement := range s.sent {
		if strings.Contains(strings.ReplaceAll(statement, `"`, ""), schema+".") {
			list = append(list, statement)
		}
	}
	return list
}
