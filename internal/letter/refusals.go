package letter

import (
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// The refusals of the rules of letters.
var (
	ErrState = apperr.NewRule("LETTER_STATE", i18n.New(
		"Каттын азыркы абалында ({state}) муну жасоого болбойт.",
		"В нынешнем состоянии письма ({state}) это невозможно.",
		"This is not possible in the letter's present state ({state})."))
	ErrNotOpen = apperr.NewRule("CALL_NOT_OPEN", i18n.New(
		"Бул чакыруу боюнча кызыкдарлык каттары азыр кабыл алынбайт.",
		"По этому приглашению письма о заинтересованности сейчас не принимаются.",
		"This call takes no letters of interest now."))
	ErrLate = apperr.NewDeadline("CALL_DEADLINE", i18n.New(
		"Каттарды кабыл алуу мөөнөтү бүттү.",
		"Срок приёма писем истёк.",
		"The deadline for letters has passed."))
	ErrNotLate = apperr.NewRule("LETTER_NOT_LATE", i18n.New(
		"Кат мөөнөтүндө келген, аны кечиккен деп каттоого болбойт.",
		"Письмо пришло в срок, опоздавшим его считать нельзя.",
		"The letter came in time and cannot be kept as late."))
	ErrWithdrawLate = apperr.NewDeadline("LETTER_WITHDRAW", i18n.New(
		"Катты мөөнөт бүткөнгө чейин гана кайра алууга болот. Программанын кызматкерине кайрылыңыз.",
		"Письмо можно отозвать только до конца срока. Обратитесь к сотруднику программы.",
		"A letter can be withdrawn until the deadline only. Turn to the programme's officer."))
	ErrAnotherActive = apperr.NewRule("LETTER_ANOTHER_ACTIVE", i18n.New(
		"Бул муниципалитеттин бул чакыруу боюнча күчүндөгү башка каты бар.",
		"У этого муниципалитета уже есть другое действующее письмо по этому приглашению.",
		"This municipality has another active letter in this call."))
	ErrOwnedByAccount = apperr.NewRule("LETTER_SENT_WITH_ACCOUNT", i18n.New(
		"Муниципалитеттин катын анын кызматкери өз эсеби менен жөнөткөн. Аны алмаштыруу үчүн системага кириңиз.",
		"Письмо муниципалитета отправил его сотрудник со своей учётной записью. Чтобы заменить его, войдите в систему.",
		"The municipality's letter was sent by its staff with an account. Sign in to replace it."))
	ErrNotEligibleOblast = apperr.NewRule("CALL_OTHER_OBLASTS", i18n.New(
		"Бул чакыруу башка облустардын муниципалитеттери үчүн.",
		"Это приглашение — для муниципалитетов других областей.",
		"This call is for municipalities of other oblasts."))
	ErrNoMunicipality = apperr.New(apperr.Validation, i18n.New(
		"Мындай муниципалитет реестрде жок же анын иши токтогон.",
		"Такого муниципалитета нет в реестре, или он упразднён.",
		"There is no such municipality in the register, or it no longer exists."))
	ErrReceivedLater = apperr.New(apperr.Validation, i18n.New(
		"Келген убактысы келечекте болушу мүмкүн эмес.",
		"Время получения не может быть в будущем.",
		"The time of receipt cannot lie in the future."))
	ErrLanguage = apperr.NewRule("LETTER_LANGUAGE", i18n.New(
		"Кызыкдарлык каты кыргызча же орусча жазылат.",
		"Письмо о заинтересованности пишется на кыргызском или русском языке.",
		"A letter of interest is written in Kyrgyz or Russian."))
	ErrChannel = apperr.NewRule("LETTER_CHANNEL", i18n.New(
		"Программа почта менен, колдон же электрондук почта аркылуу келген каттарды гана каттайт. Онлайн катты муниципалитет өзү жөнөтөт.",
		"Программа регистрирует только письма, пришедшие почтой, поданные лично или по электронной почте. Онлайн-письмо отправляет сам муниципалитет.",
		"The programme registers only letters that came by post, by hand or by e-mail. A municipality sends an online letter itself."))
	ErrTooManyDrafts = apperr.NewRule("CALL_TOO_MANY_DRAFTS", i18n.New(
		"Бул чакыруу боюнча бүтпөгөн каттар өтө көп. Бир аздан кийин аракет кылыңыз же программага чалыңыз.",
		"По этому приглашению слишком много незаконченных писем. Попробуйте позже или позвоните в программу.",
		"There are too many unfinished letters in this call. Try later or phone the programme."))
)

// What a letter lacks before it can be sent.
var (
	errStatement = apperr.NewRule("LETTER_STATEMENT", i18n.New(
		"Каттын бул билдирүүсүнө макулдук керек.",
		"Нужно согласие с этим заявлением письма.",
		"The letter must agree to this statement."))
	errSignature = apperr.NewRule("LETTER_SIGNATURE", i18n.New(
		"Катка башчы да, кеңештин төрагасы да кол коюшу керек.",
		"Письмо должны подписать и глава, и председатель кенеша.",
		"Both the head and the chair of the kenesh must sign the letter."))
	errStamp = apperr.NewRule("LETTER_STAMP", i18n.New(
		"Катта мөөр болушу керек.",
		"На письме должна быть печать.",
		"The letter must carry the stamp."))
	errLetterhead = apperr.NewRule("LETTER_LETTERHEAD", i18n.New(
		"Кат муниципалитеттин бланкында жазылат.",
		"Письмо пишется на бланке муниципалитета.",
		"The letter is written on the municipality's letterhead."))
	errScan = apperr.NewRule("LETTER_SCAN", i18n.New(
		"Кол коюлган каттын сканын тиркеңиз.",
		"Приложите скан подписанного письма.",
		"Attach the scan of the signed letter."))
	errNoActivities = apperr.NewRule("LETTER_NO_ACTIVITIES", i18n.New(
		"Акыркы 12 айда жарандар менен биргелешкен кеминде бир иш-чараны жазыңыз.",
		"Укажите хотя бы одно мероприятие с гражданами за последние 12 месяцев.",
		"Name at least one activity with citizens in the last 12 months."))
	errContact = apperr.NewRule("LETTER_CONTACT", i18n.New(
		"Жок дегенде почта дареги же электрондук почта керек.",
		"Нужен хотя бы почтовый или электронный адрес.",
		"A postal or an e-mail address is needed at least."))
	errPhoneNeeded = apperr.NewRule("LETTER_PHONE", i18n.New(
		"Жок дегенде бир телефон керек.",
		"Нужен хотя бы один телефон.",
		"A phone number is needed at least."))
)

// What is written wrongly.
var (
	errPhone = apperr.New(apperr.Validation, i18n.New(
		"Телефон +996 жана 9 сан түрүндө жазылат, мисалы +996312976530.",
		"Телефон пишется как +996 и 9 цифр, например +996312976530.",
		"A phone number is written +996 and 9 digits, for example +996312976530."))
	errEmail = apperr.New(apperr.Validation, i18n.New(
		"Электрондук дарек туура эмес.", "Неверный электронный адрес.", "The e-mail address is not valid."))
	errWebsite = apperr.New(apperr.Validation, i18n.New(
		"Сайттын дареги https://… түрүндө жазылат.", "Адрес сайта пишется как https://….", "The address of a website is written https://…."))
	errArea = apperr.New(apperr.Validation, i18n.New(
		"Аянт гектар менен, үтүрдөн кийин эң көбү эки сан менен жазылат.",
		"Площадь пишется в гектарах, не более чем с двумя знаками после запятой.",
		"The area is written in hectares with at most two decimals."))
	errFuture = apperr.New(apperr.Validation, i18n.New(
		"Күнү келечекте болушу мүмкүн эмес.", "Дата не может быть в будущем.", "The date cannot lie in the future."))
	errAfterDeadline = apperr.New(apperr.Validation, i18n.New(
		"Күнү каттарды кабыл алуу мөөнөтүнөн кийин болбошу керек.",
		"Дата не может быть позже срока приёма писем.",
		"The date cannot come after the deadline for letters."))
	errYears = apperr.New(apperr.Validation, i18n.New(
		"Долбоордун жылдары {from}–{to} жылдарга туура келиши керек.",
		"Годы проекта должны попадать в {from}–{to}.",
		"The years of the project must reach into {from}–{to}."))
	errYearOrder = apperr.New(apperr.Validation, i18n.New(
		"Аягы башынан эрте болбойт.", "Конец не может быть раньше начала.", "The end cannot come before the beginning."))
	errTooMany = apperr.New(apperr.Validation, i18n.New(
		"Тизме өтө узун: эң көбү {max}.", "Список слишком длинный: не больше {max}.", "The list is too long: at most {max}."))
	errNoQuestion = apperr.New(apperr.Validation, i18n.New(
		"Чакырууда мындай суроо жок.", "В приглашении нет такого вопроса.", "The call has no such question."))
	errNumber = apperr.New(apperr.Validation, i18n.New(
		"Жооп сан менен жазылат, мисалы 12 же 1.5.", "Ответ пишется числом, например 12 или 1.5.", "The answer is a number, for example 12 or 1.5."))
	errYesNo = apperr.New(apperr.Validation, i18n.New(
		"Ооба же жок деп жооп бериңиз.", "Ответьте «да» или «нет».", "Answer yes or no."))
	errChoice = apperr.New(apperr.Validation, i18n.New(
		"1ден {count} чейинки варианттардын бирин тандаңыз.", "Выберите один из вариантов от 1 до {count}.", "Choose one of the options from 1 to {count}."))
	errPaperTwice = apperr.New(apperr.Validation, i18n.New(
		"Бир файл эки жолу тиркелген.", "Один файл приложен дважды.", "One file is attached twice."))
	errPurpose = apperr.New(apperr.Validation, i18n.New(
		"Тиркеменин түрү көрсөтүлгөн эмес.", "Не указан вид приложения.", "The kind of the attachment is not named."))
)

// What is shown and does not keep a letter from being sent.
var (
	warnProblems = apperr.NewRule("LETTER_FEWER_PROBLEMS", i18n.New(
		"Формада беш актуалдуу маселе суралат; азыр {count} жазылган.",
		"Форма просит пять актуальных проблем; сейчас указано {count}.",
		"The form asks for five urgent problems; {count} are written now."))
	warnRepeats = apperr.NewRule("LETTER_PARTS_REPEAT", i18n.New(
		"2-бөлүктөгү иш-чаралардын баары 4-бөлүктөгү донорлордун долбоорлорун кайталайт. Форма толук кайталабоону сурайт.",
		"Все мероприятия части 2 повторяют проекты доноров из части 4. Форма просит не повторять их полностью.",
		"Every activity of part 2 repeats a donor's project of part 4. The form asks not to repeat them all."))
	warnNoGroups = apperr.NewRule("LETTER_NO_GROUPS", i18n.New(
		"3-бөлүк бош: жарандардын бирикмелери жана топтору жазылган эмес.",
		"Часть 3 пуста: не указаны объединения и группы граждан.",
		"Part 3 is empty: no organisations or groups of citizens are named."))
	warnNoDonors = apperr.NewRule("LETTER_NO_DONORS", i18n.New(
		"4-бөлүк бош: {from}–{to} жылдардагы донорлор жазылган эмес.",
		"Часть 4 пуста: не указаны доноры за {from}–{to} годы.",
		"Part 4 is empty: no donors of {from}–{to} are named."))
	warnSetAside = apperr.NewRule("LETTER_NOT_READY_TO_PAY", i18n.New(
		"Жергиликтүү бюджеттен каражат бөлүүгө даярдык ырасталган эмес: бул чакыруунун тандоо шарты.",
		"Готовность выделить средства местного бюджета не подтверждена: это условие отбора.",
		"The readiness to set local-budget money aside is not confirmed: it is a condition of the choice."))
	warnNoAmount = apperr.NewRule("LETTER_NO_AMOUNT", i18n.New(
		"Бюджеттен бөлүнчү сумма көрсөтүлгөн эмес (милдеттүү эмес).",
		"Сумма из бюджета не указана (необязательно).",
		"The amount from the budget is not named (optional)."))
	warnDecisionScan = apperr.NewRule("LETTER_DECISION_NO_SCAN", i18n.New(
		"Биргелешкен чечимдин сканы тиркелген эмес.",
		"Скан совместного решения не приложен.",
		"The scan of the joint decision is not attached."))
	warnEvidence = apperr.NewRule("LETTER_NO_EVIDENCE", i18n.New(
		"Критерийлерге ылайыктыгын ырастаган документтер тиркелген эмес.",
		"Не приложены подтверждения соответствия критериям.",
		"No evidence that the criteria are met is attached."))
	warnFiscalYear = apperr.NewRule("LETTER_OLD_FISCAL_YEAR", i18n.New(
		"Бюджеттин жылы ({year}) эски: акыркы жылдын суммаларын жазыңыз.",
		"Год бюджета ({year}) давний: укажите суммы последнего года.",
		"The year of the budget ({year}) is old: give the sums of the last year."))
)
