package limit

import (
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

var (
	errTokens = apperr.New(apperr.Limit, i18n.New(
		"Суроо өтө узун: эң көбү {max} лексема.",
		"Запрос слишком длинный: не больше {max} лексем.",
		"The document is too long: at most {max} tokens."))
	errSameKey = apperr.New(apperr.Limit, i18n.New(
		"«{key}» талаасы өтө көп жолу суралган: эң көбү {max} жолу.",
		"Поле «{key}» запрошено слишком много раз: не больше {max}.",
		"The field “{key}” is asked too many times: at most {max}."))
	errDepth = apperr.New(apperr.Limit, i18n.New(
		"Суроо өтө терең: эң көбү {max} деңгээл.",
		"Запрос слишком глубокий: не больше {max} уровней.",
		"The document is too deep: at most {max} levels."))
	errAliases = apperr.New(apperr.Limit, i18n.New(
		"Лакап аттар өтө көп: эң көбү {max}.",
		"Слишком много псевдонимов: не больше {max}.",
		"Too many aliases: at most {max}."))
	errRootFields = apperr.New(apperr.Limit, i18n.New(
		"Бир суроодо өтө көп негизги талаа бар: эң көбү {max}.",
		"Слишком много корневых полей в одном запросе: не больше {max}.",
		"Too many root fields in one operation: at most {max}."))
	errCost = apperr.New(apperr.Limit, i18n.New(
		"Суроо өтө чоң: эң көбү {max} бирдик. Барактын өлчөмүн азайтыңыз же суроону бөлүңүз.",
		"Запрос слишком большой: не больше {max} единиц. Уменьшите размер страницы или разделите запрос.",
		"The operation is too large: at most {max} units. Ask for smaller pages or split it."))
	errCycle = apperr.New(apperr.Validation, i18n.New(
		"«{fragment}» фрагменти өзүнө кайрылат.",
		"Фрагмент «{fragment}» ссылается на себя.",
		"The fragment “{fragment}” refers to itself."))
	errDefer = apperr.New(apperr.Validation, i18n.New(
		"@defer колдоого алынбайт.",
		"@defer не поддерживается.",
		"@defer is not supported."))
	errNUL = apperr.New(apperr.Validation, i18n.New(
		"Текстте тыюу салынган нөл символ бар.",
		"В тексте есть недопустимый нулевой символ.",
		"The text contains a forbidden NUL character."))
	errNumber = apperr.New(apperr.Validation, i18n.New(
		"Сан өтө чоң.",
		"Число слишком велико.",
		"The number is too large."))
	errNullCondition = apperr.New(apperr.Validation, i18n.New(
		"@skip же @include шарты бош боло албайт.",
		"Условие @skip или @include не может быть пустым.",
		"The condition of @skip or @include cannot be null."))
)
