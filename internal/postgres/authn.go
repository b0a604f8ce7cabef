package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/authn"
	"github.com/demilge/demilge/internal/user"
)

var _ = onConstraint("identity_pkey", authn.ErrContactTaken)

type sessionRow struct {
	bun.BaseModel `bun:"table:?tenant.session,alias:session"`
	*authn.Session
}

type tokenRow struct {
	bun.BaseModel `bun:"table:?tenant.access_token,alias:access_token"`
	*authn.AccessToken
}

// Account finds an account by what it signs in with.
func (s *AuthnStore) Account(ctx context.Context, contact user.Contact) (*user.User, error) {
	return s.account(ctx, func(q *bun.SelectQuery) *bun.SelectQuery { return byContact(q, contact) })
}

// AccountByID finds an account.
func (s *AuthnStore) AccountByID(ctx context.Context, id uuid.UUID) (*user.User, error) {
	return s.account(ctx, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("id = ?", id) })
}

// Identity finds the account of a provider's subject.
func (s *AuthnStore) Identity(ctx context.Context, issuer, subject string) (*user.User, error) {
	return s.account(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("id = (SELECT account_id FROM programme.identity WHERE issuer = ? AND subject = ?)", issuer, subject)
	})
}

func (s *AuthnStore) account(ctx context.Context, where func(*bun.SelectQuery) *bun.SelectQuery) (*user.User, error) {
	row := new(accountRow)
	if err := one(ctx, access.Scope{}, where(s.db.read(access.Scope{}).NewSelect().Model(row)), row); err != nil {
		return nil, err
	}
	return row.User, nil
}

// Sessions lists where the scope's person is signed in, newest first.
func (s *AuthnStore) Sessions(ctx context.Context, scope access.Scope) ([]*authn.Session, error) {
	var rows []*sessionRow
	err := s.db.read(scope.InProgramme()).NewSelect().Model(&rows).
		Where("account_id = ?", scope.UserID()).Where("expires_at > ?", s.db.nowSQL()).Order("id DESC").Limit(100).Scan(ctx)
	list := make([]*authn.Session, len(rows))
	for i, row := range rows {
		list[i] = row.Session
	}
	return list, translate(ctx, err)
}

// Tokens lists the tokens of the scope's person, newest first.
func (s *AuthnStore) Tokens(ctx context.Context, scope access.Scope) ([]*authn.AccessToken, error) {
	var rows []*tokenRow
	err := s.db.read(scope.InProgramme()).NewSelect().Model(&rows).Where("account_id = ?", scope.UserID()).Order("id DESC").Scan(ctx)
	list := make([]*authn.AccessToken, len(rows))
	for i, row := range rows {
		list[i] = row.AccessToken
	}
	return list, translate(ctx, err)
}

// Change runs fn in one transaction.
func (s *AuthnStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, authn.Tx) error) error {
	return s.db.write(ctx, scope.InProgramme(), func(ctx context.Context, tx *Tx) error { return fn(ctx, userTx{tx}) })
}

func (tx userTx) InsertSession(ctx context.Context, session *authn.Session) error {
	return insert(ctx, tx.Tx, &sessionRow{Session: session})
}

func (tx userTx) EndSession(ctx context.Context, account, id uuid.UUID) error {
	return exactlyOne(tx.NewRaw(`DELETE FROM programme.session WHERE account_id = ? AND id = ?`, account, id).Exec(ctx))
}

func (tx userTx) EndToken(ctx context.Context, account, id uuid.UUID) error {
	return exactlyOne(tx.NewRaw(`DELETE FROM programme.access_token WHERE account_id = ? AND id = ?`, account, id).Exec(ctx))
}

func (tx userTx) EndSessions(ctx context.Context, account uuid.UUID) error {
	return tx.EndOtherSessions(ctx, account, uuid.Nil)
}

func (tx userTx) EndOtherSessions(ctx context.Context, account, keep uuid.UUID) error {
	if _, err := tx.NewRaw(`DELETE FROM programme.session WHERE account_id = ? AND id <> ?`, account, keep).Exec(ctx); err != nil {
		return err
	}
	_, err := tx.NewRaw(`DELETE FROM programme.access_token WHERE account_id = ?`, account).Exec(ctx)
	return err
}

func (tx userTx) CountTokens(ctx context.Context, account uuid.UUID) (int, error) {
	n, err := tx.NewSelect().Model((*tokenRow)(nil)).Where("account_id = ?", account).Count(ctx)
	return int(n), err
}

func (tx userTx) InsertToken(ctx context.Context, t *authn.AccessToken) error {
	return insert(ctx, tx.Tx, &tokenRow{AccessToken: t})
}

func (tx userTx) InsertIdentity(ctx context.Context, issuer, subject string, account uuid.UUID) error {
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	_, err = tx.NewRaw(`INSERT INTO programme.identity (issuer, subject, account_id, created_at) VALUES (?, ?, ?, ?)`,
		issuer, subject, account, now).Exec(ctx)
	return err
}
