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

// Tell is the job that sends the link of a letter to its contact. It is no message of the
// outbox, because the secret is made only when it is sent.
type Tell struct {
	LetterID uuid.UUID `json:"letterId"`
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

// receipt tells the writer that the letter is in.
func receipt(ctx context.Context, tx Tx, l *Letter, place Place) error {
	r, kind := l.Receipt(), notice.LetterReceived
	if r.Late {
		kind = notice.LetterLate
	}
	return l.tell(ctx, tx, kind, notice.Facts{
		"municipality": notice.Words(place.Name), "number": notice.Count(r.Number), "hash": notice.Code(r.SHA256),
		"received": notice.Code(r.At.In(clock.Bishkek).Format("02.01.2006 15:04:05")), "note": notice.Named(NoObligation),
	})
}

// Writer is who wrote the letter: its contact, or else the account that began it; false for
// one on paper that has neither.
func (l *Letter) Writer() (to notice.To, known bool) {
	switch {
	case l.Contact != "":
		return notice.To{Contact: l.Contact, Locale: l.Language}, true
	case l.AuthorID != nil:
		return notice.Account(*l.AuthorID), true
	}
	return notice.To{}, false
}

// tell writes a message to the writer.
func (l *Letter) tell(ctx context.Context, tx Tx, kind notice.Kind, facts notice.Facts) error {
	to, known := l.Writer()
	if !known {
		return nil
	}
	return tx.Notify(ctx, notice.Message{Kind: kind, About: l.Ref(), To: to, Facts: facts})
}

// Mailer sends messages.
type Mailer interface {
	Reaches(to user.Contact) bool
	Send(ctx context.Context, to user.Contact, subject, text string) error
}

// Courier sends the links of letters: the worker of [Tell].
type Courier struct {
	Store Store
	Mail  Mailer
	// Base is the address people reach the system at.
	Base string
}

// Deliver sends one link of a letter that is still written. Its secret is made now, and only
// its hash is kept; a second attempt makes another.
func (c Courier) Deliver(ctx context.Context, job Tell) error {
	scope := access.SystemScope(tenants.Tenant{}, "tell letter", access.Permission{Object: access.LetterOfInterest, Action: access.Read})
	ctx = access.WithGrant(ctx, scope)
	l, err := c.Store.Get(ctx, scope, job.LetterID)
	if err != nil && apperr.CodeOf(err) == apperr.NotFound {
		return nil
	}
	if err != nil || l.State != Draft || l.Contact == "" || !c.Mail.Reaches(l.Contact) {
		return err
	}
	places, err := c.Store.Places(ctx, scope, []uuid.UUID{l.MunicipalityID})
	if err != nil {
		return err
	}
	secret, hash := newSecret()
	if err := c.Store.Arm(ctx, scope, l.ID, hash); err != nil {
		return err
	}
	args := i18n.Args{
		"municipality": places[l.MunicipalityID].Name.In(l.Language), "reference": l.Reference,
		"until": l.ExpiresAt.In(clock.Bishkek).Format("02.01.2006 15:04"), "link": LinkAddress(c.Base, l.Reference, secret),
	}
	return c.Mail.Send(ctx, l.Contact, linkSubject.In(l.Language, nil), linkText.In(l.Language, args))
}

// LinkAddress is where a link leads. The secret stands after the #, so that it stays in the
// browser and out of every log.
func LinkAddress(base, reference, secret string) string {
	return base + "/letter#" + url.Values{"reference": {reference}, "secret": {secret}}.Encode()
}
