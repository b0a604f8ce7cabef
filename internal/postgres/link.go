package postgres

import (
	"context"
	"database/sql"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/user"
)

type linkRow struct {
	bun.BaseModel `bun:"table:?tenant.link,alias:link"`
	*user.Link
}

// Link finds a link by the hash of its secret.
func (s *AuthnStore) Link(ctx context.Context, hash []byte) (*user.Link, error) {
	return s.link(ctx, "token_hash = ?", hash)
}

// LinkByID finds a link that has not expired.
func (s *AuthnStore) LinkByID(ctx context.Context, id uuid.UUID) (*user.Link, error) {
	return s.link(ctx, "id = ? AND expires_at > ?", id, s.db.nowSQL())
}

func (s *AuthnStore) link(ctx context.Context, where string, args ...any) (*user.Link, error) {
	row := new(linkRow)
	if err := s.db.read(access.Scope{}).NewSelect().Model(row).Where(where, args...).Scan(ctx); err != nil {
		return nil, translate(ctx, err)
	}
	return row.Link, nil
}

// ArmLink keeps the hash of the secret that is about to be sent, unless the link was
// used meanwhile.
func (s *AuthnStore) ArmLink(ctx context.Context, link *user.Link) error {
	err := exactlyOne(s.db.read(access.Scope{}).NewUpdate().Model(&linkRow{Link: link}).
		Column("purpose", "account_id", "full_name", "token_hash").Where("id = ?", link.ID).Where("used_at IS NULL").Exec(ctx))
	return translate(ctx, err)
}

// DropLink deletes a link.
func (s *AuthnStore) DropLink(ctx context.Context, id uuid.UUID) error {
	_, err := s.db.programme().NewRaw(`DELETE FROM programme.link WHERE id = ?`, id).Exec(ctx)
	return translate(ctx, err)
}

func (tx userTx) InsertLink(ctx context.Context, link *user.Link) error {
	return insert(ctx, tx.Tx, &linkRow{Link: link})
}

func (tx userTx) SendLink(ctx context.Context, link *user.Link) error {
	if err := tx.InsertLink(ctx, link); err != nil {
		return err
	}
	return tx.Enqueue(ctx, user.DeliverLink{LinkID: link.ID})
}

func (tx userTx) LockLink(ctx context.Context, hash []byte) (*user.Link, error) {
	row := new(linkRow)
	if err := tx.NewSelect().Model(row).Where("token_hash = ?", hash).For("UPDATE").Scan(ctx); err != nil {
		return nil, translate(ctx, err)
	}
	return row.Link, nil
}

func (tx userTx) UseLink(ctx context.Context, link *user.Link) error {
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	if _, err := tx.NewRaw(`UPDATE programme.link SET used_at = ?, account_id = ? WHERE id = ?`, now, link.AccountID, link.ID).Exec(ctx); err != nil {
		return err
	}
	_, err = tx.NewRaw(`DELETE FROM programme.link WHERE used_at IS NULL AND purpose <> ? AND (account_id = ? OR contact = ?
		OR contact IN (SELECT unnest(ARRAY[email, phone]) FROM programme.account WHERE id = ?))`,
		user.ContactChanged, link.AccountID, link.Contact, link.AccountID).Exec(ctx)
	return err
}

// exactlyOne answers NOT_FOUND when a statement met no row.
func exactlyOne(result sql.Result, err error) error {
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n > 0 {
		return err
	}
	return apperr.ErrNotFound
}
