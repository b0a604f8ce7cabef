package facts

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/content"
)

func (s Services) scoreSummary(ctx context.Context, ref entity.Ref) (paper.Facts, error) {
	g, err := s.ground(ctx, ref)
	if err != nil {
		return nil, err
	}
	found, err := s.Evaluations.Of(ctx, ref.Tenant, []uuid.UUID{ref.ID})
	view, err := one(found, err, ref.ID)
	if err != nil {
		return nil, err
	}
	ranking := view.Ranking(nil)
	if !view.ScoresClosed() || ranking == nil {
		return nil, paper.ErrTooEarly
	}
	summary := content.ScoreSummary{Contest: g.contest(), Criteria: g.regulation.Rules.Criteria, MaxTotal: ranking.MaxTotal}
	rows := map[uuid.UUID]*evaluation.Row{}
	for _, row := range view.Matrix() {
		rows[row.Candidate.ApplicationID] = row
	}
	for _, e := range ranking.Entries {
		ranked := content.Ranked{Number: e.Candidate.Number, Title: e.Candidate.Title, Requested: e.Candidate.Requested, Rank: e.Rank}
		if e.Rank > 0 {
			ranked.Mean = e.Mean()
		}
		for _, m := range e.Criteria {
			ranked.Means = append(ranked.Means, m.Mean())
		}
		summary.Members = fill(&ranked, rows[e.Candidate.ApplicationID])
		summary.Ranked = append(summary.Ranked, ranked)
	}
	return summary, nil
}

// fill enters the members' totals and names the members.
func fill(ranked *content.Ranked, row *evaluation.Row) (members []string) {
	if row == nil {
		return nil
	}
	for _, cell := range row.Cells {
		members = append(members, cell.Member.Name)
		ranked.Totals = append(ranked.Totals, cell.Total)
		ranked.Recused = append(ranked.Recused, cell.Status == evaluation.CellRecused)
	}
	return members
}
