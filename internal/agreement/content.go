package agreement

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/text"
)

// Edit is what a person writes in the draft of an agreement; nil leaves a part as it is.
type Edit struct {
	Number                          *string
	Mode                            *Mode
	StartDate, EndDate, ReportDueOn *clock.Date
	Terms                           *Terms
	Reference                       *Content
	Lines                           []budget.Line
}

// apply writes the edit into the draft.
func (e Edit) apply(a *Agreement, reference *TermsOfReference) {
	set(&a.Mode, e.Mode)
	set(&a.Terms, e.Terms)
	set(&reference.Content, e.Reference)
	if e.Number != nil {
		a.Number = strings.TrimSpace(*e.Number)
	}
	for _, day := range []struct{ kept, new **clock.Date }{
		{&a.StartDate, &e.StartDate}, {&a.EndDate, &e.EndDate}, {&a.ReportDueOn, &e.ReportDueOn},
	} {
		if *day.new != nil {
			*day.kept = *day.new
		}
	}
}

func set[T any](kept, written *T) {
	if written != nil {
		*kept = *written
	}
}

// check refuses what cannot stand even in a draft.
func (a *Agreement) check(g *Ground, reference *TermsOfReference) (errs apperr.List) {
	errs.Add(text.Line(a.Number, MaxNumber, "number"))
	errs.Add(g.takesMode(a.Mode))
	errs = append(errs, a.Terms.check()...)
	errs = append(errs, reference.Content.check()...)
	return append(errs, a.checkDates()...)
}

func (a *Agreement) checkDates() (errs apperr.List) {
	if a.StartDate != nil && a.EndDate != nil && a.EndDate.Before(*a.StartDate) {
		errs.Add(ErrDatesTurned)
	}
	if a.EndDate != nil && a.ReportDueOn != nil && a.ReportDueOn.Before(*a.EndDate) {
		errs.Add(ErrReportBeforeEnd)
	}
	return errs
}

// obstacles lists all that a draft still lacks to be signed.
func (a *Agreement) obstacles(g *Ground, reference *TermsOfReference, lines []*Line) (errs apperr.List) {
	for _, day := range []struct {
		name string
		day  *clock.Date
	}{{"startDate", a.StartDate}, {"endDate", a.EndDate}, {"reportDueOn", a.ReportDueOn}} {
		if day.day == nil {
			errs.Add(apperr.ErrRequired.At(day.name))
		}
	}
	if by := g.Competition.ImplementBy; by != nil && a.EndDate != nil && a.EndDate.After(*by) {
		errs.Add(ErrBeyondDeadline.With(i18n.Args{"date": by.Format("02.01.2006")}))
	}
	errs = append(errs, a.Terms.missing()...)
	if !reference.Content.complete() {
		errs.Add(ErrTermsIncomplete)
	}
	return append(errs, a.within(lines)...)
}

// within refuses an estimate above what was awarded.
func (a *Agreement) within(lines []*Line) (errs apperr.List) {
	if planned := PlannedOf(lines, budget.LocalBudget); planned > a.LocalBudget {
		errs.Add(ErrAboveAward.With(i18n.Args{"planned": planned, "awarded": a.LocalBudget}))
	}
	var granted money.Amount
	if a.ProgrammeGrant != nil {
		granted = *a.ProgrammeGrant
	}
	if planned := PlannedOf(lines, budget.Programme); planned > granted {
		errs.Add(ErrAboveGrant.With(i18n.Args{"planned": planned, "awarded": granted}))
	}
	return errs
}

// Signing is what is written of the signed paper.
type Signing struct {
	Date        clock.Date
	Signatories []Signatory
	ScanFileID  uuid.UUID
	// WithoutScan says why there is no scan. The API does not take it: only the seed knows
	// agreements from publications alone.
	WithoutScan string
}

func (s Signing) trimmed() Signing {
	list := make([]Signatory, len(s.Signatories))
	for i, hand := range s.Signatories {
		list[i] = Signatory{
			Side: hand.Side, Position: strings.TrimSpace(hand.Position), Name: strings.TrimSpace(hand.Name), Basis: strings.TrimSpace(hand.Basis),
		}
	}
	s.Signatories, s.WithoutScan = list, strings.TrimSpace(s.WithoutScan)
	return s
}

func (s Signing) check(now time.Time) error {
	errs := checkSignatories(s.Signatories)
	if s.Date.After(clock.DateOf(now)) {
		errs.Add(ErrFuture)
	}
	return errs.Err()
}
