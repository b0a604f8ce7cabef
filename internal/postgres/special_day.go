package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/specialday"
	"github.com/demilge/demilge/internal/workday"
)

var _ = onConstraint("special_day_day_key", specialday.ErrTaken)

type specialDayRow struct {
	bun.BaseModel `bun:"table:?tenant.special_day,alias:special_day"`
	*specialday.Day
}

// SpecialDayStore keeps days that are not what their weekday says, in the programme's schema.
type SpecialDayStore struct{ db *DB }

// NewSpecialDayStore makes the store.
func NewSpecialDayStore(db *DB) *SpecialDayStore { return &SpecialDayStore{db: db} }

// Get reads one day.
func (s *SpecialDayStore) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*specialday.Day, error) {
	row := new(specialDayRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Day, err
}

// Year lists the days of a year in order.
func (s *SpecialDayStore) Year(ctx context.Context, scope access.Scope, year int) ([]*specialday.Day, error) {
	var rows []*specialDayRow
	err := s.db.read(scope).NewSelect().Model(&rows).
		Where("day BETWEEN ? AND ?", clock.NewDate(year, 1, 1), clock.NewDate(year, 12, 31)).Order("day").Scan(ctx)
	days := make([]*specialday.Day, len(rows))
	for i, row := range rows {
		days[i] = row.Day
	}
	return days, translate(ctx, err)
}

// Workdays are the working days as they are known now.
func (s *SpecialDayStore) Workdays(ctx context.Context) (*workday.Calendar, error) {
	return s.db.workdays.get(ctx)
}

// Change runs fn in one transaction; what this server remembers of the days ends with it.
func (s *SpecialDayStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, specialday.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error {
		tx.afterCommit(func(context.Context) { tx.db.workdays.forget() })
		return fn(ctx, specialDayTx{tx})
	})
}

type specialDayTx struct{ *Tx }

func (tx specialDayTx) Lock(ctx context.Context, id uuid.UUID) (*specialday.Day, error) {
	row := new(specialDayRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("UPDATE"), row)
	return row.Day, err
}

func (tx specialDayTx) Insert(ctx context.Context, d *specialday.Day) error {
	return insert(ctx, tx.Tx, &specialDayRow{Day: d})
}

func (tx specialDayTx) Update(ctx context.Context, d *specialday.Day) error {
	return update(ctx, tx.Tx, &specialDayRow{Day: d})
}

func (tx specialDayTx) Delete(ctx context.Context, id uuid.UUID) error {
	_, err := tx.NewRaw("DELETE FROM programme.special_day WHERE id = ?", id).Exec(ctx)
	return err
}
