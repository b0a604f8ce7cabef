package model

import "github.com/demilge/demilge/internal/regulation"

// GraphQL types of regulations.
type (
	RegulationConnection = Connection[*regulation.Regulation]
	RegulationEdge       = Edge[*regulation.Regulation]
)
