package model

import "github.com/demilge/demilge/internal/monitoring"

// GraphQL types of monitoring.
type (
	MonitoringGroupConnection = Connection[*monitoring.Group]
	MonitoringGroupEdge       = Edge[*monitoring.Group]
)
