package evaluation

import (
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// The refusals of an evaluation.
var (
	ErrNotEvaluated = apperr.NewRule("NOT_IN_EVALUATION", i18n.New(
		"Бул сынакта баалоо азыр жүрбөйт.",
		"В этом конкурсе сейчас не идёт оценка.",
		"This competition is not being evaluated now."))
	ErrConflict = apperr.NewRule("CONFLICT_OF_INTEREST", i18n.New(
		"Бул өтүнмө боюнча кызыкчылыктардын кагылышуусу бар: мүчө аны баалабайт жана добуш бербейт.",
		"По этой заявке есть конфликт интересов: член комиссии её не оценивает и не голосует.",
		"There is a conflict of interest over this application: the member neither scores it nor votes on it."))
	ErrUndeclared = apperr.NewRule("CONFLICTS_UNDECLARED", i18n.New(
		"Адегенде бардык киргизилген өтүнмөлөр боюнча кызыкчылыктардын кагылышуусу бар-жогун билдириңиз. Калганы: {count}.",
		"Сначала заявите о конфликте интересов по каждой допущенной заявке. Осталось: {count}.",
		"First declare for every admitted application whether there is a conflict of interest. Still open: {count}."))
	ErrNotRetractable = apperr.NewRule("CONFLICT_NOT_RETRACTABLE", i18n.New(
		"Билдирилген кызыкчылыктардын кагылышуусун комиссиянын төрагасы гана, себебин жазып, кайра алат.",
		"Заявленный конфликт интересов может взять назад только председатель комиссии, указав причину.",
		"A declared conflict of interest is taken back only by the commission's chair, with a reason."))
	ErrDeclaredTwice = apperr.Invalid(i18n.New(
		"Бул өтүнмө боюнча эки жолу билдирилген.",
		"По этой заявке заявлено дважды.",
		"This application is declared on twice."))
	ErrNotCandidate = apperr.NewRule("NOT_A_CANDIDATE", i18n.New(
		"Бул өтүнмө ушул сынакта баалоого киргизилген эмес.",
		"Эта заявка не допущена к оценке в этом конкурсе.",
		"This application is not admitted to this competition's evaluation."))
	ErrNotVoting = apperr.NewRule("NO_VOTE", i18n.New(
		"Комиссиянын добушу бар мүчөсү гана баалайт жана добуш берет.",
		"Оценивает и голосует только член комиссии с правом голоса.",
		"Only a voting member of the commission scores and votes."))
	ErrHasAccount = apperr.NewRule("MEMBER_SIGNS_IN", i18n.New(
		"Бул мүчөнүн өз эсеби бар: ал муну өзү киргизет.",
		"У этого члена комиссии есть своя учётная запись: он вносит это сам.",
		"This member has an account and enters this in person."))
	ErrScanMissing = apperr.NewRule("SCAN_MISSING", i18n.New(
		"Кол коюлган кагаздын сканын тиркеңиз.",
		"Приложите скан подписанной бумаги.",
		"Attach the scan of the signed paper."))
	ErrScoresClosed = apperr.NewRule("SCORES_CLOSED", i18n.New(
		"Отурумда баллдар жабылган: аларды өзгөртүүгө болбойт.",
		"На заседании оценки закрыты: менять их нельзя.",
		"The session has closed the scores: they cannot change."))
	ErrProtocolSealed = apperr.NewRule("PROTOCOL_SEALED", i18n.New(
		"Протокол кол коюуга берилген: адегенде аны кайра алуу керек.",
		"Протокол уже на подписании: сначала его нужно отозвать.",
		"The protocol is out for signature: it must be withdrawn first."))
	ErrSheetSubmitted = apperr.NewRule("SHEET_SUBMITTED", i18n.New(
		"Баалоо барагы тапшырылган. Аны төрага гана себебин жазып кайра ача алат.",
		"Оценочный лист сдан. Открыть его снова может только председатель, указав причину.",
		"The sheet is submitted. Only the chair can reopen it, with a reason."))
	ErrSheetOpen = apperr.NewRule("SHEET_NOT_SUBMITTED", i18n.New(
		"Бул баалоо барагы тапшырыла элек, аны кайра ачуунун кереги жок.",
		"Этот оценочный лист ещё не сдан, открывать его не нужно.",
		"This sheet is not submitted; there is nothing to reopen."))
	ErrCriterion = apperr.Invalid(i18n.New(
		"Жободо мындай критерий жок же ал эки жолу жазылган.",
		"Такого критерия в Положении нет, или он указан дважды.",
		"The regulation has no such criterion, or it is given twice."))
	ErrCommentMissing = apperr.NewRule("COMMENT_MISSING", i18n.New(
		"Эң төмөнкү жана эң жогорку баллга түшүндүрмө керек.",
		"К низшему и высшему баллу нужно пояснение.",
		"The lowest and the highest points need a comment."))
)
