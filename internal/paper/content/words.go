package content

import (
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/funding"
	"github.com/demilge/demilge/internal/monitoring"
	"github.com/demilge/demilge/internal/regulation"
	"github.com/demilge/demilge/internal/session"
)

// pair is one word of the papers in both languages.
type pair struct{ ky, ru string }

// word writes a constant of a record in words; one that is not listed is a dash.
func word[K comparable](p pen, words map[K]pair, key K) string {
	w, ok := words[key]
	if !ok {
		return dash
	}
	return p.by(w.ky, w.ru)
}

var sources = map[budget.Source]pair{
	budget.LocalBudget: {"Жергиликтүү бюджет", "Местный бюджет"},
	budget.Programme:   {"Программанын колдоосу", "Поддержка программы"},
	budget.Business:    {"Жергиликтүү ишкерлер", "Местные предприниматели"},
	budget.Initiator:   {"Демилгечинин салымы", "Вклад инициатора"},
	budget.Donation:    {"Ыктыярдуу кайрымдуулук", "Добровольное пожертвование"},
	budget.OtherSource: {"Башка булак", "Другой источник"},
}

var forms = map[budget.Form]pair{
	budget.Cash:   {"акчалай", "денежный"},
	budget.InKind: {"акчалай эмес", "неденежный"},
}

var commissionRoles = map[commission.Role]pair{
	commission.Chair:          {"Комиссиянын төрагасы", "Председатель комиссии"},
	commission.Secretary:      {"Комиссиянын катчысы", "Секретарь комиссии"},
	commission.OrdinaryMember: {"Комиссиянын мүчөсү", "Член комиссии"},
}

var categories = map[commission.Category]pair{
	commission.AOStaff:   {"айыл өкмөтүнүн кызматкери", "сотрудник айыл окмоту"},
	commission.Deputy:    {"жергиликтүү кеңештин депутаты", "депутат местного кенеша"},
	commission.Community: {"жергиликтүү жамааттын өкүлү", "представитель местного сообщества"},
}

var applicants = map[regulation.ApplicantKind]pair{
	regulation.Person:      {"жеке жактар", "физические лица"},
	regulation.Group:       {"демилгелүү топтор", "инициативные группы"},
	regulation.LegalEntity: {"юридикалык жактар", "юридические лица"},
}

var applicationStates = map[application.State]pair{
	application.Submitted:      {"каралууда", "на рассмотрении"},
	application.ReturnedForFix: {"оңдоого кайтарылды", "возвращена на доработку"},
	application.Admitted:       {"сынакка киргизилди", "допущена к конкурсу"},
	application.Rejected:       {"четке кагылды", "отклонена"},
	application.Withdrawn:      {"кайра алынды", "отозвана"},
	application.Awarded:        {"сынакка киргизилди", "допущена к конкурсу"},
	application.NotAwarded:     {"сынакка киргизилди", "допущена к конкурсу"},
}

var applicationChannels = map[application.Channel]pair{
	application.Online: {"онлайн", "онлайн"},
	application.Paper:  {"кагаз түрүндө", "на бумаге"},
	application.Email:  {"электрондук почта", "электронная почта"},
}

var checks = map[application.Result]pair{
	application.Pass:          {"ылайык", "соотв."},
	application.Fail:          {"ылайык эмес", "не соотв."},
	application.NotApplicable: {"колдонулбайт", "неприм."},
}

var presences = map[session.Presence]pair{
	session.Present: {"катышты", "присутствовал(а)"},
	session.Absent:  {"катышкан жок", "отсутствовал(а)"},
	session.Excused: {"себептүү катышкан жок", "отсутствовал(а) по уважительной причине"},
}

var conflicts = map[evaluation.ConflictKind]pair{
	evaluation.Relative:    {"тууган", "родственник"},
	evaluation.GroupMember: {"демилгелүү топтун мүчөсү", "член инициативной группы"},
	evaluation.Employer:    {"иш берүүчү", "работодатель"},
	evaluation.Other:       {"башка", "другое"},
}

var modes = map[agreement.Mode]pair{
	agreement.ProcurementByAO:        {"Айыл өкмөтү (мэрия) товарларды жана кызматтарды мамлекеттик сатып алуу эрежелери боюнча өзү сатып алат.", "Айыл окмоту (мэрия) закупает товары и услуги сама по правилам государственных закупок."},
	agreement.ProcurementByProgramme: {"Товарларды жана кызматтарды программа сатып алат.", "Товары и услуги закупает программа."},
	agreement.Transfer:               {"Акча аткаруучунун банктагы эсебине транштар менен которулат.", "Деньги перечисляются на банковский счёт исполнителя траншами."},
	agreement.InKindOnly:             {"Колдоо акчалай эмес түрдө гана көрсөтүлөт.", "Поддержка оказывается только в неденежной форме."},
}

var sides = map[agreement.Side]pair{
	agreement.Municipality: {"Айыл өкмөтү (мэрия)", "Айыл окмоту (мэрия)"},
	agreement.Performer:    {"Аткаруучу", "Исполнитель"},
	agreement.Programme:    {"Программа", "Программа"},
}

var conditions = map[funding.Condition]pair{
	funding.AgreementSigned: {"макулдашууга кол коюлган", "соглашение подписано"},
	funding.OwnShareProved:  {"өздүк салым тастыкталган", "собственный вклад подтверждён"},
	funding.NoOpenFinding:   {"мониторингдин жабыла элек эскертүүсү жок", "нет незакрытых замечаний мониторинга"},
	funding.ReportAccepted:  {"отчёт кабыл алынган", "отчёт принят"},
}

var papers = map[funding.PaperKind]pair{
	funding.Invoice:      {"эсеп-фактура", "счёт-фактура"},
	funding.Receipt:      {"дүмүрчөк", "квитанция"},
	funding.PaymentOrder: {"төлөм тапшырмасы", "платёжное поручение"},
	funding.Act:          {"акт", "акт"},
	funding.OtherPaper:   {"документ", "документ"},
}

var results = map[monitoring.Result]pair{
	monitoring.Complies:   {"ылайык келет", "соответствует"},
	monitoring.Partly:     {"жарым-жартылай ылайык", "соответствует частично"},
	monitoring.Not:        {"ылайык келбейт", "не соответствует"},
	monitoring.NotChecked: {"текшерилген жок", "не проверено"},
}

var severities = map[monitoring.Severity]pair{
	monitoring.Minor:   {"майда", "незначительное"},
	monitoring.Serious: {"олуттуу", "существенное"},
}
