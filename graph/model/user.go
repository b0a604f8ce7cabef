package model

import (
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/user"
)

// GraphQL types of people, their roles and the log.
type (
	UserConnection       = Connection[*user.User]
	UserEdge             = Edge[*user.User]
	MembershipConnection = Connection[*user.Membership]
	MembershipEdge       = Edge[*user.Membership]
	AuditConnection      = Connection[*audit.Row]
	AuditEdge            = Edge[*audit.Row]
)

// Viewer is the one who is signed in.
type Viewer struct{ access.Principal }
