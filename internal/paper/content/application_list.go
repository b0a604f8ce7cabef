package content

import (
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/official"
)

// ApplicationList is the register of a competition's applications.
type ApplicationList struct {
	Contest
	Entries []Entry
}

// Content writes the register; its public copy names nobody but winners who agreed.
func (l ApplicationList) Content(lang i18n.Lang, copy paper.Copy) paper.Content {
	p := pen{lang, copy}
	return paper.Content{
		Title:    p.by("ӨТҮНМӨЛӨРДҮН РЕЕСТРИ", "РЕЕСТР ЗАЯВОК"),
		Subtitle: p.by("Жергиликтүү демилгелердин сынагына келип түшкөн өтүнмөлөр", "Заявки, поступившие на конкурс местных инициатив"),
		Blocks: []paper.Block{
			l.about(p), l.formed(p), l.table(p),
			paper.Text(p.by("Реестрге катталган өтүнмөлөрдүн саны: ", "Всего зарегистрировано: ") +
				official.CountInWords(p.lang, int64(len(l.Entries)), official.Application) + "."),
		},
		Signatures: []paper.Signature{{Position: p.by("Комиссиянын катчысы", "Секретарь комиссии"), Name: printed(l.Secretary)}},
		Landscape:  true,
		Values:     l.values(p),
	}
}

func (l ApplicationList) table(p pen) paper.Table {
	table := paper.Table{
		Name: "applications", Small: true,
		Columns: []paper.Column{
			{Title: p.by("Каттоо №", "Рег. №"), Width: 10, Align: paper.Center},
			{Title: p.by("Күнү, убактысы", "Дата, время"), Width: 12, Align: paper.Center},
			{Title: p.by("Кантип келди", "Как поступила"), Width: 11},
			{Title: p.by("Арыз ээси", "Заявитель"), Width: 17},
			{Title: p.by("Демилгенин аталышы", "Название инициативы"), Width: 24},
			{Title: p.by("Жергиликтүү бюджеттен суралганы, сом", "Запрошено из местного бюджета, сом"), Width: 14, Align: paper.Right},
			{Title: p.by("Абалы", "Состояние"), Width: 12},
		},
	}
	var asked []*money.Amount
	for _, e := range l.Entries {
		asked = append(asked, &e.Requested)
		table.Rows = append(table.Rows, paper.Cells(e.Number, shortMoment(e.ReceivedAt), word(p, applicationChannels, e.Channel),
			e.who(p), p.of(e.Title), official.Figures(e.Requested), word(p, applicationStates, e.State)))
	}
	table.Totals = []paper.Cell{{Text: p.by("Бардыгы", "Всего"), Span: 5}, {Text: official.KnownFigures(money.Sum(asked...))}, {}}
	return table
}
