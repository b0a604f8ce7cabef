package model

import "github.com/demilge/demilge/internal/priority"

// GraphQL types of priority areas.
type (
	PriorityAreaConnection = Connection[*priority.Area]
	PriorityAreaEdge       = Edge[*priority.Area]
)
