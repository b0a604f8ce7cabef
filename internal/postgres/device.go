package postgres

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/user"
)

// KnowsDevice reports whether the account of a contact has been signed in on a device.
func (s *AuthnStore) KnowsDevice(ctx context.Context, hash []byte, contact user.Contact) (known bool, err error) {
	err = s.db.programme().NewRaw(`SELECT EXISTS (SELECT FROM programme.device d JOIN programme.account a ON a.id = d.account_id
		WHERE d.token_hash = ?0 AND (a.email = ?1 OR a.phone = ?1))`, hash, contact).Scan(ctx, &known)
	return known, translate(ctx, err)
}

func (tx userTx) IsDevice(ctx context.Context, hash []byte) (known bool, err error) {
	err = tx.NewRaw(`SELECT EXISTS (SELECT FROM programme.device WHERE token_hash = ?)`, hash).Scan(ctx, &known)
	return known, err
}

func (tx userTx) KeepDevice(ctx context.Context, hash []byte, account uuid.UUID) error {
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	_, err = tx.NewRaw(`INSERT INTO programme.device (token_hash, account_id, last_seen_at) VALUES (?, ?, ?)
		ON CONFLICT (token_hash, account_id) DO UPDATE SET last_seen_at = excluded.last_seen_at`, hash, account, now).Exec(ctx)
	return err
}
