package apperr

import "github.com/demilge/demilge/internal/i18n"

// The refusals that every entity shares.
var (
	ErrNotFound = New(NotFound, i18n.New(
		"Мындай жазуу жок же сизге көрүнбөйт.",
		"Такой записи нет или она вам не видна.",
		"There is no such record, or you may not see it."))
	ErrUnauthenticated = New(Unauthenticated, i18n.New(
		"Адегенде системага кириңиз.",
		"Сначала войдите в систему.",
		"Sign in first."))
	ErrStale = New(Conflict, i18n.New(
		"Бул жазууну башка киши өзгөртүп койгон. Барагын жаңылап, өзгөртүүңүздү кайра киргизиңиз.",
		"Эту запись уже изменил кто-то другой. Обновите её и внесите изменение снова.",
		"Somebody else has changed this record. Reload it and make your change again."))
	ErrRequired = New(Validation, i18n.New(
		"Бул талааны толтуруңуз.",
		"Заполните это поле.",
		"Fill in this field."))
	ErrMalformed = New(Validation, i18n.New(
		"Бул маанинин түрү туура эмес.",
		"Значение записано неверно.",
		"This value is not written correctly."))
	ErrUnavailable = New(Unavailable, i18n.New(
		"Бул кызмат азыр жеткиликсиз: {reason} Бир аздан кийин кайра аракет кылыңыз.",
		"Эта служба сейчас недоступна: {reason} Попробуйте немного позже.",
		"This service is not available now: {reason} Try again a little later."))
	ErrInternal = New(Internal, i18n.New(
		"Биздин катабыз менен суроо-талап аткарылган жок. Кайра аракет кылыңыз; кайталанса, бул номерди айтыңыз: {requestId}",
		"Запрос не выполнен по нашей ошибке. Попробуйте снова; если повторится, назовите номер: {requestId}",
		"The request failed through a fault of ours. Try again; if it happens again, tell us this number: {requestId}"))
)

// TooLong refuses a text above max characters.
func TooLong(max int, path ...string) *Error {
	return Invalid(i18n.New(
		"Текст өтө узун: эң көбү {max} белги.",
		"Текст слишком длинный: не больше {max} знаков.",
		"The text is too long: at most {max} characters."), path...).With(i18n.Args{"max": max})
}

// OutOfRange refuses a number outside [min, max].
func OutOfRange(min, max any, path ...string) *Error {
	return Invalid(i18n.New(
		"Мааниси {min} менен {max} ортосунда болушу керек.",
		"Значение должно быть от {min} до {max}.",
		"The value must be between {min} and {max}."), path...).With(i18n.Args{"min": min, "max": max})
}
