package protocol

import (
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// The refusals of protocols and orders.
var (
	ErrState = apperr.NewRule("PROTOCOL_STATE", i18n.New(
		"Протоколдун азыркы абалында муну жасоого болбойт: {state}.",
		"В нынешнем состоянии протокола это сделать нельзя: {state}.",
		"This cannot be done in the protocol's present state: {state}."))
	ErrSessionOpen = apperr.NewRule("SESSION_NOT_CLOSED", i18n.New(
		"Протокол отурум жабылгандан кийин түзүлөт.",
		"Протокол составляется после закрытия заседания.",
		"A protocol is drafted after the session is closed."))
	ErrExists = apperr.NewRule("PROTOCOL_EXISTS", i18n.New(
		"Бул отурумдун протоколу бар: ошону өзгөртүңүз же кайра алыңыз.",
		"У этого заседания уже есть протокол: измените его или отзовите.",
		"This session has a protocol already: change it or withdraw it."))
	ErrDateEarly = apperr.Invalid(i18n.New(
		"Протоколдун датасы отурум ачылган күндөн эрте же бүгүндөн кеч болбойт.",
		"Дата протокола не может быть раньше открытия заседания или позже сегодняшней.",
		"The date of the protocol lies neither before the opening of the session nor after today."))
	ErrDecisionTwice = apperr.Invalid(i18n.New(
		"Бул өтүнмө боюнча чечим эки жолу жазылган.",
		"Решение по этой заявке записано дважды.",
		"This application is decided twice."))
	ErrNotDecided = apperr.NewRule("APPLICATION_NOT_DECIDED", i18n.New(
		"№ {number} өтүнмө боюнча чечим жазылган эмес.",
		"По заявке № {number} не записано решение.",
		"Application № {number} is not decided."))
	ErrNotRanked = apperr.NewRule("AWARD_NOT_RANKED", i18n.New(
		"Эч ким баалабаган өтүнмө жеңүүчү болбойт.",
		"Заявка без оценок не может победить.",
		"An application that nobody scored cannot win."))
	ErrBelowThreshold = apperr.NewRule("BELOW_PASSING_SCORE", i18n.New(
		"Бул өтүнмөнүн орточо баллы Жободогу чектен төмөн.",
		"Средний балл этой заявки ниже порога Положения.",
		"The mean of this application is below the regulation's threshold."))
	ErrOverRequest = apperr.NewRule("AWARD_OVER_REQUEST", i18n.New(
		"Суралгандан көп бөлүүгө болбойт: {requested} сом суралган.",
		"Нельзя присудить больше, чем прошено: прошено {requested} сом.",
		"No more can be awarded than was asked: {requested} som."))
	ErrOverMaximum = apperr.NewRule("AWARD_OVER_MAXIMUM", i18n.New(
		"Бул сынакта бир өтүнмөгө эң көбү {max} сом бөлүнөт.",
		"В этом конкурсе одной заявке присуждают не больше {max} сом.",
		"This competition awards at most {max} som to one application."))
	ErrNotCarried = apperr.NewRule("VOTE_NOT_CARRIED", i18n.New(
		"Бул өтүнмө боюнча «макул» добуштары көп болгон жок.",
		"По этой заявке голоса «за» не составили большинства.",
		"The votes for this application were not a majority."))
	ErrItemQuorum = apperr.NewRule("NO_QUORUM_ON_APPLICATION", i18n.New(
		"Бул өтүнмө боюнча кворум болгон жок: кызыкчылыгы жок {eligible} мүчөдөн {present} катышкан.",
		"По этой заявке не было кворума: из {eligible} членов без конфликта присутствовали {present}.",
		"There was no quorum on this application: {present} of {eligible} members without a conflict were present."))
	ErrOutOfOrder = apperr.NewRule("AWARD_OUT_OF_ORDER", i18n.New(
		"№ {number} өтүнмө жогору орунда турат, бирок суралган сумманы толук алган жок: себебин жазыңыз.",
		"Заявка № {number} стоит выше, но не получает всей запрошенной суммы: укажите причину.",
		"Application № {number} ranks higher and does not get all that it asked: give the reason."))
	ErrTied = apperr.NewRule("TIE_UNRESOLVED", i18n.New(
		"№ {number} өтүнмө башкасы менен бир орунда: төрага чечүүчү добуш бериши керек.",
		"Заявка № {number} делит место с другой: нужен решающий голос председателя.",
		"Application № {number} shares its place with another: the chair must cast the deciding vote."))
	ErrTieReason = apperr.NewRule("TIE_WITHOUT_REASON", i18n.New(
		"№ {number} өтүнмө башкасы менен бир орунда, бирок алар бирдей чечилген эмес: себебин жазыңыз.",
		"Заявка № {number} делит место с другой, но решены они по-разному: укажите причину.",
		"Application № {number} shares its place with another and they are not decided alike: give the reason."))
	ErrNoWinnerReason = apperr.NewRule("NO_WINNER_REASON", i18n.New(
		"Жеңүүчү жок болсо, себебин жазыңыз.",
		"Если победителя нет, укажите причину.",
		"Give the reason when nobody wins."))
	ErrSignedTwice = apperr.NewRule("ALREADY_SIGNED", i18n.New(
		"Бул мүчөнүн колу протоколдо бар.",
		"Подпись этого члена комиссии под протоколом уже есть.",
		"This member's signature stands under the protocol already."))
	ErrNoSignatory = apperr.NewRule("NOT_A_SIGNATORY", i18n.New(
		"Протоколго алып баруучу, катчы жана отурумга катышкан мүчөлөр кол коёт.",
		"Протокол подписывают ведущий, секретарь и присутствовавшие члены комиссии.",
		"The protocol is signed by the person presiding, the secretary and the members who were present."))
	ErrChairRefuses = apperr.NewRule("SIGNATURE_REQUIRED", i18n.New(
		"Алып баруучунун жана катчынын колу милдеттүү: макул болбосо, протокол кайра алынат.",
		"Подписи ведущего и секретаря обязательны: при несогласии протокол отзывают.",
		"The signatures of the person presiding and of the secretary are needed: if they disagree, the protocol is withdrawn."))
	ErrOrderEarly = apperr.Invalid(i18n.New(
		"Буйруктун датасы протоколдун датасынан эрте же бүгүндөн кеч болбойт.",
		"Дата приказа не может быть раньше даты протокола или позже сегодняшней.",
		"The date of the order lies neither before that of the protocol nor after today."))
	ErrOrdered = apperr.NewRule("ORDER_EXISTS", i18n.New(
		"Бул протокол боюнча башчынын буйругу бар.",
		"По этому протоколу уже есть приказ главы.",
		"There is an order of the head on this protocol already."))
)
