package notice

import "github.com/demilge/demilge/internal/i18n"

// What is told of initiatives that are carried out.
const (
	AgreementToSign  Kind = "AGREEMENT_TO_SIGN"
	TranchePaid      Kind = "TRANCHE_PAID"
	ReportSubmitted  Kind = "REPORT_SUBMITTED"
	ReportReturned   Kind = "REPORT_RETURNED"
	ReportAccepted   Kind = "REPORT_ACCEPTED"
	VisitPlanned     Kind = "VISIT_PLANNED"
	FindingRecorded  Kind = "FINDING_RECORDED"
	DeadlineReminder Kind = "DEADLINE_REMINDER"
	DeadlineMissed   Kind = "DEADLINE_MISSED"
)

var ofInitiatives = map[Kind]Wording{
	AgreementToSign: {
		Name:    i18n.New("Макулдашууга кол коюу керек", "Соглашение ждёт подписи", "An agreement is to be signed"),
		Subject: i18n.New("{number} макулдашууга кол коюңуз", "Подпишите соглашение {number}", "Sign agreement {number}"),
		Body: i18n.New(
			"«{title}» демилгеси боюнча {number} макулдашуу кол коюуга даяр.",
			"Соглашение {number} по инициативе «{title}» готово к подписанию.",
			"Agreement {number} on the initiative “{title}” is ready to be signed."),
		Short:     i18n.New("{number} макулдашууга кол коюңуз: {title}", "Подпишите соглашение {number}: {title}", "Sign agreement {number}: {title}"),
		Mandatory: true,
	},
	TranchePaid: {
		Name:    i18n.New("Транш которулду", "Транш перечислен", "A tranche is paid"),
		Subject: i18n.New("Транш которулду: {sum}", "Транш перечислен: {sum}", "A tranche is paid: {sum}"),
		Body: i18n.New(
			"{number} макулдашуу боюнча {day} {sum} которулду. Чыгымдардын документтерин сактаңыз.",
			"По соглашению {number} {day} перечислено {sum}. Сохраняйте документы о расходах.",
			"Under agreement {number} {sum} was paid on {day}. Keep the papers of what you spend."),
		Short: i18n.New("{number} макулдашуу: {day} {sum} которулду", "Соглашение {number}: {day} перечислено {sum}", "Agreement {number}: {sum} paid on {day}"),
	},
	ReportSubmitted: {
		Name:    i18n.New("Отчёт тапшырылды", "Сдан отчёт", "A report is handed in"),
		Subject: i18n.New("{number} отчёт тапшырылды", "Сдан отчёт {number}", "Report {number} is handed in"),
		Body: i18n.New(
			"{agreement} макулдашуу боюнча {number} отчёт тапшырылды жана кароону күтүп турат.",
			"По соглашению {agreement} сдан отчёт {number}, он ждёт рассмотрения.",
			"Report {number} on agreement {agreement} is handed in and waits to be looked at."),
		Short: i18n.New("{agreement}: {number} отчёт тапшырылды", "{agreement}: сдан отчёт {number}", "{agreement}: report {number} is handed in"),
	},
	ReportReturned: {
		Name:    i18n.New("Отчёт кайтарылды", "Отчёт возвращён", "A report is returned"),
		Subject: i18n.New("{number} отчёт оңдоого кайтарылды", "Отчёт {number} возвращён на доработку", "Report {number} is returned to be mended"),
		Body: i18n.New(
			"{agreement} макулдашуу боюнча {number} отчётуңуз оңдоого кайтарылды: {reason}",
			"Ваш отчёт {number} по соглашению {agreement} возвращён на доработку: {reason}",
			"Your report {number} on agreement {agreement} is returned to be mended: {reason}"),
		Short:     i18n.New("{number} отчёт кайтарылды: {reason}", "Отчёт {number} возвращён: {reason}", "Report {number} is returned: {reason}"),
		Mandatory: true,
	},
	ReportAccepted: {
		Name:    i18n.New("Отчёт кабыл алынды", "Отчёт принят", "A report is accepted"),
		Subject: i18n.New("{number} отчёт кабыл алынды", "Отчёт {number} принят", "Report {number} is accepted"),
		Body: i18n.New(
			"{agreement} макулдашуу боюнча {number} отчётуңуз кабыл алынды.",
			"Ваш отчёт {number} по соглашению {agreement} принят.",
			"Your report {number} on agreement {agreement} is accepted."),
		Short: i18n.New("{number} отчёт кабыл алынды", "Отчёт {number} принят", "Report {number} is accepted"),
	},
	VisitPlanned: {
		Name:    i18n.New("Мониторинг пландалды", "Запланирован мониторинг", "A monitoring visit is planned"),
		Subject: i18n.New("Мониторинг: {day}", "Мониторинг: {day}", "Monitoring visit: {day}"),
		Body: i18n.New(
			"Мониторинг жана баалоо тобу {number} макулдашуу боюнча демилгеңизге {day} келет. Өтүүчү жери: {venue}",
			"Группа мониторинга и оценки посетит вашу инициативу по соглашению {number} {day}. Место: {venue}",
			"The monitoring group visits your initiative under agreement {number} on {day}. Place: {venue}"),
		Short: i18n.New("Мониторинг {day}: {venue}", "Мониторинг {day}: {venue}", "Monitoring visit {day}: {venue}"),
	},
	FindingRecorded: {
		Name:    i18n.New("Мониторинг кемчилик тапты", "Мониторинг нашёл недостаток", "Monitoring found something"),
		Subject: i18n.New("Мониторинг: кемчиликти {due} чейин жоюңуз", "Мониторинг: устраните недостаток до {due}", "Monitoring: put it right by {due}"),
		Body: i18n.New(
			"{number} макулдашуу боюнча мониторинг кемчилик тапты: {finding}\n\nАны {due} чейин жоюп, далилин тиркеңиз.",
			"Мониторинг по соглашению {number} нашёл недостаток: {finding}\n\nУстраните его до {due} и приложите подтверждение.",
			"Monitoring of agreement {number} found: {finding}\n\nPut it right by {due} and attach the proof."),
		Short:     i18n.New("Кемчиликти {due} чейин жоюңуз: {finding}", "Устраните до {due}: {finding}", "Put right by {due}: {finding}"),
		Mandatory: true,
	},
	DeadlineReminder: {
		Name:    i18n.New("Мөөнөттү эскертүү", "Напоминание о сроке", "Reminder of a deadline"),
		Subject: i18n.New("{due}: {task}", "{due}: {task}", "{due}: {task}"),
		Body: i18n.New(
			"{place}: «{task}» боюнча мөөнөт — {due}.",
			"{place}: срок по делу «{task}» — {due}.",
			"{place}: the deadline of “{task}” is {due}."),
		Short:   i18n.New("Мөөнөтү {due}: {task}", "Срок {due}: {task}", "Due {due}: {task}"),
		ByPhone: true,
	},
	DeadlineMissed: {
		Name:    i18n.New("Мөөнөт өтүп кетти", "Срок прошёл", "A deadline has passed"),
		Subject: i18n.New("Мөөнөтү өттү {due}: {task}", "Срок прошёл {due}: {task}", "Overdue since {due}: {task}"),
		Body: i18n.New(
			"{place}: «{task}» боюнча мөөнөт {due} бүткөн.",
			"{place}: срок по делу «{task}» истёк {due}.",
			"{place}: “{task}” was due on {due}."),
		Short:   i18n.New("Мөөнөтү өттү {due}: {task}", "Срок прошёл {due}: {task}", "Overdue since {due}: {task}"),
		ByPhone: true,
	},
}
