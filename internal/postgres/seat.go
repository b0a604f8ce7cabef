package postgres

import (
	"context"
	"maps"
	"slices"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/competition"
)

// seated is a store of things that lie before a commission.
type seated struct{ db *DB }

// Reach finds the competitions in whose commission the caller holds the offices that a
// scope was granted by; see [access.Reach].
func (s seated) Reach(ctx context.Context, scope access.Scope) (access.Reach, error) {
	offices := commission.OfficesOf(scope.Seats())
	if len(offices) == 0 {
		return access.Reach{Everywhere: true}, nil
	}
	reach := access.Reach{Competitions: []uuid.UUID{}}
	err := s.db.read(scope).NewSelect().TableExpr("?tenant.competition AS competition").ColumnExpr("DISTINCT competition.id").
		Join("JOIN ?tenant.commission_member AS seat ON seat.commission_id = competition.commission_id").
		Where("seat.user_id = ?", scope.UserID()).Where("seat.until_date IS NULL").
		Where("seat.role IN (?)", bun.List(offices)).Scan(ctx, &reach.Competitions)
	return reach, translate(ctx, err)
}

// Commission reads the commission of a competition, nil while it has none.
func (tx competitionTx) Commission(ctx context.Context, c *competition.Competition) (*commission.Commission, error) {
	return commissionOf(ctx, tx.scope, tx, c.CommissionID)
}

func commissionOf(ctx context.Context, scope access.Scope, db selecter, id *uuid.UUID) (*commission.Commission, error) {
	if id == nil {
		return nil, nil
	}
	row := new(commissionRow)
	if err := one(ctx, scope, db.NewSelect().Model(row).Where("id = ?", *id), row); err != nil {
		return nil, err
	}
	return row.Commission, seat(ctx, scope, db, row.Commission)
}

// commissionsOf reads the commissions of competitions, by the competition; those that
// have none yet are missing from the answer.
func commissionsOf(ctx context.Context, scope access.Scope, db selecter, competitions map[uuid.UUID]*competition.Competition,
) (map[uuid.UUID]*commission.Commission, error) {
	var ids []uuid.UUID
	for _, c := range competitions {
		if c.CommissionID != nil {
			ids = append(ids, *c.CommissionID)
		}
	}
	var rows []*commissionRow
	found, err := named(ctx, scope, db.NewSelect().Model(&rows), &rows, ids, (*commissionRow).entity)
	if err != nil {
		return nil, err
	}
	of := make(map[uuid.UUID]*commission.Commission, len(competitions))
	for id, c := range competitions {
		if c.CommissionID != nil {
			of[id] = found[*c.CommissionID]
		}
	}
	return of, seat(ctx, scope, db, slices.Collect(maps.Values(found))...)
}
