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

var _ = onConstraint("membership_one_head", user.ErrOneHead)

type membershipRow struct {
	bun.BaseModel `bun:"table:?tenant.membership,alias:membership"`
	*user.Membership
}

// Membership reads one role held.
func (s *UserStore) Membership(ctx context.Context, scope access.Scope, id uuid.UUID) (*user.Membership, error) {
	row := new(membershipRow)
	scope = scope.InProgramme()
	err := one(ctx, scope, withHolder(s.db.read(scope).NewSelect().Model(row)).Where("id = ?", id), row)
	return row.Membership, err
}

// MembershipsOf reads the roles of several people, oldest first.
func (s *UserStore) MembershipsOf(ctx context.Context, scope access.Scope, users []uuid.UUID) (map[uuid.UUID][]*user.Membership, error) {
	held := make(map[uuid.UUID][]*user.Membership, len(users))
	if len(users) == 0 {
		return held, nil
	}
	var rows []*membershipRow
	err := withHolder(s.db.read(scope.InProgramme()).NewSelect().Model(&rows)).Where("account_id IN (?)", bun.List(users)).Order("id").Scan(ctx)
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
	query := withHolder(s.db.read(here).NewSelect().Model(&rows))
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

// AnyInOffice reports whether somebody holds one of the roles in the scope's
// municipality on a day.
func (s *UserStore) AnyInOffice(ctx context.Context, scope access.Scope, day clock.Date, roles ...access.Role) (bool, error) {
	here := scope.InProgramme()
	found, err := inOffice(s.db.read(here).NewSelect(), here.About(), day, roles).Exists(ctx)
	return found, translate(ctx, err)
}

// inOffice asks for those who hold one of the roles on a day.
func inOffice(query *bun.SelectQuery, municipality uuid.UUID, day clock.Date, roles []access.Role) *bun.SelectQuery {
	return query.Model((*membershipRow)(nil)).
		Where("tenant_id = ?", municipality).Where("role IN (?)", bun.List(roles)).
		Where("from_date <= ?", day).Where("until_date IS NULL OR until_date >= ?", day)
}

// withHolder reads roles with the names on their holders' accounts.
func withHolder(query *bun.SelectQuery) *bun.SelectQuery {
	return query.ColumnExpr("membership.*").
		ColumnExpr("(SELECT a.full_name FROM programme.account AS a WHERE a.id = membership.account_id) AS holder_name")
}

func (tx userTx) LockMembership(ctx context.Context, id uuid.UUID) (*user.Membership, error) {
	row := new(membershipRow)
	err := one(ctx, tx.scope, withHolder(tx.NewSelect().Model(row)).Where("id = ?", id).For("UPDATE"), row)
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

func (tx userTx) AnyInOffice(ctx context.Context, municipality uuid.UUID, day clock.Date, roles ...access.Role) (bool, error) {
	return inOffice(tx.NewSelect(), municipality, day, roles).Exists(ctx)
}

// AcceptMemberships takes the opening of an invitation as the word for all roles it was
// sent for.
func (tx userTx) AcceptMemberships(ctx context.Context, account uuid.UUID) error {
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	_, err = tx.NewRaw(`UPDATE programme.membership SET invitee = NULL, version = version + 1, updated_at = ?
		WHERE account_id = ? AND invitee IS NOT NULL`, now, account).Exec(ctx)
	return err
}

func (tx userTx) InsertMembership(ctx context.Context, m *user.Membership) error {
	return insert(ctx, tx.Tx, &membershipRow{Membership: m})
}

func (tx userTx) UpdateMembership(ctx context.Context, m *user.Membership) error {
	return update(ctx, tx.Tx, &membershipRow{Membership: m})
}
