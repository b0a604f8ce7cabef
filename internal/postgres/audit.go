package postgres

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/entity"
)

type auditRow struct {
	bun.BaseModel `bun:"table:?tenant.audit,alias:audit"`

	ID         uuid.UUID `bun:",pk"`
	At         time.Time
	UserID     *uuid.UUID
	ActorName  string
	ActorKind  string
	OnBehalfOf string
	Object     string
	Action     string
	ObjectID   uuid.UUID
	Before     json.RawMessage `bun:"type:jsonb"`
	After      json.RawMessage `bun:"type:jsonb"`
	Reason     string
	RequestID  string
}

// Record writes the audit row of a change into its transaction.
func (tx *Tx) Record(ctx context.Context, entry audit.Entry) error {
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	row, err := newAuditRow(ctx, tx.scope, entry, now)
	if err != nil {
		return err
	}
	query := tx.NewInsert().Model(row).Returning("NULL")
	if about := tx.scope.About(); tx.scope.Tenant().IsProgramme() && about != uuid.Nil {
		query = query.Value("tenant_id", "?", about) // the municipality that a change of the programme's tables concerns
	}
	if _, err := query.Exec(ctx); err != nil {
		return err
	}
	tx.recorded++
	if err := tx.count(ctx, entry.Object, entry.Action); err != nil {
		return err
	}
	return tx.tell(ctx, row)
}

func newAuditRow(ctx context.Context, scope access.Scope, entry audit.Entry, now time.Time) (*auditRow, error) {
	before, err := snapshot(entry.Before)
	if err != nil {
		return nil, err
	}
	after, err := snapshot(entry.After)
	if err != nil {
		return nil, err
	}
	who := scope.Principal()
	row := &auditRow{
		ID: entity.NewID(), At: now, ActorName: who.Name, ActorKind: string(who.Kind), OnBehalfOf: entry.OnBehalfOf,
		Object: string(entry.Object), Action: string(entry.Action), ObjectID: entry.ID,
		Before: before, After: after, Reason: entry.Reason, RequestID: audit.RequestID(ctx),
	}
	if who.SignedIn() && who.Kind != access.Holder {
		row.UserID = &who.UserID
	}
	return row, nil
}

func snapshot(value any) (json.RawMessage, error) {
	if value == nil {
		return json.RawMessage("null"), nil
	}
	return json.Marshal(value)
}
