// Package notice tells people what happened: the message is written in the transaction of
// the change, and goes out by e-mail, SMS and Telegram as its reader wants it and only while
// she may still see what it is about.
package notice

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/user"
)

// Outbox takes messages in the transaction of a change; nothing goes out of one that is
// rolled back. Transactions of services embed it.
type Outbox interface {
	Notify(ctx context.Context, messages ...Message) error
}

// Message is one thing that one reader, or each of several, is told.
type Message struct {
	Kind Kind
	// About is what it is about; a reader with an account gets it only while she may see
	// that. Its kind is one that node(id:) finds.
	About entity.Ref
	To    To
	// Facts fill the text; the kind says which it needs.
	Facts Facts
	// Once is a mark that makes a second message with it be dropped; empty for none. It
	// must tell the event and the reader apart from all others of the system.
	Once string
}

// To is who is told: exactly one of the first five.
type To struct {
	// Account is one person.
	Account uuid.UUID `json:"account,omitzero"`
	// Contact is an address without an account, or one that did not sign in.
	Contact user.Contact `json:"contact,omitempty"`
	// Applicant is whoever stands behind an application: its owner, or the contact on paper.
	Applicant uuid.UUID `json:"applicant,omitzero"`
	// Roles are all who hold one of them, on the day it is sent, in the municipality of
	// About; roles in the programme are the programme's.
	Roles []access.Role `json:"roles,omitempty"`
	// Followers are all who follow a municipality or a call.
	Followers entity.Ref `json:"followers,omitzero"`

	// Name and Locale are those of a bare contact.
	Name   string    `json:"name,omitempty"`
	Locale i18n.Lang `json:"locale,omitempty"`
	// Except is who did it herself and need not be told.
	Except uuid.UUID `json:"except,omitzero"`
}

// Account is the one person told.
func Account(id uuid.UUID) To { return To{Account: id} }

// Applicant is whoever stands behind an application.
func Applicant(application uuid.UUID) To { return To{Applicant: application} }

// Holders are all who hold one of the roles when the message is sent.
func Holders(roles ...access.Role) To { return To{Roles: roles} }

// Followers are all who follow a municipality or a call.
func Followers(of entity.Ref) To { return To{Followers: of} }

// Found reports whether readers are found only when it is sent.
func (t To) Found() bool {
	return len(t.Roles) > 0 || t.Followers != (entity.Ref{}) || t.Applicant != uuid.Nil
}

func (t To) ways() (n int) {
	for _, given := range []bool{t.Account != uuid.Nil, t.Contact != "", t.Applicant != uuid.Nil, len(t.Roles) > 0, t.Followers != (entity.Ref{})} {
		if given {
			n++
		}
	}
	return n
}

var errMessage = errors.New("notice: not a message")

// Check refuses a message that could not be written later: of an unknown kind, for nobody,
// about nothing, or without a fact that its text needs. It can only meet a mistake of ours.
func (m Message) Check() error {
	kind, known := kinds[m.Kind]
	switch {
	case !known:
		return fmt.Errorf("%w: unknown kind %q", errMessage, m.Kind)
	case m.To.ways() != 1:
		return fmt.Errorf("%w: %s needs one reader", errMessage, m.Kind)
	case m.About.Kind == "" || m.About.ID == uuid.Nil:
		return fmt.Errorf("%w: %s is about nothing", errMessage, m.Kind)
	}
	for _, name := range kind.needs() {
		if _, given := m.Facts[name]; !given {
			return fmt.Errorf("%w: %s lacks the fact %q", errMessage, m.Kind, name)
		}
	}
	return nil
}

// Tell is the job that begins to send a message at once.
type Tell struct {
	// TenantID is the municipality in whose cluster the message lies, the zero value for the programme's.
	TenantID  uuid.UUID `json:"tenantId"`
	MessageID uuid.UUID `json:"messageId"`
}

// Kind names the job.
func (Tell) Kind() string { return "tell" }

// Sent is a message of the outbox.
type Sent struct {
	ID        uuid.UUID
	TenantID  uuid.UUID
	Kind      Kind
	About     entity.Ref
	AccountID *uuid.UUID
	To        To
	// Facts are nil once they are removed.
	Facts     Facts
	ParentID  *uuid.UUID
	CreatedAt time.Time
	PlannedAt *time.Time
	ReadAt    *time.Time
}

// placeholders lists the names in braces of a text.
func placeholders(t i18n.Text) (names []string) {
	l := t.Localized()
	for _, s := range []string{l.Ky, l.Ru, l.En} {
		for {
			_, rest, found := strings.Cut(s, "{")
			if !found {
				break
			}
			name, after, _ := strings.Cut(rest, "}")
			names, s = append(names, name), after
		}
	}
	return names
}
