package postgres

import (
	"slices"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/application"
)

// filterApplications keeps what a filter asks for and its reader may see, but for the
// competition.
func filterApplications(query *bun.SelectQuery, filter application.Filter) *bun.SelectQuery {
	if len(filter.States) > 0 {
		query = query.Where("?TableAlias.state IN (?)", bun.List(filter.States))
	}
	if filter.Search != "" {
		like := "%" + likeEscaper.Replace(filter.Search) + "%"
		query = query.Where(`(?TableAlias.title->>'ky' ILIKE ? OR ?TableAlias.title->>'ru' ILIKE ? OR ?TableAlias.title->>'en' ILIKE ?
			OR ?TableAlias.register_no || '/' || ?TableAlias.register_year LIKE ?)`, like, like, like, like)
	}
	if filter.Sight.All.Everywhere && len(filter.States) > 0 && !slices.Contains(filter.States, application.Draft) {
		return query
	}
	return query.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery { return inSight(q, filter.Sight) })
}

// inSight says application.Sight.Sees in SQL.
func inSight(query *bun.SelectQuery, sight application.Sight) *bun.SelectQuery {
	query = query.Where("false")
	query = reached(query, sight.All, "?TableAlias.state <> 'DRAFT' OR ?TableAlias.channel <> 'ONLINE'")
	query = reached(query, sight.Admitted, "?TableAlias.state IN (?)", bun.List(application.AdmittedStates()))
	if sight.UserID != uuid.Nil {
		query = query.WhereOr("?TableAlias.owner_id = ?", sight.UserID).
			WhereOr("?TableAlias.id IN (SELECT application_id FROM ?tenant.application_editor WHERE user_id = ?)", sight.UserID)
	}
	return query
}

// reached adds what a condition shows where a permission reaches.
func reached(query *bun.SelectQuery, reach access.Reach, condition string, args ...any) *bun.SelectQuery {
	switch {
	case reach.Everywhere:
		return query.WhereOr(condition, args...)
	case len(reach.Competitions) == 0:
		return query
	}
	return query.WhereOr("?TableAlias.competition_id IN (?) AND (?)", bun.List(reach.Competitions), bun.SafeQuery(condition, args...))
}
