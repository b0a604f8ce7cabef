package monitoring

import (
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// The refusals of monitoring groups.
var (
	ErrGroupState = apperr.NewRule("MONITORING_GROUP_STATE", i18n.New(
		"Мониторинг тобунун азыркы абалында муну жасоого болбойт: {state}.",
		"В нынешнем состоянии группы мониторинга это сделать нельзя: {state}.",
		"This cannot be done in the monitoring group's present state: {state}."))
	ErrSize = apperr.NewRule("MONITORING_GROUP_SIZE", i18n.New(
		"Топто {have} мүчө бар, Жобо боюнча {need} болушу керек.",
		"В группе {have} членов, по Положению должно быть {need}.",
		"The group has {have} members; the regulation demands {need}.")).At("members")
	ErrLeader = apperr.NewRule("MONITORING_GROUP_LEADER", i18n.New(
		"Топтун бир гана жетекчиси болот.",
		"У группы должен быть один руководитель.",
		"Exactly one member leads the group.")).At("members")
	ErrCategoryMissing = apperr.NewRule("MONITORING_GROUP_CATEGORY", i18n.New(
		"Топто бул тараптын өкүлү жок: {group}.",
		"В группе нет представителя: {group}.",
		"No member of the group comes from: {group}.")).At("members")
	ErrOwnInitiative = apperr.NewRule("MONITOR_IN_OWN_INITIATIVE", i18n.New(
		"{name} өзү катышкан демилгеге мониторинг жүргүзө албайт.",
		"{name} не может вести мониторинг инициативы, в которой участвует.",
		"{name} cannot monitor an initiative that is the person's own."))
	ErrPersonTwice = apperr.NewRule("MONITORING_MEMBER_TWICE", i18n.New(
		"Бир киши топто эки жолу мүчө боло албайт.",
		"Один человек не может быть членом группы дважды.",
		"One person cannot be a member of the group twice."))
	ErrLeft = apperr.NewRule("MONITORING_MEMBER_LEFT", i18n.New(
		"Бул мүчө топтон буйрук менен чыгарылган.",
		"Этот член уже выведен из группы приказом.",
		"An order has already let this member go."))
	ErrOrderEarlier = apperr.Invalid(i18n.New(
		"Алмаштыруу жөнүндө буйрук мүчө дайындалган буйруктан мурда чыккан болбойт.",
		"Приказ о замене не может быть раньше приказа, которым член назначен.",
		"An order that replaces a member cannot be older than the one that named the member."), "order", "date")
	ErrMandate = apperr.Invalid(i18n.New(
		"Мандаттын акыркы күнү биринчи күнүнөн эрте болбойт.",
		"Последний день мандата не может быть раньше первого.",
		"The last day of a mandate cannot come before the first."), "until")
	ErrBeforeOrder = apperr.Invalid(i18n.New(
		"Мандат буйруктун күнүнөн эрте башталбайт.",
		"Мандат не может начаться раньше дня приказа.",
		"A mandate cannot begin before the day of the order."), "from")
	ErrRegulation = apperr.NewRule("MONITORING_WITHOUT_REGULATION", i18n.New(
		"Кеңеш кабыл алган жергиликтүү демилгелер боюнча Жобо жок.",
		"Нет Положения о местных инициативах, принятого кенешем.",
		"There is no regulation of local initiatives that the council has adopted."))
)

// The refusals of visits and findings.
var (
	ErrNotWatched = apperr.NewRule("GROUP_WATCHES_OTHERS", i18n.New(
		"Бул топ бул демилгеге мониторинг жүргүзбөйт.",
		"Эта группа не ведёт мониторинг этой инициативы.",
		"This group does not watch this initiative.")).At("groupId")
	ErrOutsideMandate = apperr.NewRule("OUTSIDE_MANDATE", i18n.New(
		"Бул күнү топтун мандаты жок.",
		"На этот день мандат группы не распространяется.",
		"The group's mandate does not cover this day."))
	ErrNotInGroup = apperr.NewRule("NOT_IN_MONITORING_GROUP", i18n.New(
		"Бул киши ошол күнү топтун мүчөсү эмес же эки жолу жазылган.",
		"Этот человек в тот день не был членом группы или записан дважды.",
		"This person was no member of the group on that day, or is named twice."))
	ErrVisitState = apperr.NewRule("VISIT_STATE", i18n.New(
		"Барып көрүүнүн азыркы абалында муну жасоого болбойт: {state}.",
		"В нынешнем состоянии визита это сделать нельзя: {state}.",
		"This cannot be done in the visit's present state: {state}."))
	ErrItemMissing = apperr.NewRule("VISIT_CHECKLIST_INCOMPLETE", i18n.New(
		"Техникалык тапшырманын {key} пунктуна жооп жок.",
		"Нет ответа на пункт {key} технического задания.",
		"Item {key} of the terms of reference is not answered.")).At("checklist")
	ErrItemUnknown = apperr.NewRule("VISIT_CHECKLIST_ITEM_UNKNOWN", i18n.New(
		"Техникалык тапшырмада {key} пункту жок же ага эки жолу жооп берилген.",
		"В техническом задании нет пункта {key}, или на него ответили дважды.",
		"The terms of reference have no item {key}, or it is answered twice."))
	ErrFindingState = apperr.NewRule("FINDING_STATE", i18n.New(
		"Кемчиликтин азыркы абалында муну жасоого болбойт: {state}.",
		"В нынешнем состоянии замечания это сделать нельзя: {state}.",
		"This cannot be done in the finding's present state: {state}."))
	ErrFuture = apperr.Invalid(i18n.New(
		"Барган күн келечекте болбойт.",
		"День визита не может быть в будущем.",
		"The day of the visit cannot lie in the future."), "visitedOn")
	ErrTurned = apperr.Invalid(i18n.New(
		"Аяктаган убакыт башталган убакыттан эрте болбойт.",
		"Окончание не может быть раньше начала.",
		"The end cannot come before the beginning."), "endAt")
	ErrDueBefore = apperr.Invalid(i18n.New(
		"Мөөнөт барган күндөн эрте болбойт.",
		"Срок не может быть раньше дня визита.",
		"The due day cannot come before the visit."), "dueOn")
)

// The refusals of protocols.
var (
	ErrProtocolState = apperr.NewRule("MONITORING_PROTOCOL_STATE", i18n.New(
		"Мониторинг протоколунун азыркы абалында муну жасоого болбойт: {state}.",
		"В нынешнем состоянии протокола мониторинга это сделать нельзя: {state}.",
		"This cannot be done in the monitoring protocol's present state: {state}."))
	ErrOtherVisit = apperr.NewRule("VISITS_OF_ONE_GROUP", i18n.New(
		"Протокол бир топтун бир демилгеге барып көрүүлөрү боюнча түзүлөт.",
		"Протокол составляется по визитам одной группы к одной инициативе.",
		"A protocol is about the visits of one group to one initiative.")).At("visitIds")
	ErrBeforeVisit = apperr.Invalid(i18n.New(
		"Протоколдун күнү барган күндөн эрте болбойт.",
		"Протокол не может быть датирован раньше визита.",
		"A protocol cannot be dated before the visit."), "date")
	ErrProtocolFuture = apperr.Invalid(i18n.New(
		"Протоколдун күнү келечекте болбойт.",
		"Дата протокола не может быть в будущем.",
		"The day of a protocol cannot lie in the future."), "date")
)
