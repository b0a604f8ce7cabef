package postgres

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/deadline"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/task"
)

// DeadlineStore reads days and keeps reminders and calendar links.
type DeadlineStore struct{ db *DB }

// NewDeadlineStore makes the store.
func NewDeadlineStore(db *DB) *DeadlineStore { return &DeadlineStore{db: db} }

// dates are what a calendar has beside tasks: ?me is the caller, ?office lifts what is only
// for those who take part, ?held bounds that to the agreements of the caller's municipality.
const dates = `SELECT 'WINDOW_OPENS' AS kind, 'Competition' AS subject_kind, c.id AS subject_id, c.title, c.opens_at AS at, NULL::date AS "on", '' AS place, c.version
		FROM ?tenant.competition c WHERE c.state = 'ANNOUNCED'
	UNION ALL SELECT 'WINDOW_CLOSES', 'Competition', c.id, c.title, c.closes_at, NULL, '', c.version FROM ?tenant.competition c WHERE c.state = 'ANNOUNCED'
	UNION ALL SELECT 'IMPLEMENTATION_ENDS', 'Competition', c.id, c.title, NULL, c.implement_by, '', c.version FROM ?tenant.competition c
		WHERE c.implement_by IS NOT NULL AND c.state NOT IN ('DRAFT', 'CANCELLED', 'FAILED')
	UNION ALL SELECT 'SESSION', 'CommissionSession', s.id, c.title, s.planned_at, NULL, s.place, s.version
		FROM ?tenant.commission_session s JOIN ?tenant.competition c ON c.id = s.competition_id
		WHERE s.state = 'PLANNED' AND (?office OR EXISTS (SELECT FROM ?tenant.commission_member m
			WHERE m.commission_id = c.commission_id AND m.until_date IS NULL AND m.user_id = ?me))
	UNION ALL SELECT 'EVENT', 'Event', e.id, e.title, NULL, e.planned_on, e.place, e.version
		FROM ?tenant.event e JOIN ?tenant.agreement g ON g.id = e.agreement_id JOIN ?tenant.application a ON a.id = g.application_id
		WHERE e.state = 'PLANNED' AND g.ended_at IS NULL AND ((?office AND ` + held + `) OR a.owner_id = ?me)`

// Dates lists what a caller's calendar has beside her tasks.
func (s *DeadlineStore) Dates(ctx context.Context, scope access.Scope, caller deadline.Caller) ([]*deadline.Entry, error) {
	var rows []struct {
		Kind        deadline.Kind
		SubjectKind string
		SubjectID   uuid.UUID
		Title       i18n.Localized `bun:"type:jsonb"`
		At          *time.Time
		On          *clock.Date
		Place       string
		Version     int64
	}
	err := s.db.read(scope).WithNamedArg("me", caller.UserID).WithNamedArg("office", caller.Office).
		WithNamedArg("held", within("g.id", scope.Estate(), true)).
		NewRaw(`SELECT * FROM (`+dates+`) AS day WHERE coalesce("on", (at AT TIME ZONE 'Asia/Bishkek')::date) BETWEEN ?::date AND ?::date LIMIT 500`,
			caller.From, caller.Until).Scan(ctx, &rows)
	entries := make([]*deadline.Entry, len(rows))
	for i, r := range rows {
		entries[i] = &deadline.Entry{Kind: r.Kind, Tenant: scope.TenantID(), SubjectKind: r.SubjectKind, SubjectID: r.SubjectID, Title: r.Title, At: r.At, Place: r.Place, Version: r.Version}
		if r.On != nil {
			entries[i].On = *r.On
		} else {
			entries[i].On = clock.DateOf(*r.At)
		}
	}
	return entries, translate(ctx, err)
}

// Due lists everybody's tasks that are due from a month ago up to a day, with the latest
// stage that each was reminded of at.
func (s *DeadlineStore) Due(ctx context.Context, scope access.Scope, today, until clock.Date) ([]*deadline.Due, error) {
	var rows []struct {
		Kind          task.Kind
		SubjectKind   string
		SubjectID     uuid.UUID
		Title         i18n.Localized `bun:"type:jsonb"`
		DueOn         clock.Date
		ApplicationID *uuid.UUID
		Told          *deadline.Stage
	}
	caller := task.Caller{Kinds: task.Kinds, On: today, Now: s.db.now()}
	err := NewTaskStore(s.db).bound(scope, caller, true).NewRaw(`SELECT task.*, CASE subject_kind WHEN 'Application' THEN subject_id
			WHEN 'Agreement' THEN (SELECT g.application_id FROM ?tenant.agreement g WHERE g.id = subject_id)
			WHEN 'Event' THEN (SELECT g.application_id FROM ?tenant.event e JOIN ?tenant.agreement g ON g.id = e.agreement_id WHERE e.id = subject_id)
			WHEN 'Finding' THEN (SELECT g.application_id FROM ?tenant.finding f JOIN ?tenant.agreement g ON g.id = f.agreement_id WHERE f.id = subject_id)
			END AS application_id,
			(SELECT min(r.stage) FROM ?tenant.reminder r WHERE r.kind = task.kind AND r.subject_id = task.subject_id AND r.due_on = task.due_on) AS told
		FROM (`+union(task.Kinds)+`) AS task WHERE due_on BETWEEN ?::date AND ?::date ORDER BY due_on, subject_id`,
		today.AddDays(-deadline.Forgotten), until).Scan(ctx, &rows)
	list := make([]*deadline.Due, len(rows))
	for i, r := range rows {
		list[i] = &deadline.Due{ApplicationID: r.ApplicationID, Told: r.Told, Task: &task.Task{
			Kind: r.Kind, Tenant: scope.TenantID(), SubjectKind: r.SubjectKind, SubjectID: r.SubjectID, Title: r.Title, DueOn: &r.DueOn,
		}}
	}
	return list, translate(ctx, err)
}

// Change runs fn in one transaction.
func (s *DeadlineStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, deadline.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, deadlineTx{tx}) })
}

type deadlineTx struct{ *Tx }

func (tx deadlineTx) Remember(ctx context.Context, due *deadline.Due, stage deadline.Stage, now time.Time) (bool, error) {
	result, err := tx.NewRaw(`INSERT INTO ?tenant.reminder (id, kind, subject_id, due_on, stage, sent_at) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO NOTHING`, entity.NewID(), string(due.Kind), due.SubjectID, *due.DueOn, int(stage), now).Exec(ctx)
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n == 1, err
}

type calendarLinkRow struct {
	bun.BaseModel `bun:"table:?tenant.calendar_link,alias:calendar_link"`
	*deadline.Link
}

// Links lists the calendar links of an account, the newest first.
func (s *DeadlineStore) Links(ctx context.Context, account uuid.UUID) ([]*deadline.Link, error) {
	var rows []*calendarLinkRow
	err := s.db.read(access.Scope{}).NewSelect().Model(&rows).Where("account_id = ?", account).OrderExpr("id DESC").Scan(ctx)
	links := make([]*deadline.Link, len(rows))
	for i, row := range rows {
		links[i] = row.Link
	}
	return links, translate(ctx, err)
}

// LinkByHash finds a link by the hash of its secret.
func (s *DeadlineStore) LinkByHash(ctx context.Context, hash []byte) (*deadline.Link, error) {
	row := new(calendarLinkRow)
	err := one(ctx, access.Scope{}, s.db.read(access.Scope{}).NewSelect().Model(row).Where("secret_hash = ?", hash), row)
	return row.Link, err
}

// ChangeLinks runs fn in one transaction of the programme.
func (s *DeadlineStore) ChangeLinks(ctx context.Context, scope access.Scope, fn func(context.Context, deadline.LinkTx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, calendarLinkTx{tx}) })
}

type calendarLinkTx struct{ *Tx }

func (tx calendarLinkTx) CountLinks(ctx context.Context, account uuid.UUID) (n int, err error) {
	var owner uuid.UUID
	if err := tx.NewRaw("SELECT id FROM programme.account WHERE id = ? FOR UPDATE", account).Scan(ctx, &owner); err != nil {
		return 0, translate(ctx, err)
	}
	err = tx.NewRaw("SELECT count(*) FROM programme.calendar_link WHERE account_id = ?", account).Scan(ctx, &n)
	return n, err
}

func (tx calendarLinkTx) InsertLink(ctx context.Context, link *deadline.Link) error {
	return insert(ctx, tx.Tx, &calendarLinkRow{Link: link})
}

func (tx calendarLinkTx) DeleteLink(ctx context.Context, account, id uuid.UUID) error {
	result, err := tx.NewRaw("DELETE FROM programme.calendar_link WHERE account_id = ? AND id = ?", account, id).Exec(ctx)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 1 {
		return err
	}
	return apperr.ErrNotFound
}
