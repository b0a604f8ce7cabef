package model

import "github.com/demilge/demilge/internal/funding"

// GraphQL types of the money of agreements.
type (
	PurchaseConnection = Connection[*funding.Purchase]
	PurchaseEdge       = Edge[*funding.Purchase]
	PaymentConnection  = Connection[*funding.Payment]
	PaymentEdge        = Edge[*funding.Payment]
)
