package paper

import (
	"slices"

	"github.com/demilge/demilge/internal/i18n"
)

// Kind says what a paper is. Each kind has a journal of its own in every year.
type Kind string

// The kinds of papers, in the order in which a competition needs them.
const (
	Announcement       Kind = "ANNOUNCEMENT"
	CommissionOrder    Kind = "COMMISSION_ORDER"
	AdmissibilityAct   Kind = "ADMISSIBILITY_ACT"
	ApplicationList    Kind = "APPLICATION_LIST"
	ScoreSummary       Kind = "SCORE_SUMMARY"
	CommissionProtocol Kind = "COMMISSION_PROTOCOL"
	ResultOrder        Kind = "RESULT_ORDER"
	WinnerList         Kind = "WINNER_LIST"
	Notice             Kind = "NOTICE"
	Agreement          Kind = "AGREEMENT"
	TermsOfReference   Kind = "TERMS_OF_REFERENCE"
	TrancheRequest     Kind = "TRANCHE_REQUEST"
	AcceptanceAct      Kind = "ACCEPTANCE_ACT"
	MonitoringProtocol Kind = "MONITORING_PROTOCOL"
	FinalReport        Kind = "FINAL_REPORT"
	LetterOfInterest   Kind = "LETTER_OF_INTEREST"
	SelectionProtocol  Kind = "SELECTION_PROTOCOL"
	Memorandum         Kind = "MEMORANDUM"
	AnnualPage         Kind = "ANNUAL_PAGE"
	CallNotice         Kind = "CALL_NOTICE"
)

// kindOf is what is known of a kind.
type kindOf struct {
	kind Kind
	// index is the part of the number that names the journal, as clerks write it: «КТ-3».
	index string
	// public: a redacted copy is made for everyone.
	public bool
	// use says who issues it, and when.
	use  use
	name i18n.Text
}

// use says whose papers a kind is.
type use int

const (
	// ofContest is a paper of a competition: none where nothing new begins any more.
	ofContest use = iota
	// ofWork is a paper on what was agreed on, or on a year that is over: it is issued also
	// in a municipality that ended.
	ofWork
	// ofProgramme is a paper of the programme itself.
	ofProgramme
)

var kinds = []kindOf{
	{Announcement, "01", true, ofContest, i18n.New("Сынак жөнүндө кулактандыруу", "Объявление о конкурсе", "Announcement")},
	{CommissionOrder, "02", true, ofContest, i18n.New("Конкурстук комиссияны түзүү жөнүндө буйрук", "Приказ о создании конкурсной комиссии", "Order on the commission")},
	{AdmissibilityAct, "03", false, ofContest, i18n.New("Өтүнмөлөрдү кабыл алуу актысы", "Акт о допуске заявок", "Admissibility act")},
	{ApplicationList, "04", true, ofContest, i18n.New("Өтүнмөлөрдүн реестри", "Реестр заявок", "Register of applications")},
	{ScoreSummary, "05", false, ofContest, i18n.New("Баалардын жыйынтык ведомосту", "Сводная ведомость оценок", "Score summary")},
	{CommissionProtocol, "06", true, ofContest, i18n.New("Конкурстук комиссиянын протоколу", "Протокол конкурсной комиссии", "Protocol of the commission")},
	{ResultOrder, "07", true, ofContest, i18n.New("Сынактын жыйынтыгын бекитүү жөнүндө буйрук", "Приказ об утверждении итогов конкурса", "Order on the result")},
	{WinnerList, "08", true, ofContest, i18n.New("Жеңүүчүлөрдүн тизмеси", "Список победителей", "List of winners")},
	{Notice, "09", false, ofContest, i18n.New("Билдирүү каты", "Уведомительное письмо", "Notice")},
	{Agreement, "10", false, ofWork, i18n.New("Макулдашуу", "Соглашение", "Agreement")},
	{TermsOfReference, "11", true, ofWork, i18n.New("Техникалык тапшырма", "Техническое задание", "Terms of reference")},
	{TrancheRequest, "12", false, ofWork, i18n.New("Транш которууга өтүнмө", "Заявка на перечисление транша", "Tranche request")},
	{AcceptanceAct, "13", false, ofWork, i18n.New("Кабыл алуу актысы", "Акт приёмки", "Acceptance act")},
	{MonitoringProtocol, "14", true, ofWork, i18n.New("Мониторинг протоколу", "Протокол мониторинга", "Monitoring protocol")},
	{FinalReport, "15", true, ofWork, i18n.New("Жыйынтыктоочу отчёт", "Итоговый отчёт", "Final report")},
	{LetterOfInterest, "16", false, ofProgramme, i18n.New("Кызыкдарлык каты", "Письмо о заинтересованности", "Letter of interest")},
	{SelectionProtocol, "17", false, ofProgramme, i18n.New("Муниципалитеттерди тандоо протоколу", "Протокол отбора муниципалитетов", "Selection protocol")},
	{Memorandum, "18", false, ofProgramme, i18n.New("Кызматташуу боюнча меморандум", "Меморандум о сотрудничестве", "Memorandum of cooperation")},
	{AnnualPage, "19", true, ofWork, i18n.New("Муниципалитеттин жылдык барагы", "Годовая страница муниципалитета", "Annual page of the municipality")},
	{CallNotice, "20", false, ofProgramme, i18n.New("Тандоонун жыйынтыгы жөнүндө кат", "Письмо о результате отбора", "Notice of the result of a call")},
}

// Kinds are all kinds in their order.
func Kinds() []Kind {
	all := make([]Kind, len(kinds))
	for i, k := range kinds {
		all[i] = k.kind
	}
	return all
}

func (k Kind) known() (kindOf, bool) {
	i := slices.IndexFunc(kinds, func(known kindOf) bool { return known.kind == k })
	if i < 0 {
		return kindOf{}, false
	}
	return kinds[i], true
}

// Valid reports whether the kind exists.
func (k Kind) Valid() bool {
	_, ok := k.known()
	return ok
}

// Name is what people call a paper of the kind.
func (k Kind) Name() i18n.Text {
	known, _ := k.known()
	return known.name
}

// Index is the number of the kind's journal, the first part of a paper's number.
func (k Kind) Index() string {
	known, _ := k.known()
	return known.index
}

// HasPublicCopy reports whether a redacted copy of the paper is made for everyone.
func (k Kind) HasPublicCopy() bool {
	known, _ := k.known()
	return known.public
}

// OfProgramme reports whether the programme issues the kind, and not a municipality.
func (k Kind) OfProgramme() bool {
	known, _ := k.known()
	return known.use == ofProgramme
}

// begins reports whether a paper of the kind belongs to a competition, none of which there
// is in a municipality that ended.
func (k Kind) begins() bool {
	known, _ := k.known()
	return known.use == ofContest
}
