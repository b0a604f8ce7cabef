package postgres

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/authn"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
)

// AuthnStore keeps sessions, tokens, links and identities, in the programme's schema.
type AuthnStore struct{ db *DB }

// NewAuthnStore makes the store.
func NewAuthnStore(db *DB) *AuthnStore { return &AuthnStore{db: db} }

// callerRow is an account with the secret that let it in and all its roles.
type callerRow struct {
	SecretID uuid.UUID
	ID       uuid.UUID
	FullName string
	Locale   i18n.Lang
	Seen     bool
	EndsAt   time.Time
	Roles    json.RawMessage
}

// Session finds the caller behind a session's secret.
func (s *AuthnStore) Session(ctx context.Context, hash []byte, idle time.Duration) (*authn.Caller, error) {
	return s.known(ctx, hash, access.Session,
		`SELECT * FROM programme.caller_by_session(?0, make_interval(secs => ?1), ?now)`, hash, idle.Seconds())
}

// Token finds the caller behind a token's secret.
func (s *AuthnStore) Token(ctx context.Context, hash []byte) (*authn.Caller, error) {
	return s.known(ctx, hash, access.Token, `SELECT * FROM programme.caller_by_token(?0, ?now)`, hash)
}

// Person finds an active account with all its roles.
func (s *AuthnStore) Person(ctx context.Context, account uuid.UUID) (access.Principal, error) {
	caller, _, err := s.caller(ctx, access.Session, `SELECT a.id, a.full_name, a.locale, programme.roles_of(a.id) AS roles
		FROM programme.account a WHERE a.id = ?0 AND a.state = 'ACTIVE'`, account)
	if err != nil {
		return access.Principal{}, err
	}
	return caller.Principal, nil
}

// known answers from memory while nothing has changed, see [callers].
func (s *AuthnStore) known(ctx context.Context, hash []byte, kind access.Kind, sql string, args ...any) (*authn.Caller, error) {
	return s.db.callers.find(string(hash), s.db.now(), func() (*authn.Caller, time.Time, error) {
		return s.caller(ctx, kind, sql, args...)
	})
}

// caller reads who it is, and until when the secret works.
func (s *AuthnStore) caller(ctx context.Context, kind access.Kind, sql string, args ...any) (*authn.Caller, time.Time, error) {
	var row callerRow
	if err := s.db.programme().WithNamedArg("now", s.db.nowSQL()).NewRaw(sql, args...).Scan(ctx, &row); err != nil {
		return nil, row.EndsAt, translate(ctx, err)
	}
	var roles []struct {
		Role   access.Role
		Tenant *uuid.UUID
		From   clock.Date
		Until  *clock.Date
	}
	if err := json.Unmarshal(row.Roles, &roles); err != nil {
		return nil, row.EndsAt, err
	}
	principal := access.Principal{
		Kind: kind, UserID: row.ID, Name: row.FullName, SessionID: row.SecretID,
		Memberships: make([]access.Member, len(roles)),
	}
	for i, r := range roles {
		principal.Memberships[i] = access.Member{Role: r.Role, Tenant: r.Tenant, From: r.From, Until: r.Until}
	}
	return &authn.Caller{Principal: principal, Locale: row.Locale, Seen: row.Seen}, row.EndsAt, nil
}

// See notes that a session or token was used.
func (s *AuthnStore) See(ctx context.Context, kind access.Kind, id uuid.UUID) error {
	sql := `UPDATE programme.session SET last_seen_at = ?now WHERE id = ?0`
	if kind == access.Token {
		sql = `UPDATE programme.access_token SET last_seen_at = ?now WHERE id = ?0`
	}
	_, err := s.db.programme().WithNamedArg("now", s.db.nowSQL()).NewRaw(sql, id).Exec(ctx)
	return translate(ctx, err)
}

// Attempt counts an attempt at key within a window.
func (s *AuthnStore) Attempt(ctx context.Context, key string, window time.Duration) (count int, left time.Duration, err error) {
	var seconds float64
	err = s.db.programme().NewRaw(`INSERT INTO ops.throttle AS t (key, count, until)
		VALUES (?0, 1, clock_timestamp() + make_interval(secs => ?1))
		ON CONFLICT (key) DO UPDATE SET
			count = CASE WHEN t.until < clock_timestamp() THEN 1 ELSE t.count + 1 END,
			until = CASE WHEN t.until < clock_timestamp() THEN excluded.until ELSE t.until END
		RETURNING count, extract(epoch FROM until - clock_timestamp())::float8`, key, window.Seconds()).Scan(ctx, &count, &seconds)
	return count, time.Duration(seconds * float64(time.Second)), translate(ctx, err)
}

// Release takes an attempt back.
func (s *AuthnStore) Release(ctx context.Context, key string) error {
	_, err := s.db.programme().NewRaw(`UPDATE ops.throttle SET count = count - 1 WHERE key = ?`, key).Exec(ctx)
	return translate(ctx, err)
}

// Forget begins to count anew.
func (s *AuthnStore) Forget(ctx context.Context, key string) error {
	_, err := s.db.programme().NewRaw(`DELETE FROM ops.throttle WHERE key = ?`, key).Exec(ctx)
	return translate(ctx, err)
}

// Sweep deletes what has expired.
func (s *AuthnStore) Sweep(ctx context.Context, idle time.Duration) error {
	for _, sql := range []string{
		`DELETE FROM programme.session WHERE expires_at < ?now OR last_seen_at < ?now - make_interval(secs => ?0)`,
		`DELETE FROM programme.access_token WHERE expires_at < ?now - interval '30 days'`,
		`DELETE FROM programme.device WHERE last_seen_at < ?now - make_interval(secs => ?1)`,
		`DELETE FROM programme.link WHERE expires_at < ?now - interval '7 days'`,
		`DELETE FROM ops.throttle WHERE until < clock_timestamp()`,
	} {
		if _, err := s.db.programme().WithNamedArg("now", s.db.nowSQL()).NewRaw(sql, idle.Seconds(), authn.DeviceLife.Seconds()).Exec(ctx); err != nil {
			return translate(ctx, err)
		}
	}
	return nil
}
