package model

import "github.com/demilge/demilge/internal/letter"

// GraphQL types of letters of interest.
type (
	LetterOfInterestConnection = Connection[*letter.Letter]
	LetterOfInterestEdge       = Edge[*letter.Letter]
)
