package task

import (
	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/i18n"
)

// Kind is a kind of task.
type Kind string

// The kinds, in the order of an initiative's life.
const (
	CheckApplication   Kind = "CHECK_APPLICATION"
	MendApplication    Kind = "MEND_APPLICATION"
	DeclareConflict    Kind = "DECLARE_CONFLICT"
	ScoreApplication   Kind = "SCORE_APPLICATION"
	SignProtocol       Kind = "SIGN_PROTOCOL"
	ApproveResult      Kind = "APPROVE_RESULT"
	PublishResult      Kind = "PUBLISH_RESULT"
	AnswerAppeal       Kind = "ANSWER_APPEAL"
	DraftAgreement     Kind = "DRAFT_AGREEMENT"
	SignAgreement      Kind = "SIGN_AGREEMENT"
	ActivateAgreement  Kind = "ACTIVATE_AGREEMENT"
	HoldEvent          Kind = "HOLD_EVENT"
	MakeVisit          Kind = "MAKE_VISIT"
	ProveFinding       Kind = "PROVE_FINDING"
	CloseFinding       Kind = "CLOSE_FINDING"
	AnswerMonitoring   Kind = "ANSWER_MONITORING"
	ApprovePayment     Kind = "APPROVE_PAYMENT"
	AcceptPayment      Kind = "ACCEPT_PAYMENT"
	ApproveTranche     Kind = "APPROVE_TRANCHE"
	ConfirmTranche     Kind = "CONFIRM_TRANCHE"
	PayTranche         Kind = "PAY_TRANCHE"
	DecideReallocation Kind = "DECIDE_REALLOCATION"
	PayRefund          Kind = "PAY_REFUND"
	SubmitReport       Kind = "SUBMIT_REPORT"
	DecideReport       Kind = "DECIDE_REPORT"
	AcceptReport       Kind = "ACCEPT_PROGRAMME_PART"
	CloseAgreement     Kind = "CLOSE_AGREEMENT"
)

// kind says for whom a task is: for roles, or for those whose own it is.
type kind struct {
	text  i18n.Text
	roles []access.Role
	own   bool
}

var office = []access.Role{access.Head, access.ExecSecretary, access.Specialist}

var kinds = map[Kind]kind{
	CheckApplication: {i18n.New("Өтүнмөнүн талапка жооп беришин текшериңиз", "Проверьте допустимость заявки", "Check the admissibility of the application"),
		[]access.Role{access.CommissionChair, access.CommissionSecretary}, false},
	MendApplication: {i18n.New("Кайтарылган өтүнмөнү оңдоңуз", "Исправьте возвращённую заявку", "Mend the returned application"), nil, true},
	DeclareConflict: {i18n.New("Кызыкчылыктардын кагылышуусу тууралуу билдириңиз", "Заявите о конфликте интересов", "Declare conflicts of interest"),
		access.CommissionRoles, false},
	ScoreApplication: {i18n.New("Өтүнмөнү баалаңыз", "Оцените заявку", "Score the application"), access.CommissionRoles, false},
	SignProtocol:     {i18n.New("Протоколго кол коюңуз", "Подпишите протокол", "Sign the protocol"), access.CommissionRoles, false},
	ApproveResult:    {i18n.New("Жыйынтыкты буйрук менен бекитиңиз", "Утвердите результат приказом", "Approve the result by an order"), []access.Role{access.Head}, false},
	PublishResult:    {i18n.New("Жыйынтыкты жарыялаңыз", "Опубликуйте результат", "Publish the result"), office, false},
	AnswerAppeal:     {i18n.New("Даттанууга жооп бериңиз", "Ответьте на жалобу", "Answer the appeal"), []access.Role{access.Head, access.ExecSecretary}, false},
	DraftAgreement:   {i18n.New("Жеңүүчү менен макулдашуу түзүңүз", "Составьте соглашение с победителем", "Draft the agreement with the winner"), office, false},
	SignAgreement: {i18n.New("Макулдашууга кол коюп, каттаңыз", "Подпишите и зарегистрируйте соглашение", "Sign and record the agreement"),
		[]access.Role{access.Head}, false},
	ActivateAgreement: {i18n.New("Демилгенин аткарылышын баштаңыз", "Начните исполнение инициативы", "Begin the work on the initiative"),
		[]access.Role{access.Head, access.ExecSecretary}, false},
	HoldEvent:    {i18n.New("Өткөн иш-чараны жазыңыз", "Запишите проведённое мероприятие", "Record the event"), nil, true},
	MakeVisit:    {i18n.New("Мониторинг үчүн барыңыз", "Проведите визит мониторинга", "Make the monitoring visit"), []access.Role{access.MonitoringMember}, false},
	ProveFinding: {i18n.New("Эскертүү жоюлганын тастыктаңыз", "Подтвердите устранение замечания", "Prove that the finding is mended"), nil, true},
	CloseFinding: {i18n.New("Эскертүү боюнча далилди караңыз", "Рассмотрите подтверждение по замечанию", "Look at the proof of the finding"),
		[]access.Role{access.MonitoringMember}, false},
	AnswerMonitoring: {i18n.New("Мониторинг протоколуна жооп бериңиз", "Ответьте на протокол мониторинга", "Answer the monitoring protocol"),
		[]access.Role{access.Head, access.ExecSecretary}, false},
	ApprovePayment: {i18n.New("Төлөмдү бекитиңиз", "Подтвердите платёж", "Approve the payment"), []access.Role{access.Head, access.ExecSecretary}, false},
	AcceptPayment: {i18n.New("Программанын төлөмүн кабыл алыңыз", "Примите платёж программы", "Accept the programme's payment"),
		[]access.Role{access.ProgrammeFinance}, false},
	ApproveTranche: {i18n.New("Траншты бекитиңиз", "Утвердите транш", "Approve the tranche"), []access.Role{access.Head}, false},
	ConfirmTranche: {i18n.New("Траншты экинчи болуп ырастаңыз", "Подтвердите транш вторым", "Confirm the tranche as the second person"),
		[]access.Role{access.Accountant, access.ExecSecretary}, false},
	PayTranche:         {i18n.New("Траншты төлөңүз", "Перечислите транш", "Pay the tranche"), []access.Role{access.Accountant}, false},
	DecideReallocation: {i18n.New("Сметанын өзгөрүшүн чечиңиз", "Решите об изменении сметы", "Decide on the change of the estimate"), []access.Role{access.Head}, false},
	PayRefund:          {i18n.New("Каражат кайтарылганын жазыңыз", "Запишите возврат средств", "Record the refund"), []access.Role{access.Accountant}, false},
	SubmitReport:       {i18n.New("Отчётту тапшырыңыз", "Сдайте отчёт", "Submit the report"), nil, true},
	DecideReport:       {i18n.New("Отчётту караңыз", "Рассмотрите отчёт", "Decide on the report"), []access.Role{access.Head}, false},
	AcceptReport: {i18n.New("Отчёттун программага тиешелүү бөлүгүн караңыз", "Рассмотрите часть отчёта, относящуюся к программе", "Decide on the programme's part of the report"),
		[]access.Role{access.ProgrammeFinance}, false},
	CloseAgreement: {i18n.New("Аткарылган демилгени жабыңыз", "Закройте исполненную инициативу", "Close the finished initiative"), []access.Role{access.Head}, false},
}

// Kinds lists them in their order.
var Kinds = []Kind{
	CheckApplication, MendApplication, DeclareConflict, ScoreApplication, SignProtocol, ApproveResult, PublishResult, AnswerAppeal, DraftAgreement,
	SignAgreement, ActivateAgreement, HoldEvent, MakeVisit, ProveFinding, CloseFinding, AnswerMonitoring, ApprovePayment, AcceptPayment, ApproveTranche, ConfirmTranche,
	PayTranche, DecideReallocation, PayRefund,
	SubmitReport, DecideReport, AcceptReport, CloseAgreement,
}

// For tells for whom a kind of task is: for those who hold one of the roles, or for those
// whose initiative it is.
func For(kind Kind) (roles []access.Role, own bool) { return kinds[kind].roles, kinds[kind].own }
