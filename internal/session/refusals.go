package session

import (
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// The refusals of a session.
var (
	ErrState = apperr.NewRule("SESSION_STATE", i18n.New(
		"Отурумдун азыркы абалында муну жасоого болбойт: {state}.",
		"В нынешнем состоянии заседания это сделать нельзя: {state}.",
		"This cannot be done in the session's present state: {state}."))
	ErrRunning = apperr.NewRule("SESSION_RUNNING", i18n.New(
		"Бул сынактын бүтө элек же чечими күчүндөгү отуруму бар.",
		"У этого конкурса уже есть заседание: оно не закончено или его решение действует.",
		"This competition has a session already that is not over or whose decision stands."))
	ErrNoQuorum = apperr.NewRule("NO_QUORUM", i18n.New(
		"Кворум жок: добушу бар {eligible} мүчөдөн {present} катышып жатат, кеминде {num}/{den} керек.",
		"Нет кворума: из {eligible} голосующих членов присутствует {present}, нужно не меньше {num}/{den}.",
		"There is no quorum: {present} of {eligible} voting members are present, at least {num}/{den} are needed."))
	ErrNoChair = apperr.NewRule("NO_CHAIR", i18n.New(
		"Отурумду алып баруучу катышып жаткан жок: төраганын ордуна ким алып барарын көрсөтүңүз.",
		"Ведущий заседания не присутствует: укажите, кто замещает председателя.",
		"The person who presides is not present: say who stands in for the chair."))
	ErrSheetsMissing = apperr.NewRule("SHEETS_MISSING", i18n.New(
		"{count} баалоо барагы тапшырыла элек: {list}. Катышпаган мүчөнүн жоктугун белгилеңиз.",
		"Не сданы оценочные листы ({count}): {list}. Отметьте отсутствие тех, кого нет.",
		"{count} score sheets are not in: {list}. Record the absence of those who are away."))
	ErrNotThere = apperr.NewRule("MEMBER_NOT_PRESENT", i18n.New(
		"Отурумга катышпаган мүчө добуш бербейт.",
		"Член комиссии, которого нет на заседании, не голосует.",
		"A member who is not present does not vote."))
	ErrNotMember = apperr.Invalid(i18n.New(
		"Мындай мүчө бул комиссияда жок же эки жолу жазылган.",
		"Такого члена в этой комиссии нет, или он указан дважды.",
		"The commission has no such member, or the member is given twice."))
	ErrNoCasting = apperr.NewRule("NO_CASTING_VOTE", i18n.New(
		"Жобо боюнча төраганын чечүүчү добушу жок.",
		"Положение не даёт председателю решающего голоса.",
		"The regulation gives the chair no casting vote."))
	ErrNotTied = apperr.NewRule("NOT_TIED", i18n.New(
		"Төраганын чечүүчү добушу бир орунда турган бардык өтүнмөлөрдү камтууга тийиш.",
		"Решающий голос председателя должен назвать все заявки, делящие одно место.",
		"The casting vote must name all the applications that share a place, and no others."))
	ErrTieOpen = apperr.NewRule("TIE_OPEN", i18n.New(
		"{numbers} өтүнмөлөр бир орунда, ал эми каражат баарына жетпейт: адегенде төраганын чечүүчү добушу керек.",
		"Заявки {numbers} делят одно место, а средств на все не хватает: сначала нужен решающий голос председателя.",
		"Applications {numbers} share a place and the money is not enough for all: the chair must cast the deciding vote first."))
	ErrNoVoteYet = apperr.NewRule("SCORES_STILL_OPEN", i18n.New(
		"Добуш берүү баллдар жабылгандан кийин башталат.",
		"Голосование начинается после закрытия оценок.",
		"Voting begins once the scores are closed."))
)
