package authn

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/user"
)

// Sessions lists where the caller is signed in, newest first.
func (s *Service) Sessions(ctx context.Context) ([]*Session, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.SignInSession, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Sessions(ctx, scope)
}

// Tokens lists the caller's access tokens, newest first, without their secrets.
func (s *Service) Tokens(ctx context.Context) ([]*AccessToken, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.AccessToken, access.Read)
	if err != nil {
		return nil, err
	}
	return s.store.Tokens(ctx, scope)
}

// RevokeSession ends one of the caller's own sessions at once; NOT_FOUND otherwise.
func (s *Service) RevokeSession(ctx context.Context, ref entity.Ref) error {
	return s.endSession(ctx, ref.ID)
}

func (s *Service) endSession(ctx context.Context, id uuid.UUID) error {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.SignInSession, access.Revoke)
	if err != nil {
		return err
	}
	return s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if err := tx.EndSession(ctx, scope.UserID(), id); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.SignInSession, Action: access.Revoke, ID: id})
	})
}

// CreateToken makes a token for a program that acts as the caller. The secret is
// returned this once.
func (s *Service) CreateToken(ctx context.Context, name string, expires time.Time) (t *AccessToken, secret string, err error) {
	scope, err := s.inSession(ctx, access.AccessToken, access.Create)
	if err != nil {
		return nil, "", err
	}
	name = strings.TrimSpace(name)
	switch {
	case name == "":
		return nil, "", apperr.ErrRequired.At("name")
	case len([]rune(name)) > MaxTokenName:
		return nil, "", apperr.TooLong(MaxTokenName, "name")
	}
	secret = newSecret(tokenPrefix)
	hash, _ := hashOf(tokenPrefix, secret)
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		t = &AccessToken{ID: entity.NewID(), AccountID: scope.UserID(), TokenHash: hash, Name: name, ExpiresAt: expires}
		return insertToken(ctx, tx, t)
	})
	if err != nil {
		return nil, "", err
	}
	return t, secret, nil
}

func insertToken(ctx context.Context, tx Tx, t *AccessToken) error {
	if _, err := tx.LockUser(ctx, t.AccountID); err != nil {
		return err
	}
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	if !t.ExpiresAt.After(now) || t.ExpiresAt.After(now.Add(MaxTokenLife)) {
		return ErrTokenLife
	}
	count, err := tx.CountTokens(ctx, t.AccountID)
	if err != nil {
		return err
	}
	if count >= MaxTokens {
		return ErrTokenCount
	}
	t.CreatedAt = now
	if err := tx.InsertToken(ctx, t); err != nil {
		return err
	}
	return tx.Record(ctx, audit.Entry{
		Object: access.AccessToken, Action: access.Create, ID: t.ID,
		After: map[string]any{"name": t.Name, "expiresAt": t.ExpiresAt},
	})
}

// RevokeToken ends one of the caller's own tokens at once; NOT_FOUND otherwise.
func (s *Service) RevokeToken(ctx context.Context, ref entity.Ref) error {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.AccessToken, access.Revoke)
	if err != nil {
		return err
	}
	return s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if err := tx.EndToken(ctx, scope.UserID(), ref.ID); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.AccessToken, Action: access.Revoke, ID: ref.ID})
	})
}

// ChangePassword replaces the caller's password; PASSWORD_WRONG answers a wrong old one.
// The caller stays signed in here and nowhere else, and her tokens end.
func (s *Service) ChangePassword(ctx context.Context, old, password string) (*user.User, error) {
	scope, err := s.inSession(ctx, access.Profile, access.Update)
	if err != nil {
		return nil, err
	}
	u, err := s.prove(ctx, scope, old, "old")
	if err != nil {
		return nil, err
	}
	if err := checkPassword(password, string(u.Contact()), u.FullName); err != nil {
		return nil, err
	}
	hash, err := s.hasher.Hash(ctx, password)
	if err != nil {
		return nil, err
	}
	return s.setPassword(ctx, scope, u.PasswordHash, hash)
}

func (s *Service) setPassword(ctx context.Context, scope access.Scope, old, hash string) (*user.User, error) {
	var changed *user.User
	err := s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		u, err := tx.LockUser(ctx, scope.UserID())
		if err != nil {
			return err
		}
		if u.PasswordHash != old {
			return apperr.ErrStale
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		before := u.Masked()
		u.PasswordHash = hash
		u.Touch(now)
		changed = u
		if err := tx.UpdateUser(ctx, u); err != nil {
			return err
		}
		if err := tx.EndOtherSessions(ctx, u.ID, scope.Principal().SessionID); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{Object: access.Profile, Action: access.Update, ID: u.ID, Before: before, After: u.Masked()})
	})
	if err != nil {
		return nil, err
	}
	return changed, nil
}
