package user

import (
	"context"
	"time"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// Profile is what a person changes of her own account; nil fields stay as they are.
type Profile struct {
	FullName *string
	Locale   *i18n.Lang
}

// UpdateProfile changes the caller's own account.
func (s *Service) UpdateProfile(ctx context.Context, version int64, profile Profile) (*User, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.Profile, access.Update)
	if err != nil {
		return nil, err
	}
	return s.changeUser(ctx, scope, access.Profile, scope.UserID(), version, func(_ context.Context, _ Tx, u *User, _ time.Time) error {
		if profile.Locale != nil {
			u.Locale = *profile.Locale
		}
		if profile.FullName != nil {
			if u.FullName, err = CleanName(*profile.FullName); err != nil {
				return err
			}
		}
		return nil
	})
}

// ErrOwnAccount refuses to suspend oneself.
var ErrOwnAccount = apperr.NewRule("OWN_ACCOUNT", i18n.New(
	"Өз эсебиңизди токтото албайсыз.",
	"Свою учётную запись приостановить нельзя.",
	"You cannot suspend your own account."))

// Suspend keeps a person out at once: her sessions and tokens end. The platform
// administrator may.
func (s *Service) Suspend(ctx context.Context, ref entity.Ref, version int64) (*User, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.User, access.Suspend)
	if err != nil {
		return nil, err
	}
	return s.changeUser(ctx, scope, access.User, ref.ID, version, func(ctx context.Context, tx Tx, u *User, _ time.Time) error {
		if err := maySet(scope, u, access.Suspend); err != nil {
			return err
		}
		if err := u.suspend(); err != nil {
			return err
		}
		return tx.EndSessions(ctx, u.ID)
	})
}

// Resume lets a suspended person in again.
func (s *Service) Resume(ctx context.Context, ref entity.Ref, version int64) (*User, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, access.User, access.Resume)
	if err != nil {
		return nil, err
	}
	return s.changeUser(ctx, scope, access.User, ref.ID, version, func(_ context.Context, _ Tx, u *User, _ time.Time) error {
		if err := maySet(scope, u, access.Resume); err != nil {
			return err
		}
		return u.resume()
	})
}

func notOneself(scope access.Scope, u *User, action access.Action) error {
	if action == access.Suspend && u.ID == scope.UserID() {
		return ErrOwnAccount
	}
	return nil
}
