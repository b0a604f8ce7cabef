package postgres

import (
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/competition"
)

func competitionFilter(query *bun.SelectQuery, filter competition.Filter) *bun.SelectQuery {
	if filter.Public {
		query = query.Where("announced_at IS NOT NULL")
	}
	if filter.Year != nil {
		query = query.Where("year = ?", *filter.Year)
	}
	if filter.Search != "" {
		like := "%" + likeEscaper.Replace(filter.Search) + "%"
		query = query.Where("concat_ws(' ', number, title->>'ky', title->>'ru', title->>'en') ILIKE ?", like)
	}
	if len(filter.States) > 0 {
		query = query.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery { return inStates(q, filter.States, filter.Now) })
	}
	return query
}

var likeEscaper = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// inStates turns the states that the clock decides into comparisons with the window.
func inStates(query *bun.SelectQuery, states []competition.State, now time.Time) *bun.SelectQuery {
	stored := slices.DeleteFunc(slices.Clone(states), func(s competition.State) bool {
		return s == competition.Announced || s == competition.Open || s == competition.Closed
	})
	if len(stored) > 0 {
		query = query.WhereOr("state IN (?)", bun.List(stored))
	}
	for _, state := range states {
		switch state {
		case competition.Announced:
			query = query.WhereOr("state = 'ANNOUNCED' AND opens_at > ?", now)
		case competition.Open:
			query = query.WhereOr("state = 'ANNOUNCED' AND opens_at <= ? AND closes_at > ?", now, now)
		case competition.Closed:
			query = query.WhereOr("state = 'ANNOUNCED' AND closes_at <= ?", now)
		}
	}
	return query
}
