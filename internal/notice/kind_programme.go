package notice

import "github.com/demilge/demilge/internal/i18n"

// What the programme tells.
const (
	CallOpened         Kind = "CALL_OPENED"
	CallAmended        Kind = "CALL_AMENDED"
	CallFollow         Kind = "CALL_FOLLOW"
	LetterReceived     Kind = "LETTER_RECEIVED"
	ClarificationAsked Kind = "CLARIFICATION_ASKED"
	SelectionResult    Kind = "SELECTION_RESULT"
	MemorandumReady    Kind = "MEMORANDUM_READY"
)

var ofProgramme = map[Kind]Wording{
	CallOpened: {
		Name:    i18n.New("Кызматташууга чакыруу ачылды", "Открыто приглашение к сотрудничеству", "A call for cooperation is open"),
		Subject: i18n.New("Кызматташууга чакыруу: {title}", "Приглашение к сотрудничеству: {title}", "Call for cooperation: {title}"),
		Body: i18n.New(
			"Муниципалитеттер үчүн кызматташууга чакыруу ачылды: «{title}».\n\nКызыкдарлык каттары {closes} чейин кабыл алынат.",
			"Открыто приглашение муниципалитетов к сотрудничеству: «{title}».\n\nПисьма о заинтересованности принимаются до {closes}.",
			"A call for cooperation is open to municipalities: “{title}”.\n\nLetters of interest are taken until {closes}."),
		Short: i18n.New("Чакыруу {closes} чейин ачык: {title}", "Приглашение открыто до {closes}: {title}", "Call open until {closes}: {title}"),
		Open:  true,
	},
	CallAmended: {
		Name:    i18n.New("Кызматташууга чакыруу өзгөрдү", "Приглашение к сотрудничеству изменено", "A call for cooperation is amended"),
		Subject: i18n.New("Чакыруу өзгөрдү: {title}", "Приглашение изменено: {title}", "The call is amended: {title}"),
		Body: i18n.New(
			"«{title}» чакыруусуна өзгөртүү киргизилди: {summary}\n\nКызыкдарлык каттары {closes} чейин кабыл алынат.",
			"В приглашение «{title}» внесены изменения: {summary}\n\nПисьма о заинтересованности принимаются до {closes}.",
			"The call “{title}” is amended: {summary}\n\nLetters of interest are taken until {closes}."),
		Short: i18n.New("Чакыруу өзгөрдү, мөөнөтү {closes}: {summary}", "Приглашение изменено, срок {closes}: {summary}", "Call amended, until {closes}: {summary}"),
		Open:  true,
	},
	CallFollow: {
		Name:    i18n.New("Чакыруудагы өзгөртүүлөргө жазылуу", "Подписка на изменения приглашения", "Following the changes of a call"),
		Subject: i18n.New("Жазылууну ырастаңыз: {title}", "Подтвердите подписку: {title}", "Confirm that you follow: {title}"),
		Body: i18n.New(
			"Бул дарек «{title}» чакыруусундагы өзгөртүүлөргө жазылды. Билдирүүлөр келиши үчүн 48 сааттын ичинде бул шилтемени ачып ырастаңыз: {base}/calls/follow#{secret}\n\nЭгер сиз жазылбасаңыз, эч нерсе кылбаңыз.",
			"Этот адрес подписали на изменения приглашения «{title}». Чтобы получать сообщения, откройте и подтвердите в течение 48 часов: {base}/calls/follow#{secret}\n\nЕсли это были не вы, ничего не делайте.",
			"Somebody asked to tell this address of changes of the call “{title}”. To get the messages, open and confirm within 48 hours: {base}/calls/follow#{secret}\n\nIf it was not you, do nothing."),
		Short:     i18n.New("Жазылууну ырастаңыз: {title}", "Подтвердите подписку: {title}", "Confirm that you follow: {title}"),
		Mandatory: true, Urgent: true, Open: true,
	},
	LetterReceived: {
		Name:    i18n.New("Кызыкдарлык каты катталды", "Письмо о заинтересованности зарегистрировано", "A letter of interest is registered"),
		Subject: i18n.New("{number} кат катталды", "Письмо {number} зарегистрировано", "Letter {number} is registered"),
		Body: i18n.New(
			"Сиздин кызыкдарлык катыңыз {received} алынып, {number} номери менен катталды. Каттын текшерүү суммасы: {hash}",
			"Ваше письмо о заинтересованности получено {received} и зарегистрировано под номером {number}. Контрольная сумма письма: {hash}",
			"Your letter of interest came at {received} and is registered with the number {number}. Its checksum: {hash}"),
		Short:     i18n.New("{number} катыңыз {received} катталды", "Письмо {number} зарегистрировано {received}", "Letter {number} is registered, {received}"),
		Mandatory: true,
	},
	ClarificationAsked: {
		Name:    i18n.New("Кат боюнча суроо берилди", "Задан вопрос по письму", "A question on a letter is asked"),
		Subject: i18n.New("{number} кат боюнча суроо", "Вопрос по письму {number}", "A question on letter {number}"),
		Body: i18n.New(
			"{number} кызыкдарлык катыңыз боюнча суроо: {question}\n\nЖоопту {due} чейин бериңиз.",
			"Вопрос по вашему письму о заинтересованности {number}: {question}\n\nОтветьте до {due}.",
			"A question on your letter of interest {number}: {question}\n\nPlease answer by {due}."),
		Short:     i18n.New("{number} катка {due} чейин жооп: {question}", "Письмо {number}, ответ до {due}: {question}", "Letter {number}, answer by {due}: {question}"),
		Mandatory: true,
	},
	SelectionResult: {
		Name:    i18n.New("Тандоонун жыйынтыгы", "Результат отбора", "Result of the selection"),
		Subject: i18n.New("«{title}» тандоосунун жыйынтыгы", "Результат отбора «{title}»", "Result of the selection “{title}”"),
		Body: i18n.New(
			"«{title}» чакыруусу боюнча тандоо аяктады. {number} катыңыз боюнча чечим: {outcome}\n\n{reason}",
			"Отбор по приглашению «{title}» завершён. Решение по вашему письму {number}: {outcome}\n\n{reason}",
			"The selection of the call “{title}” is over. The decision on your letter {number}: {outcome}\n\n{reason}"),
		Short:     i18n.New("{number} кат боюнча чечим: {outcome}", "Решение по письму {number}: {outcome}", "Decision on letter {number}: {outcome}"),
		Mandatory: true,
	},
	MemorandumReady: {
		Name:    i18n.New("Меморандум даяр", "Меморандум готов", "A memorandum is ready"),
		Subject: i18n.New("{number} меморандум кол коюуга даяр", "Меморандум {number} готов к подписанию", "Memorandum {number} is ready to be signed"),
		Body: i18n.New(
			"Кызматташуу боюнча {number} меморандум кол коюуга даяр.",
			"Меморандум о сотрудничестве {number} готов к подписанию.",
			"The memorandum of cooperation {number} is ready to be signed."),
		Short:     i18n.New("{number} меморандумга кол коюңуз", "Подпишите меморандум {number}", "Sign memorandum {number}"),
		Mandatory: true,
	},
}
