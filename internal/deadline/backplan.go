// Package deadline says by when what is to be done: the way back from an event to its
// competition, the days of a person's calendar, and the reminders before and after them.
package deadline

import (
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/workday"
)

// StepKey names a step of a plan.
type StepKey string

// The steps, in the order in which they are taken.
const (
	StepCommission StepKey = "COMMISSION"
	StepAnnounce   StepKey = "ANNOUNCEMENT"
	StepOpen       StepKey = "WINDOW_OPENS"
	StepClose      StepKey = "WINDOW_CLOSES"
	StepCheck      StepKey = "ADMISSIBILITY"
	StepProtocol   StepKey = "PROTOCOL"
	StepOrder      StepKey = "RESULT_ORDER"
	StepPublish    StepKey = "PUBLICATION"
	StepAgreement  StepKey = "AGREEMENT"
	StepEvent      StepKey = "EVENT"
	StepReport     StepKey = "REPORT"
)

// Step is one step on the way to an event.
type Step struct {
	Key  StepKey
	Name i18n.Localized
	// By is its last day when every term of the regulation is used in full, Last when none
	// is that need not be: the step cannot be later.
	By, Last clock.Date
	// Rule is the item of docs/rules.md that the time before the next step comes from, empty
	// for none.
	Rule string
}

// ID is the key as text.
func (s *Step) ID() string { return string(s.Key) }

// Plan is the way to an event.
type Plan struct {
	Event clock.Date
	Steps []Step
}

var stepNames = map[StepKey]i18n.Text{
	StepCommission: i18n.New("Конкурстук комиссия буйрук менен түзүлдү", "Конкурсная комиссия создана приказом", "The commission is formed by order"),
	StepAnnounce:   i18n.New("Сынак жарыяланды", "Конкурс объявлен", "The competition is announced"),
	StepOpen:       i18n.New("Өтүнмө кабыл алуу башталды", "Приём заявок начат", "Applications are taken"),
	StepClose:      i18n.New("Өтүнмө кабыл алуунун акыркы күнү", "Последний день приёма заявок", "The last day for applications"),
	StepCheck:      i18n.New("Өтүнмөлөр текшерилди", "Заявки проверены", "Applications are checked"),
	StepProtocol:   i18n.New("Комиссиянын протоколуна кол коюлду", "Протокол комиссии подписан", "The commission's protocol is signed"),
	StepOrder:      i18n.New("Жыйынтык буйрук менен бекитилди", "Результат утверждён приказом", "The result is approved by order"),
	StepPublish:    i18n.New("Жыйынтык жарыяланды", "Результат опубликован", "The result is published"),
	StepAgreement:  i18n.New("Макулдашууга кол коюлду", "Соглашение подписано", "The agreement is signed"),
	StepEvent:      i18n.New("Иш-чара", "Мероприятие", "The event"),
	StepReport:     i18n.New("Отчёт тапшырылды", "Отчёт сдан", "The report is in"),
}

// BackPlan plans from the day of an event back to the announcement of its competition. The
// short cuts that the domain allows stay possible: the whole evaluation in one day, and no
// day between order and agreement (domain.md 3.2).
func BackPlan(rules regulation.Rules, event clock.Date, working *workday.Calendar) Plan {
	by, last := fullWay(rules, event, working), shortWay(rules, event, working)
	plan := Plan{Event: event}
	for _, key := range []StepKey{StepCommission, StepAnnounce, StepOpen, StepClose, StepCheck, StepProtocol, StepOrder, StepPublish, StepAgreement} {
		plan.Steps = append(plan.Steps, Step{Key: key, Name: stepNames[key].Localized(), By: by[key], Last: last[key], Rule: stepRules[key]})
	}
	report := working.After(event, rules.ReportWorkingDays)
	return Plan{Event: event, Steps: append(plan.Steps,
		Step{Key: StepEvent, Name: stepNames[StepEvent].Localized(), By: event, Last: event},
		Step{Key: StepReport, Name: stepNames[StepReport].Localized(), By: report, Last: report, Rule: "R-33"})}
}

// last is the last lawful day of a step.
func (p *Plan) last(key StepKey) (day clock.Date) {
	for _, step := range p.Steps {
		if step.Key == key {
			day = step.Last
		}
	}
	return day
}

var stepRules = map[StepKey]string{
	StepCommission: "R-03", StepOpen: "R-15", StepClose: "R-24", StepPublish: "R-35", StepOrder: "R-28", StepProtocol: "R-26",
}

// fullWay uses every term of the regulation in full.
func fullWay(rules regulation.Rules, event clock.Date, working *workday.Calendar) map[StepKey]clock.Date {
	days := map[StepKey]clock.Date{StepAgreement: working.Before(event, 1)}
	published := working.Before(days[StepAgreement], rules.AgreementWorkingDays)
	if rules.AgreementWaitsForAppeal {
		published = working.Before(published, rules.ComplaintDays+rules.AppealDays)
	}
	days[StepPublish], days[StepOrder] = published, published
	days[StepProtocol] = working.Before(published, 1)
	days[StepCheck] = working.Before(days[StepProtocol], 1)
	days[StepClose] = working.Before(days[StepCheck], rules.CheckWorkingDays+rules.CorrectionWorkingDays)
	days[StepOpen] = days[StepClose].AddDays(1 - rules.Window.DefaultDays)
	days[StepAnnounce] = days[StepOpen]
	days[StepCommission] = working.Before(days[StepAnnounce], 1)
	return days
}

// shortWay uses only the times that nobody can shorten.
func shortWay(rules regulation.Rules, event clock.Date, working *workday.Calendar) map[StepKey]clock.Date {
	signed := event.AddDays(-1)
	if !working.Is(signed) {
		signed = working.Before(signed, 1)
	}
	days := map[StepKey]clock.Date{StepAgreement: signed, StepPublish: signed}
	if rules.AgreementWaitsForAppeal {
		days[StepPublish] = working.Before(signed, rules.ComplaintDays)
	}
	for _, key := range []StepKey{StepOrder, StepProtocol, StepCheck} {
		days[key] = days[StepPublish]
	}
	days[StepClose] = days[StepCheck].AddDays(-1)
	days[StepOpen] = days[StepClose].AddDays(1 - max(rules.Window.MinDays, 1))
	days[StepAnnounce], days[StepCommission] = days[StepOpen], days[StepOpen]
	return days
}
