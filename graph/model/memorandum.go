package model

import "github.com/demilge/demilge/internal/memorandum"

// GraphQL types of memoranda.
type (
	MemorandumConnection = Connection[*memorandum.Memorandum]
	MemorandumEdge       = Edge[*memorandum.Memorandum]
)
