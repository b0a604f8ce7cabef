package authn

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// ErrBadToken answers a bearer token that lets nobody in.
var ErrBadToken = apperr.New(apperr.Unauthenticated, i18n.New(
	"Токен жараксыз: жокко чыгарылган, мөөнөтү өткөн же туура эмес.",
	"Токен не действует: отозван, просрочен или неверен.",
	"The token does not work: it was revoked, has expired or is wrong."))

// BySession returns who is signed in with a session's secret, nil when it does not work
// any more. One SQL statement reads the session, the account and its roles, so that a
// revocation, a change of roles or a suspension holds from the next request on.
func (s *Service) BySession(ctx context.Context, secret string) (*Caller, error) {
	hash, ok := hashOf(sessionPrefix, secret)
	if !ok {
		return nil, nil
	}
	caller, err := s.store.Session(ctx, hash, s.life.Idle)
	if err != nil && apperr.CodeOf(err) == apperr.NotFound {
		return nil, nil
	}
	return s.seen(ctx, caller, err)
}

// ByToken is BySession for the token of a program; a bad one answers UNAUTHENTICATED.
func (s *Service) ByToken(ctx context.Context, secret string) (*Caller, error) {
	hash, ok := hashOf(tokenPrefix, secret)
	if !ok {
		return nil, ErrBadToken
	}
	caller, err := s.store.Token(ctx, hash)
	if err != nil && apperr.CodeOf(err) == apperr.NotFound {
		return nil, ErrBadToken
	}
	return s.seen(ctx, caller, err)
}

// seen notes the use of a secret once a minute or so.
func (s *Service) seen(ctx context.Context, caller *Caller, err error) (*Caller, error) {
	if err != nil {
		return nil, err
	}
	if !caller.Seen {
		return caller, nil
	}
	return caller, s.store.See(ctx, caller.Principal.Kind, caller.Principal.SessionID)
}

// PrincipalOf is a person with all her roles, for the seed and the command line, which
// act as her.
func (s *Service) PrincipalOf(ctx context.Context, account uuid.UUID) (access.Principal, error) {
	return s.store.Person(ctx, account)
}

// Sweep deletes expired sessions, tokens, links and counted attempts.
func (s *Service) Sweep(ctx context.Context) error { return s.store.Sweep(ctx, s.life.Idle) }
