package call

import (
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// The refusals of calls.
var (
	ErrState = apperr.NewRule("CALL_STATE", i18n.New(
		"Чакыруунун азыркы абалында ({state}) мындай кылууга болбойт.",
		"В нынешнем состоянии приглашения ({state}) это невозможно.",
		"This cannot be done while the call is: {state}."))
	ErrDeadlineOver = apperr.NewDeadline("CALL_DEADLINE_OVER", i18n.New(
		"Мөөнөт өтүп кеткен: аны узартууга болбойт.",
		"Срок уже прошёл: продлить его нельзя.",
		"The deadline has passed and cannot be extended."))
	ErrNotLater = apperr.NewRule("CALL_DEADLINE_NOT_LATER", i18n.New(
		"Жаңы мөөнөт мурункусунан кеч болушу керек.",
		"Новый срок должен быть позже прежнего.",
		"The new deadline must be later than the old one."))
	ErrPastDeadline = apperr.NewRule("CALL_DEADLINE_PAST", i18n.New(
		"Мөөнөт азыркы убакыттан кийин жана кабыл алуунун башталышынан кеч болушу керек.",
		"Срок должен быть позже нынешнего времени и позже начала приёма.",
		"The deadline must be in the future and after letters begin to be taken."))
	ErrPromise = apperr.NewRule("CALL_RESULTS_BEFORE_DEADLINE", i18n.New(
		"Жыйынтыкты кат кабыл алуу бүтө электе убада кылууга болбойт.",
		"Нельзя обещать результат раньше, чем закончится приём писем.",
		"The results cannot be promised for a day before letters are no longer taken."))
	ErrUnchanged = apperr.NewRule("CALL_UNCHANGED", i18n.New(
		"Жаңы редакция мурункусунан эч айырмаланбайт.",
		"Новая редакция ничем не отличается от прежней.",
		"The new edition does not differ from the one before."))
	ErrSlugTaken = apperr.NewRule("CALL_SLUG_TAKEN", i18n.New(
		"Мындай кыска аталыш бар. Башкасын тандаңыз.",
		"Такое короткое имя уже занято. Выберите другое.",
		"This slug is taken. Choose another one."))
	ErrPublishedWhen = apperr.NewRule("CALL_RESULTS_WHEN", i18n.New(
		"Жыйынтык мөөнөттөн кийин жана азыркы убакыттан кеч эмес жарыяланган болушу керек.",
		"Результат публикуется после срока и не позже нынешнего времени.",
		"Results are published after the deadline and not later than now."))
	ErrSelectedHere = apperr.NewRule("CALL_SELECTED_HERE", i18n.New(
		"Бул чакыруу боюнча тандоо ушул системада жүрүп жатат, анын жыйынтыгы ушул жерде жарыяланат.",
		"Отбор по этому приглашению идёт в этой системе, его результат публикуется здесь.",
		"The selection of this call goes on in this system, and its results are published here."))
	ErrFollowEmail = apperr.Invalid(i18n.New(
		"Электрондук почта дарегин жазыңыз, мисалы aida@mail.kg.",
		"Укажите адрес электронной почты, например aida@mail.kg.",
		"Give an e-mail address, for example aida@mail.kg."), "email")
	ErrFollowSecret = apperr.NewRule("CALL_FOLLOW_SECRET", i18n.New(
		"Бул шилтеме жараксыз: мөөнөтү өткөн, колдонулуп бүткөн же туура эмес көчүрүлгөн. Чакыруунун барагынан кайра жазылыңыз.",
		"Эта ссылка не действует: просрочена, уже использована или скопирована с ошибкой. Подпишитесь снова на странице приглашения.",
		"This link does not work: it is too old, was used up or was copied wrongly. Subscribe again on the page of the call.")).At("secret")
	ErrQuotaSum = apperr.NewRule("CALL_QUOTA_SUM", i18n.New(
		"Облустардын орундары чогуу жалпы санынан көп болбошу керек.",
		"Места областей вместе не должны превышать общее число мест.",
		"The places of the oblasts together must not exceed the places in all."))
)
