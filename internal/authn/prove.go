package authn

import (
	"context"
	"errors"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/user"
)

// inSession refuses what only a person in a browser may do with her own account: with
// less, whoever has a token of hers could take the account over.
func (s *Service) inSession(ctx context.Context, object access.Object, action access.Action) (access.Scope, error) {
	scope, err := s.auth.AuthorizeProgramme(ctx, object, action)
	if err == nil && scope.Principal().Kind == access.Token {
		return access.Scope{}, ErrOnlyInSession
	}
	return scope, err
}

// prove asks for the caller's present password: PASSWORD_WRONG at field for another,
// RATE_LIMITED after too many.
func (s *Service) prove(ctx context.Context, scope access.Scope, password, field string) (*user.User, error) {
	u, err := s.store.AccountByID(ctx, scope.UserID())
	if err != nil {
		return nil, err
	}
	counted, err := s.admit(ctx, u.Contact())
	if err != nil {
		return nil, err
	}
	ok, _, err := s.verify(ctx, counted, password, u.PasswordHash)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, ErrPasswordWrong.At(field)
	}
	return u, s.admitted(ctx, counted)
}

// verify compares a password with a hash, and takes the attempt back when it could not.
func (s *Service) verify(ctx context.Context, counted attempt, password, hash string) (ok, stale bool, err error) {
	if ok, stale, err = s.hasher.Verify(ctx, password, hash); err != nil {
		err = errors.Join(err, s.untried(ctx, counted))
	}
	return ok, stale, err
}
