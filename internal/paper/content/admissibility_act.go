package content

import (
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/official"
)

// AdmissibilityAct says which applications are admitted to the competition and why others
// are not (M12).
type AdmissibilityAct struct {
	Contest
	Entries []Entry
}

// Content writes the act.
func (a AdmissibilityAct) Content(lang i18n.Lang, copy paper.Copy) paper.Content {
	p := pen{lang, copy}
	blocks := []paper.Block{
		a.about(p), a.formed(p),
		paper.Text(p.by(
			"Комиссия келип түшкөн өтүнмөлөрдүн Жобонун талаптарына ылайыктыгын текшерип, төмөнкүнү белгиледи:",
			"Комиссия проверила поступившие заявки на соответствие требованиям Положения и установила следующее:")),
		a.decisions(p), a.summary(p),
	}
	blocks = append(blocks, a.checks(p)...)
	return paper.Content{
		Title:    p.by("АКТ", "АКТ"),
		Subtitle: p.by("Өтүнмөлөрдү сынакка киргизүү жөнүндө", "О допуске заявок к конкурсу"),
		Blocks:   blocks, Signatures: a.leaders(p), Values: a.values(p),
	}
}

func (a AdmissibilityAct) decisions(p pen) paper.Table {
	table := paper.Table{
		Name: "decisions",
		Columns: []paper.Column{
			{Title: p.by("Каттоо №", "Рег. №"), Width: 13, Align: paper.Center},
			{Title: p.by("Арыз ээси", "Заявитель"), Width: 23},
			{Title: p.by("Демилгенин аталышы", "Название инициативы"), Width: 32},
			{Title: p.by("Чечим, четке кагуунун себеби", "Решение, причина отклонения"), Width: 32},
		},
	}
	for _, e := range a.Entries {
		decision := official.Capital(word(p, applicationStates, e.State))
		if why := e.why(p); why != "" {
			decision += ". " + why
		}
		table.Rows = append(table.Rows, paper.Cells(e.Number, e.who(p), p.of(e.Title), decision))
	}
	return table
}

func (a AdmissibilityAct) summary(p pen) paper.Paragraph {
	var admitted, rejected int64
	for _, e := range a.Entries {
		switch e.State {
		case application.Admitted, application.Awarded, application.NotAwarded:
			admitted++
		case application.Rejected:
			rejected++
		}
	}
	return paper.Text(p.by("Сынакка киргизилди: ", "Допущено: ") + official.CountInWords(p.lang, admitted, official.Application) +
		p.by("; четке кагылды: ", "; отклонено: ") + official.CountInWords(p.lang, rejected, official.Application) + ".")
}

// checks is the checklist of every application, a column each.
func (a AdmissibilityAct) checks(p pen) []paper.Block {
	if len(a.Entries) == 0 || len(a.Entries[0].Checked) == 0 {
		return nil
	}
	var blocks []paper.Block
	const abreast = 4 // columns that a sheet holds
	for from := 0; from < len(a.Entries); from += abreast {
		blocks = append(blocks, checklist(p, a.Entries[from:min(from+abreast, len(a.Entries))]))
	}
	return append(blocks, a.notes(p)...)
}

func checklist(p pen, entries []Entry) paper.Table {
	width := 14
	table := paper.Table{
		Caption: p.by("Текшерүү баракчасы", "Лист проверки"), Small: true,
		Columns: []paper.Column{{Title: p.by("Талап", "Требование"), Width: 100 - width*len(entries)}},
	}
	for _, e := range entries {
		table.Columns = append(table.Columns, paper.Column{Title: e.Number, Width: width, Align: paper.Center})
	}
	for i, point := range entries[0].Checked {
		row := paper.Cells(p.of(point.Text))
		for _, e := range entries {
			mark := dash
			if i < len(e.Checked) && e.Checked[i].Result != nil {
				mark = word(p, checks, *e.Checked[i].Result)
			}
			row = append(row, paper.Cell{Text: mark})
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func (a AdmissibilityAct) notes(p pen) []paper.Block {
	var notes []string
	for _, e := range a.Entries {
		for _, c := range e.Checked {
			if c.Note != "" {
				notes = append(notes, e.Number+": "+p.of(c.Text)+" "+dash+" "+c.Note)
			}
		}
	}
	if len(notes) == 0 {
		return nil
	}
	return []paper.Block{paper.Heading{Text: p.by("Эскертүүлөр", "Примечания"), Level: 2}, paper.Bulleted(notes...)}
}
