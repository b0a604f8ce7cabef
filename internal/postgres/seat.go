package postgres

import (
	"context"
	"database/sql"
	"errors"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/competition"
)

// reach finds the competitions in whose commission the caller holds the offices that a
// scope was granted by.
func (db *DB) reach(ctx context.Context, scope access.Scope) (access.Reach, error) {
	offices := commission.OfficesOf(scope.Seats())
	if len(offices) == 0 {
		return access.Reach{Everywhere: true}, nil
	}
	reach := access.Reach{Competitions: []uuid.UUID{}}
	err := db.read(scope).NewSelect().TableExpr("?tenant.competition AS competition").ColumnExpr("DISTINCT competition.id").
		Join("JOIN ?tenant.commission_member AS seat ON seat.commission_id = competition.commission_id").
		Where("seat.user_id = ?", scope.UserID()).Where("seat.until_date IS NULL").
		Where("seat.role IN (?)", bun.List(offices)).Scan(ctx, &reach.Competitions)
	return reach, translate(ctx, err)
}

// Reach is where the caller of a scope reaches; see [access.Reach].
func (s *ApplicationStore) Reach(ctx context.Context, scope access.Scope) (access.Reach, error) {
	return s.db.reach(ctx, scope)
}

// Reach is where the caller of a scope reaches; see [access.Reach].
func (s *MeetingStore) Reach(ctx context.Context, scope access.Scope) (access.Reach, error) {
	return s.db.reach(ctx, scope)
}

// Reach is where the caller of a scope reaches; see [access.Reach].
func (s *ProtocolStore) Reach(ctx context.Context, scope access.Scope) (access.Reach, error) {
	return s.db.reach(ctx, scope)
}

// Reach is where the caller of a scope reaches; see [access.Reach].
func (s *AwardStore) Reach(ctx context.Context, scope access.Scope) (access.Reach, error) {
	return s.db.reach(ctx, scope)
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
	err := db.NewSelect().Model(row).Where("id = ?", *id).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	stamp(scope, []*commissionRow{row})
	return row.Commission, seat(ctx, scope, db, row.Commission)
}
