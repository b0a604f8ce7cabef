package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/monitoring"
)

// two forms with one key came at once
var _ = onConstraint("visit_client_key", apperr.ErrStale)

type visitRow struct {
	bun.BaseModel `bun:"table:?tenant.visit,alias:visit"`
	*monitoring.Visit
}

type findingRow struct {
	bun.BaseModel `bun:"table:?tenant.finding,alias:finding"`
	*monitoring.Finding
}

// GroupsByIDs reads groups with their members; those that do not exist are missing.
func (s *MonitoringStore) GroupsByIDs(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*monitoring.Group, error) {
	var rows []*monitoringGroupRow
	db := s.db.read(scope)
	found, err := named(ctx, scope, db.NewSelect().Model(&rows), &rows, ids, (*monitoringGroupRow).entity)
	if err != nil {
		return nil, err
	}
	groups := make([]*monitoring.Group, 0, len(found))
	for _, g := range found {
		groups = append(groups, g)
	}
	return found, withMonitors(ctx, scope, db, groups...)
}

// Visit reads one visit.
func (s *MonitoringStore) Visit(ctx context.Context, scope access.Scope, id uuid.UUID) (*monitoring.Visit, error) {
	row := new(visitRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Visit, err
}

// Visits lists the visits under agreements, oldest first.
func (s *MonitoringStore) Visits(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID][]*monitoring.Visit, error) {
	var rows []*visitRow
	return grouped(ctx, scope, s.db.read(scope).NewSelect().Model(&rows), "agreement_id", agreements, &rows,
		func(r *visitRow) (uuid.UUID, *monitoring.Visit) { return r.AgreementID, r.Visit })
}

// VisitsOf lists the visits of groups, oldest first.
func (s *MonitoringStore) VisitsOf(ctx context.Context, scope access.Scope, groups []uuid.UUID) (map[uuid.UUID][]*monitoring.Visit, error) {
	var rows []*visitRow
	return grouped(ctx, scope, s.db.read(scope).NewSelect().Model(&rows), "group_id", groups, &rows,
		func(r *visitRow) (uuid.UUID, *monitoring.Visit) { return r.GroupID, r.Visit })
}

// Finding reads one finding.
func (s *MonitoringStore) Finding(ctx context.Context, scope access.Scope, id uuid.UUID) (*monitoring.Finding, error) {
	row := new(findingRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Finding, err
}

// Findings lists the findings under agreements, oldest first.
func (s *MonitoringStore) Findings(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID][]*monitoring.Finding, error) {
	var rows []*findingRow
	return grouped(ctx, scope, s.db.read(scope).NewSelect().Model(&rows), "agreement_id", agreements, &rows,
		func(r *findingRow) (uuid.UUID, *monitoring.Finding) { return r.AgreementID, r.Finding })
}

// FindingsOf lists the findings of visits, oldest first.
func (s *MonitoringStore) FindingsOf(ctx context.Context, scope access.Scope, visits []uuid.UUID) (map[uuid.UUID][]*monitoring.Finding, error) {
	return findingsOf(ctx, scope, s.db.read(scope), visits)
}

func findingsOf(ctx context.Context, scope access.Scope, db selecter, visits []uuid.UUID) (map[uuid.UUID][]*monitoring.Finding, error) {
	var rows []*findingRow
	return grouped(ctx, scope, db.NewSelect().Model(&rows), "visit_id", visits, &rows,
		func(r *findingRow) (uuid.UUID, *monitoring.Finding) { return r.VisitID, r.Finding })
}

// Behind are the accounts behind the initiative of an agreement.
func (tx monitoringTx) Behind(ctx context.Context, agreement uuid.UUID) (map[uuid.UUID]bool, error) {
	return behind(ctx, tx.NewSelect().TableExpr("?tenant.agreement AS a").Where("a.id = ?", agreement))
}

// HasEvent reports whether an event is one of the agreement's.
func (tx monitoringTx) HasEvent(ctx context.Context, agreement, event uuid.UUID) (bool, error) {
	return tx.NewSelect().TableExpr("?tenant.event").Where("id = ?", event).Where("agreement_id = ?", agreement).Exists(ctx)
}

// LockVisit reads a visit and keeps others from changing it.
func (tx monitoringTx) LockVisit(ctx context.Context, id uuid.UUID) (*monitoring.Visit, error) {
	row := new(visitRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("NO KEY UPDATE"), row)
	return row.Visit, err
}

// VisitByKey finds the visit that a form with the key made, nil when none did.
func (tx monitoringTx) VisitByKey(ctx context.Context, agreement, key uuid.UUID) (*monitoring.Visit, error) {
	row := new(visitRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("agreement_id = ?", agreement).Where("client_key = ?", key), row)
	return absent(row.Visit, err)
}

func (tx monitoringTx) InsertVisit(ctx context.Context, v *monitoring.Visit) error {
	return insert(ctx, tx.Tx, &visitRow{Visit: v})
}

func (tx monitoringTx) UpdateVisit(ctx context.Context, v *monitoring.Visit) error {
	return update(ctx, tx.Tx, &visitRow{Visit: v})
}

// LockFinding reads a finding and keeps others from changing it.
func (tx monitoringTx) LockFinding(ctx context.Context, id uuid.UUID) (*monitoring.Finding, error) {
	row := new(findingRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("NO KEY UPDATE"), row)
	return row.Finding, err
}

func (tx monitoringTx) InsertFinding(ctx context.Context, f *monitoring.Finding) error {
	return insert(ctx, tx.Tx, &findingRow{Finding: f})
}

func (tx monitoringTx) UpdateFinding(ctx context.Context, f *monitoring.Finding) error {
	return update(ctx, tx.Tx, &findingRow{Finding: f})
}
