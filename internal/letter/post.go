package letter

import (
	"context"
	"net/url"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/user"
	"github.com/demilge/demilge/tenants"
)

// Message is what is told about a letter.
type Message string

// The messages.
const (
	// LinkMessage carries a secret that is made when it is sent.
	LinkMessage     Message = "LINK"
	ReceiptMessage  Message = "RECEIPT"
	ReplacedMessage Message = "REPLACED"
)

// Tell is the job that sends a message about a letter to its contact.
type Tell struct {
	LetterID uuid.UUID `json:"letterId"`
	Message  Message   `json:"message"`
}

// Kind names the job.
func (Tell) Kind() string { return "tell_letter" }

// mayTell counts a message that anybody can have sent to an address; false when the address
// has got enough today. It is asked outside of transactions.
func (s *Service) mayTell(ctx context.Context, contact user.Contact) (bool, error) {
	if contact == "" {
		return false, nil
	}
	err := s.throttle.Bound(ctx, "message", string(contact), day, s.limits.MessagesADay)
	if err != nil && apperr.CodeOf(err) == apperr.RateLimited {
		return false, nil
	}
	return err == nil, err
}

// receipt tells the writer that the letter is in: its contact, or else the account that sent it.
func receipt(ctx context.Context, tx Tx, l *Letter) error {
	if l.Contact != "" || l.AuthorID == nil {
		return message(ctx, tx, l, ReceiptMessage)
	}
	r := l.Receipt()
	return tx.Notify(ctx, notice.Message{
		Kind: notice.LetterReceived, About: l.Ref(), To: notice.Account(*l.AuthorID),
		Facts: notice.Facts{"number": notice.Count(r.Number), "received": notice.At(r.At), "hash": notice.Code(r.SHA256)},
	})
}

// message asks for a message to the contact of a letter, if it has one.
func message(ctx context.Context, tx Tx, l *Letter, m Message) error {
	if l.Contact == "" {
		return nil
	}
	return tx.Enqueue(ctx, Tell{LetterID: l.ID, Message: m})
}

// Mailer sends messages.
type Mailer interface {
	Reaches(to user.Contact) bool
	Send(ctx context.Context, to user.Contact, subject, text string) error
}

// Courier sends the messages about letters: the worker of [Tell].
type Courier struct {
	Store Store
	Mail  Mailer
	// Base is the address people reach the system at.
	Base string
}

// Deliver sends one message. The secret of a link is made now, and only its hash is kept; a
// second attempt makes another.
func (c Courier) Deliver(ctx context.Context, job Tell) error {
	scope := access.SystemScope(tenants.Tenant{}, "tell letter", access.Permission{Object: access.LetterOfInterest, Action: access.Read})
	ctx = access.WithGrant(ctx, scope)
	l, err := c.Store.Get(ctx, scope, job.LetterID)
	if err != nil && apperr.CodeOf(err) == apperr.NotFound {
		return nil
	}
	if err != nil || l.Contact == "" || !c.Mail.Reaches(l.Contact) {
		return err
	}
	places, err := c.Store.Places(ctx, scope, []uuid.UUID{l.MunicipalityID})
	if err != nil {
		return err
	}
	args := i18n.Args{
		"municipality": places[l.MunicipalityID].Name.In(l.Language), "reference": l.Reference,
		"until": l.ExpiresAt.In(clock.Bishkek).Format("02.01.2006 15:04"),
	}
	if r := l.Receipt(); r != nil {
		args["number"], args["hash"] = r.Number, r.SHA256
		args["at"] = r.At.In(clock.Bishkek).Format("02.01.2006 15:04:05")
	}
	if job.Message == LinkMessage {
		secret, hash := newSecret()
		if err := c.Store.Arm(ctx, scope, l.ID, hash); err != nil {
			return err
		}
		args["link"] = LinkAddress(c.Base, l.Reference, secret)
	}
	words := messages[job.Message]
	if job.Message == ReceiptMessage && l.Late {
		words = lateReceipt
	}
	return c.Mail.Send(ctx, l.Contact, words.subject.In(l.Language, args), words.text.In(l.Language, args))
}

// LinkAddress is where a link leads. The secret stands after the #, so that it stays in the
// browser and out of every log.
func LinkAddress(base, reference, secret string) string {
	return base + "/letter#" + url.Values{"reference": {reference}, "secret": {secret}}.Encode()
}
