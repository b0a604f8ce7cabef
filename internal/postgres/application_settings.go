package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/regulation"
)

// Settings reads what competitions demand of their applications.
func (s *ApplicationStore) Settings(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*application.Settings, error) {
	found, err := NewCompetitionStore(s.db).ByIDs(ctx, scope, ids)
	if err != nil {
		return nil, err
	}
	var regulations []uuid.UUID
	for _, c := range found {
		regulations = append(regulations, c.RegulationID)
	}
	rules, err := regulationRules(ctx, s.db.read(scope).NewSelect(), regulations)
	if err != nil {
		return nil, translate(ctx, err)
	}
	settings := make(map[uuid.UUID]*application.Settings, len(found))
	for id, c := range found {
		settings[id] = &application.Settings{Competition: c, Rules: rules[c.RegulationID]}
	}
	return settings, nil
}

// regulationRules reads the rules of versions of the regulation.
func regulationRules(ctx context.Context, query *bun.SelectQuery, ids []uuid.UUID) (map[uuid.UUID]regulation.Rules, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var rows []struct {
		ID    uuid.UUID
		Rules regulation.Rules `bun:"type:jsonb"`
	}
	if err := query.TableExpr("?tenant.regulation").Column("id", "rules").Where("id IN (?)", bun.List(ids)).Scan(ctx, &rows); err != nil {
		return nil, err
	}
	rules := make(map[uuid.UUID]regulation.Rules, len(rows))
	for _, row := range rows {
		rules[row.ID] = row.Rules
	}
	return rules, nil
}
