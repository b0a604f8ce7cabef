// Package live tells those who watch a municipality of what has just happened there, in
// the order in which it was committed, and again from where they were cut off.
package live

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/entity"
)

// Kind is what happened.
type Kind string

// The kinds.
const (
	// ApplicationRegistered: an application came in and has its number.
	ApplicationRegistered Kind = "APPLICATION_REGISTERED"
	// ScoreSheetSubmitted: another score sheet is in; how many, not whose.
	ScoreSheetSubmitted Kind = "SCORE_SHEET_SUBMITTED"
	// SessionChanged: a session of the commission was called, or its agenda, attendance or
	// state changed.
	SessionChanged Kind = "SESSION_CHANGED"
	// DocumentReady: a paper was issued and can be printed.
	DocumentReady Kind = "DOCUMENT_READY"
)

// Kinds lists all of them.
func Kinds() []Kind {
	return []Kind{ApplicationRegistered, ScoreSheetSubmitted, SessionChanged, DocumentReady}
}

// told says which changes are told, by what the audit row of the change says.
var told = map[access.Object]struct {
	kind    Kind
	actions []access.Action
}{
	access.Application:       {ApplicationRegistered, []access.Action{access.Submit, access.Register}},
	access.ScoreSheet:        {ScoreSheetSubmitted, []access.Action{access.Submit, access.Register}},
	access.CommissionSession: {SessionChanged, nil},
	access.Paper:             {DocumentReady, []access.Action{access.Create}},
}

// KindOf is what a change is to those who watch, "" for one that they are not told of.
func KindOf(object access.Object, action access.Action) Kind {
	t := told[object]
	if t.actions != nil && !slices.Contains(t.actions, action) {
		return ""
	}
	return t.kind
}

// Event is one thing that happened.
type Event struct {
	Position Position
	Kind     Kind
	At       time.Time
	// TenantID is the municipality, Subject what was changed.
	TenantID, Subject uuid.UUID
	// CompetitionID is the competition that the subject belongs to, uuid.Nil for none.
	CompetitionID uuid.UUID
	// Sheets is how many score sheets of the competition are in, nil for other kinds.
	Sheets *int
}

// Key is the event's id on the wire.
func (e *Event) Key() string { return e.Position.String() }

// Link is the address of something in the event's municipality.
func (e *Event) Link(kind string, id uuid.UUID) entity.Ref {
	return entity.Ref{Kind: kind, Tenant: e.TenantID, ID: id}
}
