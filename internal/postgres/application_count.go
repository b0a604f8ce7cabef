package postgres

import (
	"cmp"
	"context"
	"slices"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/money"
)

// CountEach counts the submitted applications of each competition by state, with
// the sums of each source.
func (s *ApplicationStore) CountEach(ctx context.Context, scope access.Scope, competitions []uuid.UUID,
) (map[uuid.UUID]map[application.State]application.Tally, error) {
	tallies, err := countApplications(ctx, s.db.read(scope).NewSelect(), competitions)
	if err != nil {
		return nil, err
	}
	return tallies, addSources(ctx, s.db.read(scope).NewSelect(), competitions, tallies)
}

func countApplications(ctx context.Context, query *bun.SelectQuery, competitions []uuid.UUID) (map[uuid.UUID]map[application.State]application.Tally, error) {
	var rows []struct {
		CompetitionID uuid.UUID
		State         application.State
		Count         int
	}
	err := query.Model((*applicationRow)(nil)).ColumnExpr("competition_id, state, count(*) AS count").
		Where("competition_id IN (?)", bun.List(competitions)).Where("state <> ?", application.Draft).
		Group("competition_id", "state").Scan(ctx, &rows)
	if err != nil {
		return nil, translate(ctx, err)
	}
	counts := make(map[uuid.UUID]map[application.State]application.Tally, len(competitions))
	for _, row := range rows {
		if counts[row.CompetitionID] == nil {
			counts[row.CompetitionID] = map[application.State]application.Tally{}
		}
		counts[row.CompetitionID][row.State] = application.Tally{Count: row.Count}
	}
	return counts, nil
}

// addSources adds what the estimates of the submitted applications add up to by source.
func addSources(ctx context.Context, query *bun.SelectQuery, competitions []uuid.UUID, tallies map[uuid.UUID]map[application.State]application.Tally) error {
	var rows []struct {
		CompetitionID uuid.UUID
		State         application.State
		Source        budget.Source
		Amount        *money.Amount
		Estimated     bool
		Unvalued      int
	}
	err := query.TableExpr("?tenant.application AS a").Join("JOIN ?tenant.budget_line AS l ON l.application_id = a.id").
		ColumnExpr("a.competition_id, a.state, l.source, sum(l.amount)::bigint AS amount").
		ColumnExpr("bool_or(l.amount IS NOT NULL AND l.valuation = ?) AS estimated", budget.Estimated).
		ColumnExpr("count(*) FILTER (WHERE l.amount IS NULL) AS unvalued").
		Where("a.competition_id IN (?)", bun.List(competitions)).Where("a.state <> ?", application.Draft).
		GroupExpr("a.competition_id, a.state, l.source").Scan(ctx, &rows)
	if err != nil {
		return translate(ctx, err)
	}
	for _, row := range rows {
		tally := tallies[row.CompetitionID][row.State]
		if tally.Count == 0 {
			continue // submitted between the two statements
		}
		tally.BySource = append(tally.BySource, budget.SourceTotal{
			Source: row.Source, Total: budget.Total{Amount: row.Amount, Estimated: row.Estimated, Unvalued: row.Unvalued},
		})
		slices.SortFunc(tally.BySource, func(a, b budget.SourceTotal) int {
			return cmp.Compare(slices.Index(budget.Sources, a.Source), slices.Index(budget.Sources, b.Source))
		})
		tallies[row.CompetitionID][row.State] = tally
	}
	return nil
}
