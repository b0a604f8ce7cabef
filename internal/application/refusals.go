package application

import (
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// The refusals of an application's life.
var (
	ErrState = apperr.NewRule("APPLICATION_STATE", i18n.New(
		"Өтүнмөнүн азыркы абалында муну жасоого болбойт: {state}.",
		"В нынешнем состоянии заявки это невозможно: {state}.",
		"This is not possible in the present state of the application: {state}."))
	ErrWindowNotOpen = apperr.NewRule("WINDOW_NOT_OPEN", i18n.New(
		"Өтүнмө кабыл алуу азырынча башталган жок.",
		"Приём заявок ещё не начался.",
		"Applications are not taken yet."))
	ErrWindowClosed = apperr.NewDeadline("WINDOW_CLOSED", i18n.New(
		"Өтүнмө кабыл алуу бүттү.",
		"Приём заявок закончен.",
		"The time for applications is over."))
	// ErrReportOwed keeps who owes a report from the next competition (R-24, domain.md 9).
	ErrReportOwed = apperr.NewRule("REPORT_OWED", i18n.New(
		"№ {number} макулдашуу боюнча отчёттун мөөнөтү өтүп кеткен. Адегенде ошол отчётту тапшырыңыз.",
		"Просрочен отчёт по соглашению № {number}. Сначала сдайте этот отчёт.",
		"The report on agreement No {number} is overdue. Submit that report first."))
	ErrReceivedLater = apperr.Invalid(i18n.New(
		"Кагаздын келген убактысы азыркы убакыттан кийин болушу мүмкүн эмес.",
		"Время получения бумаги не может быть позже нынешнего.",
		"A paper cannot have come later than now."))
	ErrReceivedEarly = apperr.Invalid(i18n.New(
		"Кагаз өтүнмөлөрдү кабыл алуу башталганга чейин келиши мүмкүн эмес.",
		"Бумага не могла прийти до начала приёма заявок.",
		"A paper cannot have come before the window opened."))
	ErrEvaluationStarted = apperr.NewRule("ADMISSION_OVER", i18n.New(
		"Өтүнмөлөрдү кароо мезгили бүткөн же сынак токтотулган.",
		"Время проверки заявок прошло или конкурс прекращён.",
		"The check of applications is over, or the competition was stopped."))
	ErrWithdrawLate = apperr.NewDeadline("WITHDRAWAL_LATE", i18n.New(
		"Өтүнмөнү кабыл алуу мөөнөтү бүткөнгө чейин гана кайтарып алууга болот.",
		"Отозвать заявку можно только до конца приёма.",
		"An application can be withdrawn only until the window closes."))
	ErrDecided = apperr.NewRule("COMMISSION_DECIDED", i18n.New(
		"Комиссия чечим кабыл алган: маалыматты иштетүүгө макулдук эми өтүнмө менен бирге сакталат.",
		"Комиссия уже приняла решение: согласие на обработку данных теперь хранится вместе с заявкой.",
		"The commission has decided: the consent to processing is now kept with the application."))
	ErrCorrectionLate = apperr.NewDeadline("CORRECTION_LATE", i18n.New(
		"Өтүнмөнү оңдоо мөөнөтү {date} бүткөн.",
		"Срок исправления заявки истёк {date}.",
		"The time to correct the application ended on {date}."))
	ErrCorrectionRuns = apperr.NewRule("CORRECTION_RUNS", i18n.New(
		"Арыз ээсине оңдоого {date} чейин убакыт берилген, ага чейин четке кагууга болбойт.",
		"Заявителю дано время на исправление до {date}; раньше отклонить нельзя.",
		"The applicant has until {date} to correct it; it cannot be rejected before."))
	ErrReturnedOnce = apperr.NewRule("RETURNED_ONCE", i18n.New(
		"Өтүнмө оңдоого бир гана жолу кайтарылат.",
		"На исправление заявка возвращается только один раз.",
		"An application is returned for correction only once."))
	ErrAdmitLate = apperr.NewRule("LATE_APPLICATION", i18n.New(
		"Кечигип келген өтүнмөнү сынакка киргизүүгө болбойт.",
		"Опоздавшую заявку допустить нельзя.",
		"A late application cannot be admitted."))
	ErrOverMaximum = apperr.NewRule("OVER_MAXIMUM", i18n.New(
		"Жергиликтүү бюджеттен суралган сумма бул сынактын чегинен ашык.",
		"Из местного бюджета запрошено больше, чем разрешает конкурс.",
		"More is asked of the local budget than this competition allows."))
	ErrUnchecked = apperr.NewRule("CHECKLIST_INCOMPLETE", i18n.New(
		"Текшерүү тизмесинде жообу жок пункттар бар: {count}.",
		"В перечне проверки есть пункты без ответа: {count}.",
		"Points of the checklist have no result yet: {count}."))
	ErrCheckFailed = apperr.NewRule("CHECK_FAILED", i18n.New(
		"Текшерүүнүн бир пункту аткарылган эмес: мындай өтүнмө сынакка киргизилбейт.",
		"Один из пунктов проверки не выполнен: такую заявку допустить нельзя.",
		"A point of the checklist is not met: such an application cannot be admitted."))
	ErrSealedField = apperr.NewRule("FIELD_NOT_RETURNED", i18n.New(
		"Оңдоого кайтарылган талаалар гана өзгөртүлөт.",
		"Менять можно только поля, возвращённые на исправление.",
		"Only the fields that were returned for correction may change."))
	// ErrPriorityArea refuses an area that the municipality does not have.
	ErrPriorityArea = apperr.Invalid(i18n.New(
		"Мындай артыкчылык багыт жок.",
		"Такого приоритетного направления нет.",
		"There is no such priority area."), "priorityAreaId")
	ErrJoined = apperr.NewRule("ALREADY_JOINED", i18n.New(
		"Сиз бул өтүнмөгө мурун эле кошулгансыз.",
		"Вы уже присоединились к этой заявке.",
		"You have joined this application already."))
	ErrOwnApplication = apperr.NewRule("OWN_APPLICATION", i18n.New(
		"Өзүңүз катышкан өтүнмө боюнча чечим кабыл ала албайсыз.",
		"Вы не можете решать по заявке, в которой участвуете.",
		"You cannot decide on an application that you take part in."))
)

// names are the states as people read them.
var names = map[State]i18n.Text{
	Draft:          i18n.New("долбоор", "черновик", "draft"),
	Submitted:      i18n.New("катталган", "зарегистрирована", "registered"),
	ReturnedForFix: i18n.New("оңдоого кайтарылган", "возвращена на исправление", "returned for correction"),
	Admitted:       i18n.New("сынакка киргизилген", "допущена", "admitted"),
	Rejected:       i18n.New("четке кагылган", "отклонена", "rejected"),
	Withdrawn:      i18n.New("кайтарып алынган", "отозвана", "withdrawn"),
	Awarded:        i18n.New("жеңүүчү", "победила", "awarded"),
	NotAwarded:     i18n.New("жеңген жок", "не победила", "not awarded"),
}

// Name is the state as people read it.
func (s State) Name() i18n.Text { return names[s] }
