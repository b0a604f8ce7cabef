package notice

import "github.com/demilge/demilge/internal/i18n"

// What the programme tells.
const (
	CallOpened         Kind = "CALL_OPENED"
	CallAmended        Kind = "CALL_AMENDED"
	CallCancelled      Kind = "CALL_CANCELLED"
	CallFollow         Kind = "CALL_FOLLOW"
	LetterReceived     Kind = "LETTER_RECEIVED"
	LetterLate         Kind = "LETTER_LATE"
	LetterReplaced     Kind = "LETTER_REPLACED"
	LetterRestored     Kind = "LETTER_RESTORED"
	ClarificationAsked Kind = "CLARIFICATION_ASKED"
	SelectionResult    Kind = "SELECTION_RESULT"
	MemorandumSigned   Kind = "MEMORANDUM_SIGNED"
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
	CallCancelled: {
		Name:    i18n.New("Кызматташууга чакыруу жокко чыгарылды", "Приглашение к сотрудничеству отменено", "A call for cooperation is cancelled"),
		Subject: i18n.New("Чакыруу жокко чыгарылды: {title}", "Приглашение отменено: {title}", "The call is cancelled: {title}"),
		Body: i18n.New(
			"«{title}» чакыруусу жокко чыгарылды, кызыкдарлык каттары мындан ары кабыл алынбайт жана каралбайт.\n\nСебеби: {reason}",
			"Приглашение «{title}» отменено: письма о заинтересованности больше не принимаются и не рассматриваются.\n\nПричина: {reason}",
			"The call “{title}” is cancelled: letters of interest are neither taken nor looked at any more.\n\nThe reason: {reason}"),
		Short: i18n.New("Чакыруу жокко чыгарылды: {reason}", "Приглашение отменено: {reason}", "Call cancelled: {reason}"),
		Open:  true,
	},
	CallFollow: {
		Name:    i18n.New("Чакыруудагы өзгөртүүлөргө жазылуу", "Подписка на изменения приглашения", "Following the changes of a call"),
		Subject: i18n.New("Жазылууну ырастаңыз: {title}", "Подтвердите подписку: {title}", "Confirm that you follow: {title}"),
		Body: i18n.New(
			"Бул дарек «{title}» чакыруусундагы өзгөртүүлөргө жазылды. Билдирүүлөр келиши үчүн 48 сааттын ичинде бул шилтемени ачып ырастаңыз: {base}/account#purpose=FOLLOW&token={secret}\n\nЭгер сиз жазылбасаңыз, эч нерсе кылбаңыз.",
			"Этот адрес подписали на изменения приглашения «{title}». Чтобы получать сообщения, откройте и подтвердите в течение 48 часов: {base}/account#purpose=FOLLOW&token={secret}\n\nЕсли это были не вы, ничего не делайте.",
			"Somebody asked to tell this address of changes of the call “{title}”. To get the messages, open and confirm within 48 hours: {base}/account#purpose=FOLLOW&token={secret}\n\nIf it was not you, do nothing."),
		Short:     i18n.New("Жазылууну ырастаңыз: {title}", "Подтвердите подписку: {title}", "Confirm that you follow: {title}"),
		Mandatory: true, Urgent: true, Open: true,
	},
	LetterReceived: {
		Name:    i18n.New("Кызыкдарлык каты кабыл алынды", "Письмо о заинтересованности принято", "A letter of interest came"),
		Subject: i18n.New("Кызыкдарлык каты кабыл алынды: № {number}", "Письмо о заинтересованности принято: № {number}", "Your letter of interest came: No. {number}"),
		Body: i18n.New(
			"{municipality}: кызыкдарлык каты кабыл алынды.\n\nНомери: {number}\nУбактысы: {received} (Бишкек)\nSHA-256: {hash}\n\n{note}",
			"{municipality}: письмо о заинтересованности принято.\n\nНомер: {number}\nВремя: {received} (Бишкек)\nSHA-256: {hash}\n\n{note}",
			"{municipality}: the letter of interest came.\n\nNumber: {number}\nTime: {received} (Bishkek)\nSHA-256: {hash}\n\n{note}"),
		Short:     i18n.New("№ {number} катыңыз {received} кабыл алынды", "Письмо № {number} принято {received}", "Letter No. {number} came at {received}"),
		Mandatory: true,
	},
	LetterLate: {
		Name:    i18n.New("Кызыкдарлык каты кечигип келди", "Письмо о заинтересованности пришло с опозданием", "A letter of interest came late"),
		Subject: i18n.New("Кызыкдарлык каты кечигип келди: № {number}", "Письмо о заинтересованности пришло с опозданием: № {number}", "Your letter of interest came late: No. {number}"),
		Body: i18n.New(
			"{municipality}: кызыкдарлык каты мөөнөт бүткөндөн кийин келди. Ал келген убактысы менен сакталат; программа аны карайбы, өзүнчө чечет.\n\nНомери: {number}\nУбактысы: {received} (Бишкек)\nSHA-256: {hash}\n\n{note}",
			"{municipality}: письмо о заинтересованности пришло после срока. Оно хранится со временем получения; рассматривать ли его, программа решит отдельно.\n\nНомер: {number}\nВремя: {received} (Бишкек)\nSHA-256: {hash}\n\n{note}",
			"{municipality}: the letter of interest came after the deadline. It is kept with its time; the programme decides whether it looks at it.\n\nNumber: {number}\nTime: {received} (Bishkek)\nSHA-256: {hash}\n\n{note}"),
		Short:     i18n.New("№ {number} катыңыз кечикти: {received}", "Письмо № {number} опоздало: {received}", "Letter No. {number} came late: {received}"),
		Mandatory: true,
	},
	LetterReplaced: {
		Name:    i18n.New("Кызыкдарлык каты алмаштырылды", "Письмо о заинтересованности заменено", "A letter of interest is replaced"),
		Subject: i18n.New("Кызыкдарлык каты алмаштырылды: № {number}", "Письмо о заинтересованности заменено: № {number}", "Your letter of interest was replaced: No. {number}"),
		Body: i18n.New(
			"Ушул чакыруу боюнча сиздин муниципалитеттин атынан жөнөтүлгөн башка кызыкдарлык каты күчүндө, № {number} кат аны менен алмаштырылды. Эки кат тең сакталат. Эгер ал катты муниципалитет жөнөтпөсө, программага дароо кабарлаңыз.",
			"По этому приглашению от имени вашего муниципалитета действует другое письмо о заинтересованности, письмо № {number} заменено им. Оба письма хранятся. Если то письмо отправил не муниципалитет, сразу сообщите программе.",
			"Another letter of interest in the name of your municipality stands in this call, and letter No. {number} was replaced by it. Both are kept. If the municipality did not send that letter, tell the programme at once."),
		Short:     i18n.New("№ {number} катыңыз башкасы менен алмаштырылды", "Письмо № {number} заменено другим", "Letter No. {number} was replaced by another"),
		Mandatory: true,
	},
	LetterRestored: {
		Name:    i18n.New("Кызыкдарлык каты кайра күчүнө кирди", "Письмо о заинтересованности снова действует", "A letter of interest stands again"),
		Subject: i18n.New("Кызыкдарлык каты кайра күчүндө: № {number}", "Письмо о заинтересованности снова действует: № {number}", "Your letter of interest stands again: No. {number}"),
		Body: i18n.New(
			"Сиздин муниципалитеттин № {number} кызыкдарлык каты кайра күчүндө.\n\nСебеби: {reason}",
			"Письмо о заинтересованности № {number} вашего муниципалитета снова действует.\n\nПричина: {reason}",
			"Letter of interest No. {number} of your municipality stands again.\n\nReason: {reason}"),
		Short:     i18n.New("№ {number} катыңыз кайра күчүндө", "Письмо № {number} снова действует", "Letter No. {number} stands again"),
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
	MemorandumSigned: {
		Name:    i18n.New("Меморандумга кол коюлду", "Меморандум подписан", "A memorandum is signed"),
		Subject: i18n.New("Меморандумга кол коюлду: {title}", "Меморандум подписан: {title}", "The memorandum is signed: {title}"),
		Body: i18n.New(
			"«{title}» документине {day} кол коюлду. Муниципалитетти системага кошуу тууралуу программа сиз менен байланышат.",
			"«{title}» подписан {day}. О подключении муниципалитета к системе программа свяжется с вами.",
			"“{title}” was signed on {day}. The programme will be in touch with you to bring the municipality into the system."),
		Short:     i18n.New("Меморандумга {day} кол коюлду: {title}", "Меморандум подписан {day}: {title}", "Memorandum signed on {day}: {title}"),
		Mandatory: true,
	},
}
