package content

import (
	"strconv"

	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/official"
)

// WinnerList is the third of the papers that are published together.
type WinnerList struct {
	Contest
	Order   document.Document
	Winners []Winner
}

// Content writes the list. A leader who did not agree is not named on any copy.
func (l WinnerList) Content(lang i18n.Lang, copy paper.Copy) paper.Content {
	p := pen{lang, copy}
	blocks := []paper.Block{
		l.about(p),
		bold(p.by("Негизи:", "Основание:"), p.by("башчынын "+p.reference(l.Order)+" буйругу", "приказ главы "+p.reference(l.Order))),
		l.table(p),
	}
	if l.estimated() {
		blocks = append(blocks, small(p.by("* Сумманын бир бөлүгү болжолдуу.", "* Часть суммы оценена приблизительно.")))
	}
	return paper.Content{
		Title:    p.by("ЖЕҢҮҮЧҮЛӨРДҮН ТИЗМЕСИ", "СПИСОК ПОБЕДИТЕЛЕЙ"),
		Subtitle: p.by("Жергиликтүү демилгелердин сынагы", "Конкурс местных инициатив"),
		Blocks:   blocks, Signatures: []paper.Signature{l.Office.sign(p)}, Values: l.values(p),
	}
}

func (l WinnerList) estimated() bool {
	for _, w := range l.Winners {
		if w.Estimated {
			return true
		}
	}
	return false
}

func (l WinnerList) table(p pen) paper.Table {
	table := paper.Table{
		Name: "winners", Small: true,
		Columns: []paper.Column{
			{Title: p.by("Орду", "Место"), Width: 9, Align: paper.Center}, {Title: p.by("Демилгенин аталышы", "Название инициативы"), Width: 25},
			{Title: p.by("Демилгенин лидери", "Лидер инициативы"), Width: 21},
			{Title: p.by("Жергиликтүү бюджет, сом", "Местный бюджет, сом"), Width: 15, Align: paper.Right},
			{Title: p.by("Программа, сом", "Программа, сом"), Width: 15, Align: paper.Right}, {Title: p.by("Бардыгы, сом", "Всего, сом"), Width: 15, Align: paper.Right},
		},
	}
	var local, programme, total []*money.Amount
	for _, w := range l.Winners {
		local, programme, total = append(local, &w.LocalBudget), append(programme, w.Programme), append(total, w.Total)
		all := official.KnownFigures(w.Total)
		if w.Estimated {
			all += "*"
		}
		table.Rows = append(table.Rows, paper.Cells(strconv.Itoa(w.Rank), p.of(w.Title), or(w.Leader, p.by("аты жарыяланбайт", "имя не публикуется")),
			official.Figures(w.LocalBudget), official.KnownFigures(w.Programme), all))
	}
	table.Totals = []paper.Cell{
		{Text: p.by("Бардыгы", "Всего"), Span: 3}, {Text: official.KnownFigures(money.Sum(local...))},
		{Text: official.KnownFigures(money.Sum(programme...))}, {Text: official.KnownFigures(money.Sum(total...))},
	}
	return table
}
