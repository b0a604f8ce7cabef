package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/clock"
)

// Offices knows who holds which role in a municipality.
type Offices struct{ db *DB }

// NewOffices makes it.
func NewOffices(db *DB) *Offices { return &Offices{db: db} }

// Holds reports whether a user is in office in every one of the roles on a day; of a
// municipality that went over, in its successors.
func (o *Offices) Holds(ctx context.Context, tenant, user uuid.UUID, day clock.Date, roles ...access.Role) (bool, error) {
	var held []access.Role
	err := o.db.programme().NewSelect().TableExpr("programme.membership AS m").
		Join("JOIN programme.account AS a ON a.id = m.account_id AND a.state <> 'SUSPENDED'").
		ColumnExpr("DISTINCT m.role").
		Where("m.account_id = ?", user).Where("m.tenant_id IN (SELECT programme.in_charge_of(?))", tenant).Where("m.role IN (?)", bun.List(roles)).
		Where("m.from_date <= ?", day).Where("m.until_date IS NULL OR m.until_date >= ?", day).
		Scan(ctx, &held)
	return len(held) == len(roles), translate(ctx, err)
}
