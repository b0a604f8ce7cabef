package facts

import (
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/paper"
)

// What a municipality's own template may name, besides the fields of every paper.
var (
	contestNumber   = paper.Field{Name: "competition.number", Meaning: i18n.New("Сынактын номери", "Номер конкурса", "Number of the competition")}
	contestTitle    = paper.Field{Name: "competition.title", Meaning: i18n.New("Сынактын аталышы", "Название конкурса", "Title of the competition")}
	orderNumber     = paper.Field{Name: "order.number", Meaning: i18n.New("Буйруктун номери", "Номер приказа", "Number of the order")}
	orderDate       = paper.Field{Name: "order.date", Meaning: i18n.New("Буйруктун датасы", "Дата приказа", "Date of the order")}
	protocolNumber  = paper.Field{Name: "protocol.number", Meaning: i18n.New("Протоколдун номери", "Номер протокола", "Number of the protocol")}
	protocolDate    = paper.Field{Name: "protocol.date", Meaning: i18n.New("Протоколдун датасы", "Дата протокола", "Date of the protocol")}
	initiative      = paper.Field{Name: "initiative", Meaning: i18n.New("Демилгенин аталышы", "Название инициативы", "Title of the initiative")}
	agreementNumber = paper.Field{Name: "agreement.number", Meaning: i18n.New("Макулдашуунун номери", "Номер соглашения", "Number of the agreement")}
	callTitle       = paper.Field{Name: "call", Meaning: i18n.New("Чакыруунун аталышы", "Название приглашения", "Title of the call")}
	municipality    = paper.Field{Name: "municipality", Meaning: i18n.New("Муниципалитеттин аталышы", "Название муниципалитета", "Name of the municipality")}
	agreementDate   = paper.Field{Name: "agreement.date", Meaning: i18n.New("Макулдашуунун датасы", "Дата соглашения", "Date of the agreement")}
)

var fields = map[paper.Kind][]paper.Field{
	paper.Announcement: {
		contestNumber, contestTitle,
		{Name: "opens", Meaning: i18n.New("Өтүнмө кабыл алуунун башталышы", "Начало приёма заявок", "Start of the time for applications")},
		{Name: "closes", Meaning: i18n.New("Өтүнмө кабыл алуунун аягы", "Окончание приёма заявок", "End of the time for applications")},
		{Name: "maximum", Meaning: i18n.New("Бир өтүнмөгө эң көп сумма", "Наибольшая сумма на заявку", "The most that an application may ask")},
		{Name: "contact", Meaning: i18n.New("Байланыш", "Контакты", "Contact")},
	},
	paper.CommissionOrder: {
		orderNumber, orderDate,
		{Name: "regulation", Meaning: i18n.New("Жобону бекиткен токтом", "Постановление о Положении", "Decree on the regulation")},
	},
	paper.ApplicationList:    {contestNumber, contestTitle},
	paper.AdmissibilityAct:   {contestNumber, contestTitle},
	paper.ScoreSummary:       {contestNumber, contestTitle},
	paper.WinnerList:         {contestNumber, contestTitle},
	paper.CommissionProtocol: {contestNumber, contestTitle, protocolNumber, protocolDate},
	paper.ResultOrder: {
		contestNumber, contestTitle, orderNumber, orderDate,
		{Name: "protocol", Meaning: i18n.New("Протоколдун датасы жана номери", "Дата и номер протокола", "Date and number of the protocol")},
	},
	paper.Notice: {
		contestNumber, contestTitle, initiative,
		{Name: "application.number", Meaning: i18n.New("Өтүнмөнүн номери", "Номер заявки", "Number of the application")},
	},
	paper.Agreement: {
		agreementNumber, agreementDate, initiative,
		{Name: "performer", Meaning: i18n.New("Аткаруучу", "Исполнитель", "Performer")},
		{Name: "local_budget", Meaning: i18n.New("Жергиликтүү бюджеттен сумма", "Сумма из местного бюджета", "Sum of the local budget")},
	},
	paper.TermsOfReference: {
		agreementNumber, agreementDate, initiative, {Name: "goal", Meaning: i18n.New("Максаты", "Цель", "Goal")},
	},
	paper.TrancheRequest: {agreementNumber, initiative, {Name: "amount", Meaning: i18n.New("Транштын суммасы", "Сумма транша", "Sum of the tranche")}},
	paper.AcceptanceAct:  {agreementNumber, initiative, {Name: "act.number", Meaning: i18n.New("Актынын номери", "Номер акта", "Number of the act")}},
	paper.FinalReport:    {agreementNumber, initiative, {Name: "report.number", Meaning: i18n.New("Отчёттун номери", "Номер отчёта", "Number of the report")}},
	paper.MonitoringProtocol: {
		protocolNumber, protocolDate, initiative, {Name: "conclusion", Meaning: i18n.New("Корутунду", "Заключение", "Conclusion")},
	},
	paper.LetterOfInterest: {
		municipality, {Name: "head", Meaning: i18n.New("Муниципалитеттин башчысы", "Глава муниципалитета", "Head of the municipality")},
	},
	paper.SelectionProtocol: {protocolNumber, protocolDate, callTitle},
	paper.Memorandum: {
		{Name: "memorandum.number", Meaning: i18n.New("Меморандумдун номери", "Номер меморандума", "Number of the memorandum")},
		{Name: "memorandum.date", Meaning: i18n.New("Меморандумдун датасы", "Дата меморандума", "Date of the memorandum")},
	},
	paper.CallNotice: {callTitle, municipality},
	paper.AnnualPage: {{Name: "year", Meaning: i18n.New("Жыл", "Год", "Year")}},
}

// FieldsOf are the fields of a kind.
func FieldsOf(kind paper.Kind) []paper.Field { return fields[kind] }
