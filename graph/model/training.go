package model

import "github.com/demilge/demilge/internal/training"

// GraphQL types of trainings.
type (
	TrainingConnection = Connection[*training.Training]
	TrainingEdge       = Edge[*training.Training]
)
