package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
)

type correctionRow struct {
	bun.BaseModel `bun:"table:?tenant.correction,alias:correction"`
	*agreement.Correction
}

// Corrections lists the corrections of agreements, oldest first.
func (s *AgreementStore) Corrections(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID][]*agreement.Correction, error) {
	var rows []*correctionRow
	return grouped(ctx, scope, s.db.read(scope).NewSelect().Model(&rows), "agreement_id", ids, &rows,
		func(r *correctionRow) (uuid.UUID, *agreement.Correction) { return r.AgreementID, r.Correction })
}

// Correction reads one correction.
func (s *AgreementStore) Correction(ctx context.Context, scope access.Scope, id uuid.UUID) (*agreement.Correction, error) {
	row := new(correctionRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Correction, err
}

func (tx agreementTx) InsertCorrection(ctx context.Context, c *agreement.Correction) error {
	return insert(ctx, tx.Tx, &correctionRow{Correction: c})
}

// Endings reads what decides whether agreements may be closed.
func (s *AgreementStore) Endings(ctx context.Context, scope access.Scope, ids []uuid.UUID) (map[uuid.UUID]agreement.Ending, error) {
	return endings(ctx, s.db.read(scope).NewSelect(), ids)
}

// Ending is [AgreementStore.Endings] for one agreement, in its own transaction.
func (tx agreementTx) Ending(ctx context.Context, id uuid.UUID) (agreement.Ending, error) {
	found, err := endings(ctx, tx.NewSelect(), []uuid.UUID{id})
	return found[id], err
}

func endings(ctx context.Context, query *bun.SelectQuery, ids []uuid.UUID) (map[uuid.UUID]agreement.Ending, error) {
	var rows []struct {
		ID uuid.UUID
		agreement.Ending
	}
	err := query.TableExpr("?tenant.agreement AS a").ColumnExpr("a.id").
		ColumnExpr("EXISTS (SELECT FROM ?tenant.report r WHERE r.agreement_id = a.id AND r.kind = 'FINAL' AND r.state = 'ACCEPTED') AS report_accepted").
		ColumnExpr(`EXISTS (SELECT FROM ?tenant.report r WHERE r.agreement_id = a.id AND r.kind = 'FINAL' AND r.programme_part = 'ACCEPTED') AS programme_accepted`).
		ColumnExpr("(SELECT coalesce(sum(r.amount), 0)::bigint FROM ?tenant.refund r WHERE r.agreement_id = a.id AND r.state = 'DUE') AS refund_due").
		ColumnExpr("(SELECT count(*) FROM ?tenant.finding f WHERE f.agreement_id = a.id AND f.state <> 'CLOSED' AND f.waived_at IS NULL) AS open_findings").
		ColumnExpr("(SELECT count(*) FROM ?tenant.payment p WHERE p.agreement_id = a.id AND p.state = 'RECORDED') AS unapproved_payments").
		Where("a.id IN (?)", bun.List(ids)).Scan(ctx, &rows)
	if err != nil {
		return nil, translate(ctx, err)
	}
	found := make(map[uuid.UUID]agreement.Ending, len(rows))
	for _, row := range rows {
		found[row.ID] = row.Ending
	}
	return found, nil
}

// correctable are the tables of what hangs on agreements, by kind of record.
var correctable = map[string]string{
	"Event": "event", "Payment": "payment", "Refund": "refund", "Purchase": "purchase", "Contribution": "contribution",
	"MonitoringVisit": "visit", "Finding": "finding", "Report": "report",
}

// Belongs reports whether a record of a kind hangs on an agreement.
func (tx agreementTx) Belongs(ctx context.Context, id uuid.UUID, kind string, record uuid.UUID) (bool, error) {
	table, ok := correctable[kind]
	if !ok {
		return false, nil
	}
	return tx.NewSelect().TableExpr("?tenant.? AS record", bun.Ident(table)).Where("record.id = ?", record).Where("record.agreement_id = ?", id).Exists(ctx)
}
