package call

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/user"
	"github.com/demilge/demilge/tenants"
)

// Follower is an e-mail address that wants to know of amendments (domain.md P1); it need not
// have an account.
type Follower struct {
	entity.Base `bun:",extend"`

	CallID uuid.UUID `json:"callId"`
	Email  string    `json:"-"`
	Locale i18n.Lang `json:"locale"`
	// Secret confirms the address and ends the messages. Only the address gets it.
	Secret      string     `json:"-"`
	ConfirmedAt *time.Time `json:"confirmedAt,omitempty"`
	// ExpiresAt ends a wish that nobody confirmed; nil once it is.
	ExpiresAt *time.Time `json:"expiresAt,omitempty"`
}

// Bounds of what people without an account may ask for.
const (
	confirmWithin    = 48 * time.Hour
	followsAnHour    = 30 // from one client
	followsOfAddress = 5  // messages to one address a day
	wrongAnHour      = 60 // wrong secrets from one client
)

// Follow asks an address to confirm that it wants to hear of a call's amendments. The answer
// never says whether the address follows already. Everyone may; RATE_LIMITED bounds one client.
func (s *Service) Follow(ctx context.Context, slug, email string, locale i18n.Lang) error {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Call, access.Follow)
	if err != nil {
		return err
	}
	contact, err := user.ParseContact(email)
	if err != nil || contact.IsPhone() {
		return ErrFollowEmail
	}
	c, err := s.BySlug(ctx, slug)
	switch {
	case err != nil && apperr.CodeOf(err) != apperr.NotFound:
		return err
	case err != nil || !c.Public():
		return apperr.ErrNotFound.At("slug")
	}
	if err := s.throttle.Bound(ctx, "follow", s.throttle.Client(ctx), time.Hour, followsAnHour); err != nil {
		return err
	}
	err = s.throttle.Bound(ctx, "follower", string(contact), 24*time.Hour, followsOfAddress)
	if apperr.CodeOf(err) == apperr.RateLimited {
		return nil // the address has got enough; to say so would tell that it was asked for before
	}
	if err != nil {
		return err
	}
	return s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error { return follow(ctx, tx, c, contact, locale) })
}

func follow(ctx context.Context, tx Tx, c *Call, contact user.Contact, locale i18n.Lang) error {
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	f, err := tx.Follower(ctx, c.ID, contact)
	if apperr.CodeOf(err) == apperr.NotFound {
		f = &Follower{Base: entity.NewBase(uuid.Nil, now), CallID: c.ID, Email: string(contact), Secret: rand.Text()}
		err = nil
	}
	if err != nil {
		return err
	}
	f.Locale = locale
	if f.ConfirmedAt == nil {
		until := now.Add(confirmWithin)
		f.ExpiresAt = &until
	}
	if err := tx.SaveFollower(ctx, f); err != nil {
		return err
	}
	if err := tx.Notify(ctx, notice.Message{
		Kind: notice.CallFollow, About: c.Ref(), To: notice.To{Contact: contact, Locale: locale},
		Facts: notice.Facts{"title": notice.Words(c.Terms.Title), "secret": notice.Code(f.Secret)},
	}); err != nil {
		return err
	}
	return tx.Record(ctx, audit.Entry{Object: access.Call, Action: access.Follow, ID: c.ID, After: f})
}

// errConfirmed ends a transaction that has nothing to change.
var errConfirmed = errors.New("call: confirmed before")

// Confirm begins the messages to an address, and returns the call. Whoever has the secret may.
func (s *Service) Confirm(ctx context.Context, secret string) (*Call, error) {
	var id uuid.UUID
	err := s.withSecret(ctx, secret, func(ctx context.Context, tx Tx, f *Follower, now time.Time) error {
		id = f.CallID
		if f.ConfirmedAt != nil {
			return errConfirmed
		}
		f.ConfirmedAt, f.ExpiresAt = &now, nil
		f.Touch(now)
		if err := tx.SaveFollower(ctx, f); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Call, Action: access.Follow, ID: f.CallID, After: f})
	})
	if err != nil && !errors.Is(err, errConfirmed) {
		return nil, err
	}
	return s.Get(ctx, entity.Ref{Kind: "Call", ID: id})
}

// Unfollow ends the messages to an address and forgets it. Whoever has the secret may.
func (s *Service) Unfollow(ctx context.Context, secret string) error {
	return s.withSecret(ctx, secret, func(ctx context.Context, tx Tx, f *Follower, _ time.Time) error {
		if err := tx.DeleteFollower(ctx, f.ID); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Call, Action: access.Follow, ID: f.CallID, Before: f})
	})
}

// withSecret is one transaction over the locked follower whose secret it is.
func (s *Service) withSecret(ctx context.Context, secret string, apply func(context.Context, Tx, *Follower, time.Time) error) error {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Call, access.Follow)
	if err != nil {
		return err
	}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		f, err := tx.FollowerOf(ctx, strings.ToUpper(strings.TrimSpace(secret)))
		if err == nil && f.ExpiresAt != nil && !now.Before(*f.ExpiresAt) {
			err = apperr.ErrNotFound
		}
		if err != nil {
			return err
		}
		return apply(ctx, tx, f, now)
	})
	if apperr.CodeOf(err) != apperr.NotFound {
		return err
	}
	if err := s.throttle.Bound(ctx, "wrong secret", s.throttle.Client(ctx), time.Hour, wrongAnHour); err != nil {
		return err
	}
	return ErrFollowSecret
}

// Sweep forgets addresses that were not confirmed in time.
func (s *Service) Sweep(ctx context.Context) error {
	scope := access.SystemScope(tenants.Tenant{}, "unconfirmed followers", access.Permission{Object: access.Call, Action: access.Follow})
	return s.store.ForgetUnconfirmed(access.WithGrant(ctx, scope), scope, s.now())
}

var ending = i18n.New(
	"Чакыруудагы өзгөртүүлөргө жазылууну токтотуу: {link}",
	"Отменить подписку на изменения приглашения: {link}",
	"To follow the call no more: {link}")

// Ending is the paragraph by which an address ends that it follows; none for others. What is
// told to the contact of a letter does not end by it.
func (s *Service) Ending(ctx context.Context, base string, call uuid.UUID, contact user.Contact, lang i18n.Lang) ([]string, error) {
	if contact == "" {
		return nil, nil
	}
	scope := access.SystemScope(tenants.Tenant{}, "tell followers", access.Permission{Object: access.Call, Action: access.Follow})
	secret, err := s.store.FollowerSecret(access.WithGrant(ctx, scope), scope, call, contact)
	if err != nil || secret == "" {
		return nil, err
	}
	return []string{ending.In(lang, i18n.Args{"link": base + "/account#purpose=UNFOLLOW&token=" + secret})}, nil
}
