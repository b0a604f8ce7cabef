// Package mail sends messages: by SMTP, and in `demilge run` into a folder. It knows
// nothing of what they say.
package mail

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"

	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/user"
)

// StepTimeout ends each step of an attempt: to connect, the greeting, the introduction
// with TLS and password, and the message itself.
const StepTimeout = 20 * time.Second

// SMTP sends messages through a mail server.
type SMTP struct {
	from string
	// smsDomain is the mail domain of an SMS gateway, empty without one.
	smsDomain string
	host      string
	// implicit is TLS from the start.
	implicit bool
	options  []gomail.Option
}

// NewSMTP reads smtp://user:password@host:port (STARTTLS, demanded when there is a
// password and the server is not on this machine) or smtps://… (TLS from the start).
// A message to a phone number goes to NUMBER@smsDomain, the mail address of an SMS
// gateway; without one phones cannot be reached.
func NewSMTP(address, from, smsDomain string) (*SMTP, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return nil, fmt.Errorf("mail: not an address of a mail server: %q", address)
	}
	s := &SMTP{from: from, smsDomain: smsDomain, host: u.Hostname()}
	if err := gomail.NewMsg().From(from); err != nil {
		return nil, fmt.Errorf("mail: sender: %w", err)
	}
	switch u.Scheme {
	case "smtps":
		s.implicit = true
		s.options = append(s.options, gomail.WithTLSPolicy(gomail.TLSOpportunistic), gomail.WithPort(465)) // no second TLS
	case "smtp":
		s.options = append(s.options, gomail.WithTLSPolicy(policy(u)), gomail.WithPort(25))
	default:
		return nil, fmt.Errorf("mail: unknown scheme %q", u.Scheme)
	}
	if port, err := strconv.Atoi(u.Port()); err == nil {
		s.options = append(s.options, gomail.WithPort(port))
	}
	if password, ok := u.User.Password(); ok {
		s.options = append(s.options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover),
			gomail.WithUsername(u.User.Username()), gomail.WithPassword(password))
	}
	return s, nil
}

func policy(u *url.URL) gomail.TLSPolicy {
	ip := net.ParseIP(u.Hostname())
	local := u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
	if u.User != nil && !local {
		return gomail.TLSMandatory
	}
	return gomail.TLSOpportunistic
}

// Reaches reports whether messages can be sent to a contact.
func (s *SMTP) Reaches(to user.Contact) bool { return !to.IsPhone() || s.smsDomain != "" }

// Send sends one message, and gives up at once when ctx ends. An error that a later
// attempt cannot mend is a [*Refusal]: the server's final no to this message, or an
// address that is none.
func (s *SMTP) Send(ctx context.Context, to user.Contact, subject, text string) error {
	message, err := compose(s.from, address(to, s.smsDomain), subject, text)
	if err != nil {
		return &Refusal{err}
	}
	return s.post(ctx, message)
}

// Post sends a letter with the Message-ID that it carries, to readers of HTML as well; a
// phone gets its short form. Errors are those of [SMTP.Send].
func (s *SMTP) Post(ctx context.Context, letter notice.Letter) error {
	message, err := composeLetter(s.from, address(letter.To, s.smsDomain), letter)
	if err != nil {
		return &Refusal{err}
	}
	return s.post(ctx, message)
}

func (s *SMTP) post(ctx context.Context, message *gomail.Msg) error {
	ctx, over := context.WithCancel(ctx)
	defer over()
	options := []gomail.Option{gomail.WithTimeout(step(ctx)), gomail.WithDialContextFunc(s.dial(ctx))}
	client, err := gomail.NewClient(s.host, slices.Concat(s.options, options)...)
	if err != nil {
		return fmt.Errorf("mail: %w", err)
	}
	err = client.DialAndSendWithContext(ctx, message)
	var answer *gomail.SendError
	switch {
	case err == nil, message.IsDelivered(): // what goes wrong at parting must not send it twice
		return nil
	case errors.As(err, &answer) && answer.ErrorCode() >= 500:
		return &Refusal{fmt.Errorf("mail: %w", err)}
	}
	return fmt.Errorf("mail: %w", err)
}

// step is how long a step may take: no longer than ctx.
func step(ctx context.Context) time.Duration {
	if deadline, ok := ctx.Deadline(); ok {
		return max(min(StepTimeout, time.Until(deadline)), time.Millisecond)
	}
	return StepTimeout
}

// Refusal is a message that will never be accepted.
type Refusal struct{ cause error }

// Error is the server's answer.
func (r *Refusal) Error() string { return r.cause.Error() }

// Unwrap returns the answer.
func (r *Refusal) Unwrap() error { return r.cause }

// Final has the job set aside instead of tried again.
func (r *Refusal) Final() bool { return true }

func address(to user.Contact, smsDomain string) string {
	if to.IsPhone() {
		return string(to)[1:] + "@" + smsDomain
	}
	return string(to)
}

func compose(from, to, subject, text string) (*gomail.Msg, error) {
	m := gomail.NewMsg()
	if err := m.From(from); err != nil {
		return nil, fmt.Errorf("mail: %w", err)
	}
	if err := m.To(to); err != nil {
		return nil, fmt.Errorf("mail: recipient is not an address: %w", err)
	}
	m.Subject(subject)
	m.SetMessageID()
	m.SetDate()
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.SetBodyString(gomail.TypeTextPlain, text)
	return m, nil
}

// composeLetter is compose with the letter's own Message-ID and its HTML.
func composeLetter(from, to string, letter notice.Letter) (*gomail.Msg, error) {
	if letter.To.IsPhone() {
		letter.Text, letter.HTML = letter.Short, ""
	}
	m, err := compose(from, to, letter.Subject, letter.Text)
	if err != nil {
		return nil, err
	}
	if letter.MessageID != "" {
		m.SetMessageIDWithValue(letter.MessageID)
	}
	if letter.HTML != "" {
		m.AddAlternativeString(gomail.TypeTextHTML, letter.HTML)
	}
	return m, nil
}
