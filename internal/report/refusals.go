package report

import (
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// The refusals of a report.
var (
	ErrState = apperr.NewRule("REPORT_STATE", i18n.New(
		"Отчёттун азыркы абалында муну жасоого болбойт: {state}.",
		"В нынешнем состоянии отчёта это сделать нельзя: {state}.",
		"This cannot be done in the report's present state: {state}."))
	ErrPartNotReturned = apperr.NewRule("REPORT_PART_NOT_RETURNED", i18n.New(
		"Отчёттун бул бөлүгү оңдоого кайтарылган эмес.",
		"Эта часть отчёта на доработку не возвращена.",
		"This part of the report was not returned."))
	ErrNoResult = apperr.NewRule("REPORT_RESULT_UNKNOWN", i18n.New(
		"Техникалык тапшырмада мындай күтүлгөн натыйжа жок: {key}.",
		"В техническом задании нет такого ожидаемого результата: {key}.",
		"The terms of reference have no such expected result: {key}."))
	ErrResultsMissing = apperr.NewRule("REPORT_RESULT_MISSING", i18n.New(
		"Күтүлгөн натыйжа боюнча эмне болгонун жазыңыз: {key}.",
		"Напишите, что получилось по ожидаемому результату: {key}.",
		"Say what became of the expected result: {key}.")).At("narrative", "results")
	ErrForeignLine = apperr.NewRule("REPORT_LINE_UNKNOWN", i18n.New(
		"Бул макулдашуунун сметасында мындай сап жок.",
		"В смете этого соглашения нет такой строки.",
		"The estimate of this agreement has no such line."))
	ErrAboveAgreement = apperr.NewRule("REPORT_ABOVE_AGREEMENT", i18n.New(
		"Жергиликтүү бюджеттен {actual} сом сарпталган, ал эми макулдашуу боюнча {agreed} сом.",
		"Из местного бюджета израсходовано {actual} сом, а по соглашению {agreed} сом.",
		"{actual} som of the local budget were spent, the agreement gives {agreed} som.")).At("account")
	ErrUnexplained = apperr.NewRule("DIFFERENCE_UNEXPLAINED", i18n.New(
		"Сметанын {no}-сабы («{item}») пландан {percent} пайыздан ашык айырмаланат: себебин жазыңыз.",
		"Строка {no} сметы («{item}») отличается от плана больше чем на {percent} процентов: напишите почему.",
		"Line {no} of the estimate (“{item}”) differs from the plan by more than {percent} per cent: say why.")).At("explanations")
	ErrNoGrant = apperr.NewRule("NO_PROGRAMME_GRANT", i18n.New(
		"Бул макулдашууда программанын гранты жок.",
		"В этом соглашении нет гранта программы.",
		"This agreement has no grant of the programme."))
	ErrProgrammeDecided = apperr.NewRule("PROGRAMME_PART_DECIDED", i18n.New(
		"Отчёттун бул редакциясынын программага тиешелүү бөлүгү каралган.",
		"По этой редакции отчёта решение о части программы уже принято.",
		"The programme's part of this edition is decided."))
	ErrPartsUnnamed = apperr.NewRule("REPORT_PARTS_UNNAMED", i18n.New(
		"Отчёттун кайсы бөлүктөрү оңдолорун көрсөтүңүз.",
		"Укажите, какие части отчёта нужно доработать.",
		"Name the parts of the report that need work.")).At("parts")
	ErrDuePassed = apperr.Invalid(i18n.New(
		"Мөөнөт бүгүнкү күндөн эрте болбойт.",
		"Срок не может быть раньше сегодняшнего дня.",
		"The day cannot come before today."))
	ErrPeriodTurned = apperr.Invalid(i18n.New(
		"Мезгилдин акыры башынан эрте болбойт.",
		"Конец периода не может быть раньше начала.",
		"The period cannot end before it begins."), "untilDate")
	ErrActFuture = apperr.Invalid(i18n.New(
		"Актынын күнү келечекте болбойт.",
		"Дата акта не может быть в будущем.",
		"The act cannot be dated in the future."), "date")
	ErrActBefore = apperr.Invalid(i18n.New(
		"Кабыл алуу актысы отчёт тапшырылганга чейин түзүлбөйт.",
		"Акт приёмки не может быть раньше сдачи отчёта.",
		"The act of acceptance cannot come before the report."), "date")
)
