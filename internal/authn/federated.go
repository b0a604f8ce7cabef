package authn

import (
	"context"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/user"
)

// SignInAs begins a session for a person whom a provider vouches for. The first time she
// is found by her verified e-mail address; an invited account is opened by it. It makes
// neither an account nor a right: OIDC_NOT_INVITED answers somebody unknown.
func (s *Service) SignInAs(ctx context.Context, said Claims) (*user.User, error) {
	u, err := s.store.Identity(ctx, said.Issuer, said.Subject)
	linked := err == nil
	if err != nil {
		if apperr.CodeOf(err) != apperr.NotFound {
			return nil, err
		}
		if u, err = s.vouched(ctx, said); err != nil {
			return nil, err
		}
	}
	if u.State == user.Suspended {
		return nil, ErrSuspended
	}
	err = s.begin(ctx, u, ByOIDC, func(ctx context.Context, tx Tx) error {
		if linked {
			return nil
		}
		return link(ctx, tx, said, u)
	})
	if err != nil {
		return nil, err
	}
	return u, nil
}

// vouched finds the account of a verified e-mail address.
func (s *Service) vouched(ctx context.Context, said Claims) (*user.User, error) {
	contact, err := user.ParseContact(said.Email)
	if err != nil || !said.EmailVerified || contact.IsPhone() {
		return nil, ErrNotInvited
	}
	u, err := s.store.Account(ctx, contact)
	if err != nil && apperr.CodeOf(err) == apperr.NotFound {
		return nil, ErrNotInvited
	}
	return u, err
}

// link remembers who the provider's subject is, and opens an invited account.
func link(ctx context.Context, tx Tx, said Claims, u *user.User) error {
	locked, err := tx.LockUser(ctx, u.ID)
	if err != nil {
		return err
	}
	if locked.State == user.Suspended {
		return ErrSuspended
	}
	if err := tx.InsertIdentity(ctx, said.Issuer, said.Subject, u.ID); err != nil {
		return err
	}
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	before := locked.Masked()
	if err := open(ctx, tx, locked); err != nil {
		return err
	}
	locked.Touch(now)
	if err := tx.UpdateUser(ctx, locked); err != nil {
		return err
	}
	*u = *locked
	return tx.Record(ctx, audit.Entry{Object: access.Profile, Action: access.Update, ID: u.ID, Before: before, After: u.Masked(), Reason: said.Issuer})
}
