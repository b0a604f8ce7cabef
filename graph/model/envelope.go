package model

import "github.com/demilge/demilge/internal/envelope"

// GraphQL types of envelopes.
type (
	EnvelopeConnection       = Connection[*envelope.Envelope]
	EnvelopeEdge             = Edge[*envelope.Envelope]
	EnvelopeChangeConnection = Connection[*envelope.Change]
	EnvelopeChangeEdge       = Edge[*envelope.Change]
)
