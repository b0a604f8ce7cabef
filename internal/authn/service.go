package authn

import (
	"context"
	"time"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/user"
)

// Config is how the service works.
type Config struct {
	Life   SessionLife
	Hasher *Hasher
	// Reaches tells whether a message can be sent to a contact.
	Reaches func(user.Contact) bool
	// Wait delays an attempt at an account that is under attack; nil means real time.
	Wait func(ctx context.Context, d time.Duration) error
}

// Service signs people in and out.
type Service struct {
	auth    access.Authorizer
	store   Store
	life    SessionLife
	hasher  *Hasher
	reaches func(user.Contact) bool
	wait    func(context.Context, time.Duration) error
}

// NewService makes the service.
func NewService(auth access.Authorizer, store Store, config Config) *Service {
	s := &Service{auth: auth, store: store, life: config.Life, hasher: config.Hasher, reaches: config.Reaches, wait: config.Wait}
	if s.life == (SessionLife{}) {
		s.life = DefaultSessionLife
	}
	if s.hasher == nil {
		s.hasher = NewHasher(DefaultArgon2, 2)
	}
	if s.wait == nil {
		s.wait = sleep
	}
	return s
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// SignIn begins a session in the client's browser. A wrong password, an account that
// does not exist and one that was never opened all answer SIGN_IN_REFUSED after the same
// work; too many attempts for one account from one address answer RATE_LIMITED, but not
// on a device where she has been signed in; more people at once than can be checked soon,
// UNAVAILABLE.
func (s *Service) SignIn(ctx context.Context, contact, password string) (*user.User, error) {
	to, err := user.ParseContact(contact)
	if err != nil {
		return nil, err
	}
	counted, err := s.admit(ctx, to)
	if err != nil {
		return nil, err
	}
	u, err := s.store.Account(ctx, to)
	if err != nil && apperr.CodeOf(err) != apperr.NotFound {
		return nil, err
	}
	hash := ""
	if u != nil {
		hash = u.PasswordHash
	}
	ok, stale, err := s.verify(ctx, counted, password, hash)
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return nil, ErrSignIn
	case u.State == user.Suspended:
		return nil, ErrSuspended
	case u.State != user.Active:
		return nil, ErrSignIn
	}
	if err := s.admitted(ctx, counted); err != nil {
		return nil, err
	}
	if stale {
		if hash, err = s.hasher.Hash(ctx, password); err != nil {
			return nil, err
		}
	}
	err = s.begin(ctx, u, ByPassword, func(ctx context.Context, tx Tx) error { return rehash(ctx, tx, u, hash) })
	if err != nil {
		return nil, err
	}
	return u, nil
}

// rehash stores the password under today's parameters.
func rehash(ctx context.Context, tx Tx, u *user.User, hash string) error {
	if hash == u.PasswordHash {
		return nil
	}
	locked, err := tx.LockUser(ctx, u.ID)
	if err != nil {
		return err
	}
	now, err := tx.Now(ctx)
	if err != nil || locked.PasswordHash != u.PasswordHash {
		return err
	}
	locked.PasswordHash = hash
	locked.Touch(now)
	return tx.UpdateUser(ctx, locked)
}

// begin starts a session of a person who has proved who she is and hands its secret to
// the client; first runs before, in the same transaction.
func (s *Service) begin(ctx context.Context, u *user.User, method Method, first func(context.Context, Tx) error) error {
	old := access.From(ctx)
	ctx = access.With(ctx, u.Principal())
	scope, err := s.auth.AuthorizeProgramme(ctx, access.SignInSession, access.Create)
	if err != nil {
		return err
	}
	secret, device := newSecret(sessionPrefix), ""
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		if err := first(ctx, tx); err != nil {
			return err
		}
		if err := replaced(ctx, tx, old); err != nil {
			return err
		}
		now, err := tx.Now(ctx)
		if err != nil {
			return err
		}
		session := s.session(ClientOf(ctx), u, method, secret, now)
		if err := tx.InsertSession(ctx, session); err != nil {
			return err
		}
		if device, err = keepDevice(ctx, tx, u.ID); err != nil {
			return err
		}
		return tx.Record(ctx, audit.Entry{
			Object: access.SignInSession, Action: access.Create, ID: session.ID,
			After: map[string]any{"account": u.ID, "method": method},
		})
	})
	if err == nil {
		ClientOf(ctx).keep(secret, s.life.Absolute)
		ClientOf(ctx).keepDevice(device)
	}
	return err
}

// replaced ends the session in which the browser was signed in before.
func replaced(ctx context.Context, tx Tx, old access.Principal) error {
	if old.Kind != access.Session {
		return nil
	}
	err := tx.EndSession(ctx, old.UserID, old.SessionID)
	if err != nil && apperr.CodeOf(err) == apperr.NotFound {
		return nil
	}
	return err
}

func (s *Service) session(client Client, u *user.User, method Method, secret string, now time.Time) *Session {
	hash, _ := hashOf(sessionPrefix, secret)
	return &Session{
		ID: entity.NewID(), AccountID: u.ID, TokenHash: hash, Method: method,
		UserAgent: clip(client.UserAgent, 200), Address: client.Address,
		CreatedAt: now, LastSeenAt: now, ExpiresAt: now.Add(s.life.Absolute),
	}
}

// clip keeps the first n printable characters of what a client says of itself.
func clip(s string, n int) string {
	clean := make([]rune, 0, n)
	for _, r := range s {
		if len(clean) == n {
			break
		}
		if r >= ' ' && r != '\ufffd' {
			clean = append(clean, r)
		}
	}
	return string(clean)
}

// SignOut ends the session of the request; without one it does nothing.
func (s *Service) SignOut(ctx context.Context) error {
	defer ClientOf(ctx).Forget()
	principal := access.From(ctx)
	if principal.Kind != access.Session {
		return nil
	}
	return s.endSession(ctx, principal.SessionID)
}
