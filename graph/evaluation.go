package graph

import (
	"github.com/demilge/demilge/graph/model"
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
