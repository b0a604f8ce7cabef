package engine

import "github.com/demilge/demilge/internal/i18n"

var (
	textFieldMissing = i18n.New(
		"«{name}» талаасы толтурулган эмес.", "Поле «{name}» не заполнено.", "The field “{name}” is not filled in.")
	textFieldUnknown = i18n.New(
		"«{name}» деген талаа жок.", "Поля «{name}» нет.", "There is no field “{name}”.")
)

// ruleTexts say in the three languages what each rule of the validator finds. {name} and
// {second} are the names that it puts in quotes, in their order.
var ruleTexts = map[string]i18n.Text{
	"FieldsOnCorrectType": textFieldUnknown,
	"FragmentsOnCompositeTypes": i18n.New(
		"Фрагмент талаалары жок түргө жазылган.",
		"Фрагмент написан для типа, у которого нет полей.",
		"A fragment is written on a type that has no fields."),
	"KnownArgumentNames": i18n.New(
		"«{name}» деген аргумент жок.", "Аргумента «{name}» нет.", "There is no argument “{name}”."),
	"KnownDirectives": i18n.New(
		"«{name}» директивасы жок же бул жерде колдонулбайт.",
		"Директивы «{name}» нет, или здесь её не пишут.",
		"There is no directive “{name}”, or it may not stand here."),
	"KnownFragmentNames": i18n.New(
		"«{name}» деген фрагмент жок.", "Фрагмента «{name}» нет.", "There is no fragment “{name}”."),
	"KnownRootType": i18n.New(
		"«{name}» түрүндөгү амал жок.", "Операций вида «{name}» нет.", "There are no operations of the kind “{name}”."),
	"KnownTypeNames": i18n.New(
		"«{name}» деген түр жок.", "Типа «{name}» нет.", "There is no type “{name}”."),
	"LoneAnonymousOperation": i18n.New(
		"Аты жок амал суроодо жалгыз болушу керек.",
		"Операция без имени должна быть в запросе единственной.",
		"An operation without a name must be the only one."),
	"MaxIntrospectionDepth": i18n.New(
		"Схема боюнча суроо өтө терең.", "Запрос о схеме слишком глубок.", "The question about the schema is too deep."),
	"NoFragmentCycles": i18n.New(
		"«{name}» фрагменти өзүнө кайрылат.",
		"Фрагмент «{name}» ссылается на себя.",
		"The fragment “{name}” refers to itself."),
	"NoUndefinedVariables": i18n.New(
		"«{name}» өзгөрмөсү жарыяланган эмес.", "Переменная «{name}» не объявлена.", "The variable “{name}” is not declared."),
	"NoUnusedFragments": i18n.New(
		"«{name}» фрагменти колдонулган эмес.", "Фрагмент «{name}» не используется.", "The fragment “{name}” is not used."),
	"NoUnusedVariables": i18n.New(
		"«{name}» өзгөрмөсү колдонулган эмес.", "Переменная «{name}» не используется.", "The variable “{name}” is not used."),
	"OverlappingFieldsCanBeMerged": i18n.New(
		"«{name}» деген ат эки башка талаага берилген: башка ат (alias) коюңуз.",
		"Имя «{name}» дано двум разным полям: задайте псевдоним (alias).",
		"The name “{name}” is given to two different fields: use an alias."),
	"PossibleFragmentSpreads": i18n.New(
		"Бул жердеги нерсе фрагменттин түрүндө боло албайт.",
		"То, что стоит здесь, не может быть того типа, для которого написан фрагмент.",
		"What stands here can never be of the fragment's type."),
	"ProvidedRequiredArguments": i18n.New(
		"«{name}» үчүн «{second}» аргументи милдеттүү.",
		"Для «{name}» нужен аргумент «{second}».",
		"“{name}” needs the argument “{second}”."),
	"ScalarLeafs": i18n.New(
		"«{name}» талаасынын кашаадагы ички талаалары жетишпейт же ашыкча.",
		"У поля «{name}» не хватает внутренних полей в скобках, или они лишние.",
		"The field “{name}” lacks its inner fields in braces, or has some that it cannot have."),
	"SingleFieldSubscriptions": i18n.New(
		"Жазылууда бир гана негизги талаа болот.",
		"В подписке может быть только одно корневое поле.",
		"A subscription has one root field only."),
	"UniqueArgumentNames": i18n.New(
		"«{name}» аргументи эки жолу берилген.", "Аргумент «{name}» дан дважды.", "The argument “{name}” is given twice."),
	"UniqueDirectivesPerLocation": i18n.New(
		"«{name}» директивасы бир жерде эки жолу жазылган.",
		"Директива «{name}» в одном месте написана дважды.",
		"The directive “{name}” stands twice in one place."),
	"UniqueFragmentNames": i18n.New(
		"«{name}» деген эки фрагмент бар.", "Фрагментов «{name}» два.", "There are two fragments “{name}”."),
	"UniqueInputFieldNames": i18n.New(
		"«{name}» талаасы эки жолу берилген.", "Поле «{name}» дано дважды.", "The field “{name}” is given twice."),
	"UniqueOperationNames": i18n.New(
		"«{name}» деген эки амал бар.", "Операций «{name}» две.", "There are two operations “{name}”."),
	"UniqueVariableNames": i18n.New(
		"«{name}» деген эки өзгөрмө бар.", "Переменных «{name}» две.", "There are two variables “{name}”."),
	"ValuesOfCorrectType": i18n.New(
		"Суроодогу маани бул жерге туура келбейт.",
		"Значение в запросе сюда не подходит.",
		"A value in the document does not fit where it stands."),
	"VariablesAreInputTypes": i18n.New(
		"«{name}» өзгөрмөсүнүн түрү маани боло албайт.",
		"Тип переменной «{name}» не может быть значением.",
		"The type of the variable “{name}” cannot be a value."),
	"VariablesInAllowedPosition": i18n.New(
		"«{name}» өзгөрмөсүнүн түрү колдонулган жерине туура келбейт.",
		"Тип переменной «{name}» не подходит там, где она стоит.",
		"The type of the variable “{name}” does not fit where it is used."),
}
