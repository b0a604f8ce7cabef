package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/funding"
	"github.com/demilge/demilge/internal/page"
	"github.com/demilge/demilge/internal/report"
)

var _ = onConstraint("report_edition_key", apperr.ErrStale)

type reportRow struct {
	bun.BaseModel `bun:"table:?tenant.report,alias:report"`
	*report.Report
}

func (r *reportRow) entity() *report.Report { return r.Report }

type reportEditionRow struct {
	bun.BaseModel `bun:"table:?tenant.report_edition,alias:report_edition"`
	*report.Edition
}

type reportDecisionRow struct {
	bun.BaseModel `bun:"table:?tenant.report_decision,alias:report_decision"`
	*report.Decision
}

// ReportStore keeps reports with their editions and decisions.
type ReportStore struct{ db *DB }

// NewReportStore makes the store.
func NewReportStore(db *DB) *ReportStore { return &ReportStore{db: db} }

// Get reads one report.
func (s *ReportStore) Get(ctx context.Context, scope access.Scope, id uuid.UUID) (*report.Report, error) {
	row := new(reportRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Report, err
}

// List reads one page, newest first.
func (s *ReportStore) List(ctx context.Context, scope access.Scope, filter report.Filter, request page.Request) (page.Page[*report.Report], error) {
	var rows []*reportRow
	query := s.db.read(scope).NewSelect().Model(&rows)
	if scope.Estate().Limited() {
		query = query.Where("?", within("report.agreement_id", scope.Estate(), true))
	}
	if len(filter.States) > 0 {
		query = query.Where("state IN (?)", bun.List(filter.States))
	}
	if len(filter.Kinds) > 0 {
		query = query.Where("kind IN (?)", bun.List(filter.Kinds))
	}
	if filter.Overdue {
		query = query.Where(owed, report.Due, filter.Today, report.Returned, filter.Today)
	}
	return listed(ctx, scope, query, &rows, request, newest, (*reportRow).entity)
}

// owed says of a report that its day has passed while its agreement lasts. Its arguments
// are DUE, the day, RETURNED and the day.
const owed = `(report.state = ? AND report.due_on < ?::date OR report.state = ? AND report.fix_by < ?::date)
	AND EXISTS (SELECT FROM ?tenant.agreement AS lasting WHERE lasting.id = report.agreement_id AND lasting.ended_at IS NULL)`

// Of lists the reports of agreements, oldest first.
func (s *ReportStore) Of(ctx context.Context, scope access.Scope, agreements []uuid.UUID) (map[uuid.UUID][]*report.Report, error) {
	var rows []*reportRow
	return grouped(ctx, scope, s.db.read(scope).NewSelect().Model(&rows), "agreement_id", agreements, &rows,
		func(r *reportRow) (uuid.UUID, *report.Report) { return r.AgreementID, r.Report })
}

// Edition reads one edition.
func (s *ReportStore) Edition(ctx context.Context, scope access.Scope, id uuid.UUID) (*report.Edition, error) {
	row := new(reportEditionRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Edition, err
}

// Decision reads one decision.
func (s *ReportStore) Decision(ctx context.Context, scope access.Scope, id uuid.UUID) (*report.Decision, error) {
	row := new(reportDecisionRow)
	err := one(ctx, scope, s.db.read(scope).NewSelect().Model(row).Where("id = ?", id), row)
	return row.Decision, err
}

// Editions lists the editions of reports, oldest first.
func (s *ReportStore) Editions(ctx context.Context, scope access.Scope, reports []uuid.UUID) (map[uuid.UUID][]*report.Edition, error) {
	var rows []*reportEditionRow
	return grouped(ctx, scope, s.db.read(scope).NewSelect().Model(&rows).OrderExpr("edition"), "report_id", reports, &rows,
		func(r *reportEditionRow) (uuid.UUID, *report.Edition) { return r.ReportID, r.Edition })
}

// Decisions lists the decisions on reports, oldest first.
func (s *ReportStore) Decisions(ctx context.Context, scope access.Scope, reports []uuid.UUID) (map[uuid.UUID][]*report.Decision, error) {
	var rows []*reportDecisionRow
	return grouped(ctx, scope, s.db.read(scope).NewSelect().Model(&rows), "report_id", reports, &rows,
		func(r *reportDecisionRow) (uuid.UUID, *report.Decision) { return r.ReportID, r.Decision })
}

// FinalOf finds the final reports of a competition's initiatives by application: those that
// came, and those still owed. Of an agreement that is known from publications only, nothing
// is known of a report either.
func (s *ReportStore) FinalOf(ctx context.Context, scope access.Scope, competitions []uuid.UUID) (map[uuid.UUID]*report.Report, error) {
	var rows []*agreementRow
	agreements, err := grouped(ctx, scope, s.db.read(scope).NewSelect().Model(&rows).Where("activated_at IS NOT NULL").Where("scan_note = ''"),
		"competition_id", competitions, &rows, func(r *agreementRow) (uuid.UUID, *agreement.Agreement) { return r.CompetitionID, r.Agreement })
	if err != nil {
		return nil, err
	}
	begun := map[uuid.UUID]*agreement.Agreement{}
	var ids []uuid.UUID
	for _, list := range agreements {
		for _, a := range list {
			begun[a.ID] = a
			ids = append(ids, a.ID)
		}
	}
	reports, err := s.Of(ctx, scope, ids)
	found := make(map[uuid.UUID]*report.Report, len(begun))
	for id, list := range reports {
		for _, r := range list {
			if r.Kind == report.Final && (r.Edition > 0 || begun[id].EndedAt == nil) {
				found[begun[id].ApplicationID] = r
			}
		}
	}
	return found, err
}

// Change runs fn in one transaction.
func (s *ReportStore) Change(ctx context.Context, scope access.Scope, fn func(context.Context, report.Tx) error) error {
	return s.db.write(ctx, scope, func(ctx context.Context, tx *Tx) error { return fn(ctx, reportTx{agreementTx{tx}}) })
}

type reportTx struct{ agreementTx }

// AgreementOf finds the agreement of a report.
func (tx reportTx) AgreementOf(ctx context.Context, id uuid.UUID) (uuid.UUID, error) {
	row := new(reportRow)
	if err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id), row); err != nil {
		return uuid.Nil, err
	}
	return row.AgreementID, nil
}

// Lock reads a report and keeps others from changing it.
func (tx reportTx) Lock(ctx context.Context, id uuid.UUID) (*report.Report, error) {
	row := new(reportRow)
	err := one(ctx, tx.scope, tx.NewSelect().Model(row).Where("id = ?", id).For("UPDATE"), row)
	return row.Report, err
}

// LockFinal reads the final report of an agreement and keeps others from changing it.
func (tx reportTx) LockFinal(ctx context.Context, agreement uuid.UUID) (*report.Report, error) {
	row := new(reportRow)
	query := tx.NewSelect().Model(row).Where("agreement_id = ?", agreement).Where("kind = ?", report.Final)
	err := one(ctx, tx.scope, query.For("UPDATE"), row)
	return row.Report, err
}

func (tx reportTx) Insert(ctx context.Context, r *report.Report) error {
	return insert(ctx, tx.Tx, &reportRow{Report: r})
}

func (tx reportTx) Update(ctx context.Context, r *report.Report) error {
	return update(ctx, tx.Tx, &reportRow{Report: r})
}

func (tx reportTx) InsertEdition(ctx context.Context, e *report.Edition) error {
	return insert(ctx, tx.Tx, &reportEditionRow{Edition: e})
}

func (tx reportTx) InsertDecision(ctx context.Context, d *report.Decision) error {
	return insert(ctx, tx.Tx, &reportDecisionRow{Decision: d})
}

func (tx reportTx) InsertRefund(ctx context.Context, r *funding.Refund) error {
	return insert(ctx, tx.Tx, &refundRow{Refund: r})
}

// NextReportNumber gives the next number of the year's register of reports.
func (tx reportTx) NextReportNumber(ctx context.Context, year int) (int, error) {
	return nextNumber(ctx, tx.Tx, "report", year)
}

// NextActNumber gives the next number of the year's register of acts of acceptance.
func (tx reportTx) NextActNumber(ctx context.Context, year int) (int, error) {
	return nextNumber(ctx, tx.Tx, "acceptance", year)
}
