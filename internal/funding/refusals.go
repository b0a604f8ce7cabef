package funding

import (
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// The refusals of money.
var (
	ErrState = apperr.NewRule("MONEY_STATE", i18n.New(
		"Жазуунун азыркы абалында муну жасоого болбойт: {state}.",
		"В нынешнем состоянии записи это сделать нельзя: {state}.",
		"This cannot be done in the present state of the record: {state}."))
	ErrSamePerson = apperr.NewRule("SAME_PERSON", i18n.New(
		"Муну башка киши бекитет: жазууну сиз киргизгенсиз.",
		"Это утверждает другой человек: запись внесли вы.",
		"Somebody else approves this: you made the record."))
	ErrForeignLine = apperr.NewRule("LINE_OF_ANOTHER_AGREEMENT", i18n.New(
		"Бул макулдашуунун сметасында мындай сап жок.",
		"В смете этого соглашения такой строки нет.",
		"The estimate of this agreement has no such line."))
	ErrNotCash = apperr.NewRule("LINE_NOT_IN_CASH", i18n.New(
		"Бул сап боюнча акча төлөнбөйт: салым акчалай эмес же бааланган эмес.",
		"По этой строке деньги не платятся: вклад неденежный или не оценён.",
		"No money is paid on this line: it is given in kind or was not valued."))
	ErrOverLine = apperr.NewRule("PAYMENT_OVER_LINE", i18n.New(
		"Төлөм саптын планынан ашат: {left} сом калды.",
		"Платёж больше плана строки: осталось {left} сом.",
		"The payment exceeds the plan of the line: {left} som are left.")).At("amount")
	ErrPurchaseOfLine = apperr.NewRule("PURCHASE_OF_ANOTHER_LINE", i18n.New(
		"Сатып алуу башка сапка тиешелүү же жокко чыгарылган.",
		"Закупка относится к другой строке или отменена.",
		"The purchase belongs to another line or was cancelled.")).At("purchaseId")
	ErrPurchasePaid = apperr.NewRule("PURCHASE_PAID", i18n.New(
		"Сатып алуу үчүн төлөм жазылган: адегенде төлөмдү жокко чыгарыңыз.",
		"За закупку записан платёж: сначала аннулируйте его.",
		"A payment was recorded for this purchase: void it first."))
	ErrAccepted = apperr.NewRule("PAYMENT_ACCEPTED", i18n.New(
		"Бул төлөмдү программанын каржысы кабыл алган.",
		"Этот платёж финансисты программы уже приняли.",
		"The programme's finance has accepted this payment."))
	ErrNoGrant = apperr.NewRule("REFUND_SOURCE", i18n.New(
		"Жергиликтүү бюджеттин жана программанын акчасы гана кайтарылат.",
		"Возвращаются только деньги местного бюджета и программы.",
		"Only money of the local budget and of the programme is returned.")).At("source")
	ErrRefundAbove = apperr.NewRule("REFUND_ABOVE_SUM", i18n.New(
		"Кайтарылуучу сумма мүмкүн болгондон көп: эң көбү {left} сом.",
		"Сумма возврата больше возможной: не больше {left} сом.",
		"More cannot be returned: at most {left} som.")).At("amount")
	ErrGivenByOthers = apperr.NewRule("CONTRIBUTION_SOURCE", i18n.New(
		"Салым катары ишкерлер, демилгечи жана демөөрчүлөр бергени жазылат.",
		"Вкладом записывается то, что дают предприниматели, инициатор и жертвователи.",
		"A contribution is what businesses, the initiator and donors give.")).At("source")
	ErrValuation = apperr.NewRule("CONTRIBUTION_VALUATION", i18n.New(
		"Бааланган салымдын суммасы жазылат, баалабаганыныкы жазылбайт; акча ар дайым бааланган.",
		"У оценённого вклада указывается сумма, у неоценённого — нет; деньги всегда оценены.",
		"A valued contribution has an amount, one not valued has none; money always is valued.")).At("amount")
	ErrOtherSource = apperr.NewRule("LINES_OF_DIFFERENT_SOURCES", i18n.New(
		"Акча бир эле булактын акчалай саптарынын ортосунда гана которулат.",
		"Деньги переносятся только между денежными строками одного источника.",
		"Money moves only between lines in cash of one source.")).At("toLineId")
	ErrBelowPaid = apperr.NewRule("REALLOCATION_BELOW_PAID", i18n.New(
		"Саптан төлөнгөндөн ашыгы гана которулат: эң көбү {left} сом.",
		"Со строки можно снять только неоплаченное: не больше {left} сом.",
		"Only what is not paid can leave the line: at most {left} som.")).At("amount")
	ErrTransferOnly = apperr.NewRule("TRANSFER_ONLY", i18n.New(
		"Транш жана банктык реквизиттер акча которулганда гана болот.",
		"Транши и банковские реквизиты бывают только при перечислении денег.",
		"Tranches and bank details exist only where money is transferred."))
	ErrTrancheAbove = apperr.NewRule("TRANCHE_ABOVE_AWARD", i18n.New(
		"Транштар бөлүнгөн акчадан ашат: {left} сом калды.",
		"Транши больше присуждённой суммы: осталось {left} сом.",
		"The tranches exceed what was awarded: {left} som are left.")).At("amount")
	ErrConditionOpen = apperr.NewRule("TRANCHE_CONDITION_OPEN", i18n.New(
		"Транштын шарты аткарылган эмес: {condition}.",
		"Условие транша не выполнено: {condition}.",
		"A condition of the tranche is open: {condition}."))
	ErrApprovedOnce = apperr.NewRule("TRANCHE_APPROVED_ONCE", i18n.New(
		"Биринчи бекитүү бар: экинчисин башка киши берет.",
		"Первое утверждение есть: второе даёт другой человек.",
		"The first approval is there: the second is given by somebody else."))
	ErrNotApproved = apperr.NewRule("TRANCHE_NOT_APPROVED", i18n.New(
		"Адегенде биринчи бекитүү керек.",
		"Сначала нужно первое утверждение.",
		"The first approval is needed before."))
	ErrTrancheOfSource = apperr.NewRule("TRANCHE_NOT_RECEIVED", i18n.New(
		"Бул транш которулган эмес же башка булактыкы.",
		"Этот транш не перечислен или относится к другому источнику.",
		"This tranche was not paid or is of another source.")).At("trancheId")
	ErrDetailsOpen = apperr.NewRule("BANK_DETAILS_NOT_CONFIRMED", i18n.New(
		"Экинчи киши бекиткен банктык реквизиттер жок.",
		"Нет банковских реквизитов, подтверждённых вторым человеком.",
		"There are no bank details that a second person confirmed."))
	ErrDetailsProposed = apperr.NewRule("BANK_DETAILS_PROPOSED", i18n.New(
		"Сунушталган реквизиттер чечимди күтүп турат.",
		"Предложенные реквизиты ещё ждут решения.",
		"Proposed bank details wait for a decision already."))
	ErrAccount = apperr.Invalid(i18n.New(
		"Эсептин номери 16 цифрадан турат.",
		"Номер счёта состоит из 16 цифр.",
		"The number of an account has 16 digits."), "account")
	ErrBIC = apperr.Invalid(i18n.New(
		"БИК 6–11 цифрадан же чоң латын тамгадан турат.",
		"БИК состоит из 6–11 цифр или заглавных латинских букв.",
		"A BIC has 6 to 11 digits or capital Latin letters."), "bic")
	ErrFuture = apperr.Invalid(i18n.New(
		"Күн келечекте болбойт.",
		"Дата не может быть в будущем.",
		"The day cannot lie in the future."))
	ErrReceivedBefore = apperr.Invalid(i18n.New(
		"Товар заказ кылынган күндөн мурда алынбайт.",
		"Товар не может быть получен раньше заказа.",
		"Goods cannot be received before they were ordered."), "receivedOn")
)

// stateNames name every state of every entry.
var stateNames = map[string]i18n.Text{
	"ORDERED":   i18n.New("заказ кылынган", "заказана", "ordered"),
	"RECEIVED":  i18n.New("алынган", "получена", "received"),
	"CANCELLED": i18n.New("жокко чыгарылган", "отменено", "cancelled"),
	"RECORDED":  i18n.New("жазылган", "записано", "recorded"),
	"APPROVED":  i18n.New("бекитилген", "утверждено", "approved"),
	"VOIDED":    i18n.New("аннулирленген", "аннулировано", "voided"),
	"DUE":       i18n.New("кайтарылууга тийиш", "подлежит возврату", "due"),
	"PAID":      i18n.New("төлөнгөн", "выплачено", "paid"),
	"REMOVED":   i18n.New("алынып салынган", "удалено", "removed"),
	"PLANNED":   i18n.New("пландалган", "запланирован", "planned"),
	"REQUESTED": i18n.New("суралган", "запрошен", "requested"),
	"CONFIRMED": i18n.New("ырасталган", "подтверждено", "confirmed"),
	"REPLACED":  i18n.New("алмаштырылган", "заменено", "replaced"),
	"PROPOSED":  i18n.New("сунушталган", "предложено", "proposed"),
	"REJECTED":  i18n.New("четке кагылган", "отклонено", "rejected"),
}

// stands refuses what is possible only in some states.
func stands[S ~string](state S, in ...S) error {
	for _, s := range in {
		if s == state {
			return nil
		}
	}
	return ErrState.With(i18n.Args{"state": stateNames[string(state)]})
}
