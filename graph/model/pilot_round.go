package model

import "github.com/demilge/demilge/internal/pilot"

// GraphQL types of the pilots of earlier years.
type (
	PilotRoundConnection = Connection[*pilot.Round]
	PilotRoundEdge       = Edge[*pilot.Round]
)
