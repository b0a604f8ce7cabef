package model

import "github.com/demilge/demilge/tenants"

// GraphQL types of municipalities.
type (
	MunicipalityConnection = Connection[*tenants.Tenant]
	MunicipalityEdge       = Edge[*tenants.Tenant]
)
