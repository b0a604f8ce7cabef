package workplan

import (
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
)

// TemplateName names a plan to begin with.
type TemplateName string

// PilotTemplate is the way of a pilot of 2021, with deadlines relative to its first day.
const PilotTemplate TemplateName = "PILOT"

// templateStep is a line of a template; Days count from the first day of the plan.
type templateStep struct {
	number      string
	name        i18n.Localized
	responsible []i18n.Localized
	confirming  []i18n.Localized
	days        int
}

func names3(ky, ru, en string) i18n.Localized { return i18n.Localized{Ky: ky, Ru: ru, En: en} }

// Who answers for the steps of the template.
var (
	lsg     = names3("ЖӨБ органы", "орган МСУ", "LSG body")
	union   = names3("ЖӨБ Союзу", "Союз МСУ", "Union of LSG")
	project = names3("Долбоор", "Проект", "project")
	aimak   = names3("Айыл аймагы", "Айылный аймак", "municipality")
	kenesh  = names3("Жергиликтүү кеңеш", "Местный кенеш", "local council")
	board   = names3("Конкурстук комиссия", "Конкурсная комиссия", "competition commission")
	group   = names3("Мониторинг жана баалоо тобу", "Группа мониторинга и оценки", "monitoring group")
	leaders = names3("Демилгечилер", "Инициаторы", "initiators")
)

// What confirms them.
var (
	contract     = names3("Макулдашуу", "Соглашение", "agreement")
	attendance   = names3("Катышуучулардын тизмеси", "Список участников", "list of participants")
	report       = names3("Отчёт", "Отчёт", "report")
	programme    = names3("Программа", "Программа", "programme")
	questions    = names3("Суроолордун реестри", "Реестр вопросов", "register of questions")
	photos       = names3("Сүрөттөр", "Фотографии", "photos")
	order        = names3("Буйрук", "Распоряжение", "order")
	announcement = names3("Кулактандыруу", "Объявление", "announcement")
	protocol     = names3("Протокол", "Протокол", "protocol")
	winners      = names3("Жеңүүчүлөрдүн тизмеси", "Список победителей", "list of winners")
)

// templates are the plans to begin with: the first rows are those of 2021 (domain.md F-20 to
// F-22), the others follow the life of a competition (3.2).
var templates = map[TemplateName][]templateStep{PilotTemplate: {
	{"1.", names3("Кызматташуу тууралуу макулдашууга кол коюу", "Подписание соглашения о сотрудничестве", "Sign the agreement of cooperation"),
		[]i18n.Localized{lsg, union, project}, []i18n.Localized{contract}, 0},
	{"2.", names3("Тандалган пилоттор үчүн онлайн окутуу/консультация", "Онлайн-обучение/консультация для отобранных пилотов", "Online training and consultation for the chosen pilots"),
		[]i18n.Localized{project, aimak}, []i18n.Localized{attendance, report}, 4},
	{"2.1.", names3("Планды иштеп чыгуу, Жобону карап чыгуу жана бекитүү, каржылоонун көлөмүн аныктоо", "Разработка плана, рассмотрение и утверждение Положения, определение объёма финансирования", "Work out the plan, review and approve the regulation, set the size of financing"),
		[]i18n.Localized{project, aimak}, []i18n.Localized{programme, questions, photos, report}, 4},
	{"3.", names3("Конкурстук комиссияны түзүү", "Создание конкурсной комиссии", "Form the competition commission"),
		[]i18n.Localized{lsg, kenesh}, []i18n.Localized{order}, 11},
	{"4.", names3("Сынакты кулактандыруу жана түшүндүрүү иштери", "Объявление конкурса и разъяснительная работа", "Announce the competition and explain it"),
		[]i18n.Localized{board}, []i18n.Localized{announcement, photos}, 18},
	{"5.", names3("Өтүнмөлөрдү баалоо жана жыйынтыкты бекитүү", "Оценка заявок и утверждение результата", "Evaluate applications and approve the result"),
		[]i18n.Localized{board, lsg}, []i18n.Localized{protocol, order, winners}, 39},
	{"6.", names3("Демилгелерди ишке ашыруу", "Реализация инициатив", "Carry the initiatives out"),
		[]i18n.Localized{leaders, lsg}, []i18n.Localized{photos, report}, 115},
	{"6.1.", names3("Биргелешкен мониторинг жана баалоо", "Совместный мониторинг и оценка", "Joint monitoring and evaluation"),
		[]i18n.Localized{group}, []i18n.Localized{protocol}, 115},
	{"7.", names3("Жыйынтыктар жөнүндө отчёт жана жарыялоо", "Отчёт о результатах и их публикация", "Report the results and publish them"),
		[]i18n.Localized{lsg}, []i18n.Localized{report}, 130},
}}

// fromTemplate are the steps of a template whose plan begins on a day.
func fromTemplate(name TemplateName, first clock.Date) ([]StepDraft, error) {
	lines, known := templates[name]
	if !known {
		return nil, apperr.ErrMalformed.At("template")
	}
	drafts := make([]StepDraft, len(lines))
	for i, line := range lines {
		deadline := first.AddDays(line.days)
		draft := StepDraft{Number: line.number, Name: line.name, Confirming: line.confirming, Deadline: &deadline}
		for _, who := range line.responsible {
			draft.Responsible = append(draft.Responsible, Responsible{Name: who})
		}
		drafts[i] = draft
	}
	return drafts, nil
}
