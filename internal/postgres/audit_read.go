package postgres

import (
	"context"

	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/page"
)

// AuditStore reads the log.
type AuditStore struct{ db *DB }

// NewAuditStore makes the store.
func NewAuditStore(db *DB) *AuditStore { return &AuditStore{db: db} }

// List reads one page of the log of the scope's place, newest first. People and their
// roles are the programme's, and so is the log of their changes.
func (s *AuditStore) List(ctx context.Context, scope access.Scope, filter audit.Filter, request page.Request) (result page.Page[*audit.Row], err error) {
	municipality := scope.TenantID()
	of := func(query *bun.SelectQuery) *bun.SelectQuery { return query }
	if filter.OfPeople() && !scope.Tenant().IsProgramme() {
		scope = scope.InProgramme()
		of = func(query *bun.SelectQuery) *bun.SelectQuery { return query.Where("tenant_id = ?", municipality) }
	}
	err = s.view(ctx, scope, func(ctx context.Context, conn bun.IDB) error {
		var rows []*auditRow
		query := of(auditFiltered(conn.NewSelect().Model(&rows).Column(auditColumns...), filter))
		count, err := total(ctx, query, request)
		if err != nil {
			return err
		}
		if err := newest(query, request).Scan(ctx); err != nil {
			return err
		}
		result = auditPage(rows, request)
		for _, row := range result.Items {
			row.TenantID = municipality
		}
		result.Total = count
		return nil
	})
	return result, err
}

// view reads a municipality's log under its role; the programme's is open to the server.
func (s *AuditStore) view(ctx context.Context, scope access.Scope, fn func(context.Context, bun.IDB) error) error {
	if scope.Tenant().IsProgramme() {
		return translate(ctx, fn(ctx, s.db.read(scope)))
	}
	return s.db.confidential(ctx, scope, func(ctx context.Context, conn bun.Conn) error { return fn(ctx, conn) })
}

var auditColumns = []string{"id", "at", "user_id", "actor_name", "actor_kind", "on_behalf_of", "object", "action",
	"object_id", "before", "after", "reason", "request_id"}

func auditFiltered(query *bun.SelectQuery, filter audit.Filter) *bun.SelectQuery {
	if filter.ObjectID != nil {
		query = query.Where("object_id = ?", *filter.ObjectID)
	}
	if filter.Object != nil {
		query = query.Where("object = ?", *filter.Object)
	}
	if filter.UserID != nil {
		query = query.Where("user_id = ?", *filter.UserID)
	}
	return query
}

func auditPage(rows []*auditRow, request page.Request) page.Page[*audit.Row] {
	result := page.Page[*audit.Row]{
		HasNext: len(rows) > request.First,
		Cursor:  func(r *audit.Row) page.Cursor { return page.Cursor{Keys: []string{r.ID.String()}} },
	}
	if result.HasNext {
		rows = rows[:request.First]
	}
	result.Items = make([]*audit.Row, len(rows))
	for i, r := range rows {
		result.Items[i] = &audit.Row{
			ID: r.ID, At: r.At, UserID: r.UserID, ActorName: r.ActorName, ActorKind: access.Kind(r.ActorKind),
			OnBehalfOf: r.OnBehalfOf, Object: access.Object(r.Object), Action: access.Action(r.Action), ObjectID: r.ObjectID,
			Before: r.Before, After: r.After, Reason: r.Reason, RequestID: r.RequestID,
		}
	}
	return result
}
