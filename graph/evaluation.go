package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/evaluation"
)

func statements(inputs []*model.ConflictInput) []evaluation.Statement {
	list := make([]evaluation.Statement, len(inputs))
	for i, input := range inputs {
		list[i] = evaluation.Statement{ApplicationID: input.ApplicationID.ID, Kind: input.Kind, Text: input.Text}
	}
	return list
}

func scores(inputs []*model.CriterionScoreInput) []evaluation.Score {
	list := make([]evaluation.Score, len(inputs))
	for i, input := range inputs {
		list[i] = evaluation.Score{Criterion: input.Criterion, Points: input.Points.Value(), Comment: input.Comment}
	}
	return list
}

// evaluationsOf reads the evaluations of competitions with the sheets that are shown.
func (r *Resolver) evaluationsOf(ctx context.Context, list []*competition.Competition) (map[uuid.UUID]*evaluation.View, error) {
	views, err := r.Evaluations.Of(ctx, list[0].TenantID, idsOf(list))
	var sheets []*evaluation.Sheet
	for _, view := range views {
		sheets = append(sheets, view.Sheets()...)
	}
	remember(ctx, sheets...)
	return views, err
}
