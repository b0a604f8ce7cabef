package model

import "github.com/demilge/demilge/internal/competition"

// GraphQL types of competitions.
type (
	CompetitionConnection = Connection[*competition.Competition]
	CompetitionEdge       = Edge[*competition.Competition]
)
