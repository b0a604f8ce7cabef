package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/regulation"
)

// rulesRow is what a competition is held by.
type rulesRow struct {
	ID    uuid.UUID
	Rules regulation.Rules `bun:"type:jsonb"`
}

// rulesQuery asks for the rules of the regulations that competitions are held by.
func rulesQuery(db selecter, competitions []uuid.UUID) *bun.SelectQuery {
	return db.NewSelect().TableExpr("?tenant.competition AS c").Join("JOIN ?tenant.regulation AS r ON r.id = c.regulation_id").
		ColumnExpr("c.id, r.rules").Where("c.id IN (?)", bun.List(competitions))
}

// Rules are those of the regulation that a competition is held by.
func (tx *Tx) Rules(ctx context.Context, competition uuid.UUID) (regulation.Rules, error) {
	rules, err := rulesOf(ctx, tx, []uuid.UUID{competition})
	return rules[competition], err
}

// rulesOf reads the rules that competitions are held by, by competition.
func rulesOf(ctx context.Context, db selecter, competitions []uuid.UUID) (map[uuid.UUID]regulation.Rules, error) {
	rules := make(map[uuid.UUID]regulation.Rules, len(competitions))
	if len(competitions) == 0 {
		return rules, nil
	}
	var rows []rulesRow
	err := rulesQuery(db, competitions).Scan(ctx, &rows)
	for _, row := range rows {
		rules[row.ID] = row.Rules
	}
	return rules, translate(ctx, err)
}
