package competition

import (
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// The refusals of a competition's events.
var (
	ErrWrongState = apperr.NewRule("COMPETITION_STATE", i18n.New(
		"Сынактын азыркы абалында муну жасоого болбойт: {state}.",
		"В нынешнем состоянии конкурса это сделать нельзя: {state}.",
		"This cannot be done in the competition's present state: {state}."))
	ErrNotDraft = apperr.NewRule("COMPETITION_ANNOUNCED", i18n.New(
		"Сынак жарыяланган: шарттарын өзгөртүүгө болбойт, кулактандырууга өзгөртүү киргизиңиз.",
		"Конкурс уже объявлен: его условия менять нельзя, внесите изменение в объявление.",
		"The competition is announced: its terms cannot change, amend the announcement instead."))
	ErrReasonMissing = apperr.NewRule("REASON_REQUIRED", i18n.New(
		"Себебин жазыңыз.",
		"Укажите причину.",
		"Give the reason."))
	ErrRegulation = apperr.NewRule("REGULATION_NOT_IN_FORCE", i18n.New(
		"Сынак байланган Жобону кеңеш кабыл ала элек.",
		"Положение, по которому идёт конкурс, ещё не принято кенешем.",
		"The regulation of the competition is not adopted by the kenesh yet."))
	ErrReplaced = apperr.NewRule("REGULATION_REPLACED", i18n.New(
		"Кеңеш Жобонун жаңы редакциясын кабыл алган: сынакты ошого байлаңыз.",
		"Кенеш принял новую редакцию Положения: выберите её.",
		"The kenesh has adopted a later edition of the regulation: choose that one."))
	ErrEnvelopeSpent = apperr.NewRule("ENVELOPE_SPENT", i18n.New(
		"Бул каражаттын көлөмү толук бөлүнгөн: башкасын тандаңыз.",
		"Этот объём средств уже полностью присуждён: выберите другой.",
		"All of this envelope is awarded already: choose another."))
	ErrEnvelopeYear = apperr.NewRule("ENVELOPE_OF_ANOTHER_YEAR", i18n.New(
		"Каражат {year}-жылдын бюджетинен, ал эми сынак ал жылы өтпөйт.",
		"Средства взяты из бюджета {year} года, а конкурс проходит не в этом году.",
		"The money is of the budget of {year}, and the competition is not held in that year."))
	ErrEnvelope = apperr.NewRule("ENVELOPE_NOT_SET", i18n.New(
		"Каражаттын көлөмү токтом же буйрук менен бекитилген эмес.",
		"Объём средств не утверждён постановлением или приказом.",
		"The funding envelope is not set by a decree or order."))
	ErrCommission = apperr.NewRule("COMMISSION_NOT_FORMED", i18n.New(
		"Конкурстук комиссия башчынын номери жана датасы бар буйругу менен түзүлүшү керек.",
		"Конкурсная комиссия должна быть создана приказом главы с номером и датой.",
		"The commission must be formed by an order of the head with number and date."))
	ErrPriorities = apperr.NewRule("PRIORITY_AREAS_MISSING", i18n.New(
		"Жок дегенде бир артыкчылык багытты тандаңыз.",
		"Выберите хотя бы одно приоритетное направление.",
		"Choose at least one priority area."))
	ErrWindowMissing = apperr.NewRule("WINDOW_MISSING", i18n.New(
		"Өтүнмөлөрдү кабыл алуунун башталышын жана аягын көрсөтүңүз.",
		"Укажите начало и конец приёма заявок.",
		"Set the start and the end of the time for applications."))
	ErrWindowOrder = apperr.NewRule("WINDOW_ORDER", i18n.New(
		"Өтүнмө кабыл алуунун аягы башталышынан кийин болушу керек.",
		"Конец приёма заявок должен быть позже начала.",
		"The window must close after it opens."))
	ErrWindowPast = apperr.NewRule("WINDOW_IN_PAST", i18n.New(
		"Өтүнмө кабыл алуу жарыялаган күндөн мурда башталбайт.",
		"Приём заявок не может начаться раньше дня объявления.",
		"The window cannot open before the day of the announcement."))
	ErrWindowTooShort = apperr.NewRule("WINDOW_TOO_SHORT", i18n.New(
		"Өтүнмө кабыл алуу {days} күн; Жобо боюнча кеминде {min} күн болушу керек.",
		"Приём заявок длится {days} дн.; по Положению нужно не меньше {min}.",
		"The window is {days} days; the regulation asks for at least {min}."))
	WarnWindowShort = apperr.NewRule("WINDOW_SHORT", i18n.New(
		"Өтүнмө кабыл алуу {days} күн гана: адамдар үлгүрбөй калышы мүмкүн ({min} күндөн кем).",
		"Приём заявок всего {days} дн.: люди могут не успеть (меньше {min}).",
		"The window is only {days} days: people may not manage (under {min})."))
	ErrImplementBy = apperr.NewRule("IMPLEMENTATION_DEADLINE_MISSING", i18n.New(
		"Ишке ашыруунун акыркы күнүн көрсөтүңүз.",
		"Укажите последний день реализации.",
		"Set the last day of implementation."))
	ErrImplementEarly = apperr.NewRule("IMPLEMENTATION_BEFORE_CLOSE", i18n.New(
		"Ишке ашыруу өтүнмө кабыл алуу бүткөндөн мурда аяктабайт.",
		"Реализация не может закончиться раньше приёма заявок.",
		"Implementation cannot end before the window closes."))
	ErrTimetable = apperr.NewRule("TIMETABLE_TOO_SHORT", i18n.New(
		"Жобо ({regulation}) боюнча жыйынтык жарыялангандан кийин {days} жумуш күнү даттануу күтүлөт: ишке ашыруу {day} күнүнөн эрте бүтө албайт.",
		"По Положению ({regulation}) после объявления результата {days} рабочих дн. выжидаются жалобы: реализация не может закончиться раньше {day}.",
		"By the regulation ({regulation}) complaints are waited for {days} working days after the result: implementation cannot end before {day}."))
	ErrMaxAmount = apperr.NewRule("MAX_AMOUNT_MISSING", i18n.New(
		"Бир өтүнмөгө берилүүчү эң көп сумманы көрсөтүңүз.",
		"Укажите наибольшую сумму на одну заявку.",
		"Set the most that one application may ask."))
	ErrMaxAboveEnvelope = apperr.NewRule("MAX_AMOUNT_ABOVE_ENVELOPE", i18n.New(
		"Бир өтүнмөгө эң көп сумма {max} сом, ал эми каражаттын көлөмү {envelope} сом.",
		"Наибольшая сумма на заявку {max} сом больше объёма средств {envelope} сом.",
		"The most that one application may ask, {max} som, is above the envelope of {envelope} som."))
	ErrMaxAboveRegulation = apperr.NewRule("MAX_AMOUNT_ABOVE_REGULATION", i18n.New(
		"Бир өтүнмөгө эң көп сумма {max} сом, ал эми Жобо боюнча {most} сомдон ашпашы керек.",
		"Наибольшая сумма на заявку {max} сом больше предела по Положению: {most} сом.",
		"The most that one application may ask, {max} som, is above the regulation's cap of {most} som."))
	ErrAnnouncement = apperr.NewRule("ANNOUNCEMENT_INCOMPLETE", i18n.New(
		"Кулактандыруунун текстин жана ЖӨБ органынын аталышын жазыңыз.",
		"Напишите текст объявления и название органа МСУ.",
		"Write the text of the announcement and the name of the LSG body."))
	WarnOneLanguage = apperr.NewRule("ANNOUNCEMENT_ONE_LANGUAGE", i18n.New(
		"Кулактандыруу бир гана тилде. Кыргызча жана орусча тең болгону жакшы.",
		"Объявление только на одном языке. Лучше дать его и на кыргызском, и на русском.",
		"The announcement is in one language only; give it in Kyrgyz and Russian."))
	ErrCriteria = apperr.NewRule("CRITERIA_MISSING", i18n.New(
		"Жободо баалоо критерийлери жана документтердин тизмеси болушу керек.",
		"В Положении должны быть критерии оценки и перечень документов.",
		"The regulation must have evaluation criteria and a list of documents."))
	ErrChannels = apperr.NewRule("CHANNEL_MISSING", i18n.New(
		"Кулактандыруу тарай турган жок дегенде бир каналды кошуңуз.",
		"Добавьте хотя бы один канал, по которому пойдёт объявление.",
		"Add at least one channel for the announcement."))
	WarnNoProof = apperr.NewRule("CHANNEL_WITHOUT_PROOF", i18n.New(
		"{count} каналдын тастыктоосу жок: шилтеме же сүрөт кошуңуз.",
		"У каналов ({count}) нет подтверждения: добавьте ссылку или фото.",
		"{count} channels have no proof: add a link or a photo."))
	ErrWindowOpen = apperr.NewRule("WINDOW_NOT_CLOSED", i18n.New(
		"Өтүнмө кабыл алуу бүтө элек: баалоо ага чейин башталбайт.",
		"Приём заявок не закончен: оценка до этого не начинается.",
		"The window has not closed: evaluation does not start before."))
	ErrUndecided = apperr.NewRule("APPLICATIONS_UNDECIDED", i18n.New(
		"{count} өтүнмө боюнча чечим жок: киргизиңиз же себебин жазып четке кагыңыз.",
		"По {count} заявкам нет решения: допустите или отклоните с причиной.",
		"{count} applications are not decided: admit them or reject them with a reason."))
	ErrTooFew = apperr.NewRule("TOO_FEW_APPLICATIONS", i18n.New(
		"Киргизилген өтүнмө {count}, Жобо боюнча кеминде {min} керек.",
		"Допущено заявок: {count}, по Положению нужно не меньше {min}.",
		"{count} applications are admitted; the regulation asks for at least {min}."))
	ErrEnough = apperr.NewRule("ENOUGH_APPLICATIONS", i18n.New(
		"Өтүнмөлөр жетиштүү ({count}): сынакты өткөн жок деп таанууга болбойт.",
		"Заявок достаточно ({count}): признать конкурс несостоявшимся нельзя.",
		"There are enough applications ({count}): the competition has not failed."))
	ErrProtocolUnsigned = apperr.NewRule("PROTOCOL_NOT_SIGNED", i18n.New(
		"Адегенде комиссиянын протоколуна кол коюлушу керек.",
		"Сначала должен быть подписан протокол комиссии.",
		"The commission's protocol must be signed first."))
	ErrOrderMissing = apperr.NewRule("ORDER_MISSING", i18n.New(
		"Башчынын буйругунун номери жана датасы керек.",
		"Нужны номер и дата приказа главы.",
		"The number and date of the head's order are needed."))
	ErrNotApproved = apperr.NewRule("RESULT_NOT_APPROVED", i18n.New(
		"Адегенде башчы жыйынтыкты буйрук менен бекитиши керек.",
		"Сначала глава должен утвердить результат приказом.",
		"The head must first approve the result by an order."))
	ErrDocuments = apperr.NewRule("PUBLICATION_INCOMPLETE", i18n.New(
		"Протокол, буйрук жана жеңүүчүлөрдүн тизмеси чогуу жарыяланат: ар биринин датасы жана кайда жарыяланганы керек.",
		"Протокол, приказ и список победителей публикуются вместе: для каждого нужны дата и место публикации.",
		"Protocol, order and list of winners are published together: each needs its date and where it is."))
	ErrFailurePublic = apperr.NewRule("FAILURE_PUBLISHED", i18n.New(
		"Сынактын өтпөй калганы мурда эле жарыяланган.",
		"О том, что конкурс не состоялся, уже опубликовано.",
		"That the competition failed is published already."))
	ErrCloseEarlier = apperr.NewRule("WINDOW_NOT_LATER", i18n.New(
		"Өтүнмө кабыл алууну узартууга гана болот: жаңы мөөнөт азыркысынан кийин болушу керек.",
		"Приём заявок можно только продлить: новый срок должен быть позже нынешнего.",
		"The window can only be extended: the new end must be later than the present one."))
	ErrOpened = apperr.NewRule("WINDOW_ALREADY_OPEN", i18n.New(
		"Өтүнмө кабыл алуу башталган: башталышын жылдырууга болбойт.",
		"Приём заявок уже начался: его начало перенести нельзя.",
		"The window is open already: its start cannot move."))
)
