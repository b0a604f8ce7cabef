package report

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/audit"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
)

// desk is one report, locked under its agreement for a change.
type desk struct {
	Tx
	scope     access.Scope
	agreement *agreement.Agreement
	report    *Report
	now       time.Time
}

// PlanInterim plans an interim report of a period. Head, executive secretary, specialist.
// AGREEMENT_NOT_ACTIVE before the work begins.
func (s *Service) PlanInterim(ctx context.Context, agreementRef entity.Ref, due clock.Date, from, until *clock.Date) (*Report, error) {
	scope, err := s.auth.Authorize(ctx, agreementRef.Tenant, access.Report, access.Create)
	if err != nil {
		return nil, err
	}
	var r *Report
	err = s.open(ctx, scope, agreementRef.ID, func(ctx context.Context, d *desk) error {
		if due.Before(clock.DateOf(d.now)) {
			return ErrDuePassed.At("dueOn")
		}
		if from != nil && until != nil && until.Before(*from) {
			return ErrPeriodTurned
		}
		r = planned(d.agreement, Interim, due, d.now)
		r.FromDate, r.UntilDate = from, until
		if err := d.Insert(ctx, r); err != nil {
			return err
		}
		return d.Record(ctx, audit.Entry{Object: access.Report, Action: access.Create, ID: r.ID, After: r})
	})
	if err != nil {
		return nil, err
	}
	return r, nil
}

// open runs fn in a transaction on a locked agreement; see [Service.lock].
func (s *Service) open(ctx context.Context, scope access.Scope, id uuid.UUID, fn func(context.Context, *desk) error) error {
	return s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		d, err := s.lock(ctx, tx, scope, id)
		if err != nil {
			return err
		}
		return fn(ctx, d)
	})
}

// lock locks an agreement and asks the row rule.
func (s *Service) lock(ctx context.Context, tx Tx, scope access.Scope, id uuid.UUID) (*desk, error) {
	standing, now, err := agreement.Lock(ctx, tx, scope, id)
	if err != nil {
		return nil, err
	}
	return &desk{Tx: tx, scope: scope, agreement: standing.Agreement, now: now}, s.admits(scope, standing)
}

// Fill writes what the records know into the empty parts of a report: events, helpers, the
// expected results, what was bought. report nil is the final one. Leader, editor,
// specialist. AGREEMENT_NOT_ACTIVE before the work begins.
func (s *Service) Fill(ctx context.Context, agreementRef entity.Ref, report *uuid.UUID) (*Report, error) {
	scope, err := s.auth.Authorize(ctx, agreementRef.Tenant, access.Report, access.Update)
	if err != nil {
		return nil, err
	}
	var d *desk
	err = s.open(ctx, scope, agreementRef.ID, func(ctx context.Context, opened *desk) error {
		d = opened
		if report == nil {
			d.report, err = d.LockFinal(ctx, d.agreement.ID)
		} else {
			d.report, err = d.Lock(ctx, *report)
		}
		if err != nil {
			return err
		}
		if d.report.AgreementID != d.agreement.ID {
			return apperr.ErrNotFound
		}
		return d.write(ctx, access.Permission{Object: access.Report, Action: access.Update}, "", func() error {
			books, err := d.Books(ctx, d.agreement)
			if err != nil {
				return err
			}
			d.report.fill(books)
			d.report.Touch(d.now)
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return d.report, nil
}

// Update writes in a report that is due or returned. Leader, editor, specialist.
func (s *Service) Update(ctx context.Context, ref entity.Ref, version int64, edit Edit) (*Report, error) {
	edit = edit.trimmed()
	return s.change(ctx, ref, version, access.Permission{Object: access.Report, Action: access.Update}, "", func(ctx context.Context, d *desk) error {
		if err := edit.within(d.report).Err(); err != nil {
			return err
		}
		books, err := d.Books(ctx, d.agreement)
		if err != nil {
			return err
		}
		if err := edit.check(books).Err(); err != nil {
			return err
		}
		edit.apply(&d.report.Draft)
		d.report.Narrative.Results = books.results(d.report.Narrative.Results)
		d.report.Touch(d.now)
		return nil
	})
}

// Submit hands a report in: it is sealed with the account of the day. The leader. All that
// is missing is answered at once.
func (s *Service) Submit(ctx context.Context, ref entity.Ref, version int64) (*Report, error) {
	return s.change(ctx, ref, version, access.Permission{Object: access.Report, Action: access.Submit}, "", func(ctx context.Context, d *desk) error {
		return d.submit(ctx, nil)
	})
}

// Register hands a report in that came on paper, with its scan. Specialist, executive
// secretary.
func (s *Service) Register(ctx context.Context, ref entity.Ref, version int64, scan uuid.UUID) (*Report, error) {
	return s.change(ctx, ref, version, access.Permission{Object: access.Report, Action: access.Register}, "", func(ctx context.Context, d *desk) error {
		if err := d.attach(ctx, scan); err != nil {
			return err
		}
		return d.submit(ctx, &scan)
	})
}

func (d *desk) attach(ctx context.Context, scan uuid.UUID) error {
	_, err := d.AttachFile(ctx, scan, file.Owner{Object: access.Report, ID: d.report.ID}, file.SignedPaper)
	return apperr.At(err, "scanFileId")
}

func (d *desk) submit(ctx context.Context, paper *uuid.UUID) error {
	books, err := d.Books(ctx, d.agreement)
	if err != nil {
		return err
	}
	if err := d.report.problems(books).Err(); err != nil {
		return err
	}
	today := clock.DateOf(d.now)
	days, err := d.Workdays(ctx)
	if err != nil {
		return err
	}
	facts := Facts{Granted: d.agreement.ProgrammeGrant != nil, DecideBy: days.After(today, books.Rules.AcceptanceWorkingDays)}
	if err := d.report.Apply(Submit, facts, d.now); err != nil {
		return err
	}
	if d.report.Number == "" {
		n, err := d.NextReportNumber(ctx, today.Year())
		if err != nil {
			return err
		}
		d.report.Number = fmt.Sprintf("%d/%d", n, today.Year())
	}
	edition, err := d.report.seal(books, d.scope, paper, d.now)
	if err != nil {
		return err
	}
	if err := d.tellOffice(ctx); err != nil {
		return err
	}
	return d.InsertEdition(ctx, edition)
}

// change locks a report under its agreement, asks the rules, compares the version, applies
// fn, writes and records.
func (s *Service) change(ctx context.Context, ref entity.Ref, version int64, permission access.Permission, reason string,
	fn func(context.Context, *desk) error,
) (*Report, error) {
	scope, err := s.auth.Authorize(ctx, ref.Tenant, permission.Object, permission.Action)
	if err != nil {
		return nil, err
	}
	var r *Report
	err = s.store.Change(ctx, scope, func(ctx context.Context, tx Tx) error {
		id, err := tx.AgreementOf(ctx, ref.ID)
		if err != nil {
			return err
		}
		d, err := s.lock(ctx, tx, scope, id)
		if err != nil {
			return err
		}
		if r, err = tx.Lock(ctx, ref.ID); err != nil {
			return err
		}
		if r.Version != version {
			return apperr.ErrStale
		}
		d.report = r
		return d.write(ctx, permission, reason, func() error { return fn(ctx, d) })
	})
	if err != nil {
		return nil, err
	}
	return r, nil
}

// write asks whether the report takes the change, makes it and records.
func (d *desk) write(ctx context.Context, permission access.Permission, reason string, fn func() error) error {
	if err := d.report.takes(permission); err != nil {
		return err
	}
	before := *d.report
	if err := fn(); err != nil {
		return err
	}
	if err := d.Update(ctx, d.report); err != nil {
		return err
	}
	return d.Record(ctx, audit.Entry{
		Object: permission.Object, Action: permission.Action, ID: d.report.ID, Before: before, After: d.report, Reason: reason,
	})
}
