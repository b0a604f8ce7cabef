package agreement

import (
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// The refusals of an agreement.
var (
	ErrState = apperr.NewRule("AGREEMENT_STATE", i18n.New(
		"Макулдашуунун азыркы абалында муну жасоого болбойт: {state}.",
		"В нынешнем состоянии соглашения это сделать нельзя: {state}.",
		"This cannot be done in the agreement's present state: {state}."))
	ErrNotActive = apperr.NewRule("AGREEMENT_NOT_ACTIVE", i18n.New(
		"Макулдашуу аткарылып жаткан жок: {state}.",
		"Соглашение не исполняется: {state}.",
		"The agreement is not being carried out: {state}."))
	ErrExists = apperr.NewRule("AGREEMENT_EXISTS", i18n.New(
		"Бул жеңүүчү менен макулдашуу түзүлгөн.",
		"Соглашение с этим победителем уже есть.",
		"There is an agreement with this winner already."))
	ErrNumberTaken = apperr.NewRule("AGREEMENT_NUMBER_TAKEN", i18n.New(
		"Мындай номердеги макулдашуу бар.",
		"Соглашение с таким номером уже есть.",
		"There is an agreement with this number already.")).At("number")
	ErrResultNotPublished = apperr.NewRule("RESULT_NOT_PUBLISHED", i18n.New(
		"Макулдашуу сынактын жыйынтыгы жарыялангандан кийин гана түзүлөт.",
		"Соглашение заключается только после публикации результатов конкурса.",
		"An agreement is made only once the result of the competition is published."))
	ErrAppealsOpen = apperr.NewRule("APPEALS_OPEN", i18n.New(
		"Сынак боюнча {count} даттануу каралып бүтө элек: жобо боюнча макулдашуу алардын жообун күтөт.",
		"По конкурсу не рассмотрено жалоб: {count}. По положению соглашение ждёт ответа на них.",
		"{count} appeals on the competition are not answered yet: by the regulation the agreement waits for them."))
	ErrAboveAward = apperr.NewRule("ESTIMATE_ABOVE_AWARD", i18n.New(
		"Сметада жергиликтүү бюджеттен {planned} сом, ал эми бөлүнгөнү {awarded} сом.",
		"В смете из местного бюджета {planned} сом, а присуждено {awarded} сом.",
		"The estimate takes {planned} som of the local budget, {awarded} som are awarded.")).At("lines")
	ErrAboveGrant = apperr.NewRule("ESTIMATE_ABOVE_GRANT", i18n.New(
		"Сметада программадан {planned} сом, ал эми гранты {awarded} сом.",
		"В смете из средств программы {planned} сом, а грант {awarded} сом.",
		"The estimate takes {planned} som of the programme, the grant is {awarded} som.")).At("lines")
	ErrBeyondDeadline = apperr.NewRule("BEYOND_IMPLEMENTATION_DEADLINE", i18n.New(
		"Демилге сынак боюнча {date} чейин аткарылууга тийиш.",
		"По условиям конкурса инициатива выполняется до {date}.",
		"By the competition the initiative must be carried out by {date}.")).At("endDate")
	ErrDatesTurned = apperr.Invalid(i18n.New(
		"Бүтүү күнү башталуу күнүнөн эрте болбойт.",
		"День окончания не может быть раньше дня начала.",
		"The last day cannot come before the first."), "endDate")
	ErrReportBeforeEnd = apperr.Invalid(i18n.New(
		"Отчёттун мөөнөтү аткаруу бүткөн күндөн эрте болбойт.",
		"Срок отчёта не может быть раньше окончания работ.",
		"The report cannot be due before the work ends."), "reportDueOn")
	ErrFuture = apperr.Invalid(i18n.New(
		"Кол коюлган күн келечекте болбойт.",
		"Дата подписания не может быть в будущем.",
		"The day of signing cannot lie in the future."), "date")
	ErrAmendedBefore = apperr.Invalid(i18n.New(
		"Толуктоонун күнү макулдашуунун күнүнөн эрте болбойт.",
		"Дополнение не может быть датировано раньше соглашения.",
		"An amendment cannot be dated before the agreement."), "date")
	ErrSides = apperr.NewRule("SIGNATURE_OF_BOTH_SIDES", i18n.New(
		"Макулдашууга эки тарап тең кол коёт: айыл өкмөтү (мэрия) жана аткаруучу.",
		"Соглашение подписывают обе стороны: айыл окмоту (мэрия) и исполнитель.",
		"Both sides sign: the aiyl okmotu (city hall) and the performer.")).At("signatories")
	ErrTermsIncomplete = apperr.NewRule("TERMS_OF_REFERENCE_INCOMPLETE", i18n.New(
		"Техникалык тапшырмада максат, милдет, өлчөнүүчү натыйжа, иш-чара жана отчёттун түрү жазылсын.",
		"В техническом задании должны быть цель, задача, измеримый результат, мероприятие и форма отчёта.",
		"Terms of reference need a goal, a task, a measurable result, an activity and the form of the report.")).At("termsOfReference")
	ErrNothingChanged = apperr.NewRule("AMENDMENT_CHANGES_NOTHING", i18n.New(
		"Толуктоо эч нерсени өзгөртпөйт.",
		"Дополнение ничего не меняет.",
		"The amendment changes nothing."))
	ErrTransferToPerson = apperr.NewRule("TRANSFER_TO_LEGAL_ENTITY_ONLY", i18n.New(
		"Акча юридикалык жакка гана которулат: сатып алуу жолун тандаңыз.",
		"Деньги переводятся только юридическому лицу: выберите закупку.",
		"Money is transferred to a legal entity only: choose purchasing.")).At("mode")
)
