package model

import "github.com/demilge/demilge/internal/publication"

// GraphQL types of what everyone sees.
type (
	PublicMunicipalityConnection = Connection[*publication.Municipality]
	PublicMunicipalityEdge       = Edge[*publication.Municipality]
	PublicCompetitionConnection  = Connection[*publication.Competition]
	PublicCompetitionEdge        = Edge[*publication.Competition]
	PublicApplicationConnection  = Connection[*publication.Application]
	PublicApplicationEdge        = Edge[*publication.Application]
	PublicEventConnection        = Connection[*publication.Event]
	PublicEventEdge              = Edge[*publication.Event]
)
