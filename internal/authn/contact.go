package authn

import (
	"context"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/user"
)

// ConfirmContact opens the link that was sent to a further contact of the caller: from
// now on she can sign in with it. CONTACT_TAKEN answers when another account has it.
func (s *Service) ConfirmContact(ctx context.Context, secret string) (*user.User, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Profile, access.Update)
	if err != nil {
		return nil, err
	}
	hash, ok := hashOf(linkPrefix, secret)
	if !ok {
		return nil, ErrLink
	}
	var changed *user.User
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		link, err := tx.LockLink(ctx, hash)
		if err != nil {
			return linkError(err)
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		if !link.Usable(user.NewContact, now) || link.AccountID == nil || *link.AccountID != scope.UserID() {
			return ErrLink
		}
		changed, err = addContact(ctx, tx, link)
		return err
	})
	if err != nil {
		return nil, err
	}
	return changed, nil
}

func addContact(ctx context.Context, tx Tx, link *user.Link) (*user.User, error) {
	u, err := tx.LockUser(ctx, *link.AccountID)
	if err != nil {
		return nil, err
	}
	now, err := tx.Now(ctx)
	if err != nil {
		return nil, err
	}
	before := u.Masked()
	u.SetContact(link.Contact)
	u.Touch(now)
	if err := tx.UpdateUser(ctx, u); err != nil {
		return nil, err
	}
	if err := tx.UseLink(ctx, link); err != nil {
		return nil, err
	}
	return u, tx.Record(ctx, audit.Entry{Object: access.Profile, Action: access.Update, ID: u.ID, Before: before, After: u.Masked()})
}
