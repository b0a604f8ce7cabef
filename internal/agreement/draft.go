package agreement

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/award"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/workday"
)

// Ground is what an agreement is made of: the award, what won, and the rules.
type Ground struct {
	Award       *award.Award
	Application *application.Application
	Competition *competition.Competition
	Rules       regulation.Rules
	Lines       []budget.Line
	// OpenAppeals are appeals on the competition that came in time and wait for an answer.
	OpenAppeals int
	// Days are the working days by which terms are counted, once it is locked.
	Days *workday.Calendar
}

// Choice is what a person decides when an agreement is begun.
type Choice struct {
	Mode Mode
	// Language of the terms; the application's when empty.
	Language i18n.Lang
	// Template of the terms of reference; the one of the application's matter when empty.
	Template Template
	// CopyFrom is an agreement whose terms of reference are taken instead.
	CopyFrom *uuid.UUID
}

// SignBy is the last day for the agreement with a winner whom an order named (M18).
func SignBy(rules regulation.Rules, days *workday.Calendar, ordered clock.Date) clock.Date {
	return days.After(ordered, rules.AgreementWorkingDays)
}

// begin makes the draft of an agreement, filled in from what won, the template and the
// regulation; earlier are terms of reference to copy, nil for none.
func (g *Ground) begin(choice Choice, earlier *TermsOfReference, now time.Time) (*Agreement, *TermsOfReference, []*Line) {
	app := g.Application
	if choice.Language == "" {
		choice.Language = app.Language
	}
	a := &Agreement{
		Base: entity.NewBase(g.Award.TenantID, now), CompetitionID: g.Competition.ID, ApplicationID: app.ID, AwardID: g.Award.ID,
		State: Draft, Mode: choice.Mode, Language: choice.Language, Title: app.Title, LocalBudget: g.Award.LocalBudget,
		ProgrammeGrant: g.Award.ProgrammeGrant, StartDate: app.StartDate, EndDate: app.EndDate,
		SignBy: SignBy(g.Rules, g.Days, g.orderedOn(now)),
		Terms:  StandardTerms(choice.Language), Signatories: []Signatory{},
	}
	if a.EndDate != nil {
		due := g.Days.After(*a.EndDate, g.Rules.ReportWorkingDays)
		a.ReportDueOn = &due
	}
	reference := &TermsOfReference{Base: entity.NewBase(a.TenantID, now), AgreementID: a.ID, Edition: 1}
	if earlier != nil {
		reference.Content = earlier.Content
	} else {
		reference.Content = g.suggest(choice, a)
	}
	return a, reference, linesOf(a, g.Lines, now)
}

// orderedOn is the day of the head's order on the result.
func (g *Ground) orderedOn(now time.Time) clock.Date {
	if order := g.Competition.ResultOrder(); order != nil {
		return order.Date
	}
	return clock.DateOf(now)
}

// suggest fills terms of reference from the template and the application.
func (g *Ground) suggest(choice Choice, a *Agreement) Content {
	if choice.Template == "" {
		choice.Template = TemplateFor(g.Application.LocalMatter)
	}
	c := choice.Template.Content(a.Language)
	app := g.Application
	if goal := strings.TrimSpace(app.Goal); goal != "" {
		c.Goal = goal
	}
	c.TargetGroups = append(c.TargetGroups, app.TargetGroups...)
	for _, row := range app.Plan {
		c.Activities = append(c.Activities, Activity{Name: row.Activity, Date: row.From, Place: row.Place})
		if row.ExpectedResult != "" {
			c.ExpectedResults = append(c.ExpectedResults, ExpectedResult{Text: row.ExpectedResult})
		}
	}
	for _, l := range g.Lines {
		if buyer, buys := a.buyer(l); buys {
			c.Purchases = append(c.Purchases, PlannedItem{
				Item: l.Item, Quantity: l.Quantity, Unit: l.Unit, Price: l.UnitPrice, Source: l.Source, Buyer: buyer, Until: a.StartDate,
			})
		}
	}
	if a.StartDate != nil && a.EndDate != nil {
		c.Timetable = a.StartDate.Format("02.01.2006") + " – " + a.EndDate.Format("02.01.2006")
	}
	return c
}

// buyer says who buys a line by the agreement's mode; false for what is not bought with
// money that the agreement brings.
func (a *Agreement) buyer(l budget.Line) (Side, bool) {
	switch {
	case l.Form != budget.Cash || l.Source != budget.LocalBudget && l.Source != budget.Programme:
		return "", false
	case a.Mode == Transfer:
		return Performer, true
	case a.Mode == ProcurementByProgramme || l.Source == budget.Programme:
		return Programme, true
	}
	return Municipality, true
}

// published refuses a winner whose result is not public: that is no way round the
// publication (domain.md 3.2).
func (g *Ground) published() error {
	switch {
	case !g.Competition.ResultPublic():
		return ErrResultNotPublished
	case g.Award.AnnulledAt != nil:
		return award.ErrAnnulled
	}
	return nil
}

// settled refuses a signature while appeals wait for an answer, where the regulation says
// so.
func (g *Ground) settled() error {
	if g.Rules.AgreementWaitsForAppeal && g.OpenAppeals > 0 {
		return ErrAppealsOpen.With(i18n.Args{"count": g.OpenAppeals})
	}
	return nil
}

// takesMode refuses a transfer to a person where the regulation forbids it.
func (g *Ground) takesMode(mode Mode) *apperr.Error {
	if mode == Transfer && g.Rules.TransferToLegalEntitiesOnly && g.Application.Kind != regulation.LegalEntity {
		return ErrTransferToPerson
	}
	return nil
}
