package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/territory"
)

// histories reads the three lists of each municipality in one statement.
const histories = `SELECT m.id,
	coalesce((SELECT jsonb_agg(jsonb_build_object('code', o.code, 'slug', o.slug, 'decree', s.decree, 'on', s.on_date,
		'name', jsonb_build_object('ky', o.name_ky, 'ru', o.name_ru, 'en', o.name_en)) ORDER BY s.on_date, o.code)
		FROM programme.municipality_succession s JOIN programme.municipality o ON o.id = s.predecessor_id
		WHERE s.successor_id = m.id), '[]') AS predecessors,
	coalesce((SELECT jsonb_agg(jsonb_build_object('code', o.code, 'slug', o.slug, 'decree', s.decree, 'on', s.on_date,
		'name', jsonb_build_object('ky', o.name_ky, 'ru', o.name_ru, 'en', o.name_en)) ORDER BY s.on_date, o.code)
		FROM programme.municipality_succession s JOIN programme.municipality o ON o.id = s.successor_id
		WHERE s.predecessor_id = m.id), '[]') AS successors,
	coalesce((SELECT jsonb_agg(jsonb_build_object('code', f.code, 'until', f.until,
		'name', jsonb_build_object('ky', f.name_ky, 'ru', f.name_ru, 'en', f.name_en)) ORDER BY f.until DESC)
		FROM programme.municipality_former f WHERE f.municipality_id = m.id), '[]') AS formerly
	FROM programme.municipality m WHERE m.id IN (?)`

// Histories reads the past and the successors of several municipalities.
func (s *TerritoryStore) Histories(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*territory.History, error) {
	var rows []struct {
		ID                       uuid.UUID
		Predecessors, Successors []territory.Succession `bun:"type:jsonb"`
		Formerly                 []territory.Former     `bun:"type:jsonb"`
	}
	if err := s.db.programme().NewRaw(histories, bun.List(ids)).Scan(ctx, &rows); err != nil {
		return nil, translate(ctx, err)
	}
	found := make(map[uuid.UUID]*territory.History, len(rows))
	for _, row := range rows {
		found[row.ID] = &territory.History{Predecessors: row.Predecessors, Successors: row.Successors, Formerly: row.Formerly}
	}
	return found, nil
}
