package authn

import (
	"context"
	"net/url"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/user"
)

// Mailer sends messages.
type Mailer interface {
	Send(ctx context.Context, to user.Contact, subject, text string) error
}

// Courier sends the messages of links: the worker of the job [user.DeliverLink].
type Courier struct {
	store  Store
	mailer Mailer
	base   string
}

// NewCourier makes a courier; base is the address people reach the system at, such as
// https://demilge.kg.
func NewCourier(store Store, mailer Mailer, base string) *Courier {
	return &Courier{store: store, mailer: mailer, base: base}
}

// Deliver makes the secret of a link, keeps its hash and sends it. A second try makes
// another secret. What nobody should get is dropped without a message.
func (c *Courier) Deliver(ctx context.Context, job user.DeliverLink) error {
	link, err := c.store.LinkByID(ctx, job.LinkID)
	if apperr.CodeOf(err) == apperr.NotFound && err != nil {
		return nil
	}
	if err != nil || link.UsedAt != nil {
		return err
	}
	account, err := c.account(ctx, link)
	if err != nil {
		return err
	}
	text, armed := address(link, account)
	switch {
	case text == nil:
		return c.store.DropLink(ctx, link.ID)
	case !armed:
		if err := c.send(ctx, link, *text, c.base+"/account"); err != nil {
			return err
		}
		return c.store.DropLink(ctx, link.ID)
	}
	secret := newSecret(linkPrefix)
	link.TokenHash, _ = hashOf(linkPrefix, secret)
	if err := c.store.ArmLink(ctx, link); err != nil {
		return err
	}
	return c.send(ctx, link, *text, LinkAddress(c.base, link.Purpose, secret))
}

// LinkAddress is where a link leads. The secret stands after the #, so that it stays in
// the browser and out of every log.
func LinkAddress(base string, purpose user.Purpose, secret string) string {
	return base + "/account#" + url.Values{"purpose": {string(purpose)}, "token": {secret}}.Encode()
}

// account is who has the link's contact now, nil for nobody.
func (c *Courier) account(ctx context.Context, link *user.Link) (*user.User, error) {
	u, err := c.store.Account(ctx, link.Contact)
	if err != nil && apperr.CodeOf(err) == apperr.NotFound {
		return nil, nil
	}
	return u, err
}

// address is the pure rule of what a contact gets: nil for nothing; armed when the
// message carries the link's secret. It binds the link to the account it will open.
func address(link *user.Link, account *user.User) (text *letter, armed bool) {
	switch {
	case link.Purpose == user.ContactChanged:
		return purposeLetter(user.ContactChanged), false
	case link.Purpose == user.NewContact && account == nil:
		return purposeLetter(user.NewContact), true
	case link.Purpose == user.NewContact: // somebody has this contact meanwhile
		return nil, false
	case account == nil && link.Purpose == user.Registration:
		return purposeLetter(user.Registration), true
	case account == nil || account.State == user.Suspended:
		return nil, false
	case account.State == user.Invited: // whatever was asked for, the invitation comes first
		link.Purpose = user.Invitation
		link.For(account)
		return purposeLetter(user.Invitation), true
	case link.Purpose == user.Reset:
		link.For(account)
		return purposeLetter(user.Reset), true
	case link.Purpose == user.Registration:
		link.For(account)
		return &known, false
	}
	return &appointed, false // an invitation for somebody who has an account
}

func purposeLetter(p user.Purpose) *letter {
	l := letters[p]
	return &l
}

func (c *Courier) send(ctx context.Context, link *user.Link, l letter, where string) error {
	args := i18n.Args{"name": link.FullName, "link": where, "until": link.ExpiresAt.In(clock.Bishkek).Format("02.01.2006 15:04")}
	return c.mailer.Send(ctx, link.Contact, l.subject.In(link.Locale, nil), l.text.In(link.Locale, args))
}
