package model

import "github.com/demilge/demilge/internal/agreement"

// GraphQL types of agreements.
type (
	AgreementConnection = Connection[*agreement.Agreement]
	AgreementEdge       = Edge[*agreement.Agreement]
)
