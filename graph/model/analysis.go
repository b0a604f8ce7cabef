package model

import "github.com/demilge/demilge/internal/analysis"

// GraphQL types of situation analyses.
type (
	SituationAnalysisConnection = Connection[*analysis.Analysis]
	SituationAnalysisEdge       = Edge[*analysis.Analysis]
)
