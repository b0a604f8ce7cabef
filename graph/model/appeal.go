package model

import "github.com/demilge/demilge/internal/appeal"

// GraphQL types of appeals.
type (
	AppealConnection = Connection[*appeal.Appeal]
	AppealEdge       = Edge[*appeal.Appeal]
)
