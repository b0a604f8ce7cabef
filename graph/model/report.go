package model

import "github.com/demilge/demilge/internal/report"

// GraphQL types of reports.
type (
	ReportConnection = Connection[*report.Report]
	ReportEdge       = Edge[*report.Report]
)
