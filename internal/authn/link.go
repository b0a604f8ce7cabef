package authn

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/user"
)

// RequestReset sends a link for a new password to the contact, if there is an account.
// The answer and the work are the same if there is none. RATE_LIMITED answers too many.
func (s *Service) RequestReset(ctx context.Context, contact string) error {
	return s.request(ctx, user.Reset, contact, "")
}

// Register sends a link by which a resident makes an account of her own: the way of
// initiators. Whoever has an account already gets a message that says so.
func (s *Service) Register(ctx context.Context, contact, fullName string) error {
	name, err := user.CleanName(fullName)
	if err != nil {
		return err
	}
	return s.request(ctx, user.Registration, contact, name)
}

// request stores a link whose message decides, when it is sent, what the contact gets.
func (s *Service) request(ctx context.Context, purpose user.Purpose, contact, name string) error {
	to, err := user.ParseContact(contact)
	if err != nil {
		return err
	}
	if !s.reaches(to) {
		return user.ErrUnreachable
	}
	send, err := s.admitRequest(ctx, to)
	if err != nil || !send {
		return err
	}
	scope, err := s.auth.AuthorizeProgramme(ctx, access.SignInSession, access.Create)
	if err != nil {
		return err
	}
	return s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		link := user.NewLink(purpose, to, i18n.From(ctx), now)
		link.FullName = name
		if err := tx.SendLink(ctx, link); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{
			Object: access.User, Action: access.Register, ID: link.ID,
			After: map[string]any{"purpose": purpose, "contact": to.Masked()},
		})
	})
}

// AcceptInvitation sets the password of an invited account and signs in.
func (s *Service) AcceptInvitation(ctx context.Context, secret, password string) (*user.User, error) {
	return s.redeem(ctx, user.Invitation, secret, password)
}

// ConfirmRegistration makes the account that was asked for and signs in.
func (s *Service) ConfirmRegistration(ctx context.Context, secret, password string) (*user.User, error) {
	return s.redeem(ctx, user.Registration, secret, password)
}

// ResetPassword sets a new password, ends all sessions and tokens, and signs in.
func (s *Service) ResetPassword(ctx context.Context, secret, password string) (*user.User, error) {
	return s.redeem(ctx, user.Reset, secret, password)
}

// redeem opens a link, once: LINK_INVALID answers one that does not work, VALIDATION a
// password that is too easy, and the link may be tried again then.
func (s *Service) redeem(ctx context.Context, purpose user.Purpose, secret, password string) (*user.User, error) {
	hash, ok := hashOf(linkPrefix, secret)
	if !ok {
		return nil, ErrLink
	}
	link, err := s.store.Link(ctx, hash)
	if err != nil {
		return nil, linkError(err)
	}
	if link.Purpose != purpose || link.UsedAt != nil {
		return nil, ErrLink
	}
	if err := checkPassword(password, string(link.Contact), link.FullName); err != nil {
		return nil, err
	}
	u, err := s.owner(ctx, link)
	if err != nil {
		return nil, err
	}
	encoded, err := s.hasher.Hash(ctx, password)
	if err != nil {
		return nil, err
	}
	err = s.begin(ctx, u, ByLink, func(ctx context.Context, tx Tx) error {
		return useLink(ctx, tx, purpose, hash, u, encoded)
	})
	if err != nil {
		return nil, err
	}
	return u, nil
}

// owner is the account behind a link, not yet stored for a registration.
func (s *Service) owner(ctx context.Context, link *user.Link) (*user.User, error) {
	if link.AccountID != nil {
		u, err := s.store.AccountByID(ctx, *link.AccountID)
		return u, linkError(err)
	}
	u := &user.User{FullName: link.FullName, Locale: link.Locale, State: user.Invited}
	u.ID = entity.NewID()
	u.SetContact(link.Contact)
	return u, nil
}

func linkError(err error) error {
	if apperr.CodeOf(err) == apperr.NotFound {
		return ErrLink
	}
	return err
}

func useLink(ctx context.Context, tx Tx, purpose user.Purpose, hash []byte, u *user.User, password string) error {
	link, err := tx.LockLink(ctx, hash)
	if err != nil {
		return linkError(err)
	}
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	if !link.Usable(purpose, now) {
		return ErrLink
	}
	if link.AccountID == nil {
		return create(ctx, tx, link, u, password)
	}
	return reopen(ctx, tx, link, u, password)
}

// create stores the account of a registration.
func create(ctx context.Context, tx Tx, link *user.Link, u *user.User, password string) error {
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	id := u.ID
	u.Base = entity.NewBase(uuid.Nil, now)
	u.ID, u.State, u.PasswordHash = id, user.Active, password
	if err := tx.InsertUser(ctx, u); err != nil {
		return err
	}
	if err := tx.UseLink(ctx, link.For(u)); err != nil {
		return err
	}
	return tx.Record(ctx, audit.Entry{Object: access.User, Action: access.Create, ID: u.ID, After: u.Masked()})
}

// open lets a person in who has proved who she is; an invitation is accepted with it.
func open(ctx context.Context, tx Tx, u *user.User) error {
	invited := u.State == user.Invited
	u.Activate()
	if !invited {
		return nil
	}
	return tx.AcceptMemberships(ctx, u.ID)
}

// reopen sets the password of an account that exists.
func reopen(ctx context.Context, tx Tx, link *user.Link, u *user.User, password string) error {
	locked, err := tx.LockUser(ctx, u.ID)
	if err != nil {
		return err
	}
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	if locked.State == user.Suspended {
		return ErrSuspended
	}
	before := locked.Masked()
	if err := open(ctx, tx, locked); err != nil {
		return err
	}
	locked.PasswordHash = password
	locked.Touch(now)
	if err := tx.UpdateUser(ctx, locked); err != nil {
		return err
	}
	if link.Purpose == user.Reset {
		if err := tx.EndSessions(ctx, u.ID); err != nil {
			return err
		}
	}
	if err := tx.UseLink(ctx, link); err != nil {
		return err
	}
	*u = *locked
	return tx.Record(ctx, audit.Entry{Object: access.Profile, Action: access.Update, ID: u.ID, Before: before, After: u.Masked()})
}
