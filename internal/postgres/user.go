package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/authn"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/user"
)

var (
	_ = onConstraint("account_email_key", authn.ErrContactTaken)
	_ = onConstraint("account_phone_key", authn.ErrContactTaken)
	_ = onConstraint("membership_tenant_id_fkey", apperr.ErrNotFound)
)

type accountRow struct {
	bun.BaseModel `bun:"table:?tenant.account,alias:account"`
	*user.User
}

// UserStore keeps people and their roles, in the programme's schema.
type UserStore struct{ db *DB }

// NewUserStore makes the store.
func NewUserStore(db *DB) *UserStore { return &UserStore{db: db} }

// Get reads one account.
func (s *UserStore) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*user.User, error) {
	row := new(accountRow)
	scope = scope.InProgramme()
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.User, err
}

// Users reads several accounts.
func (s *UserStore) Users(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*user.User, error) {
	found := make(map[uuid.UUID]*user.User, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	var rows []*accountRow
	if err := s.db.read(scope.InProgramme()).NewSelect().Model(&rows).Where("id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
		return nil, translate(ctx, err)
	}
	for _, row := range rows {
		found[row.ID] = row.User
	}
	return found, nil
}

// List reads one page of accounts.
func (s *UserStore) List(ctx context.Context, scope access.Scope, request page.Request) (page.Page[*user.User], error) {
	var rows []*accountRow
	query := s.db.read(scope.InProgramme()).NewSelect().Model(&rows)
	count, err := total(ctx, query, request)
	if err != nil {
		return page.Page[*user.User]{}, err
	}
	if err := newest(query, request).Scan(ctx); err != nil {
		return page.Page[*user.User]{}, translate(ctx, err)
	}
	result := pageOf(rows, request, func(r *accountRow) *user.User { return r.User })
	result.Total = count
	return result, nil
}

// Change runs fn in one transaction.
func (s *UserStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, user.Tx) error) error {
	return s.db.write(ctx, scope.InProgramme(), func(ctx context.Context, tx *Tx) error { return fn(ctx, userTx{tx}) })
}

type userTx struct{ *Tx }

func (tx userTx) LockUser(ctx context.Context, id uuid.UUID) (*user.User, error) {
	row := new(accountRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("UPDATE"), row)
	return row.User, err
}

func (tx userTx) FindUser(ctx context.Context, contact user.Contact) (*user.User, error) {
	row := new(accountRow)
	err := one(ctx, tx.scope, byContact(tx.NewSelect().Model(row), contact).For("UPDATE"), row)
	return row.User, err
}

func byContact(query *bun.SelectQuery, contact user.Contact) *bun.SelectQuery {
	if contact.IsPhone() {
		return query.Where("phone = ?", contact)
	}
	return query.Where("email = ?", contact)
}

func (tx userTx) InsertUser(ctx context.Context, u *user.User) error {
	return insert(ctx, tx.Tx, &accountRow{User: u})
}

func (tx userTx) UpdateUser(ctx context.Context, u *user.User) error {
	return update(ctx, tx.Tx, &accountRow{User: u})
}
