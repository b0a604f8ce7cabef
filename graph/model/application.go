package model

import "github.com/demilge/demilge/internal/application"

// GraphQL types of applications.
type (
	ApplicationConnection = Connection[*application.Application]
	ApplicationEdge       = Edge[*application.Application]
)
