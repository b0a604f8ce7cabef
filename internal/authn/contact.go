package authn

import (
	"context"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/user"
)

// ChangeContact sends a link to a new contact of the caller, which counts once the link
// has been opened. It takes a session, and the present password (PASSWORD_WRONG).
func (s *Service) ChangeContact(ctx context.Context, contact, password string) error {
	scope, err := s.inSession(ctx, access.Profile, access.Update)
	if err != nil {
		return err
	}
	to, err := user.ParseContact(contact)
	if err != nil {
		return err
	}
	if !s.reaches(to) {
		return user.ErrUnreachable
	}
	u, err := s.prove(ctx, scope, password, "password")
	if err != nil {
		return err
	}
	send, err := s.admitRequest(ctx, to)
	if err != nil || !send {
		return err
	}
	return s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		link := user.NewLink(user.NewContact, to, u.Locale, now).For(u)
		if err := tx.SendLink(ctx, link); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{
			Object: access.Profile, Action: access.Update, ID: u.ID,
			After: map[string]any{"purpose": link.Purpose, "contact": to.Masked()},
		})
	})
}

// ConfirmContact opens the link that was sent to a new contact of the caller: from now on
// she signs in with it, and the contact it takes the place of is told. CONTACT_TAKEN
// answers when another account has it.
func (s *Service) ConfirmContact(ctx context.Context, secret string) (*user.User, error) {
	scope, err := s.inSession(ctx, access.Profile, access.Update)
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
		changed, err = s.setContact(ctx, tx, link)
		return err
	})
	if err != nil {
		return nil, err
	}
	return changed, nil
}

func (s *Service) setContact(ctx context.Context, tx Tx, link *user.Link) (*user.User, error) {
	u, err := tx.LockUser(ctx, *link.AccountID)
	if err != nil {
		return nil, err
	}
	now, err := tx.Now(ctx)
	if err != nil {
		return nil, err
	}
	before, known := u.Masked(), u.Contacts()
	u.SetContact(link.Contact)
	u.Touch(now)
	if err := tx.UpdateUser(ctx, u); err != nil {
		return nil, err
	}
	if err := tx.UseLink(ctx, link); err != nil {
		return nil, err
	}
	for _, contact := range known {
		if !s.reaches(contact) {
			continue
		}
		if err := tx.SendLink(ctx, user.NewLink(user.ContactChanged, contact, u.Locale, now).For(u)); err != nil {
			return nil, err
		}
	}
	return u, tx.Record(ctx, audit.Entry{Object: access.Profile, Action: access.Update, ID: u.ID, Before: before, After: u.Masked()})
}
