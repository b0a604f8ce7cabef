package authn

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/user"
)

// InviteAdministrator makes a person platform administrator and returns the secret of the
// invitation that opens her account; none when it is open already. Only the command line,
// which holds a system scope, can call it: the first person comes into the system so.
func (s *Service) InviteAdministrator(ctx context.Context, scope access.Scope, account NewAccount) (secret string, err error) {
	if scope.Principal().Kind != access.System {
		return "", s.auth.Denied(scope.Permission())
	}
	contact, err := user.ParseContact(account.Contact)
	if err != nil {
		return "", err
	}
	if account.FullName, err = user.CleanName(account.FullName); err != nil {
		return "", err
	}
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		u, err := administrator(ctx, tx, account, contact)
		if err != nil {
			return err
		}
		if err := administer(ctx, tx, u); err != nil {
			return err
		}
		if u.State == user.Invited {
			if secret, err = invitation(ctx, tx, u); err != nil {
				return err
			}
		}
		return tx.Record(ctx, audit.Entry{Object: access.User, Action: access.Invite, ID: u.ID, After: u.Masked()})
	})
	return secret, err
}

// administrator finds or makes the account.
func administrator(ctx context.Context, tx Tx, account NewAccount, contact user.Contact) (*user.User, error) {
	found, err := tx.FindUser(ctx, contact)
	if err == nil || apperr.CodeOf(err) != apperr.NotFound {
		return found, err
	}
	now, err := tx.Now(ctx)
	if err != nil {
		return nil, err
	}
	u := &user.User{Base: entity.NewBase(uuid.Nil, now), FullName: account.FullName, Locale: account.Locale, State: user.Invited}
	u.SetContact(contact)
	return u, tx.InsertUser(ctx, u)
}

// administer gives the role, unless it is held.
func administer(ctx context.Context, tx Tx, u *user.User) error {
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	held, err := tx.Memberships(ctx, u.ID)
	if err != nil || slices.ContainsFunc(held, func(m *user.Membership) bool {
		return m.Role == access.PlatformAdmin && m.InOffice(clock.DateOf(now))
	}) {
		return err
	}
	m, err := user.Term{Role: access.PlatformAdmin}.Membership(u.ID, now, "")
	if err != nil {
		return err
	}
	if err := tx.InsertMembership(ctx, m); err != nil {
		return err
	}
	return tx.Record(ctx, audit.Entry{Object: access.Membership, Action: access.Create, ID: m.ID, After: m})
}

// invitation makes a link that is handed over by hand.
func invitation(ctx context.Context, tx Tx, u *user.User) (secret string, err error) {
	now, err := tx.Now(ctx)
	if err != nil {
		return "", err
	}
	secret = newSecret(linkPrefix)
	link := user.NewLink(user.Invitation, u.Contact(), u.Locale, now).For(u)
	link.TokenHash, _ = hashOf(linkPrefix, secret)
	return secret, tx.InsertLink(ctx, link)
}
