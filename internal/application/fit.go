package application

import (
	"slices"
	"strconv"
	"time"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/competition"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/regulation"
)

// What is asked of the money, the group and the days.
var (
	errNothingAsked = apperr.NewRule("NOTHING_ASKED", i18n.New(
		"Жергиликтүү бюджеттен эч нерсе суралган эмес.",
		"Из местного бюджета ничего не запрошено.",
		"Nothing is asked of the local budget."))
	errZeroPrice = apperr.NewRule("ZERO_PRICE", i18n.New(
		"Баасы нөл боло албайт: салым бааланбаса, аны «бааланган эмес» деп белгилеңиз.",
		"Цена не может быть нулевой: если вклад не оценён, отметьте это.",
		"A price is never zero: mark a contribution that nobody valued as not valued."))
	errEvidence = apperr.NewRule("COST_EVIDENCE_MISSING", i18n.New(
		"Суммасы {amount} сомдон баштап ар бир сапка баасын тастыктаган документ тиркелиши керек.",
		"К каждой строке сметы от {amount} сом нужен документ, подтверждающий цену.",
		"Every budget line of {amount} som or more needs a document that proves its price."))
	errGroupSmall = apperr.NewRule("GROUP_TOO_SMALL", i18n.New(
		"Демилгелүү топто кеминде {min} киши болот.",
		"В инициативной группе не меньше {min} человек.",
		"An initiative group has at least {min} people."))
	errTooEarly = apperr.NewRule("STARTS_TOO_EARLY", i18n.New(
		"Бул күн өтүнмөлөрдү кабыл алуу башталган күндөн ({date}) эрте болбойт.",
		"Этот день не может быть раньше начала приёма заявок ({date}).",
		"This day cannot come before the window opens ({date})."))
)

// fitProblems tells what does not fit the competition and its regulation.
func (c *Content) fitProblems(settings *Settings, now time.Time) apperr.List {
	var errs apperr.List
	p, rules := c.Proposal, settings.Rules
	if p.Kind != "" && len(rules.ApplicantKinds) > 0 && !slices.Contains(rules.ApplicantKinds, p.Kind) {
		errs.Add(errKindNotAllowed.At("kind"))
	}
	if p.PriorityAreaID != nil && !slices.Contains(settings.Competition.PriorityAreaIDs, *p.PriorityAreaID) {
		errs.Add(errPriority.At("priorityAreaId"))
	}
	if y := c.Applicant.BirthYear; y == nil && rules.MinLeaderAge > 0 && p.Kind != regulation.LegalEntity {
		errs.Add(apperr.ErrRequired.At("applicant", "birthYear"))
	} else if y != nil && clock.DateOf(now).Year()-*y < rules.MinLeaderAge {
		errs.Add(errTooYoung.With(i18n.Args{"age": rules.MinLeaderAge}).At("applicant", "birthYear"))
	}
	if p.Kind == regulation.Group && p.Group != nil && p.Group.Members != nil && *p.Group.Members < minGroup {
		errs.Add(errGroupSmall.With(i18n.Args{"min": minGroup}).At("group", "members"))
	}
	return append(errs, c.dateProblems(settings.Competition)...)
}

// evidenceProblems names the lines whose price the regulation wants to see proved (5.4).
// What nobody valued has no price.
func (c *Content) evidenceProblems(rules regulation.Rules) apperr.List {
	var errs apperr.List
	from := rules.EvidenceFromAmount
	if from == nil {
		return nil
	}
	for i, l := range c.BudgetLines {
		if l.Amount != nil && *l.Amount >= *from && l.EvidenceFileID == nil {
			errs.Add(errEvidence.With(i18n.Args{"amount": *from}).At("budgetLines", strconv.Itoa(i), "evidenceFileId"))
		}
	}
	return errs
}

// minGroup is what makes people a group: a leader and somebody beside her.
const minGroup = 2

// dateProblems demands that the initiative and its plan lie between the opening of the
// window and the last day of implementation (5.3).
func (c *Content) dateProblems(contest *competition.Competition) apperr.List {
	var errs apperr.List
	check := func(day *clock.Date, path ...string) {
		switch {
		case day == nil:
		case contest.OpensAt != nil && day.Before(clock.DateOf(*contest.OpensAt)):
			errs.Add(errTooEarly.With(i18n.Args{"date": clock.DateOf(*contest.OpensAt)}).At(path...))
		case contest.ImplementBy != nil && day.After(*contest.ImplementBy):
			errs.Add(errTooLateEnd.With(i18n.Args{"date": contest.ImplementBy}).At(path...))
		}
	}
	check(c.Proposal.StartDate, "startDate")
	check(c.Proposal.EndDate, "endDate")
	for i, row := range c.Proposal.Plan {
		check(row.From, "plan", strconv.Itoa(i), "from")
		check(row.Until, "plan", strconv.Itoa(i), "until")
	}
	return errs
}
