package transport

import (
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

var (
	errMethod = apperr.New(apperr.Validation, i18n.New(
		"Бул дарек POST суроолорун гана кабыл алат.",
		"Этот адрес принимает только запросы POST.",
		"This address takes POST requests only."))
	errNotAcceptable = apperr.New(apperr.Validation, i18n.New(
		"Жооп application/graphql-response+json, application/json же text/event-stream түрүндө гана берилет.",
		"Ответ даётся только как application/graphql-response+json, application/json или text/event-stream.",
		"Answers come as application/graphql-response+json, application/json or text/event-stream only."))
	errMediaType = apperr.New(apperr.Validation, i18n.New(
		"Суроо UTF-8 коддоосундагы application/json болушу керек.",
		"Запрос должен быть application/json в кодировке UTF-8.",
		"The request must be application/json in UTF-8."))
	errTooLarge = apperr.New(apperr.Limit, i18n.New(
		"Суроо өтө чоң: эң көбү 1 МиБ.",
		"Запрос слишком большой: не больше 1 МиБ.",
		"The request is too large: at most 1 MiB."))
	errCut = apperr.New(apperr.Validation, i18n.New(
		"Суроо аягына чейин окулган жок.",
		"Запрос прочитан не до конца.",
		"The request could not be read to its end."))
	errEncoding = apperr.New(apperr.Validation, i18n.New(
		"Суроодо туура эмес UTF-8 бар.",
		"В запросе неверный UTF-8.",
		"The request contains invalid UTF-8."))
	errNotJSON = apperr.New(apperr.Validation, i18n.New(
		"Суроонун JSON түзүлүшү туура эмес.",
		"JSON запроса записан неверно.",
		"The request is not valid JSON."))
	errNotObject = apperr.New(apperr.Validation, i18n.New(
		"Суроо JSON объектиси болушу керек.",
		"Запрос должен быть объектом JSON.",
		"The request must be a JSON object."))
	errBatch = apperr.New(apperr.Validation, i18n.New(
		"Бир суроодо бир эле амал жиберилет.",
		"В одном запросе передаётся только одна операция.",
		"One request carries one operation; batches are not taken."))
	errNoQuery = apperr.New(apperr.Validation, i18n.New(
		"query талаасында GraphQL тексти болушу керек.",
		"В поле query должен быть текст GraphQL.",
		"The field query must hold a GraphQL document."))
	errParameter = apperr.New(apperr.Validation, i18n.New(
		"Бул талаанын түрү туура эмес.",
		"Тип этого поля неверен.",
		"This field has the wrong type."))
	errTwice = apperr.New(apperr.Validation, i18n.New(
		"Бул талаа эки жолу берилген.",
		"Это поле дано дважды.",
		"This field is given twice."))
	errNesting = apperr.New(apperr.Limit, i18n.New(
		"Маанилер өтө терең: эң көбү {max} деңгээл.",
		"Значения слишком глубоки: не больше {max} уровней.",
		"The values are nested too deep: at most {max} levels."))
	errNUL = apperr.New(apperr.Validation, i18n.New(
		"Текстте тыюу салынган нөл символ бар.",
		"В тексте есть недопустимый нулевой символ.",
		"The text contains a forbidden NUL character."))
	errNeedsStream = apperr.New(apperr.Validation, i18n.New(
		"Жазылуу үчүн text/event-stream жообун сураңыз.",
		"Для подписки запросите ответ text/event-stream.",
		"Ask for text/event-stream to subscribe."))
	errStreams = apperr.New(apperr.RateLimited, i18n.New(
		"Ачык агымдар өтө көп: эң көбү {max}.",
		"Слишком много открытых потоков: не больше {max}.",
		"Too many open streams: at most {max}."))
)
