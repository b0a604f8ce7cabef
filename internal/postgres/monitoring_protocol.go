package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/monitoring"
)

var _ = onConstraint("monitoring_protocol_number_key", apperr.ErrStale)

type monitoringProtocolRow struct {
	bun.BaseModel `bun:"table:?tenant.monitoring_protocol,alias:monitoring_protocol"`
	*monitoring.Protocol
}

// Protocol reads one protocol.
func (s *MonitoringStore) Protocol(ctx context.Context, scope access.Scope, id uuid.UUID) (*monitoring.Protocol, error) {
	row := new(monitoringProtocolRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Protocol, err
}

// Protocols lists the protocols under agreements, oldest first.
func (s *MonitoringStore) Protocols(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID][]*monitoring.Protocol, error) {
	var rows []*monitoringProtocolRow
	return grouped(ctx, scope, s.db.read(scope).NewSelect().Model(&rows), "agreement_id", agreements, &rows,
		func(r *monitoringProtocolRow) (uuid.UUID, *monitoring.Protocol) { return r.AgreementID, r.Protocol })
}

// VisitsByIDs reads visits; those that do not exist are missing.
func (s *MonitoringStore) VisitsByIDs(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]*monitoring.Visit, error) {
	return visitsByIDs(ctx, scope, s.db.read(scope), ids)
}

func visitsByIDs(ctx context.Context, scope access.Scope, db selecter, ids []uuid.UUID) (map[uuid.UUID]*monitoring.Visit, error) {
	var rows []*visitRow
	return named(ctx, scope, db.NewSelect().Model(&rows), &rows, ids, func(r *visitRow) *monitoring.Visit { return r.Visit })
}

// VisitsByIDs reads each of the visits once, in the order of the ids.
func (tx monitoringTx) VisitsByIDs(ctx context.Context, ids []uuid.UUID) ([]*monitoring.Visit, error) {
	found, err := visitsByIDs(ctx, tx.scope, tx, ids)
	visits := make([]*monitoring.Visit, 0, len(ids))
	for _, id := range ids {
		if v := found[id]; v != nil {
			visits = append(visits, v)
			delete(found, id)
		}
	}
	return visits, err
}

// FindingsOf lists the findings of visits, oldest first.
func (tx monitoringTx) FindingsOf(ctx context.Context, visits []uuid.UUID) (map[uuid.UUID][]*monitoring.Finding, error) {
	return findingsOf(ctx, tx.scope, tx, visits)
}

// LockProtocol reads a protocol and keeps others from changing it.
func (tx monitoringTx) LockProtocol(ctx context.Context, id uuid.UUID) (*monitoring.Protocol, error) {
	row := new(monitoringProtocolRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("NO KEY UPDATE"), row)
	return row.Protocol, err
}

func (tx monitoringTx) InsertProtocol(ctx context.Context, p *monitoring.Protocol) error {
	return insert(ctx, tx.Tx, &monitoringProtocolRow{Protocol: p})
}

func (tx monitoringTx) UpdateProtocol(ctx context.Context, p *monitoring.Protocol) error {
	return update(ctx, tx.Tx, &monitoringProtocolRow{Protocol: p})
}

// NextMonitoringNumber gives the next number of the year's register of monitoring.
func (tx monitoringTx) NextMonitoringNumber(ctx context.Context, year int) (int, error) {
	return nextNumber(ctx, tx.Tx, "monitoring", year)
}
