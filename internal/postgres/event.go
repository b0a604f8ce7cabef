package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/event"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/page"
)

var (
	_ = onConstraint("event_photo_file_key", file.ErrUsed.At("fileId"))
	_ = onConstraint("participant_record_agreement_key", apperr.ErrStale)
)

type eventRow struct {
	bun.BaseModel `bun:"table:?tenant.event,alias:event"`
	*event.Event
}

func (r *eventRow) entity() *event.Event { return r.Event }

type eventPhotoRow struct {
	bun.BaseModel `bun:"table:?tenant.event_photo,alias:event_photo"`
	*event.Photo
}

type participantRecordRow struct {
	bun.BaseModel `bun:"table:?tenant.participant_record,alias:participant_record"`
	*event.Record
}

// EventStore keeps events, their photos and the records of participants.
type EventStore struct{ db *DB }

// NewEventStore makes the store.
func NewEventStore(db *DB) *EventStore { return &EventStore{db: db} }

// Get reads one event.
func (s *EventStore) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*event.Event, error) {
	row := new(eventRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Event, err
}

func filterEvents(query *bun.SelectQuery, filter event.Filter) *bun.SelectQuery {
	if len(filter.States) > 0 {
		query = query.Where("?TableAlias.state IN (?)", bun.List(filter.States))
	}
	return query
}

// ListEach reads the same page of the events of each agreement, oldest first.
func (s *EventStore) ListEach(ctx context.Context, scope access.Scope, agreements []uuid.UUID, filter event.Filter, request page.Request,
) (map[uuid.UUID]page.Page[*event.Event], error) {
	events := family[*eventRow, *event.Event]{
		column: "agreement_id", parent: func(r *eventRow) uuid.UUID { return r.AgreementID }, entity: (*eventRow).entity,
	}
	return events.pages(ctx, scope, s.db.read(scope), agreements, request, func(query *bun.SelectQuery) *bun.SelectQuery {
		return filterEvents(query, filter)
	})
}

// HeldOf lists the held events of agreements, oldest first.
func (s *EventStore) HeldOf(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID][]*event.Event, error) {
	var rows []*eventRow
	return grouped(ctx, scope, s.db.read(scope).NewSelect().Model(&rows).Where("state = ?", event.Held), "agreement_id", agreements, &rows,
		func(r *eventRow) (uuid.UUID, *event.Event) { return r.AgreementID, r.Event })
}

// Photo reads one photo.
func (s *EventStore) Photo(ctx context.Context, scope access.Scope, id uuid.UUID) (*event.Photo, error) {
	row := new(eventPhotoRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Photo, err
}

// Photos lists the photos of events in some states, oldest first.
func (s *EventStore) Photos(ctx context.Context, scope access.Scope, events []uuid.UUID, states []event.PhotoState) (map[uuid.UUID][]*event.Photo, error) {
	var rows []*eventPhotoRow
	return grouped(ctx, scope, s.db.read(scope).NewSelect().Model(&rows).Where("state IN (?)", bun.List(states)), "event_id", events, &rows,
		func(r *eventPhotoRow) (uuid.UUID, *event.Photo) { return r.EventID, r.Photo })
}

// Record reads one record of participants.
func (s *EventStore) Record(ctx context.Context, scope access.Scope, id uuid.UUID) (*event.Record, error) {
	row := new(participantRecordRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Record, err
}

// Records reads the records of agreements; those without are missing.
func (s *EventStore) Records(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID]*event.Record, error) {
	var rows []*participantRecordRow
	lists, err := grouped(ctx, scope, s.db.read(scope).NewSelect().Model(&rows), "agreement_id", agreements, &rows,
		func(r *participantRecordRow) (uuid.UUID, *event.Record) { return r.AgreementID, r.Record })
	found := make(map[uuid.UUID]*event.Record, len(lists))
	for id, list := range lists {
		found[id] = list[0]
	}
	return found, err
}

// Initiatives lists the begun initiatives of competitions.
func (s *EventStore) Initiatives(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (found []*event.Initiative, err error) {
	if len(competitions) == 0 {
		return nil, nil
	}
	err = s.db.read(scope).NewSelect().TableExpr("?tenant.agreement AS a").Join("JOIN ?tenant.application AS app ON app.id = a.application_id").
		Join("JOIN ?tenant.competition AS c ON c.id = a.competition_id").Join("JOIN ?tenant.regulation AS r ON r.id = c.regulation_id").
		Join("LEFT JOIN ?tenant.priority_area AS p ON p.id = app.priority_area_id").
		ColumnExpr("a.id AS agreement_id, a.application_id, coalesce(p.sensitive, false) AS sensitive").
		ColumnExpr("coalesce((r.rules->>'publicMinimumCount')::int, 0) AS minimum").
		Where("a.competition_id IN (?)", bun.List(competitions)).Where("a.activated_at IS NOT NULL").Scan(ctx, &found)
	return found, translate(ctx, err)
}
