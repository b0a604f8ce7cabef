package postgres

import (
	"context"
	"database/sql"
	"errors"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/report"
)

// OwedReport is the number of an agreement whose final report is overdue on a day, of the
// same owner or legal entity; empty when there is none.
func (tx applicationTx) OwedReport(ctx context.Context, owner *uuid.UUID, registration string, today clock.Date) (number string, err error) {
	err = tx.NewSelect().Model((*reportRow)(nil)).ColumnExpr("a.number").
		Join("JOIN ?tenant.agreement AS a ON a.id = report.agreement_id").Join("JOIN ?tenant.application AS app ON app.id = a.application_id").
		Where("report.kind = ?", report.Final).Where(owed, report.Due, today, report.Returned, today).
		Where(`(app.owner_id = ? OR EXISTS (SELECT FROM ?tenant.applicant AS who
			WHERE who.id = app.id AND who.registration_number = ? AND who.registration_number <> ''))`, owner, registration).
		OrderExpr("report.due_on, report.id").Limit(1).Scan(ctx, &number)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return number, err
}
