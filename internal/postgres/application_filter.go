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
	query = narrowApplications(query, filter)
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

// narrowApplications keeps an area, a village, sums and days of receipt.
func narrowApplications(query *bun.SelectQuery, filter application.Filter) *bun.SelectQuery {
	if filter.PriorityAreaID != nil {
		query = query.Where("?TableAlias.priority_area_id = ?", *filter.PriorityAreaID)
	}
	if filter.Village != "" {
		query = query.Where("EXISTS (SELECT FROM jsonb_array_elements(?TableAlias.villages) AS v WHERE lower(v->>'name') = lower(?))", filter.Village)
	}
	if filter.RequestedFrom != nil {
		query = query.Where("("+requested+") >= ?", *filter.RequestedFrom)
	}
	if filter.RequestedTo != nil {
		query = query.Where("("+requested+") <= ?", *filter.RequestedTo)
	}
	if filter.ReceivedFrom != nil {
		query = query.Where("?TableAlias.received_at >= ?", filter.ReceivedFrom.Start())
	}
	if filter.ReceivedTo != nil {
		query = query.Where("?TableAlias.received_at < ?", filter.ReceivedTo.AddDays(1).Start())
	}
	return query
}
