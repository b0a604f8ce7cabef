package model

import "github.com/demilge/demilge/internal/paper"

// GraphQL types of papers.
type (
	PaperConnection = Connection[*paper.Paper]
	PaperEdge       = Edge[*paper.Paper]
)
