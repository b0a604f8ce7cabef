package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/notice"
)

// messageRow is a message of the outbox.
type messageRow struct {
	ID        uuid.UUID
	TenantID  uuid.UUID
	Kind      notice.Kind
	AboutKind string
	AboutID   uuid.UUID
	AccountID *uuid.UUID
	Recipient notice.To     `bun:"type:jsonb"`
	Facts     *notice.Facts `bun:"type:jsonb"`
	ParentID  *uuid.UUID
	CreatedAt time.Time
	PlannedAt *time.Time
	ReadAt    *time.Time
}

const messageColumns = "m.id, m.tenant_id, m.kind, m.about_kind, m.about_id, m.account_id, m.recipient, m.facts, m.parent_id, m.created_at, m.planned_at, m.read_at"

func (r *messageRow) sent() *notice.Sent {
	m := &notice.Sent{
		ID: r.ID, TenantID: r.TenantID, Kind: r.Kind, About: entity.Ref{Kind: r.AboutKind, Tenant: r.TenantID, ID: r.AboutID},
		AccountID: r.AccountID, To: r.Recipient, ParentID: r.ParentID, CreatedAt: r.CreatedAt, PlannedAt: r.PlannedAt, ReadAt: r.ReadAt,
	}
	if r.Facts != nil {
		m.Facts = *r.Facts
	}
	return m
}

func sents(rows []*messageRow) []*notice.Sent {
	list := make([]*notice.Sent, len(rows))
	for i, row := range rows {
		list[i] = row.sent()
	}
	return list
}

// deliveryRow is a delivery, in columns and in JSON of the same names.
type deliveryRow struct {
	ID          uuid.UUID      `json:"id"`
	MessageID   uuid.UUID      `json:"message_id"`
	TenantID    uuid.UUID      `json:"tenant_id"`
	AccountID   *uuid.UUID     `json:"account_id"`
	Channel     notice.Channel `json:"channel"`
	State       notice.State   `json:"state"`
	Reason      notice.Reason  `json:"reason"`
	Answer      string         `json:"answer"`
	Address     string         `json:"address"`
	Digest      bool           `json:"digest"`
	BatchID     *uuid.UUID     `json:"batch_id"`
	Reference   string         `json:"reference"`
	Attempts    int            `json:"attempts"`
	Cost        money.Amount   `json:"cost"`
	QueuedAt    time.Time      `json:"queued_at"`
	NextAt      time.Time      `json:"next_at"`
	SentAt      *time.Time     `json:"sent_at"`
	DeliveredAt *time.Time     `json:"delivered_at"`
}

func deliveries(rows []deliveryRow) []*notice.Delivery {
	list := make([]*notice.Delivery, len(rows))
	for i, row := range rows {
		d := notice.Delivery(row)
		list[i] = &d
	}
	return list
}

// records writes deliveries as the JSON that PostgreSQL makes rows of.
func records(list []*notice.Delivery) (string, error) {
	rows := make([]deliveryRow, len(list))
	for i, d := range list {
		rows[i] = deliveryRow(*d)
	}
	text, err := json.Marshal(rows)
	if err != nil {
		return "", fmt.Errorf("postgres: deliveries: %w", err)
	}
	return string(text), nil
}

// noticeBox is the outbox of a cluster. What a server does to its own outbox concerns no
// municipality and leaves no audit row: its rows are the record.
type noticeBox struct{ pool *bun.DB }

func (b noticeBox) Message(ctx context.Context, id uuid.UUID) (*notice.Sent, error) {
	row := new(messageRow)
	if err := b.pool.NewRaw("SELECT "+messageColumns+" FROM ops.message AS m WHERE m.id = ?", id).Scan(ctx, row); err != nil {
		return nil, translate(ctx, err)
	}
	return row.sent(), nil
}

func (b noticeBox) Unplanned(ctx context.Context, parent *uuid.UUID, limit int) ([]*notice.Sent, error) {
	var rows []*messageRow
	query := b.pool.NewSelect().TableExpr("ops.message AS m").ColumnExpr(messageColumns).Where("m.planned_at IS NULL")
	if parent != nil {
		query = query.Where("m.parent_id = ?", *parent)
	}
	err := query.Order("m.created_at", "m.id").Limit(int64(limit)).Scan(ctx, &rows)
	return sents(rows), translate(ctx, err)
}

func (b noticeBox) Expand(ctx context.Context, parent *notice.Sent, readers []notice.To, now time.Time) error {
	type child struct {
		ID      uuid.UUID  `json:"id"`
		Account *uuid.UUID `json:"account"`
		To      notice.To  `json:"to"`
	}
	children := make([]child, len(readers))
	for i, to := range readers {
		children[i] = child{ID: entity.NewID(), Account: orNil(to.Account), To: to}
	}
	text, err := json.Marshal(children)
	if err != nil {
		return fmt.Errorf("postgres: readers: %w", err)
	}
	_, err = b.pool.NewRaw(`WITH marked AS (UPDATE ops.message SET planned_at = ?0 WHERE id = ?1 AND planned_at IS NULL RETURNING *)
		INSERT INTO ops.message (id, tenant_id, kind, about_kind, about_id, account_id, recipient, facts, parent_id, created_at)
		SELECT (c.value->>'id')::uuid, p.tenant_id, p.kind, p.about_kind, p.about_id, (c.value->>'account')::uuid, c.value->'to', p.facts, p.id, p.created_at
		FROM marked AS p, jsonb_array_elements(?2::jsonb) AS c`, now, parent.ID, string(text)).Exec(ctx)
	return translate(ctx, err)
}

func (b noticeBox) Plan(ctx context.Context, m *notice.Sent, list []*notice.Delivery, now time.Time) error {
	text, err := records(list)
	if err != nil {
		return err
	}
	_, err = b.pool.NewRaw(`WITH marked AS (UPDATE ops.message SET planned_at = ?0 WHERE id = ?1 AND planned_at IS NULL RETURNING id)
		INSERT INTO ops.delivery SELECT d.* FROM marked, jsonb_populate_recordset(NULL::ops.delivery, ?2::jsonb) AS d`,
		now, m.ID, text).Exec(ctx)
	return translate(ctx, err)
}

func (b noticeBox) Gather(ctx context.Context, now time.Time) error {
	_, err := b.pool.NewRaw(`WITH due AS (
			SELECT id FROM ops.delivery WHERE state = 'QUEUED' AND digest AND batch_id IS NULL AND next_at <= ? ORDER BY id FOR UPDATE
		), led AS (
			SELECT d.id, first_value(d.id) OVER (PARTITION BY d.account_id, d.channel ORDER BY d.id) AS leader
			FROM ops.delivery AS d JOIN due USING (id) WHERE d.batch_id IS NULL
		) UPDATE ops.delivery AS d SET batch_id = led.leader FROM led WHERE d.id = led.id AND d.batch_id IS NULL`, now).Exec(ctx)
	return translate(ctx, err)
}

func (b noticeBox) Claim(ctx context.Context, message *uuid.UUID, now, until time.Time, limit int) ([]*notice.Delivery, error) {
	due := b.pool.NewSelect().TableExpr("ops.delivery").Column("id").
		Where("state = 'QUEUED'").Where("batch_id = id").Where("next_at <= ?", now)
	if message != nil {
		due = due.Where("message_id = ?", *message)
	}
	var rows []deliveryRow
	err := b.pool.NewRaw(`UPDATE ops.delivery SET next_at = ?, attempts = attempts + 1 WHERE id IN (?) RETURNING *`,
		until, due.Order("next_at", "id").Limit(int64(limit)).For("UPDATE SKIP LOCKED")).Scan(ctx, &rows)
	return deliveries(rows), translate(ctx, err)
}

func (b noticeBox) Batch(ctx context.Context, batch uuid.UUID) ([]*notice.Delivery, error) {
	var rows []deliveryRow
	err := b.pool.NewRaw(`SELECT * FROM ops.delivery WHERE batch_id = ? AND state = 'QUEUED' ORDER BY id`, batch).Scan(ctx, &rows)
	return deliveries(rows), translate(ctx, err)
}

func (b noticeBox) Finish(ctx context.Context, list []*notice.Delivery) error {
	text, err := records(list)
	if err != nil {
		return err
	}
	_, err = b.pool.NewRaw(`UPDATE ops.delivery AS d SET state = n.state, reason = n.reason, answer = n.answer, address = n.address,
			reference = n.reference, next_at = n.next_at, sent_at = n.sent_at
		FROM jsonb_populate_recordset(NULL::ops.delivery, ?::jsonb) AS n WHERE d.id = n.id AND d.state = 'QUEUED'`, text).Exec(ctx)
	return translate(ctx, err)
}

func (b noticeBox) Charge(ctx context.Context, d *notice.Delivery, month clock.Date, price, most money.Amount) (paid bool, err error) {
	err = b.pool.NewRaw(`WITH unpaid AS (SELECT id FROM ops.delivery WHERE id = ?0 AND cost = 0 FOR UPDATE), charged AS (
			INSERT INTO ops.message_cost AS c (tenant_id, month, cost) SELECT ?1, ?2, ?3 FROM unpaid WHERE ?4 = 0 OR ?3 <= ?4
			ON CONFLICT (tenant_id, month) DO UPDATE SET cost = c.cost + excluded.cost WHERE ?4 = 0 OR c.cost + excluded.cost <= ?4 RETURNING cost
		), noted AS (UPDATE ops.delivery SET cost = ?3 WHERE id = ?0 AND EXISTS (SELECT FROM charged))
		SELECT EXISTS (SELECT FROM charged) OR NOT EXISTS (SELECT FROM unpaid)`,
		d.ID, d.TenantID, month, int64(price), int64(most)).Scan(ctx, &paid)
	return paid, translate(ctx, err)
}

func (b noticeBox) Report(ctx context.Context, id uuid.UUID, state notice.State, answer string, now time.Time) (known bool, err error) {
	err = b.pool.NewRaw(`WITH told AS (
			UPDATE ops.delivery SET state = ?1, answer = ?2, reason = CASE WHEN ?1 = 'FAILED' THEN 'UNDELIVERED' ELSE '' END,
				delivered_at = CASE WHEN ?1 = 'DELIVERED' THEN ?3::timestamptz END, sent_at = coalesce(sent_at, ?3::timestamptz)
			WHERE batch_id = ?0 AND (state = 'SENT' OR state = 'QUEUED' AND attempts > 0)
		) SELECT EXISTS (SELECT FROM ops.delivery WHERE batch_id = ?0)`, id, string(state), answer, now).Scan(ctx, &known)
	return known, translate(ctx, err)
}

func (b noticeBox) Forget(ctx context.Context, before time.Time) error {
	_, err := b.pool.NewRaw(`UPDATE ops.message SET facts = NULL, recipient = '{}' WHERE created_at < ? AND facts IS NOT NULL`, before).Exec(ctx)
	return translate(ctx, err)
}
