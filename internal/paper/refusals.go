package paper

import (
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/i18n"
)

// The refusals of papers.
var (
	ErrNoMaker = apperr.NewRule("PAPER_KIND_UNKNOWN_HERE", i18n.New(
		"Бул түрдөгү документ бул жерде чыгарылбайт.",
		"Документ этого вида здесь не выпускается.",
		"A paper of this kind is not issued here."))
	// ErrOver refuses a paper of a competition where no competition is held any more.
	ErrOver = apperr.NewRule("PAPER_OF_ENDED", i18n.New(
		"Бул муниципалитетте жаңы иш башталбайт: мурунку документтери окулат, жаңысы түзүлгөн макулдашуулар боюнча гана чыгарылат.",
		"В этом муниципалитете новое не начинается: его прежние документы читаются, новые выпускаются только по заключённым соглашениям.",
		"Nothing new begins in this municipality: its earlier papers are read, new ones are issued on its agreements alone."))
	// ErrTooEarly refuses a paper about what is not decided.
	ErrTooEarly = apperr.NewRule("PAPER_TOO_EARLY", i18n.New(
		"Бул документти азыр түзүүгө болбойт: ал жөнүндө жазыла турган чечим али кабыл алынган эмес.",
		"Этот документ пока нельзя составить: решение, о котором он говорит, ещё не принято.",
		"This paper cannot be written yet: what it would tell of is not decided."))
	ErrAbout = apperr.Invalid(i18n.New(
		"Бул түрдөгү документ мындай жазуу боюнча түзүлбөйт.",
		"Документ этого вида составляется не о такой записи.",
		"A paper of this kind is not written about such a thing."), "aboutId")
	ErrLanguage = apperr.Invalid(i18n.New(
		"Документ кыргызча же орусча гана чыгарылат.",
		"Документ выпускается только на кыргызском или русском языке.",
		"A paper is issued in Kyrgyz or Russian only."), "language")
	ErrStands = apperr.NewRule("PAPER_STANDS", i18n.New(
		"Бул документ № {number} менен чыгарылган. Өзгөргөн болсо, аны кайра чыгарыңыз.",
		"Этот документ уже выпущен под № {number}. Если он изменился, выпустите его заново.",
		"This paper was issued with № {number}. If it has changed, issue it anew."))
	ErrEnded = apperr.NewRule("PAPER_ENDED", i18n.New(
		"Бул документ күчүндө эмес: ал алмаштырылган же жараксыз деп табылган.",
		"Этот документ не действует: он заменён или аннулирован.",
		"This paper is not in force: it was superseded or voided."))
	ErrNoPublicCopy = apperr.NewRule("PAPER_NEVER_PUBLIC", i18n.New(
		"Бул түрдөгү документтин жалпыга ачык көчүрмөсү жок.",
		"У документа этого вида нет публичной копии.",
		"A paper of this kind has no public copy."))
	ErrTemplate = apperr.Invalid(i18n.New(
		"Бул файлды калып катары колдонууга болбойт: Word документи (DOCX) керек.",
		"Этот файл нельзя использовать как шаблон: нужен документ Word (DOCX).",
		"This file cannot be a template: a Word document (DOCX) is needed."), "fileId")
	ErrUnknownField = apperr.Invalid(i18n.New(
		"Калыпта белгисиз талаа бар: {fields}. Жеткиликтүү талаалардын тизмесин караңыз.",
		"В шаблоне есть неизвестное поле: {fields}. Посмотрите список доступных полей.",
		"The template has an unknown field: {fields}. See the list of fields."), "fileId")
	ErrNoTemplate = apperr.NewRule("PAPER_TEMPLATE_STANDARD", i18n.New(
		"Бул түрдөгү документ мурунтан эле стандарттык калып менен чыгарылат.",
		"Документ этого вида и так выпускается на стандартном шаблоне.",
		"Papers of this kind are on the standard template already."))
)
