package model

import "github.com/demilge/demilge/internal/commission"

// GraphQL types of commissions.
type (
	CommissionConnection = Connection[*commission.Commission]
	CommissionEdge       = Edge[*commission.Commission]
)
