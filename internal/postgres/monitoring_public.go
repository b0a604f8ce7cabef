package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/monitoring"
)

// Watched counts what monitoring did in the initiatives of competitions whose work has
// begun, by application.
func (s *MonitoringStore) Watched(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID]*monitoring.Watched, error) {
	var rows []*monitoring.Watched
	db := s.db.read(scope)
	err := db.NewSelect().TableExpr("?tenant.agreement AS a").ColumnExpr("a.application_id").
		ColumnExpr("(SELECT count(*) FROM ?tenant.visit AS v WHERE v.agreement_id = a.id AND v.state = 'DONE') AS visits").
		ColumnExpr("(SELECT count(*) FROM ?tenant.monitoring_protocol AS p WHERE p.agreement_id = a.id AND p.state <> 'DRAFT') AS protocols").
		ColumnExpr("(SELECT count(*) FROM ?tenant.finding AS f WHERE f.agreement_id = a.id AND f.state <> 'CLOSED') AS open_findings").
		Where("a.competition_id IN (?)", bun.List(competitions)).Where("a.activated_at IS NOT NULL").Scan(ctx, &rows)
	if err != nil {
		return nil, translate(ctx, err)
	}
	found := make(map[uuid.UUID]*monitoring.Watched, len(rows))
	for _, row := range rows {
		row.Conclusions = []monitoring.Concluded{}
		found[row.ApplicationID] = row
	}
	var concluded []monitoring.Concluded
	err = db.NewSelect().TableExpr("?tenant.monitoring_protocol AS p").Join("JOIN ?tenant.agreement AS a ON a.id = p.agreement_id").
		ColumnExpr("a.application_id, p.date, p.number, p.verdict, p.conclusion").
		Where("a.competition_id IN (?)", bun.List(competitions)).Where("p.state <> 'DRAFT'").OrderExpr("p.date, p.id").Scan(ctx, &concluded)
	for _, c := range concluded {
		found[c.ApplicationID].Conclusions = append(found[c.ApplicationID].Conclusions, c)
	}
	return found, translate(ctx, err)
}

// PublicGroups finds the last group that was formed for each of some competitions, or that
// visited one of its initiatives.
func (s *MonitoringStore) PublicGroups(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID]*monitoring.PublicGroup, error) {
	var rows []*monitoring.PublicGroup
	err := s.db.read(scope).NewSelect().TableExpr("?tenant.competition AS c").
		Join(`JOIN ?tenant.monitoring_group AS g ON g.state <> 'DRAFT' AND (g.competition_id = c.id OR EXISTS (SELECT FROM ?tenant.visit AS v
			JOIN ?tenant.agreement AS a ON a.id = v.agreement_id WHERE v.group_id = g.id AND v.state = 'DONE' AND a.competition_id = c.id))`).
		DistinctOn("c.id").ColumnExpr("c.id AS competition_id, g.order_date").
		ColumnExpr("(SELECT count(*) FROM ?tenant.monitoring_group_member AS m WHERE m.group_id = g.id AND m.left_on IS NULL) AS size").
		Where("c.id IN (?)", bun.List(competitions)).OrderExpr("c.id, g.order_date DESC, g.id DESC").Scan(ctx, &rows)
	found := make(map[uuid.UUID]*monitoring.PublicGroup, len(rows))
	for _, row := range rows {
		found[row.CompetitionID] = row
	}
	return found, translate(ctx, err)
}
