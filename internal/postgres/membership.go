package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/user"
)

type membershipRow struct {
	bun.BaseModel `bun:"table:?tenant.membership,alias:membership"`
	*user.Membership
}

// Membership reads one role held.
func (s *UserStore) Membership(ctx context.Context, scope access.Scope, id uuid.UUID) (*user.Membership, error) {
	row := new(membershipRow)
	scope = scope.InProgramme()
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Membership, err
}

// MembershipsOf reads the roles of several people, oldest first.
func (s *UserStore) MembershipsOf(ctx context.Context, scope access.Scope, users []uuid.UUID) (map[uuid.UUID][]*user.Membership, error) {
	held := make(map[uuid.UUID][]*user.Membership, len(users))
	if len(users) == 0 {
		return held, nil
	}
	var rows []*membershipRow
	err := s.db.read(scope.InProgramme()).NewSelect().Model(&rows).Where("account_id IN (?)", bun.List(users)).Order("id").Scan(ctx)
	if err != nil {
		return nil, translate(ctx, err)
	}
	for _, row := range rows {
		held[row.AccountID] = append(held[row.AccountID], row.Membership)
	}
	return held, nil
}

// Members reads one page of the roles given in the scope's place.
func (s *UserStore) Members(ctx context.Context, scope access.Scope, request page.Request) (page.Page[*user.Membership], error) {
	var rows []*membershipRow
	here := scope.InProgramme()
	query := s.db.read(here).NewSelect().Model(&rows)
	if here.About() == uuid.Nil {
		query = query.Where("tenant_id IS NULL")
	} else {
		query = query.Where("tenant_id = ?", here.About())
	}
	count, err := total(ctx, query, request)
	if err != nil {
		return page.Page[*user.Membership]{}, err
	}
	if err := newest(query, request).Scan(ctx); err != nil {
		return page.Page[*user.Membership]{}, translate(ctx, err)
	}
	result := pageOf(rows, request, func(r *membershipRow) *user.Membership { return r.Membership })
	result.Total = count
	return result, nil
}

// Administered reports whether the scope's municipality has a head or an executive
// secretary in office today.
func (s *UserStore) Administered(ctx context.Context, scope access.Scope) (bool, error) {
	here := scope.InProgramme()
	day := bun.SafeQuery("(? AT TIME ZONE 'Asia/Bishkek')::date", s.db.nowSQL())
	found, err := administrators(s.db.read(here).NewSelect(), here.About(), day).Exists(ctx)
	return found, translate(ctx, err)
}

// administrators asks for heads and executive secretaries in office on a day.
func administrators(query *bun.SelectQuery, municipality uuid.UUID, day any) *bun.SelectQuery {
	return query.Model((*membershipRow)(nil)).
		Where("tenant_id = ?", municipality).Where("role IN (?)", bun.List([]access.Role{access.Head, access.ExecSecretary})).
		Where("from_date <= ?", day).Where("until_date IS NULL OR until_date >= ?", day)
}

func (tx userTx) LockMembership(ctx context.Context, id uuid.UUID) (*user.Membership, error) {
	row := new(membershipRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("UPDATE"), row)
	return row.Membership, err
}

func (tx userTx) Memberships(ctx context.Context, account uuid.UUID) ([]*user.Membership, error) {
	var rows []*membershipRow
	if err := tx.NewSelect().Model(&rows).Where("account_id = ?", account).Order("id").Scan(ctx); err != nil {
		return nil, err
	}
	held := make([]*user.Membership, len(rows))
	for i, row := range rows {
		held[i] = row.Membership
	}
	return held, nil
}

func (tx userTx) Administered(ctx context.Context, municipality uuid.UUID, day clock.Date) (bool, error) {
	return administrators(tx.NewSelect(), municipality, day).Exists(ctx)
}

func (tx userTx) InsertMembership(ctx context.Context, m *user.Membership) error {
	return insert(ctx, tx.Tx, &membershipRow{Membership: m})
}

func (tx userTx) UpdateMembership(ctx context.Context, m *user.Membership) error {
	return update(ctx, tx.Tx, &membershipRow{Membership: m})
}
