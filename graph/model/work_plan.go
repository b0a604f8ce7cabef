package model

import "github.com/demilge/demilge/internal/workplan"

// GraphQL types of work plans.
type (
	WorkPlanConnection = Connection[*workplan.Plan]
	WorkPlanEdge       = Edge[*workplan.Plan]
)
