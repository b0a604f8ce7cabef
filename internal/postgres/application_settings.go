package postgres

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/application"
)

// Settings reads what competitions demand of their applications.
func (s *ApplicationStore) Settings(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*application.Settings, error) {
	found, err := NewCompetitionStore(s.db).ByIDs(ctx, scope, ids)
	if err != nil {
		return nil, err
	}
	rules, err := rulesOf(ctx, s.db.read(scope), ids)
	if err != nil {
		return nil, err
	}
	days, err := s.db.workdays.get(ctx)
	if err != nil {
		return nil, err
	}
	settings := make(map[uuid.UUID]*application.Settings, len(found))
	for id, c := range found {
		settings[id] = &application.Settings{Competition: c, Rules: rules[id], Days: days}
	}
	return settings, nil
}
