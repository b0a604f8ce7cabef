package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/jobs"
	"github.com/demilge/demilge/internal/notice"
)

// Notify writes messages into the outbox of the transaction's cluster, with the jobs that
// send them once it is committed. Both are the server's own, as [Tx.Enqueue] has it.
func (tx *Tx) Notify(ctx context.Context, messages ...notice.Message) error {
	if len(messages) == 0 {
		return nil
	}
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	return tx.asServer(ctx, func(conn *pgx.Conn) error {
		for _, m := range messages {
			if err := notify(ctx, conn, m, tx.scope.TenantID(), now); err != nil {
				return err
			}
		}
		return nil
	})
}

func notify(ctx context.Context, conn *pgx.Conn, m notice.Message, cluster uuid.UUID, now time.Time) error {
	if err := m.Check(); err != nil {
		return err
	}
	id := entity.NewID()
	written, err := writeMessage(ctx, conn, id, nil, m, now)
	if err != nil || !written {
		return err
	}
	return jobs.Insert(ctx, conn, notice.Tell{TenantID: cluster, MessageID: id})
}

// writeMessage puts a message into the outbox, unless one with its mark is there.
func writeMessage(ctx context.Context, conn *pgx.Conn, id uuid.UUID, parent *uuid.UUID, m notice.Message, now time.Time) (bool, error) {
	recipient, err := json.Marshal(m.To)
	if err != nil {
		return false, fmt.Errorf("postgres: recipient: %w", err)
	}
	facts, err := json.Marshal(m.Facts)
	if err != nil {
		return false, fmt.Errorf("postgres: facts: %w", err)
	}
	tag, err := conn.Exec(ctx, `INSERT INTO ops.message
			(id, tenant_id, kind, about_kind, about_id, account_id, recipient, facts, parent_id, once, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9, $10, $11) ON CONFLICT ON CONSTRAINT message_once_key DO NOTHING`,
		pgx.QueryExecModeDescribeExec, id, m.About.Tenant, string(m.Kind), m.About.Kind, m.About.ID,
		orNil(m.To.Account), string(recipient), string(facts), parent, orNilText(m.Once), now)
	return err == nil && tag.RowsAffected() == 1, err
}

func orNil(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

func orNilText(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
