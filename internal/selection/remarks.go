package selection

import "github.com/demilge/demilge/internal/i18n"

// The remarks of the automatic checks.
var (
	remarkLate = i18n.New(
		"Кат мөөнөттөн кийин келген жана себеби жазылып кабыл алынган.",
		"Письмо поступило после срока и принято с указанием причины.",
		"The letter came after the deadline and was admitted for a reason.")
	remarkNoHead       = i18n.New("Башчынын (мэрдин) колу жок.", "Нет подписи главы (мэра).", "The head (mayor) has not signed.")
	remarkNoChair      = i18n.New("Кеңештин төрагасынын колу жок.", "Нет подписи председателя кенеша.", "The chair of the kenesh has not signed.")
	remarkNoStamp      = i18n.New("Мөөр жок.", "Нет печати.", "There is no stamp.")
	remarkNoDecision   = i18n.New("Биргелешкен чечимдин номери же күнү жазылган эмес.", "Не указаны номер или дата совместного решения.", "The number or date of the joint decision is missing.")
	remarkNoInterest   = i18n.New("Кызыкдарлык тууралуу билдирүүлөр тастыкталган эмес.", "Заявления о заинтересованности не подтверждены.", "The statements of interest are not confirmed.")
	remarkNoMemorandum = i18n.New("Меморандумга кол коюуга даярдык тастыкталган эмес.", "Готовность подписать меморандум не подтверждена.", "Readiness to sign a memorandum is not confirmed.")
	remarkNoPrinciples = i18n.New("Ачык-айкын башкаруу принциптери тастыкталган эмес.", "Приверженность открытому управлению не подтверждена.", "The principles of open government are not confirmed.")
	remarkNoActivities = i18n.New(
		"Жамаат менен биргелешкен иш-чаралардын бири да жазылган эмес.",
		"Не указано ни одного совместного мероприятия с сообществом.",
		"No joint activity with the community is named.")
	remarkRepeated = i18n.New(
		"2-бөлүктүн бардык саптары 4-бөлүктөгү долбоорлорду кайталайт.",
		"Все строки части 2 повторяют проекты из части 4.",
		"Every row of part 2 repeats a project of part 4.")
	remarkNotCounted = i18n.New(
		"Айрым иш-чараларда камтылган жарандардын саны жазылган эмес.",
		"По некоторым мероприятиям не указано число охваченных граждан.",
		"The number of citizens is missing for some activities.")
	remarkNotReady = i18n.New(
		"Жергиликтүү бюджеттен каражат бөлүүгө даярдык билдирилген эмес.",
		"Готовность выделить средства местного бюджета не заявлена.",
		"Readiness to set local-budget money aside is not stated.")
	remarkNoAmount = i18n.New(
		"Даярдык билдирилген, бирок сумма жазылган эмес.",
		"Готовность заявлена, но сумма не указана.",
		"Readiness is stated, but no amount is named.")
	remarkByHand = i18n.New(
		"Бул критерийди программа өзү текшерип, жыйынтыгын себеби менен жазат.",
		"Этот критерий программа проверяет сама и записывает результат с обоснованием.",
		"The programme checks this criterion itself and writes down the result with a reason.")
)
