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
