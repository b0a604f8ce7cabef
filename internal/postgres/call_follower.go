package postgres

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/call"
	"github.com/demilge/demilge/internal/user"
)

type callFollowerRow struct {
	bun.BaseModel `bun:"table:?tenant.call_follower,alias:call_follower"`
	*call.Follower
}

// Follower locks an address that follows a call.
func (tx callTx) Follower(ctx context.Context, id uuid.UUID, contact user.Contact) (*call.Follower, error) {
	row := new(callFollowerRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("call_id = ?", id).Where("email = ?", string(contact)).For("UPDATE"), row)
	return row.Follower, err
}

// FollowerOf locks the address that a secret was sent to.
func (tx callTx) FollowerOf(ctx context.Context, secret string) (*call.Follower, error) {
	row := new(callFollowerRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("secret = ?", secret).For("UPDATE"), row)
	return row.Follower, err
}

// SaveFollower writes an address; of two who ask for the same at once the later one wins.
func (tx callTx) SaveFollower(ctx context.Context, f *call.Follower) error {
	err := tx.NewInsert().Model(&callFollowerRow{Follower: f}).
		On("CONFLICT ON CONSTRAINT call_follower_email_key DO UPDATE").
		Set("locale = excluded.locale, confirmed_at = excluded.confirmed_at, expires_at = excluded.expires_at").
		Set("version = excluded.version, updated_at = excluded.updated_at").
		Returning("secret").Scan(ctx, &f.Secret)
	return err
}

func (tx callTx) DeleteFollower(ctx context.Context, id uuid.UUID) error {
	_, err := tx.NewRaw("DELETE FROM ?tenant.call_follower WHERE id = ?", id).Exec(ctx)
	return err
}

// ForgetUnconfirmed deletes addresses whose time to confirm is over.
func (s *CallStore) ForgetUnconfirmed(ctx context.Context, scope access.Scope, now time.Time) error {
	_, err := s.db.read(scope).NewRaw("DELETE FROM ?tenant.call_follower WHERE expires_at <= ?", now).Exec(ctx)
	return translate(ctx, err)
}

// FollowerSecret reads the secret of an address that follows a call.
func (s *CallStore) FollowerSecret(ctx context.Context, scope access.Scope, id uuid.UUID, contact user.Contact) (secret string, err error) {
	err = s.db.read(scope).NewRaw("SELECT coalesce((SELECT secret FROM ?tenant.call_follower WHERE call_id = ? AND email = ?), '')", id, string(contact)).
		Scan(ctx, &secret)
	return secret, translate(ctx, err)
}
