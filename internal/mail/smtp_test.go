package mail_test

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/mail"
	"github.com/demilge/demilge/internal/user"
)

const (
	aida = user.Contact("aida@mail.kg")

	subject = "Демилге: сизди чакырышат, өз үнүңүз үчүн"
	text    = "Саламатсызбы, Өмүрзакова Гүлүм!\nhttps://demilge.kg/account#token=a=b&c\n.\nЖеңиш үчүн."
)

func sender(t *testing.T, p *post) *mail.SMTP {
	t.Helper()
	s, err := mail.NewSMTP("smtp://"+p.Addr, "Демилге — өнөктөш <demilge@example.kg>", "sms.example.kg")
	require.NoError(t, err)
	return s
}

func TestAMessageArrivesAsItWasWritten(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	require.NoError(t, sender(t, p).Send(t.Context(), aida, subject, text))
	l := p.only(t)
	require.Equal(t, []string{"demilge@example.kg", "aida@mail.kg"}, []string{l.from, l.to})
	words := new(mime.WordDecoder)
	got, err := words.DecodeHeader(l.Header.Get("Subject"))
	require.NoError(t, err)
	require.Equal(t, subject, got)
	from, err := l.Header.AddressList("From")
	require.NoError(t, err)
	require.Equal(t, "Демилге — өнөктөш", from[0].Name)
	require.Equal(t, "quoted-printable", l.Header.Get("Content-Transfer-Encoding"))
	body, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(l.body)))
	require.NoError(t, err)
	require.Equal(t, text, strings.TrimSpace(strings.ReplaceAll(string(body), "\r\n", "\n")))
	require.Equal(t, "auto-generated", l.Header.Get("Auto-Submitted"))
	require.NotEmpty(t, l.Header.Get("Message-ID"))
}

func TestAPhoneIsReachedThroughTheGateway(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	s := sender(t, p)
	require.True(t, s.Reaches("+996700123456"))
	require.NoError(t, s.Send(t.Context(), "+996700123456", subject, text))
	require.Equal(t, "996700123456@sms.example.kg", p.only(t).to)
	without, err := mail.NewSMTP("smtp://"+p.Addr, "demilge@example.kg", "")
	require.NoError(t, err)
	require.False(t, without.Reaches("+996700123456"))
	require.True(t, without.Reaches(aida))
}

// TestWhatTheServerSays: a later attempt may mend 4xx, and never 5xx.
func TestWhatTheServerSays(t *testing.T) {
	t.Parallel()
	for _, step := range []string{"MAIL", "RCPT", "DATA"} {
		for code, final := range map[int]bool{421: false, 451: false, 550: true, 554: true} {
			answer := &smtp.SMTPError{Code: code, EnhancedCode: smtp.EnhancedCode{code / 100, 7, 1}, Message: "no"}
			p := newPost(t, func(p *post) {
				p.at = func(at string, _ *smtp.Conn) error {
					if at == step && answer != nil {
						return answer
					}
					return nil
				}
			})
			s := sender(t, p)
			err := s.Send(t.Context(), aida, subject, text)
			require.Error(t, err)
			var refusal *mail.Refusal
			require.Equal(t, final, errors.As(err, &refusal), "%s %d: %v", step, code, err)
			p.empty(t)
			answer = nil
			require.NoError(t, s.Send(t.Context(), aida, subject, text))
			p.only(t)
		}
	}
}

// TestAServerThatStallsOrHangsUp ends the attempt, which may be repeated.
func TestAServerThatStallsOrHangsUp(t *testing.T) {
	t.Parallel()
	over := make(chan struct{})
	t.Cleanup(func() { close(over) })
	for _, step := range []string{"AUTH", "MAIL", "RCPT", "DATA"} {
		for name, fail := range map[string]func(*smtp.Conn){
			"stalls":   func(*smtp.Conn) { <-over },
			"hangs up": func(c *smtp.Conn) { _ = c.Conn().Close() },
		} {
			t.Run(step+" "+name, func(t *testing.T) {
				t.Parallel()
				reached := make(chan struct{})
				p := newPost(t, secure, func(p *post) {
					p.at = func(at string, c *smtp.Conn) error {
						if at == step {
							close(reached)
							fail(c)
							return smtp.ErrServerClosed
						}
						return nil
					}
				})
				s, err := mail.NewSMTP("smtp://demilge:right@"+p.Addr, "demilge@example.kg", "")
				require.NoError(t, err)
				attemptFails(t, s, "")
				select {
				case <-reached:
				default:
					t.Fatal("the attempt ended before the step")
				}
				p.empty(t)
			})
		}
	}
}

func TestAServerThatSaysNothing(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	s, err := mail.NewSMTP("smtp://"+listener.Addr().String(), "demilge@example.kg", "")
	require.NoError(t, err)
	attemptFails(t, s, "no greeting")
	require.NoError(t, listener.Close())
	attemptFails(t, s, "no server")
}

// TestAnAttemptEndsWithItsContext: nobody waits out the step's time when the job is cancelled.
func TestAnAttemptEndsWithItsContext(t *testing.T) {
	t.Parallel()
	over := make(chan struct{})
	t.Cleanup(func() { close(over) })
	for _, step := range []string{"AUTH", "MAIL", "RCPT", "DATA"} {
		t.Run(step, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			p := newPost(t, secure, func(p *post) {
				p.at = func(at string, _ *smtp.Conn) error {
					if at == step {
						cancel()
						<-over
					}
					return nil
				}
			})
			s, err := mail.NewSMTP("smtp://demilge:right@"+p.Addr, "demilge@example.kg", "")
			require.NoError(t, err)
			err = s.Send(ctx, aida, subject, text)
			require.ErrorIs(t, err, net.ErrClosed, "not the deadline of the step")
			p.empty(t)
		})
	}
}

// TestAnAttemptEndsBeforeTheGreeting is the same for a server that accepts and is silent.
func TestAnAttemptEndsBeforeTheGreeting(t *testing.T) {
	t.Parallel()
	for _, scheme := range []string{"smtp", "smtps"} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		require.NoError(t, err)
		t.Cleanup(func() { _ = listener.Close() })
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		go func() {
			if conn, err := listener.Accept(); err == nil {
				cancel()
				_, _ = io.Copy(io.Discard, conn) // until the other side closes
			}
		}()
		s, err := mail.NewSMTP(scheme+"://"+listener.Addr().String(), "demilge@example.kg", "")
		require.NoError(t, err)
		err = s.Send(ctx, aida, subject, text)
		require.Error(t, err, scheme)
		require.NotErrorIs(t, err, os.ErrDeadlineExceeded, scheme)
		require.NotErrorIs(t, err, context.DeadlineExceeded, scheme)
	}
}

func attemptFails(t *testing.T, s *mail.SMTP, why string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
	defer cancel()
	err := s.Send(ctx, aida, subject, text)
	require.Error(t, err, why)
	var refusal *mail.Refusal
	require.NotErrorAs(t, err, &refusal, why)
}

// TestAServerThatHangsUpAfterItTookTheMessage has it, and must not get it twice.
func TestAServerThatHangsUpAfterItTookTheMessage(t *testing.T) {
	t.Parallel()
	p := newPost(t, func(p *post) {
		p.at = func(at string, c *smtp.Conn) error {
			if at == "RSET" {
				_ = c.Conn().Close()
			}
			return nil
		}
	})
	require.NoError(t, sender(t, p).Send(t.Context(), aida, subject, text))
	p.only(t)
}

// secure has a server offer TLS with a certificate that is believed.
func secure(p *post) {
	p.TLSConfig = &tls.Config{Certificates: []tls.Certificate{trusted}, MinVersion: tls.VersionTLS12}
}

func TestTLSIsUsedWhenOffered(t *testing.T) {
	t.Parallel()
	p := newPost(t, func(p *post) {
		p.TLSConfig = &tls.Config{Certificates: []tls.Certificate{trusted}, MinVersion: tls.VersionTLS12}
	})
	s, err := mail.NewSMTP("smtp://demilge:right@"+p.Addr, "demilge@example.kg", "")
	require.NoError(t, err)
	require.NoError(t, s.Send(t.Context(), aida, subject, text))
	require.True(t, p.only(t).secure)

	wrong, err := mail.NewSMTP("smtp://demilge:wrong@"+p.Addr, "demilge@example.kg", "")
	require.NoError(t, err)
	attemptFails(t, wrong, "our password is no fault of the message")
}

func TestTLSFromTheStart(t *testing.T) {
	t.Parallel()
	p := newPost(t, func(p *post) {
		p.listen = func(l net.Listener) net.Listener {
			return tls.NewListener(l, &tls.Config{Certificates: []tls.Certificate{trusted}, MinVersion: tls.VersionTLS12})
		}
	})
	s, err := mail.NewSMTP("smtps://demilge:right@"+p.Addr, "demilge@example.kg", "")
	require.NoError(t, err)
	require.NoError(t, s.Send(t.Context(), aida, subject, text))
	require.True(t, p.only(t).secure)
}

func TestAForgedServerGetsNothing(t *testing.T) {
	t.Parallel()
	forged, err := certify(filepath.Join(t.TempDir(), "forged.pem"))
	require.NoError(t, err)
	p := newPost(t, func(p *post) {
		p.TLSConfig = &tls.Config{Certificates: []tls.Certificate{forged}, MinVersion: tls.VersionTLS12}
	})
	attemptFails(t, sender(t, p), "unknown certificate")
	p.empty(t)
}

func TestNobodyWritesAHeader(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	s := sender(t, p)
	for _, to := range []user.Contact{"a@mail.kg\r\nBcc: b@mail.kg", "a@mail.kg, b@mail.kg", "a@mail.kg>\r\nRCPT TO:<b@mail.kg", ""} {
		var refusal *mail.Refusal
		require.ErrorAs(t, s.Send(t.Context(), to, subject, text), &refusal, string(to))
	}
	p.empty(t)
	require.NoError(t, s.Send(t.Context(), aida, "Саламатсызбы\r\nBcc: b@mail.kg\r\n\r\nбашка текст", text))
	l := p.only(t)
	require.NotContains(t, l.Header, "Bcc")
	require.Contains(t, l.body, "=D0=A1")

	_, err := mail.NewSMTP("smtp://"+p.Addr, "demilge@example.kg\r\nBcc: b@mail.kg", "")
	require.Error(t, err)
}

func TestAddressesOfMailServers(t *testing.T) {
	t.Parallel()
	for _, wrong := range []string{"", "mail", "http://mail", "smtp://", "smtp://%zz"} {
		_, err := mail.NewSMTP(wrong, "demilge@example.kg", "")
		require.Error(t, err, wrong)
	}
}
