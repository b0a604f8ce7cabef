package postgres

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/territory"
	"github.com/demilge/demilge/tenants"
)

var _ = onConstraint("territory_change_planned_key", territory.ErrPlannedTwice)

// locks are those in other clusters, kept until the transaction of the programme has ended.
type locks struct{ conns []bun.Conn }

func (l *locks) release() {
	for _, conn := range l.conns {
		rollback(conn)
		_ = conn.Close()
	}
}

// quiet waits for the changes of a tenant that are under way and keeps others from
// beginning: they take the same lock, shared, in programme.require_open.
const quiet = "SELECT pg_advisory_xact_lock(hashtextextended(?0::uuid::text, 0))"

// quieten holds the lock of a tenant in its cluster until the transaction has ended.
func (tx territoryTx) quieten(ctx context.Context, t *tenants.Tenant) (bun.IDB, error) {
	pool := tx.db.shards[t.Shard]
	switch pool {
	case nil:
		return nil, territory.ErrShard
	case tx.db.programme():
		_, err := tx.NewRaw(quiet, t.ID).Exec(ctx)
		return tx, err
	}
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	tx.locks.conns = append(tx.locks.conns, conn)
	if _, err := conn.ExecContext(ctx, "BEGIN"); err != nil {
		return nil, err
	}
	_, err = conn.NewRaw(quiet, t.ID).Exec(ctx)
	return conn, err
}

// Effects waits until the tenant is quiet and tells what ending it would meet.
func (tx territoryTx) Effects(ctx context.Context, t *tenants.Tenant) (*territory.Effects, error) {
	own, err := tx.quieten(ctx, t)
	if err != nil {
		return nil, err
	}
	return tx.db.effects(ctx, tx, own, t)
}

// Effects tells what ending a tenant would meet now.
func (s *TerritoryStore) Effects(ctx context.Context, t *tenants.Tenant) (*territory.Effects, error) {
	own := s.db.shards[t.Shard]
	if own == nil {
		return nil, territory.ErrShard
	}
	effects, err := s.db.effects(ctx, s.db.programme(), own, t)
	return effects, translate(ctx, err)
}

// effects reads what stands in a tenant, and the open agreements that it inherited.
func (db *DB) effects(ctx context.Context, programme, own bun.IDB, t *tenants.Tenant) (*territory.Effects, error) {
	effects := new(territory.Effects)
	err := own.NewRaw(`SELECT id, number, title, state FROM ?0.competition
		WHERE state IN ('ANNOUNCED', 'EVALUATION', 'PROTOCOL_SIGNED', 'RESULT_APPROVED') ORDER BY id`, bun.Ident(t.Schema.String())).Scan(ctx, &effects.Running)
	if err != nil {
		return nil, err
	}
	for i := range effects.Running {
		effects.Running[i].TenantID = t.ID
	}
	if err := programme.NewRaw("SELECT count(*) FROM programme.membership WHERE tenant_id = ?0 AND (until_date IS NULL OR until_date >= ?1)",
		t.ID, clock.DateOf(db.now())).Scan(ctx, &effects.Members); err != nil {
		return nil, err
	}
	past, err := inherited(ctx, programme, t.ID)
	if err != nil {
		return nil, err
	}
	if effects.Agreements, err = openAgreements(ctx, own, t); err != nil {
		return nil, err
	}
	for _, earlier := range past {
		open, err := openAgreements(ctx, db.shards[earlier.Shard], earlier)
		if err != nil {
			return nil, err
		}
		for _, a := range open {
			if earlier.HeirOf(a.ID) == t.ID {
				effects.Agreements = append(effects.Agreements, a)
			}
		}
	}
	return effects, nil
}

func openAgreements(ctx context.Context, db bun.IDB, t *tenants.Tenant) (open []territory.OpenAgreement, err error) {
	err = db.NewRaw("SELECT id, number, title, state FROM ?0.agreement WHERE ended_at IS NULL ORDER BY id", bun.Ident(t.Schema.String())).Scan(ctx, &open)
	for i := range open {
		open[i].TenantID = t.ID
	}
	return open, err
}

// inherited reads the tenants whose agreements the people of another finish.
func inherited(ctx context.Context, db bun.IDB, heir uuid.UUID) ([]*tenants.Tenant, error) {
	var rows []tenantRow
	query := tenantColumns(db.NewSelect()).Where("t.heir_id IS NOT NULL").Where(`(programme.last_heir(t.heir_id) = ?0
		OR EXISTS (SELECT FROM programme.agreement_heir h WHERE h.tenant_id = t.id AND programme.last_heir(h.heir_id) = ?0))`, heir)
	if err := query.OrderExpr("m.slug").Scan(ctx, &rows); err != nil {
		return nil, err
	}
	list := make([]*tenants.Tenant, len(rows))
	for i, row := range rows {
		t, err := row.tenant()
		if err != nil {
			return nil, err
		}
		list[i] = &t
	}
	return list, nil
}

// Inherited reads the tenants whose agreements the people of another finish.
func (s *TerritoryStore) Inherited(ctx context.Context, heir uuid.UUID) ([]*tenants.Tenant, error) {
	list, err := inherited(ctx, s.db.programme(), heir)
	return list, translate(ctx, err)
}

// EndMunicipality writes its last day, and ends the roles that would last longer.
func (tx territoryTx) EndMunicipality(ctx context.Context, id uuid.UUID, last clock.Date) error {
	now, err := tx.Now(ctx)
	if err != nil {
		return err
	}
	if _, err := tx.NewRaw(`UPDATE programme.municipality SET valid_to = ?1, valid_from = least(valid_from, ?1::date), version = version + 1,
		updated_at = ?2 WHERE id = ?0`, id, last, now).Exec(ctx); err != nil {
		return err
	}
	_, err = tx.NewRaw(`UPDATE programme.membership SET until_date = greatest(?1::date, from_date - 1), version = version + 1, updated_at = ?2
		WHERE tenant_id = ?0 AND (until_date IS NULL OR until_date > ?1)`, id, last, now).Exec(ctx)
	return err
}

// Pass notes who finishes agreements that a decree names.
func (tx territoryTx) Pass(ctx context.Context, list []territory.Passing) error {
	for _, p := range list {
		if _, err := tx.NewRaw(`INSERT INTO programme.agreement_heir (agreement_id, tenant_id, heir_id) VALUES (?, ?, ?)
			ON CONFLICT (agreement_id) DO UPDATE SET heir_id = EXCLUDED.heir_id`, p.AgreementID, p.TenantID, p.SuccessorID).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (tx territoryTx) Rename(ctx context.Context, id uuid.UUID, name i18n.Localized, slug string, now time.Time) error {
	if slug != "" {
		if _, err := tx.NewRaw(`INSERT INTO programme.municipality_slug (slug, municipality_id) VALUES (?, ?)
			ON CONFLICT (slug) DO NOTHING`, slug, id).Exec(ctx); err != nil {
			return err
		}
	}
	_, err := tx.NewRaw(`UPDATE programme.municipality SET name_ky = ?, name_ru = ?, name_en = ?, slug = coalesce(nullif(?, ''), slug),
		version = version + 1, updated_at = ? WHERE id = ?`, name.Ky, name.Ru, name.En, slug, now, id).Exec(ctx)
	return err
}

func (tx territoryTx) Recode(ctx context.Context, id uuid.UUID, code territory.Code, now time.Time) error {
	_, err := tx.NewRaw(`UPDATE programme.municipality SET code = ?, oblast_code = nullif(?, ''), raion_code = nullif(?, ''),
		version = version + 1, updated_at = ? WHERE id = ?`, string(code), code.Oblast(), code.Raion(), now, id).Exec(ctx)
	return err
}

func (tx territoryTx) CodeOwner(ctx context.Context, code territory.Code) (owner uuid.UUID, err error) {
	err = tx.NewRaw(`SELECT coalesce((SELECT id FROM programme.municipality WHERE code = ?0),
		(SELECT municipality_id FROM programme.municipality_former WHERE code = ?0 ORDER BY until DESC LIMIT 1), ?1)`,
		string(code), uuid.Nil).Scan(ctx, &owner)
	return owner, err
}

type changeRow struct {
	bun.BaseModel `bun:"table:programme.territory_change,alias:territory_change"`

	entity.Base
	MunicipalityID uuid.UUID
	Kind           territory.ChangeKind
	State          territory.ChangeState
	DecreeNumber   string
	DecreeDate     *clock.Date
	OnDate         clock.Date
	Reason         string
	Terms          territory.Terms `bun:"type:jsonb"`
	DoneAt         *time.Time
	CancelReason   string
}

func rowOfChange(c *territory.Change) *changeRow {
	return &changeRow{
		Base: c.Base, MunicipalityID: c.MunicipalityID, Kind: c.Kind, State: c.State, DecreeNumber: c.Decree.Number, DecreeDate: c.Decree.Date,
		OnDate: c.On, Reason: c.Reason, Terms: c.Terms, DoneAt: c.DoneAt, CancelReason: c.CancelReason,
	}
}

func (r *changeRow) change() *territory.Change {
	return &territory.Change{
		Base: r.Base, MunicipalityID: r.MunicipalityID, Kind: r.Kind, State: r.State, On: r.OnDate, Reason: r.Reason, Terms: r.Terms,
		Decree: document.Document{Kind: document.Decree, Number: r.DecreeNumber, Date: r.DecreeDate}, DoneAt: r.DoneAt, CancelReason: r.CancelReason,
	}
}

func (tx territoryTx) InsertChange(ctx context.Context, c *territory.Change) error {
	return insert(ctx, tx.Tx, rowOfChange(c))
}

func (tx territoryTx) UpdateChange(ctx context.Context, c *territory.Change) error {
	return update(ctx, tx.Tx, rowOfChange(c))
}

// LockChange reads a change and keeps others from changing it.
func (tx territoryTx) LockChange(ctx context.Context, id uuid.UUID) (*territory.Change, error) {
	row := new(changeRow)
	err := tx.NewSelect().Model(row).Where("id = ?", id).For("UPDATE").Scan(ctx)
	return row.change(), err
}

// GetChange reads one change.
func (s *TerritoryStore) GetChange(ctx context.Context, id uuid.UUID) (*territory.Change, error) {
	row := new(changeRow)
	err := s.db.programme().NewSelect().Model(row).Where("id = ?", id).Scan(ctx)
	return row.change(), translate(ctx, err)
}

// ChangesOf reads the changes of a municipality, oldest first.
func (s *TerritoryStore) ChangesOf(ctx context.Context, municipality uuid.UUID) ([]*territory.Change, error) {
	var rows []*changeRow
	return changes(ctx, s.db.programme().NewSelect().Model(&rows).Where("municipality_id = ?", municipality).Order("id"), &rows)
}

// DueChanges reads the planned changes whose day has come, the earliest first.
func (s *TerritoryStore) DueChanges(ctx context.Context) ([]*territory.Change, error) {
	var rows []*changeRow
	return changes(ctx, s.db.programme().NewSelect().Model(&rows).Where("state = 'PLANNED'").
		Where("on_date <= ?", clock.DateOf(s.db.now())).Order("on_date", "id"), &rows)
}

func changes(ctx context.Context, query *bun.SelectQuery, rows *[]*changeRow) ([]*territory.Change, error) {
	if err := query.Scan(ctx); err != nil {
		return nil, translate(ctx, err)
	}
	list := make([]*territory.Change, len(*rows))
	for i, row := range *rows {
		list[i] = row.change()
	}
	return list, nil
}
