package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/letter"
)

// Counts counts the letters of a call in one statement.
func (s *LetterStore) Counts(ctx context.Context, scope access.Scope, callID uuid.UUID) (*letter.Counts, error) {
	var row struct {
		Drafts int
		Counts json.RawMessage
	}
	err := s.db.read(scope).NewRaw(`WITH sent AS (
			SELECT l.state, coalesce(m.oblast_code, '') AS oblast, (l.submitted_at AT TIME ZONE 'Asia/Bishkek')::date AS day
			FROM ?tenant.letter AS l JOIN ?tenant.municipality AS m ON m.id = l.municipality_id
			WHERE l.call_id = ?0 AND l.state <> 'DRAFT')
		SELECT (SELECT count(*) FROM ?tenant.letter WHERE call_id = ?0 AND state = 'DRAFT') AS drafts, json_build_object(
			'Total', (SELECT count(*) FROM sent),
			'ByState', (SELECT coalesce(json_agg(s), '[]') FROM (SELECT state AS "State", count(*) AS "Count" FROM sent GROUP BY 1) AS s),
			'ByOblast', (SELECT coalesce(json_agg(o ORDER BY o."OblastCode"), '[]')
				FROM (SELECT oblast AS "OblastCode", count(*) AS "Count" FROM sent GROUP BY 1) AS o),
			'ByDay', (SELECT coalesce(json_agg(d ORDER BY d."Day"), '[]')
				FROM (SELECT day AS "Day", count(*) AS "Count" FROM sent GROUP BY 1) AS d)) AS counts`, callID).Scan(ctx, &row)
	if err != nil {
		return nil, translate(ctx, err)
	}
	counts := &letter.Counts{Drafts: row.Drafts}
	if err := json.Unmarshal(row.Counts, counts); err != nil {
		return nil, fmt.Errorf("letter counts: %w", err)
	}
	slices.SortFunc(counts.ByState, func(a, b letter.StateCount) int {
		return slices.Index(letter.States, a.State) - slices.Index(letter.States, b.State)
	})
	return counts, nil
}
