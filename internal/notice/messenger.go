package notice

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/tenants"
)

// More gives further paragraphs of a message, read when it is written.
type More func(ctx context.Context, m *Sent, lang i18n.Lang) ([]string, error)

// Messenger sends what lies in the outboxes.
type Messenger struct {
	Boxes Boxes
	// Senders are the channels that the server has.
	Senders map[Channel]Sender
	// Person is an active account with its roles, NOT_FOUND without one.
	Person func(ctx context.Context, account uuid.UUID) (access.Principal, error)
	// May refuses a person, with NOT_FOUND or FORBIDDEN, what she may not see.
	May func(ctx context.Context, who access.Principal, about entity.Ref) error
	// Place finds the municipality of a message.
	Place func(ctx context.Context, id uuid.UUID) (tenants.Tenant, error)
	// More has further paragraphs by kind; nil has none.
	More map[Kind]More
	// Base is the address of the server, Now the time.
	Base string
	Now  func() time.Time
	// Price is what an SMS costs, Cap the most that those of a municipality cost in a
	// month; 0 means no bound.
	Price, Cap money.Amount
	// Keep is how long texts are kept; 0 means for ever.
	Keep time.Duration
}

// most bounds what one run does.
const (
	batchSize = 20
	batches   = 100
)

// Tell sends one message: the worker of [Tell].
func (m *Messenger) Tell(ctx context.Context, job Tell) error {
	box, err := m.Boxes.Of(ctx, job.TenantID)
	if err != nil {
		return gone(err)
	}
	message, err := box.Message(ctx, job.MessageID)
	if err != nil {
		return gone(err)
	}
	if message.PlannedAt == nil {
		if err := m.plan(ctx, box, message); err != nil {
			return err
		}
	}
	r := &run{Messenger: m, box: box, down: map[Channel]int{}}
	if !message.To.Found() {
		return r.send(ctx, &message.ID)
	}
	return r.all(ctx, &message.ID)
}

// Due sends whatever is due in all outboxes: what waited for an hour, what failed before, and
// what a server that was killed left.
func (m *Messenger) Due(ctx context.Context) error {
	var errs []error
	for _, box := range m.Boxes.All() {
		r := &run{Messenger: m, box: box, down: map[Channel]int{}}
		errs = append(errs, box.Gather(ctx, m.Now()), r.all(ctx, nil))
	}
	return errors.Join(errs...)
}

// Forget removes texts that were kept long enough.
func (m *Messenger) Forget(ctx context.Context) error {
	if m.Keep <= 0 {
		return nil
	}
	var errs []error
	for _, box := range m.Boxes.All() {
		errs = append(errs, box.Forget(ctx, m.Now().Add(-m.Keep)))
	}
	return errors.Join(errs...)
}

// Report takes what a gateway tells of a delivery; false when there is none with the id.
func (m *Messenger) Report(ctx context.Context, id uuid.UUID, state State, answer string) (bool, error) {
	for _, box := range m.Boxes.All() {
		if known, err := box.Report(ctx, id, state, cut(answer, answerMost), m.Now()); err != nil || known {
			return known, err
		}
	}
	return false, nil
}

// plan finds the readers of a message or, for a single one, the ways to her.
func (m *Messenger) plan(ctx context.Context, box Box, message *Sent) error {
	now := m.Now()
	if message.To.Found() {
		readers, err := m.readers(ctx, message, now)
		switch {
		case err != nil:
			return err
		case len(readers) == 0 && message.To.Applicant != uuid.Nil:
			return box.Plan(ctx, message, []*Delivery{message.delivery(Email, false, now, now).skip(NoAddress)}, now)
		}
		return box.Expand(ctx, message, readers, now)
	}
	choice, addresses, err := m.ways(ctx, message)
	if err != nil {
		return err
	}
	return box.Plan(ctx, message, choice.plan(message, addresses, now), now)
}

func (m *Messenger) readers(ctx context.Context, message *Sent, now time.Time) ([]To, error) {
	if message.To.Applicant != uuid.Nil {
		to, err := m.Boxes.Applicant(ctx, message.TenantID, message.To.Applicant)
		if err != nil || to.ways() == 0 {
			return nil, gone(err)
		}
		return []To{to}, nil
	}
	if len(message.To.Roles) == 0 {
		return m.Boxes.Followers(ctx, message.To.Followers)
	}
	accounts, err := m.Boxes.Holders(ctx, message.TenantID, clock.DateOf(now), message.To.Roles)
	readers := make([]To, 0, len(accounts))
	for _, id := range accounts {
		if id != message.To.Except {
			readers = append(readers, Account(id))
		}
	}
	return readers, err
}

// ways are what the reader chose and the addresses at which she is reached.
func (m *Messenger) ways(ctx context.Context, message *Sent) (Choice, map[Channel]string, error) {
	choice, addresses := NewChoice(), map[Channel]string{}
	if message.AccountID == nil {
		channel := Email
		if message.To.Contact.IsPhone() {
			channel = SMS
			choice.Kinds[message.Kind] = Preference{Channels: []Channel{SMS}}
		}
		addresses[channel] = string(message.To.Contact)
		return choice, m.reached(addresses), nil
	}
	account, err := m.Boxes.Account(ctx, *message.AccountID)
	if err != nil {
		return choice, addresses, gone(err)
	}
	if choice, err = m.Boxes.Choice(ctx, account.ID); err != nil {
		return choice, nil, err
	}
	if account.Email != nil {
		addresses[Email] = string(*account.Email)
	}
	if account.Phone != nil {
		addresses[SMS] = string(*account.Phone)
	}
	addresses[Telegram] = choice.Chat
	return choice, m.reached(addresses), nil
}

// reached leaves the addresses for which the server has a channel.
func (m *Messenger) reached(addresses map[Channel]string) map[Channel]string {
	for channel := range addresses {
		if m.Senders[channel] == nil {
			delete(addresses, channel)
		}
	}
	return addresses
}

// MessageID is the Message-ID of a letter: the same whenever it is sent again.
func MessageID(id uuid.UUID, base string) string {
	host := "localhost"
	if u, err := url.Parse(base); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	if !strings.Contains(host, ".") {
		host += ".localdomain"
	}
	return id.String() + "@" + host
}

// gone ends the work on what is not there any more.
func gone(err error) error {
	if err != nil && apperr.CodeOf(err) == apperr.NotFound {
		return nil
	}
	return err
}
