package agreement

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// Revision is what an amendment changes of a signed agreement; nil leaves a part as it is.
type Revision struct {
	Signing
	EndDate, ReportDueOn *clock.Date
	Terms                *Terms
	Reference            *Content
	Reason               string
}

// Amend changes a signed agreement by the next numbered amendment, which both sides
// signed; new terms of reference are a new edition. Executive body.
func (s *Service) Amend(ctx context.Context, ref entity.Ref, version int64, r Revision) (*Agreement, error) {
	r.Signing, r.Reason = r.trimmed(), strings.TrimSpace(r.Reason)
	return s.change(ctx, ref, version, access.Amend, r.Reason, func(ctx context.Context, tx Tx, a *Agreement, now time.Time) error {
		if err := a.takes(access.Amend); err != nil {
			return err
		}
		last, err := tx.LastReference(ctx, a.ID)
		if err != nil {
			return err
		}
		ground, err := tx.LockGround(ctx, a.AwardID)
		if err != nil {
			return err
		}
		if err := r.check(a, ground, now); err != nil {
			return err
		}
		changes, reference := r.apply(a, last, now)
		if len(changes) == 0 {
			return ErrNothingChanged
		}
		if err := a.checkDates().Err(); err != nil {
			return err
		}
		a.Touch(now)
		if reference != nil {
			if err := tx.InsertReference(ctx, reference); err != nil {
				return err
			}
		}
		if a.ActivatedAt != nil && r.ReportDueOn != nil && a.owesReport() {
			if err := tx.OweReport(ctx, a); err != nil {
				return err
			}
		}
		return r.record(ctx, tx, a, changes, now)
	})
}

func (r Revision) record(ctx context.Context, tx Tx, a *Agreement, changes []Change, now time.Time) error {
	number, err := tx.LastAmendment(ctx, a.ID)
	if err != nil {
		return err
	}
	made := &Amendment{
		Base: entity.NewBase(a.TenantID, now), AgreementID: a.ID, Number: number + 1, Date: r.Date, Reason: r.Reason,
		Changes: changes, Signatories: r.Signatories, ScanFileID: r.ScanFileID,
	}
	owner := file.Owner{Object: access.Agreement, ID: a.ID}
	if _, err := tx.AttachFile(ctx, r.ScanFileID, owner, file.SignedPaper); err != nil {
		return apperr.At(err, "scanFileId")
	}
	return tx.InsertAmendment(ctx, made)
}

func (r Revision) check(a *Agreement, g *Ground, now time.Time) error {
	errs := apperr.List(apperr.All(r.Signing.check(now)))
	if r.Reason == "" {
		errs.Add(apperr.ErrRequired.At("reason"))
	}
	errs.Add(text.Block(r.Reason, MaxText, "reason"))
	if a.Date != nil && r.Date.Before(*a.Date) {
		errs.Add(ErrAmendedBefore)
	}
	if by := g.Competition.ImplementBy; by != nil && r.EndDate != nil && r.EndDate.After(*by) && !moved(a) {
		errs.Add(ErrBeyondDeadline.With(i18n.Args{"date": by.Format("02.01.2006")}))
	}
	if r.Terms != nil {
		errs = append(errs, r.Terms.check()...)
		errs = append(errs, r.Terms.missing()...)
	}
	if r.Reference != nil {
		errs = append(errs, r.Reference.check()...)
		if !r.Reference.complete() {
			errs.Add(ErrTermsIncomplete)
		}
	}
	return errs.Err()
}

// moved reports whether force majeure may move the end beyond the competition's last day:
// the agreement is suspended, and its reason stands in the record (domain.md 9).
func moved(a *Agreement) bool { return a.State == Suspended }

// apply writes the revision and answers what it changed, and the new edition of the terms
// of reference, nil when they stay.
func (r Revision) apply(a *Agreement, last *TermsOfReference, now time.Time) (changes []Change, edition *TermsOfReference) {
	day := func(field string, kept **clock.Date, new *clock.Date) {
		if new != nil && (*kept == nil || !(*kept).Equal(new.Time)) {
			changes = append(changes, Change{Field: field, Before: printed(*kept), After: printed(new)})
			*kept = new
		}
	}
	day("endDate", &a.EndDate, r.EndDate)
	day("reportDueOn", &a.ReportDueOn, r.ReportDueOn)
	if r.Terms != nil {
		changes = append(changes, a.Terms.compare(*r.Terms)...)
		a.Terms = *r.Terms
	}
	if r.Reference != nil {
		edition = &TermsOfReference{
			Base: entity.NewBase(a.TenantID, now), AgreementID: a.ID, Edition: last.Edition + 1, Content: *r.Reference, SealedAt: &now,
		}
		changes = append(changes, Change{Field: "termsOfReference", Before: strconv.Itoa(last.Edition), After: strconv.Itoa(edition.Edition)})
	}
	return changes, edition
}

func printed(day *clock.Date) string {
	if day == nil {
		return ""
	}
	return day.Format("02.01.2006")
}
