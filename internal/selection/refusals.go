package selection

import (
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// The refusals of the choice of pilots.
var (
	ErrState = apperr.NewRule("SELECTION_STATE", i18n.New(
		"Тандоонун азыркы абалында муну жасоого болбойт: {state}.",
		"В нынешнем состоянии отбора это сделать нельзя: {state}.",
		"This cannot be done in the selection's present state: {state}."))
	ErrExists = apperr.NewRule("SELECTION_EXISTS", i18n.New(
		"Бул чакыруу боюнча тандоо башталган.",
		"Отбор по этому приглашению уже начат.",
		"The selection of this call is begun already."))
	ErrCallOpen = apperr.NewRule("CALL_STILL_OPEN", i18n.New(
		"Каттарды кабыл алуу мөөнөтү бүтө элек.",
		"Срок приёма писем ещё не истёк.",
		"The time for letters is not over yet."))
	ErrUnchecked = apperr.NewRule("LETTERS_UNCHECKED", i18n.New(
		"№ {number} каттын талаптарга ылайыктыгы али чечилген эмес.",
		"По письму № {number} ещё не решено, отвечает ли оно критериям.",
		"It is not decided yet whether letter № {number} meets the criteria."))
	ErrNoneEligible = apperr.NewRule("NO_ELIGIBLE_LETTERS", i18n.New(
		"Критерийлерге жооп берген кат жетишсиз: жок дегенде {least} керек.",
		"Недостаточно писем, отвечающих критериям: нужно не меньше {least}.",
		"Too few letters meet the criteria: at least {least} are needed."))
	ErrNoCommittee = apperr.NewRule("NO_COMMITTEE", i18n.New(
		"Тандоо комитетинин мүчөлөрү дайындалган эмес.",
		"Члены комитета по отбору не назначены.",
		"No member of the selection committee is appointed."))
	ErrNotRedacted = apperr.NewRule("LETTER_NOT_REDACTED", i18n.New(
		"№ {number} каттын тексттериндеги аталыштар жашырылып, тастыкталган эмес.",
		"Тексты письма № {number} не обезличены и не подтверждены.",
		"The texts of letter № {number} are not redacted and confirmed."))
	ErrStillTells = apperr.NewRule("TEXT_TELLS_MUNICIPALITY", i18n.New(
		"Бул текст муниципалитетти айтып турат: {words}.",
		"Этот текст выдаёт муниципалитет: {words}.",
		"This text tells the municipality: {words}."))
	ErrLetterState = apperr.NewRule("LETTER_NOT_CHECKED_NOW", i18n.New(
		"Бул катты азыр текшерүүгө болбойт: ал катталган эмес же анын тагдыры чечилген.",
		"Это письмо сейчас не проверяется: оно не зарегистрировано или по нему уже решено.",
		"This letter is not checked now: it is not registered, or it is decided."))
	ErrNoChecks = apperr.NewRule("CHECKLIST_EMPTY", i18n.New(
		"Адегенде критерийлер боюнча текшерүүнү жүргүзүңүз.",
		"Сначала проведите проверку по критериям.",
		"Check the letter against the criteria first."))
	ErrClarified = apperr.NewRule("CLARIFICATION_CLOSED", i18n.New(
		"Бул суроого жооп берилген же ал жабылган.",
		"На этот вопрос уже ответили, или он закрыт.",
		"This question is answered or closed."))
	ErrClarifying = apperr.NewRule("CLARIFICATION_OPEN", i18n.New(
		"Бул кат боюнча тактоочу суроого жооп күтүлүүдө.",
		"По этому письму ожидается ответ на уточняющий вопрос.",
		"An answer to a question about this letter is waited for."))
	ErrDuePast = apperr.Invalid(i18n.New(
		"Жооп берүү мөөнөтү өткөн күн болбошу керек.",
		"Срок ответа не может быть в прошлом.",
		"The due day of the answer cannot lie in the past."))

	ErrNoAccountRole = apperr.NewRule("NOT_SELECTION_MEMBER", i18n.New(
		"Адегенде бул кишиге тандоо комитетинин мүчөсү ролун бериңиз.",
		"Сначала дайте этому человеку роль члена комитета по отбору.",
		"Give this person the role of a selection committee member first."))
	ErrKnowsLetters = apperr.NewRule("KNOWS_THE_LETTERS", i18n.New(
		"Каттарды ачык көргөн киши (программанын кызматкери) коддолгон каттарды баалай албайт.",
		"Кто видит письма открыто (сотрудник программы), не оценивает закодированные письма.",
		"Who sees the letters openly (staff of the programme) cannot score coded ones."))
	ErrSeated = apperr.NewRule("ALREADY_SEATED", i18n.New(
		"Бул киши комитеттин мүчөсү болуп турат.",
		"Этот человек уже член комитета.",
		"This person sits in the committee already."))
	ErrSeatDates = apperr.Invalid(i18n.New(
		"Мөөнөттүн аягы башынан эрте болбошу керек.",
		"Конец срока не может быть раньше начала.",
		"The term cannot end before it begins."))
	ErrNoSeat = apperr.NewRule("NO_SEAT", i18n.New(
		"Сиз бүгүн бул чакыруунун тандоо комитетинде эмессиз.",
		"Сегодня вы не входите в комитет по отбору этого приглашения.",
		"You do not sit in the selection committee of this call today."))

	ErrDeclared = apperr.NewRule("SELECTION_CONFLICTS_DECLARED", i18n.New(
		"Сиз кызыкчылыктарыңызды билдиргенсиз; жаңысын өзүнчө кошуңуз.",
		"Вы уже заявили о конфликтах интересов; новый добавьте отдельно.",
		"You have declared your conflicts already; add a new one by itself."))
	ErrUndeclared = apperr.NewRule("SELECTION_CONFLICTS_UNDECLARED", i18n.New(
		"Адегенде бардык муниципалитеттер боюнча кызыкчылыктардын кагылышуусу бар-жогун билдириңиз.",
		"Сначала заявите о наличии или отсутствии конфликта интересов по всем муниципалитетам.",
		"Declare first, on every municipality, whether you have a conflict of interest."))
	ErrDeclaredTwice = apperr.Invalid(i18n.New(
		"Бул муниципалитет боюнча эки жолу билдирилген.",
		"По этому муниципалитету заявлено дважды.",
		"This municipality is declared twice."))
	ErrNotParticipant = apperr.NewRule("NOT_A_PARTICIPANT", i18n.New(
		"Бул муниципалитет тандоого катышпайт.",
		"Этот муниципалитет не участвует в отборе.",
		"This municipality does not take part in the selection."))
	ErrRecused = apperr.NewRule("MEMBER_RECUSED", i18n.New(
		"Кызыкчылыктардын кагылышуусун билдиргендиктен бул катты баалай албайсыз.",
		"Вы заявили о конфликте интересов и не оцениваете это письмо.",
		"You declared a conflict of interest and do not score this letter."))

	ErrCriterion = apperr.Invalid(i18n.New(
		"Мындай критерий жок же ал эки жолу жазылган.",
		"Такого критерия нет, или он записан дважды.",
		"There is no such criterion, or it stands twice."))
	ErrCommentMissing = apperr.Invalid(i18n.New(
		"Эң төмөн же эң жогорку балл койгондо түшүндүрмө жазыңыз.",
		"К наименьшему и наибольшему баллу нужен комментарий.",
		"The lowest and the highest points need a comment."))
	ErrSheetSubmitted = apperr.NewRule("SELECTION_SHEET_SUBMITTED", i18n.New(
		"Бул барак тапшырылган, аны өзгөртүүгө болбойт.",
		"Этот лист сдан, изменить его нельзя.",
		"This sheet is submitted and cannot be changed."))
	ErrSheetsMissing = apperr.NewRule("SELECTION_SHEETS_MISSING", i18n.New(
		"Тапшырылбаган баалоо барактары бар: {missing}. Баары бир жабуу үчүн себебин жазыңыз.",
		"Сданы не все оценочные листы, не хватает: {missing}. Чтобы всё же закрыть, укажите причину.",
		"Score sheets are missing: {missing}. Give a reason to close all the same."))

	ErrNotRanked = apperr.Invalid(i18n.New(
		"Бул кат рейтингде жок.",
		"Этого письма нет в рейтинге.",
		"This letter is not in the ranking."))
	ErrDecidedTwice = apperr.Invalid(i18n.New(
		"Бул кат боюнча чечим эки жолу жазылган.",
		"Решение по этому письму записано дважды.",
		"This letter is decided twice."))
	ErrNotDecided = apperr.NewRule("LETTER_NOT_DECIDED", i18n.New(
		"№ {number} кат боюнча чечим жазылган эмес.",
		"По письму № {number} не записано решение.",
		"Letter № {number} is not decided."))
	ErrNobodyScored = apperr.NewRule("NOBODY_SCORED", i18n.New(
		"№ {number} катты эч ким баалаган эмес, аны тандоого болбойт.",
		"Письмо № {number} никто не оценил, его нельзя отобрать.",
		"Nobody scored letter № {number}: it cannot be chosen."))
	ErrDeparture = apperr.NewRule("DEPARTURE_WITHOUT_REASON", i18n.New(
		"№ {number} кат боюнча чечим рейтингден айырмаланат: себебин жазыңыз.",
		"Решение по письму № {number} отходит от рейтинга: укажите причину.",
		"The decision on letter № {number} departs from the ranking: give the reason."))
	ErrMoneyUnchosen = apperr.NewRule("COFINANCING_UNCHOSEN", i18n.New(
		"№ {number} кат тандалган эмес, ага каражат бөлүнбөйт.",
		"Письмо № {number} не отобрано, деньги ему не выделяются.",
		"Letter № {number} is not chosen and gets no money."))
	ErrQuota = apperr.NewRule("QUOTA_EXCEEDED", i18n.New(
		"Чакыруунун квотасы {most} муниципалитет, {chosen} тандалган.",
		"Квота приглашения – {most} муниципалитетов, отобрано {chosen}.",
		"The quota of the call is {most} municipalities, {chosen} are chosen."))
	ErrOblastQuota = apperr.NewRule("OBLAST_QUOTA_EXCEEDED", i18n.New(
		"{oblast} боюнча квота {most}, андан көп тандалган.",
		"Квота по области ({oblast}) – {most}, отобрано больше.",
		"The quota of the oblast ({oblast}) is {most}; more are chosen."))
	ErrKindQuota = apperr.NewRule("KIND_QUOTA_EXCEEDED", i18n.New(
		"Муниципалитеттин түрү ({kind}) боюнча квота {most}, андан көп тандалган.",
		"Квота по виду муниципалитета ({kind}) – {most}, отобрано больше.",
		"The quota of the kind ({kind}) is {most}; more are chosen."))
	ErrFund = apperr.NewRule("COFINANCING_EXCEEDED", i18n.New(
		"Биргелешип каржылоого {fund} сом бар, {given} сом бөлүнгөн.",
		"На софинансирование есть {fund} сом, распределено {given} сом.",
		"There are {fund} som for co-financing, and {given} som are given."))

	ErrNoProtocol = apperr.NewRule("SELECTION_PROTOCOL_MISSING", i18n.New(
		"Тандоо протоколу түзүлгөн эмес.",
		"Протокол отбора не составлен.",
		"There is no selection protocol."))
	ErrNotSeated = apperr.Invalid(i18n.New(
		"Бул киши комитеттин мүчөсү эмес же эки жолу жазылган.",
		"Этот человек не член комитета или записан дважды.",
		"This person is no member of the committee, or stands twice."))
	ErrVotes = apperr.Invalid(i18n.New(
		"Добуштар катышкандардан ({present}) көп болбойт.",
		"Голосов не может быть больше, чем присутствующих ({present}).",
		"There cannot be more votes than people present ({present})."))
	ErrProtocolDate = apperr.Invalid(i18n.New(
		"Дата баалоо жабылган күндөн (кол коюу – протоколдун датасынан) эрте же бүгүндөн кеч болбойт.",
		"Дата не может быть раньше закрытия оценки (подписи – раньше даты протокола) или позже сегодняшней.",
		"The date lies neither before the close of scoring (a signature not before the protocol's date) nor after today."))
	ErrNotified = apperr.NewRule("ALREADY_NOTIFIED", i18n.New(
		"Бул катышуучуга билдирүү жеткирилген.",
		"Этот участник уже уведомлён.",
		"This participant has been told already."))
	ErrNotPlanned = apperr.NewRule("SELECTION_NOT_PLANNED", i18n.New(
		"Бул чакыруу боюнча тандоо башталган эмес.",
		"Отбор по этому приглашению ещё не начат.",
		"The selection of this call is not begun."))
	ErrByHand = apperr.NewRule("CRITERION_BY_HAND", i18n.New(
		"Бул критерийди өзүңүз текшерип, жыйынтыгын себеби менен жазыңыз: {criterion}",
		"Этот критерий проверьте сами и запишите результат с обоснованием: {criterion}",
		"Check this criterion yourself and write down the result with a reason: {criterion}"))
	ErrNoQuota = apperr.NewRule("SELECTION_WITHOUT_QUOTA", i18n.New(
		"Канча муниципалитет тандалары чакырууда да, тандоонун шарттарында да жазылган эмес.",
		"Сколько муниципалитетов отбирается, не указано ни в приглашении, ни в условиях отбора.",
		"Neither the call nor the terms of the selection say how many municipalities are chosen."))
	ErrNotOnList = apperr.NewRule("NOT_ON_THE_LIST", i18n.New(
		"Бул кат тандалгандардын жана резервдин тизмесинде жок.",
		"Этого письма нет в списке отобранных и в резерве.",
		"This letter is neither among those chosen nor in reserve."))
	ErrMemorandum = apperr.NewRule("MEMORANDUM_STANDS", i18n.New(
		"Бул кат боюнча меморандум бар: адегенде аны токтотуңуз же долбоорун өчүрүңүз.",
		"По этому письму есть меморандум: сначала прекратите его или удалите проект.",
		"There is a memorandum that follows from this letter: terminate it, or delete its draft, first."))
	ErrFundStands = apperr.NewRule("GRANT_FUND_STANDS", i18n.New(
		"Бул чакыруунун каражатынан муниципалитетке акча бөлүнгөн: адегенде аны нөлгө түшүрүңүз.",
		"Из средств этого приглашения муниципалитету выделены деньги: сначала обнулите их.",
		"Money of this call is set aside for the municipality: set it to zero first."))
	ErrNobodyMovesUp = apperr.NewRule("NOBODY_MOVES_UP", i18n.New(
		"Анын ордуна резервден эч ким өтпөйт: каражат бөлүүгө болбойт.",
		"На его место из резерва никто не переходит: выделить средства некому.",
		"Nobody of the reserve takes its place, so that no money can be given."))
	ErrDeliveredWhen = apperr.Invalid(i18n.New(
		"Билдирүүнүн убактысы жыйынтык чыккандан эрте же азыркыдан кеч болбойт.",
		"Время уведомления не может быть раньше самого результата или позже настоящего.",
		"The time of the notice lies neither before the result nor in the future."))
	ErrCompared = apperr.Invalid(i18n.New(
		"Салыштыруу үчүн экиден бешке чейин ар башка катты тандаңыз.",
		"Для сравнения выберите от двух до пяти разных писем.",
		"Choose two to five different letters to compare."), "ids")
)
