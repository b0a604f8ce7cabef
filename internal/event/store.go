package event

import (
	"context"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/page"
)

// Filter chooses events of a list; its zero value chooses all.
type Filter struct{ States []State }

// Store keeps events, their photos and the records of participants.
type Store interface {
	Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*Event, error)
	// ListEach reads the same page of the events of each agreement, oldest first.
	ListEach(ctx context.Context, scope access.Scope, agreements []uuid.UUID, filter Filter, request page.Request) (map[uuid.UUID]page.Page[*Event], error)
	// HeldOf lists the held events of agreements, oldest first.
	HeldOf(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID][]*Event, error)
	Photo(ctx context.Context, scope access.Scope, id uuid.UUID) (*Photo, error)
	// Photos lists the photos of events in some states, oldest first.
	Photos(ctx context.Context, scope access.Scope, events []uuid.UUID, states []PhotoState) (map[uuid.UUID][]*Photo, error)
	Record(ctx context.Context, scope access.Scope, id uuid.UUID) (*Record, error)
	// Records reads the records of agreements; those without are missing.
	Records(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID]*Record, error)
	// Initiatives lists the begun initiatives of competitions.
	Initiatives(ctx context.Context, scope access.Scope, competitions []uuid.UUID) ([]*Initiative, error)
	// Change runs fn in one transaction; see [Tx].
	Change(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx Tx) error) error
}

// Tx is what a change of events may do in its transaction. A lock of what hangs on an
// agreement locks the agreement first.
type Tx interface {
	agreement.Locker
	Record(ctx context.Context, entry audit.Entry) error
	LockEvent(ctx context.Context, id uuid.UUID) (*Event, *agreement.Agreement, error)
	// EventByKey finds the event that a form made, nil when it made none.
	EventByKey(ctx context.Context, agreement, key uuid.UUID) (*Event, error)
	InsertEvent(ctx context.Context, e *Event) error
	UpdateEvent(ctx context.Context, e *Event) error
	DeleteEvent(ctx context.Context, id uuid.UUID) error
	LockPhoto(ctx context.Context, id uuid.UUID) (*Photo, *agreement.Agreement, error)
	InsertPhoto(ctx context.Context, p *Photo) error
	UpdatePhoto(ctx context.Context, p *Photo) error
	DeletePhoto(ctx context.Context, id uuid.UUID) error
	// Sensitive reports whether the initiative's priority area hides it from the public.
	Sensitive(ctx context.Context, agreement uuid.UUID) (bool, error)
	// Participants is the record of an agreement, nil without one.
	Participants(ctx context.Context, agreement uuid.UUID) (*Record, error)
	InsertParticipants(ctx context.Context, r *Record) error
	UpdateParticipants(ctx context.Context, r *Record) error
	AttachFile(ctx context.Context, id uuid.UUID, owner file.Owner, kinds ...file.Kind) (*file.File, error)
	ReleaseFile(ctx context.Context, id uuid.UUID, owner file.Owner) error
	// PublishFile shows a file to everyone, HideFile ends that.
	PublishFile(ctx context.Context, id uuid.UUID) error
	HideFile(ctx context.Context, id uuid.UUID) error
}
