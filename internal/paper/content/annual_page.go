package content

import (
	"strconv"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/official"
)

// AnnualPage is a municipality's page of one year: how the money for initiatives was given,
// what became of it. Everything on it is public already.
type AnnualPage struct {
	Office       Office
	Year         int
	Competitions []AnnualCompetition
	Winners      []AnnualWinner
}

// AnnualCompetition is one competition of the year.
type AnnualCompetition struct {
	Number string
	Title  i18n.Localized
	State  i18n.Localized
	// Applications counts those that were not withdrawn, nil before the result.
	Applications *int
	Winners      int
	Envelope     *money.Amount
	LocalBudget  money.Amount
}

// AnnualWinner is one initiative and what is public of its work.
type AnnualWinner struct {
	Winner
	// Others is what came from others than the local budget and the programme.
	Others *money.Amount
	// Events counts the events held; Participants is nil where nobody counted or nothing is shown.
	Events       int
	Participants *int
	// Visits of the monitoring group; OpenFindings are its findings that are not closed.
	Visits, OpenFindings int
	// Report is how the final report stands, empty before the work.
	Report ReportState
}

// ReportState is how a final report stands for the public.
type ReportState string

// The states.
const (
	ReportDue      ReportState = "DUE"
	ReportLate     ReportState = "LATE"
	ReportReceived ReportState = "RECEIVED"
	ReportAccepted ReportState = "ACCEPTED"
)

var reportStates = map[ReportState]pair{
	ReportDue:      {"мөөнөтү келе элек", "срок не наступил"},
	ReportLate:     {"кечикти", "просрочен"},
	ReportReceived: {"тапшырылды", "сдан"},
	ReportAccepted: {"кабыл алынды", "принят"},
}

// Content writes the page.
func (a AnnualPage) Content(lang i18n.Lang, copy paper.Copy) paper.Content {
	p := pen{lang, copy}
	year := official.Year(lang, a.Year)
	blocks := []paper.Block{a.summary(p), a.competitions(p)}
	if len(a.Winners) > 0 {
		blocks = append(blocks, a.money(p), a.work(p))
	}
	return paper.Content{
		Title:    p.by("ЖЕРГИЛИКТҮҮ ДЕМИЛГЕЛЕР: ЖЫЛДЫК БАРАК", "МЕСТНЫЕ ИНИЦИАТИВЫ: ГОДОВАЯ СТРАНИЦА"),
		Subtitle: p.of(a.Office.Name) + ", " + year,
		Blocks:   append(blocks, a.remarks(p)...), Signatures: []paper.Signature{a.Office.sign(p)},
		Values: map[string]string{"year": strconv.Itoa(a.Year)},
	}
}

func (a AnnualPage) summary(p pen) paper.Rows {
	var local, programme, total []*money.Amount
	var people []*int
	events := 0
	for _, w := range a.Winners {
		local, programme, total = append(local, &w.LocalBudget), append(programme, w.Programme), append(total, w.Total)
		people, events = append(people, w.Participants), events+w.Events
	}
	rows := []paper.Row{
		{Key: p.by("Сынактар", "Конкурсов"), Value: strconv.Itoa(len(a.Competitions))},
		{Key: p.by("Колдоо алган демилгелер", "Поддержано инициатив"), Value: strconv.Itoa(len(a.Winners))},
		{Key: p.by("Жергиликтүү бюджеттен бөлүндү", "Выделено из местного бюджета"), Value: a.thousand(p, money.Sum(local...))},
		{Key: p.by("Программанын колдоосу", "Поддержка программы"), Value: a.thousand(p, money.Sum(programme...))},
		{Key: p.by("Бардык булактар боюнча", "По всем источникам"), Value: a.thousand(p, money.Sum(total...))},
		{Key: p.by("Өткөрүлгөн иш-чаралар", "Проведено мероприятий"), Value: strconv.Itoa(events)},
	}
	return paper.Rows{Lined: true, KeyWidth: 50, Rows: append(rows, paper.Row{Key: p.by("Катышуучулар", "Участников"), Value: count(plus(people))})}
}

func plus(list []*int) *int {
	var total *int
	for _, n := range list {
		if n != nil {
			if total == nil {
				total = new(int)
			}
			*total += *n
		}
	}
	return total
}

// thousand writes a sum in som and in thousand som.
func (a AnnualPage) thousand(p pen, sum *money.Amount) string {
	if sum == nil {
		return dash
	}
	return official.Sum(*sum) + " (" + official.ThousandSom(p.lang, *sum) + ")"
}

func (a AnnualPage) competitions(p pen) paper.Table {
	table := paper.Table{
		Name: "competitions", Caption: p.by("Сынактар", "Конкурсы"), Small: true,
		Columns: []paper.Column{
			{Title: "№", Width: 9, Align: paper.Center}, {Title: p.by("Сынак, абалы", "Конкурс, состояние"), Width: 39},
			{Title: p.by("Өтүнмө", "Заявок"), Width: 11, Align: paper.Center}, {Title: p.by("Жеңүүчү", "Победителей"), Width: 13, Align: paper.Center},
			{Title: p.by("Каражат, миң сом", "Средства, тыс. сомов"), Width: 14, Align: paper.Right}, {Title: p.by("Бөлүндү, миң сом", "Выделено, тыс. сомов"), Width: 14, Align: paper.Right},
		},
	}
	for _, c := range a.Competitions {
		envelope := dash
		if c.Envelope != nil {
			envelope = official.Thousand(*c.Envelope)
		}
		table.Rows = append(table.Rows, paper.Cells(c.Number, p.of(c.Title)+"\n"+p.of(c.State), count(c.Applications), strconv.Itoa(c.Winners), envelope, official.Thousand(c.LocalBudget)))
	}
	return table
}

func (a AnnualPage) money(p pen) paper.Table {
	table := paper.Table{
		Name: "money", Caption: p.by("Демилгелер жана каражат, сом", "Инициативы и средства, сом"), Small: true,
		Columns: []paper.Column{
			{Title: "№", Width: 6, Align: paper.Center}, {Title: p.by("Демилге, лидери", "Инициатива, лидер"), Width: 30},
			{Title: p.by("Жергиликтүү бюджет", "Местный бюджет"), Width: 16, Align: paper.Right}, {Title: p.by("Программа", "Программа"), Width: 16, Align: paper.Right},
			{Title: p.by("Башкалар", "Другие"), Width: 16, Align: paper.Right}, {Title: p.by("Бардыгы", "Всего"), Width: 16, Align: paper.Right},
		},
	}
	for i, w := range a.Winners {
		name := p.of(w.Title)
		if w.Leader != "" {
			name += "\n" + w.Leader
		}
		total := official.KnownFigures(w.Total)
		if w.Estimated {
			total += "*"
		}
		table.Rows = append(table.Rows, paper.Cells(no(i), name, official.Figures(w.LocalBudget), official.KnownFigures(w.Programme), official.KnownFigures(w.Others), total))
	}
	return table
}

func (a AnnualPage) work(p pen) paper.Table {
	table := paper.Table{
		Name: "work", Caption: p.by("Аткарылышы", "Исполнение"), Small: true,
		Columns: []paper.Column{
			{Title: "№", Width: 6, Align: paper.Center}, {Title: p.by("Демилге", "Инициатива"), Width: 25}, {Title: p.by("Иш-чара", "Мероприятий"), Width: 17, Align: paper.Center},
			{Title: p.by("Катышуучу", "Участников"), Width: 16, Align: paper.Center}, {Title: p.by("Мониторинг", "Мониторинг"), Width: 18, Align: paper.Center}, {Title: p.by("Отчёт", "Отчёт"), Width: 18},
		},
	}
	for i, w := range a.Winners {
		watched := dash
		if w.Visits > 0 {
			watched = strconv.Itoa(w.Visits) + p.by(" баруу", " виз.")
		}
		if w.OpenFindings > 0 {
			watched += ", " + strconv.Itoa(w.OpenFindings) + p.by(" эскертүү", " замеч.")
		}
		table.Rows = append(table.Rows, paper.Cells(no(i), p.of(w.Title), strconv.Itoa(w.Events), count(w.Participants), watched, word(p, reportStates, w.Report)))
	}
	return table
}

func (a AnnualPage) remarks(p pen) []paper.Block {
	blocks := []paper.Block{}
	for _, w := range a.Winners {
		if w.Estimated {
			blocks = append(blocks, small(p.by("* Сумманын бир бөлүгү болжолдуу.", "* Часть суммы оценена приблизительно.")))
			break
		}
	}
	return append(blocks, small(p.by("Сызыкча — белгисиз же жарыяланбайт.", "Прочерк — неизвестно или не публикуется.")))
}
