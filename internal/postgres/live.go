package postgres

import (
	"context"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/live"
)

// liveChannel carries the id of a municipality in which something happened.
const liveChannel = "live"

// tell writes what those who watch are told of a change, and wakes them at its commit.
func (tx *Tx) tell(ctx context.Context, change *auditRow) error {
	kind := live.KindOf(access.Object(change.Object), access.Action(change.Action))
	if kind == "" || tx.scope.Tenant().IsProgramme() {
		return nil
	}
	_, err := tx.NewRaw(`WITH told AS (INSERT INTO ?tenant.live_event (id, kind, subject_id, at) VALUES (?0, ?1, ?2, ?3))
		SELECT pg_catalog.pg_notify(?4, ?5)`, change.ID, string(kind), change.ObjectID, change.At, liveChannel, tx.scope.TenantID().String()).Exec(ctx)
	return err
}

// LiveStore reads what happened in a municipality.
type LiveStore struct{ db *DB }

// NewLiveStore makes the store.
func NewLiveStore(db *DB) *LiveStore { return &LiveStore{db: db} }

// settled are the events before every transaction that is still open: no event will ever
// stand before one of them.
const settled = "transaction < pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot())"

// since reads the next events with what belongs to each. A sheet that was reopened counts
// no more.
const since = `WITH next AS (
		SELECT * FROM ?tenant.live_event WHERE (transaction, id) > (?0::text::xid8, ?1) ORDER BY transaction, id LIMIT ?2
	), placed AS (
		SELECT next.*, ` + settled + ` AS settled, coalesce(application.competition_id, sheet.competition_id, session.competition_id, paper.about_id) AS competition_id
		FROM next
		LEFT JOIN ?tenant.application ON next.kind = 'APPLICATION_REGISTERED' AND application.id = next.subject_id
		LEFT JOIN ?tenant.score_sheet AS sheet ON next.kind = 'SCORE_SHEET_SUBMITTED' AND sheet.id = next.subject_id
		LEFT JOIN ?tenant.commission_session AS session ON next.kind = 'SESSION_CHANGED' AND session.id = next.subject_id
		LEFT JOIN ?tenant.paper ON next.kind = 'DOCUMENT_READY' AND paper.id = next.subject_id AND paper.about_kind = 'Competition'
	)
	SELECT transaction::text, id, kind, at, subject_id, competition_id, settled,
		CASE WHEN kind = 'SCORE_SHEET_SUBMITTED' THEN (SELECT count(*) FROM (
			SELECT DISTINCT ON (application_id, member_id) state FROM ?tenant.score_sheet WHERE competition_id = placed.competition_id
			ORDER BY application_id, member_id, revision DESC) AS latest WHERE state = 'SUBMITTED') END AS sheets
	FROM placed ORDER BY placed.transaction, placed.id`

// Since reads events after a position in their order, at most limit.
func (s *LiveStore) Since(ctx context.Context, scope access.Scope, after live.Position, limit int) (events []*live.Event, unsettled bool, err error) {
	var rows []struct {
		Transaction   string
		ID            uuid.UUID
		Kind          live.Kind
		At            time.Time
		SubjectID     uuid.UUID
		CompetitionID uuid.UUID
		Settled       bool
		Sheets        *int
	}
	number := strconv.FormatUint(after.Transaction, 10)
	if err := s.db.read(scope).NewRaw(since, number, after.ID, limit).Scan(ctx, &rows); err != nil {
		return nil, false, translate(ctx, err)
	}
	for _, row := range rows {
		if !row.Settled {
			return events, true, nil
		}
		position, _ := live.ParsePosition(row.Transaction + "-" + row.ID.String())
		events = append(events, &live.Event{
			Position: position, Kind: row.Kind, At: row.At, TenantID: scope.TenantID(), Subject: row.SubjectID,
			CompetitionID: row.CompetitionID, Sheets: row.Sheets,
		})
	}
	return events, false, nil
}

// Last is the position of the last event that can be told.
func (s *LiveStore) Last(ctx context.Context, scope access.Scope) (live.Position, error) {
	var position string
	err := s.db.read(scope).NewRaw(`SELECT coalesce((SELECT transaction::text || '-' || id FROM ?tenant.live_event
		WHERE `+settled+` ORDER BY transaction DESC, id DESC LIMIT 1), '')`).Scan(ctx, &position)
	last, _ := live.ParsePosition(position)
	return last, translate(ctx, err)
}

// Watch calls happened with each municipality in which something was committed, by any
// server, until the database is closed. It is called once.
func (s *LiveStore) Watch(happened func(tenant uuid.UUID)) {
	s.db.happened = func(payload string) {
		if tenant, err := uuid.Parse(payload); err == nil {
			happened(tenant)
		}
	}
	for _, channel := range s.db.live {
		channel.listen()
	}
}
