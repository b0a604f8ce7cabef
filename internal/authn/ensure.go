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
	"github.com/demilge/demilge/tenants"
)

// NewAccount is an account that the seed or the command line makes.
type NewAccount struct {
	FullName string
	Contact  string
	Locale   i18n.Lang
	Password string
	Terms    []user.Term
}

// Ensure makes an active account with its roles, or sets the password of the one that
// has the contact already and leaves the rest of it as it is. Only the seed and the command line, which
// hold a system scope, can call it: the first administrator comes into the system so.
func (s *Service) Ensure(ctx context.Context, scope access.Scope, account NewAccount) (*user.User, error) {
	if scope.Principal().Kind != access.System {
		return nil, s.auth.Denied(scope.Permission())
	}
	contact, err := user.ParseContact(account.Contact)
	if err != nil {
		return nil, err
	}
	name, err := user.CleanName(account.FullName)
	if err != nil {
		return nil, err
	}
	if err := checkPassword(account.Password); err != nil {
		return nil, err
	}
	hash, err := s.hasher.Hash(ctx, account.Password)
	if err != nil {
		return nil, err
	}
	var u *user.User
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		found, err := tx.FindUser(ctx, contact)
		switch {
		case err == nil:
			u = found
			return setHash(ctx, tx, u, hash)
		case apperr.CodeOf(err) != apperr.NotFound:
			return err
		}
		u = &user.User{FullName: name, Locale: account.Locale, State: user.Active, PasswordHash: hash}
		u.SetContact(contact)
		return insertAccount(ctx, tx, u, account.Terms)
	})
	if err != nil {
		return nil, err
	}
	return u, nil
}

func setHash(ctx context.Context, tx Tx, u *user.User, hash string) error {
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	before := u.Masked()
	u.PasswordHash = hash
	u.Activate()
	u.Touch(now)
	if err := tx.UpdateUser(ctx, u); err != nil {
		return err
	}
	return tx.Record(ctx, audit.Entry{Object: access.User, Action: access.Update, ID: u.ID, Before: before, After: u.Masked()})
}

func insertAccount(ctx context.Context, tx Tx, u *user.User, terms []user.Term) error {
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	u.Base = entity.NewBase(uuid.Nil, now)
	if err := tx.InsertUser(ctx, u); err != nil {
		return err
	}
	for _, term := range terms {
		m, err := term.Membership(u.ID, now, tenants.AiylAimak)
		if err != nil {
			return err
		}
		if err := tx.InsertMembership(ctx, m); err != nil {
			return err
		}
		if err := tx.Record(ctx, audit.Entry{Object: access.Membership, Action: access.Create, ID: m.ID, After: m}); err != nil {
			return err
		}
	}
	return tx.Record(ctx, audit.Entry{Object: access.User, Action: access.Create, ID: u.ID, After: u.Masked()})
}
