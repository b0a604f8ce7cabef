package model

import "github.com/demilge/demilge/internal/event"

// GraphQL types of events.
type (
	EventConnection = Connection[*event.Event]
	EventEdge       = Edge[*event.Event]
)
