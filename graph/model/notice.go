package model

import "github.com/demilge/demilge/internal/notice"

// GraphQL types of messages.
type (
	NoticeConnection  = Connection[*notice.Item]
	NoticeEdge        = Edge[*notice.Item]
	MessageConnection = Connection[*notice.Logged]
	MessageEdge       = Edge[*notice.Logged]
)
