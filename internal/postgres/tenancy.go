package postgres

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/territory"
	"github.com/demilge/demilge/tenants"
)

// Load counts the tenants of each cluster that the configuration names.
func (s *TerritoryStore) Load(ctx context.Context) (map[string]int, error) {
	load := make(map[string]int, len(s.db.shards))
	for name := range s.db.shards {
		load[name] = 0
	}
	var rows []struct {
		Shard string
		N     int
	}
	if err := s.db.programme().NewRaw(`SELECT shard, count(*) AS n FROM programme.tenant GROUP BY shard`).Scan(ctx, &rows); err != nil {
		return nil, translate(ctx, err)
	}
	for _, row := range rows {
		if _, named := load[row.Shard]; named {
			load[row.Shard] = row.N
		}
	}
	return load, nil
}

// CreateTenant registers a tenant, with the audit row, and makes its schema and role: in
// the same transaction where programme and tenant share a database. Elsewhere the schema is
// made first; one whose registration then fails is taken up by the next attempt.
func (s *TerritoryStore) CreateTenant(ctx context.Context, scope access.Scope, t tenants.Tenant) error {
	return s.asOwner(ctx, scope, func(ctx context.Context, tx *Tx) error { return s.makeTenant(ctx, tx, t) })
}

// asOwner runs fn in one transaction of the programme as the one who owns the schemas.
func (s *TerritoryStore) asOwner(ctx context.Context, scope access.Scope, fn func(ctx context.Context, tx *Tx) error) error {
	pool, err := s.db.owned.of(s.owners.Programme())
	if err != nil {
		return err
	}
	return s.db.writeOn(ctx, inProgramme(pool), scope, fn)
}

func (s *TerritoryStore) makeTenant(ctx context.Context, tx *Tx, t tenants.Tenant) error {
	home, owner := s.owners.Programme(), s.owners.Shard(t.Shard)
	if owner == nil {
		return territory.ErrShard
	}
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	_, err = tx.NewRaw(`INSERT INTO programme.tenant (id, schema, shard, state, version, created_at, updated_at)
		VALUES (?0, ?1, ?2, ?3, 1, ?4, ?4)`, t.ID, t.Schema.String(), t.Shard, string(t.State), now).Exec(ctx)
	if err != nil {
		return err
	}
	if owner == home {
		err = tx.pgx(func(conn *pgx.Conn) error { return owner.CreateSchema(ctx, conn, t.Schema) })
	} else {
		err = owner.CreateUnregistered(ctx, t.Schema)
	}
	if err != nil {
		return err
	}
	return tx.Record(ctx, audit.Entry{Object: access.Tenant, Action: access.Create, ID: t.ID, After: t.Schema.String()})
}

// SetState writes the state into the register, and what it still takes into the cluster
// that holds the tenant, where every change asks for it.
func (tx territoryTx) SetState(ctx context.Context, t *tenants.Tenant) error {
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	if _, err := tx.NewRaw(`WITH entry AS (UPDATE programme.municipality SET version = version + 1, updated_at = ?1 WHERE id = ?2)
		UPDATE programme.tenant SET state = ?0, heir_id = ?3, version = version + 1, updated_at = ?1 WHERE id = ?2`,
		string(t.State), now, t.ID, orNull(t.Heir)).Exec(ctx); err != nil {
		return err
	}
	statement := "DELETE FROM ops.suspension WHERE tenant_id = ?0"
	if t.State != tenants.Active {
		statement = `INSERT INTO ops.suspension (tenant_id, at, finishing) VALUES (?0, ?1, ?2)
			ON CONFLICT (tenant_id) DO UPDATE SET finishing = EXCLUDED.finishing`
	}
	switch pool := tx.db.shards[t.Shard]; pool {
	case nil:
		return territory.ErrShard
	case tx.db.programme():
		_, err = tx.NewRaw(statement, t.ID, now, t.State.Ended()).Exec(ctx)
	default:
		_, err = pool.NewRaw(statement, t.ID, now, t.State.Ended()).Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("suspension: %w", err)
	}
	return nil
}

// orNull is null for no id.
func orNull(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}
