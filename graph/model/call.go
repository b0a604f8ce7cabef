package model

import "github.com/demilge/demilge/internal/call"

// GraphQL types of calls.
type (
	CallConnection       = Connection[*call.Call]
	CallEdge             = Edge[*call.Call]
	PublicCallConnection = Connection[*call.Call]
	PublicCallEdge       = Edge[*call.Call]
)
