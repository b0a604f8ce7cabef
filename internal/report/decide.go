package report

import (
	"context"
	"fmt"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/notice"
)

// Return gives a submitted report back for named parts, with the reason and the day by
// which it is due again. Head, specialist.
func (s *Service) Return(ctx context.Context, ref entity.Ref, version int64, o Objection) (*Report, error) {
	return s.sendBack(ctx, ref, version, o, access.Report, Return, agreement.Municipality)
}

// ReturnProgramme gives a report back for the programme's part, also when the municipality
// has accepted it. The programme's finance officer. NO_PROGRAMME_GRANT without a grant.
func (s *Service) ReturnProgramme(ctx context.Context, ref entity.Ref, version int64, o Objection) (*Report, error) {
	return s.sendBack(ctx, ref, version, o, access.ReportProgrammePart, ReturnProgramme, agreement.Programme)
}

func (s *Service) sendBack(ctx context.Context, ref entity.Ref, version int64, o Objection, object access.Object, step Step, side agreement.Side,
) (*Report, error) {
	return s.change(ctx, ref, version, access.Permission{Object: object, Action: access.Return}, o.Reason, func(ctx context.Context, d *desk) error {
		if err := o.check(d.now); err != nil {
			return err
		}
		if err := d.report.Apply(step, Facts{FixBy: &o.FixBy, Parts: o.Parts}, d.now); err != nil {
			return err
		}
		decision := d.report.decide(side, false, Act{Remarks: o.Reason}, d.scope, d.now)
		decision.Parts, decision.FixBy = o.Parts, &o.FixBy
		if err := d.tell(ctx, notice.ReportReturned, notice.Facts{"reason": notice.Plain(o.Reason)}); err != nil {
			return err
		}
		return d.InsertDecision(ctx, decision)
	})
}

// Accept takes a submitted report with an act of acceptance, which gets a number when it
// has none; what a final one left of the local budget is due. The head.
func (s *Service) Accept(ctx context.Context, ref entity.Ref, version int64, act Act) (*Report, error) {
	act = act.trimmed()
	return s.change(ctx, ref, version, access.Permission{Object: access.Report, Action: access.Accept}, "", func(ctx context.Context, d *desk) error {
		if err := act.check(d.report, d.now); err != nil {
			return err
		}
		if act.ScanFileID != nil {
			if err := d.attach(ctx, *act.ScanFileID); err != nil {
				return err
			}
		}
		if act.Number == "" {
			year := clock.DateOf(d.now).Year()
			n, err := d.NextActNumber(ctx, year)
			if err != nil {
				return err
			}
			act.Number = fmt.Sprintf("%d/%d", n, year)
		}
		if err := d.report.Apply(Accept, Facts{}, d.now); err != nil {
			return err
		}
		if err := d.returnUnspent(ctx, budget.LocalBudget); err != nil {
			return err
		}
		if err := d.tell(ctx, notice.ReportAccepted, notice.Facts{}); err != nil {
			return err
		}
		return d.InsertDecision(ctx, d.report.decide(agreement.Municipality, true, act, d.scope, d.now))
	})
}

// AcceptProgramme takes the programme's part of a report; what a final one left of the
// grant is due. The programme's finance officer.
// NO_PROGRAMME_GRANT without a grant.
func (s *Service) AcceptProgramme(ctx context.Context, ref entity.Ref, version int64, remarks string) (*Report, error) {
	act := Act{Remarks: remarks}.trimmed()
	permission := access.Permission{Object: access.ReportProgrammePart, Action: access.Accept}
	return s.change(ctx, ref, version, permission, "", func(ctx context.Context, d *desk) error {
		if err := act.checkRemarks(); err != nil {
			return err
		}
		if err := d.report.Apply(AcceptProgramme, Facts{}, d.now); err != nil {
			return err
		}
		if err := d.returnUnspent(ctx, budget.Programme); err != nil {
			return err
		}
		return d.InsertDecision(ctx, d.report.decide(agreement.Programme, true, act, d.scope, d.now))
	})
}
