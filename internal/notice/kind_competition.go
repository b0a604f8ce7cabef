package notice

import "github.com/demilge/demilge/internal/i18n"

// What is told of competitions.
const (
	CompetitionAnnounced  Kind = "COMPETITION_ANNOUNCED"
	ApplicationRegistered Kind = "APPLICATION_REGISTERED"
	ApplicationReturned   Kind = "APPLICATION_RETURNED"
	ApplicationAdmitted   Kind = "APPLICATION_ADMITTED"
	ApplicationRejected   Kind = "APPLICATION_REJECTED"
	SessionCalled         Kind = "SESSION_CALLED"
	ResultWon             Kind = "RESULT_WON"
	ResultLost            Kind = "RESULT_LOST"
	CompetitionFailed     Kind = "COMPETITION_FAILED"
	AppealAnswered        Kind = "APPEAL_ANSWERED"
)

var ofCompetitions = map[Kind]Wording{
	CompetitionAnnounced: {
		Name:    i18n.New("Жаңы сынак жарыяланды", "Объявлен новый конкурс", "A new competition is announced"),
		Subject: i18n.New("{place}: {competition} сынагы жарыяланды", "{place}: объявлен конкурс {competition}", "{place}: competition {competition} is announced"),
		Body: i18n.New(
			"{place} жергиликтүү демилгелердин {competition} сынагын жарыялады: «{title}».\n\nӨтүнмөлөр {closes} чейин кабыл алынат.",
			"{place} объявляет конкурс местных инициатив {competition}: «{title}».\n\nЗаявки принимаются до {closes}.",
			"{place} announces the competition of local initiatives {competition}: “{title}”.\n\nApplications are taken until {closes}."),
		Short: i18n.New("{competition} сынагы {closes} чейин: {title}", "Конкурс {competition} до {closes}: {title}", "Competition {competition} until {closes}: {title}"),
		Open:  true,
	},
	ApplicationRegistered: {
		Name:    i18n.New("Өтүнмө катталды", "Заявка зарегистрирована", "An application is registered"),
		Subject: i18n.New("{number} өтүнмө катталды", "Заявка {number} зарегистрирована", "Application {number} is registered"),
		Body: i18n.New(
			"«{title}» өтүнмөңүз {competition} сынагына {number} номери менен катталды. Комиссия аны текшерип, жообун ушул жерге билдирет.",
			"Ваша заявка «{title}» зарегистрирована на конкурс {competition} под номером {number}. Комиссия проверит её и сообщит решение.",
			"Your application “{title}” is registered for competition {competition} with the number {number}. The commission checks it and tells you what it decided."),
		Short: i18n.New("{number} өтүнмө катталды: {title}", "Заявка {number} зарегистрирована: {title}", "Application {number} is registered: {title}"),
	},
	ApplicationReturned: {
		Name:    i18n.New("Өтүнмө оңдоого кайтарылды", "Заявка возвращена на доработку", "An application is returned to be mended"),
		Subject: i18n.New("{number} өтүнмө оңдоого кайтарылды", "Заявка {number} возвращена на доработку", "Application {number} is returned to be mended"),
		Body: i18n.New(
			"«{title}» өтүнмөңүз ({number}) оңдоого кайтарылды: {note}\n\nОңдоп, {due} чейин кайра бериңиз.",
			"Ваша заявка «{title}» ({number}) возвращена на доработку: {note}\n\nИсправьте её и подайте снова до {due} включительно.",
			"Your application “{title}” ({number}) is returned to be mended: {note}\n\nMend it and send it again by {due}."),
		Short:     i18n.New("{number} өтүнмөнү {due} чейин оңдоңуз: {note}", "Исправьте заявку {number} до {due}: {note}", "Mend application {number} by {due}: {note}"),
		Mandatory: true, Urgent: true,
	},
	ApplicationAdmitted: {
		Name:    i18n.New("Өтүнмө сынакка киргизилди", "Заявка допущена к конкурсу", "An application is admitted"),
		Subject: i18n.New("{number} өтүнмө сынакка киргизилди", "Заявка {number} допущена к конкурсу", "Application {number} is admitted to the competition"),
		Body: i18n.New(
			"«{title}» өтүнмөңүз ({number}) талаптарга жооп берет жана сынакка киргизилди. Аны комиссиянын мүчөлөрү баалайт.",
			"Ваша заявка «{title}» ({number}) соответствует требованиям и допущена к конкурсу. Её оценят члены комиссии.",
			"Your application “{title}” ({number}) meets the requirements and is admitted. The members of the commission will score it."),
		Short: i18n.New("{number} өтүнмө сынакка киргизилди: {title}", "Заявка {number} допущена к конкурсу: {title}", "Application {number} is admitted: {title}"),
	},
	ApplicationRejected: {
		Name:    i18n.New("Өтүнмө четке кагылды", "Заявка отклонена", "An application is rejected"),
		Subject: i18n.New("{number} өтүнмө сынакка киргизилген жок", "Заявка {number} не допущена к конкурсу", "Application {number} is not admitted"),
		Body: i18n.New(
			"«{title}» өтүнмөңүз ({number}) сынакка киргизилген жок. Себеби: {reason}",
			"Ваша заявка «{title}» ({number}) не допущена к конкурсу. Причина: {reason}",
			"Your application “{title}” ({number}) is not admitted to the competition. The reason: {reason}"),
		Short:     i18n.New("{number} өтүнмө киргизилген жок: {reason}", "Заявка {number} не допущена: {reason}", "Application {number} is not admitted: {reason}"),
		Mandatory: true,
	},
	SessionCalled: {
		Name:    i18n.New("Комиссиянын отуруму чакырылды", "Созвано заседание комиссии", "A session of the commission is called"),
		Subject: i18n.New("Конкурстук комиссиянын отуруму: {at}", "Заседание конкурсной комиссии: {at}", "Session of the competition commission: {at}"),
		Body: i18n.New(
			"Конкурстук комиссиянын {competition} сынагы боюнча отуруму {at} болот. Өтүүчү жери: {venue}",
			"Заседание конкурсной комиссии по конкурсу {competition} состоится {at}. Место: {venue}",
			"The competition commission meets on competition {competition} at {at}. Place: {venue}"),
		Short:     i18n.New("Комиссиянын отуруму {at}, {venue}", "Заседание комиссии {at}, {venue}", "Commission meets {at}, {venue}"),
		Mandatory: true, Urgent: true,
	},
	ResultWon: {
		Name:    i18n.New("Сынактын жыйынтыгы: жеңүүчүгө", "Результат конкурса: победителю", "Result of a competition: to the winner"),
		Subject: i18n.New("{competition} сынагынын жыйынтыгы", "Результат конкурса {competition}", "Result of competition {competition}"),
		Body: i18n.New(
			"{number} өтүнмөңүз «{title}» {competition} сынагында жеңди. Жергиликтүү бюджеттен {sum} берилет.",
			"Ваша заявка {number} «{title}» победила в конкурсе {competition}. Из местного бюджета выделяется {sum}.",
			"Your application {number} “{title}” has won in competition {competition}. The local budget gives {sum}."),
		Short:     i18n.New("{number} өтүнмөңүз жеңди: {sum}. {title}", "Заявка {number} победила: {sum}. {title}", "Application {number} has won: {sum}. {title}"),
		Mandatory: true,
	},
	ResultLost: {
		Name:    i18n.New("Сынактын жыйынтыгы: калгандарга", "Результат конкурса: остальным", "Result of a competition: to the others"),
		Subject: i18n.New("{competition} сынагынын жыйынтыгы", "Результат конкурса {competition}", "Result of competition {competition}"),
		Body: i18n.New(
			"{number} өтүнмөңүз «{title}» {competition} сынагында жеңген жок.",
			"Ваша заявка {number} «{title}» не вошла в число победителей конкурса {competition}.",
			"Your application {number} “{title}” is not among the winners of competition {competition}."),
		Short:     i18n.New("{number} өтүнмөңүз жеңген жок: {title}", "Заявка {number} не победила: {title}", "Application {number} has not won: {title}"),
		Mandatory: true,
	},
	CompetitionFailed: {
		Name:    i18n.New("Сынак өтпөй калды", "Конкурс не состоялся", "A competition has failed"),
		Subject: i18n.New("{competition} сынагынын жыйынтыгы", "Результат конкурса {competition}", "Result of competition {competition}"),
		Body: i18n.New(
			"{competition} сынагы өтпөй калды деп табылды: {reason}\n\n{number} өтүнмөңүзгө «{title}» каражат бөлүнгөн жок.",
			"Конкурс {competition} признан несостоявшимся: {reason}\n\nПо вашей заявке {number} «{title}» средства не выделены.",
			"Competition {competition} has failed: {reason}\n\nNo money is given to your application {number} “{title}”."),
		Short:     i18n.New("{competition} сынагы өтпөй калды: {reason}", "Конкурс {competition} не состоялся: {reason}", "Competition {competition} has failed: {reason}"),
		Mandatory: true,
	},
	AppealAnswered: {
		Name:    i18n.New("Кайрылууга жооп берилди", "Дан ответ на обращение", "An appeal is answered"),
		Subject: i18n.New("{number} кайрылууга жооп берилди", "Дан ответ на обращение {number}", "Appeal {number} is answered"),
		Body: i18n.New(
			"{place}: {number} кайрылууңузга {day} жооп берилди. Жоопту системадан окуй аласыз.",
			"{place}: на ваше обращение {number} {day} дан ответ. Его можно прочитать в системе.",
			"{place}: your appeal {number} was answered on {day}. You can read the answer in the system."),
		Short:     i18n.New("{number} кайрылууңузга {day} жооп берилди", "На обращение {number} {day} дан ответ", "Appeal {number} was answered on {day}"),
		Mandatory: true,
	},
}
