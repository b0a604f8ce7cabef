package content

import (
	"strconv"

	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/official"
	"github.com/demilge/demilge/internal/regulation"
)

// ScoreSummary is the commission's sheet of all scores; it is never public.
type ScoreSummary struct {
	Contest
	Criteria []regulation.Criterion
	MaxTotal int
	Ranked   []Ranked
	// Members are the voting ones in their order, Sheets their totals by application.
	Members []string
}

// Ranked is an application's place.
type Ranked struct {
	Number    string
	Title     i18n.Localized
	Requested money.Amount
	// Rank is 0 for one that nobody scored.
	Rank int
	// Means are those of the criteria in their order, Mean that of the whole.
	Means []string
	Mean  string
	// Totals are those of the members in their order: nil where there is no sheet; Recused
	// marks a conflict.
	Totals  []*int
	Recused []bool
}

// Content writes the summary; no copy of it shows a member's score to the public.
func (s ScoreSummary) Content(lang i18n.Lang, copy paper.Copy) paper.Content {
	p := pen{lang, copy}
	blocks := []paper.Block{
		s.about(p), s.formed(p),
		bold(p.by("Бир мүчө коё ала турган эң көп балл:", "Наибольшая сумма баллов одного члена:"), strconv.Itoa(s.MaxTotal)),
		s.means(p), s.legend(p),
	}
	if !p.public() {
		blocks = append(blocks, s.sheets(p))
	}
	return paper.Content{
		Title:    p.by("БААЛАРДЫН ЖЫЙЫНТЫК ВЕДОМОСТУ", "СВОДНАЯ ВЕДОМОСТЬ ОЦЕНОК"),
		Subtitle: p.by("Жергиликтүү демилгелердин сынагына катышкан өтүнмөлөр боюнча", "По заявкам конкурса местных инициатив"),
		Blocks:   blocks, Signatures: s.leaders(p), Landscape: true, Values: s.values(p),
	}
}

func (s ScoreSummary) means(p pen) paper.Table {
	const each = 9
	title := 100 - 8 - 12 - 10 - each*len(s.Criteria)
	table := paper.Table{
		Name: "means", Caption: p.by("Орточо баллдар жана рейтинг", "Средние баллы и рейтинг"), Small: true,
		Columns: []paper.Column{
			{Title: p.by("Орду", "Место"), Width: 8, Align: paper.Center}, {Title: p.by("Каттоо №", "Рег. №"), Width: 12, Align: paper.Center},
			{Title: p.by("Демилгенин аталышы", "Название инициативы"), Width: max(title, 20)},
		},
	}
	for i := range s.Criteria {
		table.Columns = append(table.Columns, paper.Column{Title: p.by("К"+no(i), "К"+no(i)), Width: each, Align: paper.Center})
	}
	table.Columns = append(table.Columns, paper.Column{Title: p.by("Орточо балл", "Средний балл"), Width: 10, Align: paper.Center})
	for _, r := range s.Ranked {
		rank := dash
		if r.Rank > 0 {
			rank = strconv.Itoa(r.Rank)
		}
		row := paper.Cells(rank, r.Number, p.of(r.Title))
		for i := range s.Criteria {
			mean := dash
			if i < len(r.Means) {
				mean = decimal(r.Means[i])
			}
			row = append(row, paper.Cell{Text: mean})
		}
		table.Rows = append(table.Rows, append(row, paper.Cell{Text: decimal(r.Mean), Bold: true}))
	}
	return table
}

// decimal writes a mean with the comma of both languages.
func decimal(mean string) string {
	if mean == "" {
		return dash
	}
	b := []byte(mean)
	for i := range b {
		if b[i] == '.' {
			b[i] = ','
		}
	}
	return string(b)
}

func (s ScoreSummary) legend(p pen) paper.Paragraph {
	text := ""
	for i, c := range s.Criteria {
		if i > 0 {
			text += "; "
		}
		text += "К" + no(i) + nbsp + dash + " " + p.of(c.Name)
	}
	return small(text + ".")
}

func (s ScoreSummary) sheets(p pen) paper.Table {
	const each = 15
	table := paper.Table{
		Name: "sheets", Caption: p.by("Комиссиянын мүчөлөрү койгон баллдардын суммасы", "Суммы баллов членов комиссии"), Small: true,
		Columns: []paper.Column{{Title: p.by("Комиссиянын мүчөсү", "Член комиссии"), Width: max(100-each*len(s.Ranked), 25)}},
	}
	for _, r := range s.Ranked {
		table.Columns = append(table.Columns, paper.Column{Title: r.Number, Width: each, Align: paper.Center})
	}
	for i, name := range s.Members {
		row := paper.Cells(name)
		for _, r := range s.Ranked {
			row = append(row, paper.Cell{Text: r.total(p, i)})
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func (r Ranked) total(p pen, member int) string {
	switch {
	case member < len(r.Recused) && r.Recused[member]:
		return p.by("четтелди", "самоотвод")
	case member < len(r.Totals) && r.Totals[member] != nil:
		return official.Number(int64(*r.Totals[member]))
	}
	return dash
}
