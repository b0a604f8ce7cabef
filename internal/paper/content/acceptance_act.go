package content

import (
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/official"
	"github.com/demilge/demilge/internal/report"
)

// AcceptanceAct is the decision on a final report: the work is taken over, or the report is
// returned (M23).
type AcceptanceAct struct {
	Office Office
	// Act is the number and the day that the decision has, zero before it.
	Act        document.Document
	Agreement  document.Document
	Initiative i18n.Localized
	Performer  string
	Report     *report.Content
	// Decided says that the act records a decision; before it both ways stand open.
	Decided, Accepted bool
	Remarks           string
	// Position and Name are those of the hand, as printed.
	Position, Name string
}

// Content writes the act.
func (a AcceptanceAct) Content(lang i18n.Lang, copy paper.Copy) paper.Content {
	p := pen{lang, copy}
	blocks := []paper.Block{
		paper.Text(p.by(
			"Демилге "+p.quoted(a.Initiative)+" боюнча "+p.reference(a.Agreement)+" макулдашууга ылайык Аткаруучу тапшырган жыйынтыктоочу отчёт жана аткарылган иштер каралды.",
			"Рассмотрены итоговый отчёт и выполненные работы, представленные Исполнителем в соответствии с соглашением "+p.reference(a.Agreement)+" по инициативе "+p.quoted(a.Initiative)+".")),
		a.money(p),
	}
	if property := belongings(p, a.Report.Property); property != nil {
		blocks = append(blocks, property)
	}
	blocks = append(blocks, a.verdict(p)...)
	position := or(a.Position, a.Office.position(p))
	return paper.Content{
		Title:    p.by("КАБЫЛ АЛУУ АКТЫСЫ", "АКТ ПРИЁМКИ"),
		Subtitle: p.by("Жергиликтүү демилгенин натыйжаларын кабыл алуу жөнүндө", "О приёмке результатов местной инициативы"),
		Blocks:   blocks, Own: &paper.Own{Number: a.Act.Number, Date: a.Act.Date},
		Signatures: []paper.Signature{
			{Group: p.by("Кабыл алды:", "Принял(а):"), Position: position, Name: or(printed(a.Name), printed(a.Office.Head.Name)), Stamp: true},
			{Group: p.by("Тапшырды:", "Сдал(а):"), Position: p.by("Аткаруучу", "Исполнитель"), Name: a.Performer},
		},
		Values: map[string]string{"agreement.number": a.Agreement.Number, "initiative": p.of(a.Initiative), "act.number": a.Act.Number},
	}
}

func (a AcceptanceAct) money(p pen) paper.Table {
	table := paper.Table{
		Name: "sources", Caption: p.by("Каражаттын пайдаланылышы", "Использование средств"),
		Columns: []paper.Column{
			{Title: p.by("Булагы", "Источник"), Width: 34}, {Title: p.by("План, сом", "План, сом"), Width: 22, Align: paper.Right},
			{Title: p.by("Иш жүзүндө, сом", "Факт, сом"), Width: 22, Align: paper.Right}, {Title: p.by("Кайтарылууга тийиш, сом", "К возврату, сом"), Width: 22, Align: paper.Right},
		},
	}
	var planned, actual, unspent money.Amount
	for _, s := range a.Report.Account.Sources {
		planned, actual, unspent = planned+s.Planned, actual+s.Actual, unspent+s.Unspent
		table.Rows = append(table.Rows, paper.Cells(word(p, sources, s.Source), official.Figures(s.Planned), official.Figures(s.Actual), official.Figures(s.Unspent)))
	}
	table.Totals = paper.Cells(p.by("Бардыгы", "Всего"), official.Figures(planned), official.Figures(actual), official.Figures(unspent))
	return table
}

func (a AcceptanceAct) verdict(p pen) []paper.Block {
	blocks := []paper.Block{paper.Heading{Text: p.by("Жыйынтык", "Решение")}}
	switch {
	case !a.Decided:
		blocks = append(blocks, paper.Text(p.by("Отчёт кабыл алынды / оңдоого кайтарылды (керексизи сызылсын). Эскертүүлөр: "+blank,
			"Отчёт принят / возвращён на доработку (ненужное зачеркнуть). Замечания: "+blank)))
		return blocks
	case a.Accepted:
		blocks = append(blocks, paper.Text(p.by("Отчёт кабыл алынды. Иштер макулдашууга жана техникалык тапшырмага ылайык аткарылды.",
			"Отчёт принят. Работы выполнены в соответствии с соглашением и техническим заданием.")))
	default:
		blocks = append(blocks, paper.Text(p.by("Отчёт оңдоого кайтарылды.", "Отчёт возвращён на доработку.")))
	}
	if a.Remarks != "" {
		blocks = append(blocks, bold(p.by("Эскертүүлөр:", "Замечания:"), a.Remarks))
	}
	return blocks
}

// belongings are the things that were bought and where they are; nil when there are none.
func belongings(p pen, property []report.Belonging) paper.Block {
	if len(property) == 0 {
		return nil
	}
	table := paper.Table{
		Name: "property", Caption: p.by("Сатып алынган мүлк", "Приобретённое имущество"),
		Columns: []paper.Column{
			{Title: "№", Width: 8, Align: paper.Center}, {Title: p.by("Аталышы", "Наименование"), Width: 44}, {Title: p.by("Саны", "Кол-во"), Width: 16},
			{Title: p.by("Кайда сакталат", "Где хранится"), Width: 32},
		},
	}
	for i, b := range property {
		table.Rows = append(table.Rows, paper.Cells(no(i), b.Item, b.Quantity, b.KeptAt))
	}
	return table
}
