package agreement

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
)

// Ending is what decides whether an initiative may be closed (M25).
type Ending struct {
	// ReportAccepted says that the head accepted the final report, ProgrammeAccepted that the
	// programme accepted its part.
	ReportAccepted, ProgrammeAccepted bool
	// RefundDue is what is to be returned and was not.
	RefundDue money.Amount
	// OpenFindings were not closed, serious or not; waived ones do not count.
	OpenFindings int
	// UnapprovedPayments wait for a second person.
	UnapprovedPayments int
}

// The refusals of closing.
var (
	ErrReportMissing = apperr.NewRule("FINAL_REPORT_NOT_ACCEPTED", i18n.New(
		"Жыйынтык отчёт кабыл алынган эмес.",
		"Итоговый отчёт не принят.",
		"The final report is not accepted."))
	ErrProgrammePartMissing = apperr.NewRule("PROGRAMME_PART_NOT_ACCEPTED", i18n.New(
		"Программа өз каражатынын отчётун кабыл ала элек.",
		"Программа не приняла отчёт по своей части.",
		"The programme has not accepted its part of the report."))
	ErrRefundDue = apperr.NewRule("REFUND_DUE", i18n.New(
		"{sum} сом кайтарыла элек.",
		"Не возвращено {sum} сом.",
		"{sum} som are not returned yet."))
	ErrFindingsOpen = apperr.NewRule("FINDINGS_OPEN", i18n.New(
		"Мониторингдин {count} эскертүүсү жабыла элек.",
		"Не закрыто замечаний мониторинга: {count}.",
		"{count} findings of monitoring are not closed."))
	ErrPaymentsUnapproved = apperr.NewRule("PAYMENTS_UNAPPROVED", i18n.New(
		"{count} төлөм экинчи адам тарабынан бекитиле элек.",
		"Не подтверждено вторым лицом платежей: {count}.",
		"{count} payments are not approved by a second person."))
)

// obstacles lists all that stands in the way of closing.
func (e Ending) obstacles(a *Agreement) (errs apperr.List) {
	if !e.ReportAccepted {
		errs.Add(ErrReportMissing)
	}
	if a.ProgrammeGrant != nil && !e.ProgrammeAccepted {
		errs.Add(ErrProgrammePartMissing)
	}
	if e.RefundDue > 0 {
		errs.Add(ErrRefundDue.With(i18n.Args{"sum": e.RefundDue}))
	}
	if e.OpenFindings > 0 {
		errs.Add(ErrFindingsOpen.With(i18n.Args{"count": e.OpenFindings}))
	}
	if e.UnapprovedPayments > 0 {
		errs.Add(ErrPaymentsUnapproved.With(i18n.Args{"count": e.UnapprovedPayments}))
	}
	return errs
}

// Close ends an initiative that was carried out, reported and accepted; afterwards nothing
// changes but by a [Correction]. The head. All that stands in the way is answered at once.
func (s *Service) Close(ctx context.Context, ref entity.Ref, version int64) (*Agreement, error) {
	return s.change(ctx, ref, version, access.Close, "", func(ctx context.Context, tx Tx, a *Agreement, now time.Time) error {
		ending, err := tx.Ending(ctx, a.ID)
		if err != nil {
			return err
		}
		return a.Apply(Close, Facts{Obstacles: ending.obstacles(a)}, now)
	})
}

// ClosingObstacles lists what stands in the way of closing agreements that are carried out;
// empty for the others.
func (s *Service) ClosingObstacles(ctx context.Context, list []*Agreement) (map[uuid.UUID]apperr.List, error) {
	scope, err := s.auth.Authorize(ctx, list[0].TenantID, access.Agreement, access.Read)
	if err != nil {
		return nil, err
	}
	endings, err := s.store.Endings(ctx, scope, idsOf(list))
	if err != nil {
		return nil, err
	}
	obstacles := make(map[uuid.UUID]apperr.List, len(list))
	for _, a := range list {
		if a.State == Active {
			obstacles[a.ID] = endings[a.ID].obstacles(a)
		}
	}
	return obstacles, nil
}

func idsOf(list []*Agreement) []uuid.UUID {
	ids := make([]uuid.UUID, len(list))
	for i, a := range list {
		ids[i] = a.ID
	}
	return ids
}
