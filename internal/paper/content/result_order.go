package content

import (
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/official"
)

// ResultOrder is the head's order on a result (M15), or the one that annuls a protocol.
type ResultOrder struct {
	Contest
	Order    document.Document
	Protocol document.Document
	// Annuls returns the protocol to the commission, for Reason.
	Annuls bool
	Reason string
	// Text is what the order says in the head's own words, empty for the usual ones.
	Text    i18n.Localized
	Winners []Winner
	// SignedBy is the head's name as printed under the order.
	SignedBy string
}

// Content writes the order; its list names no person.
func (o ResultOrder) Content(lang i18n.Lang, copy paper.Copy) paper.Content {
	p := pen{lang, copy}
	sign := o.Office.sign(p)
	sign.Name = or(printed(o.SignedBy), sign.Name)
	content := paper.Content{
		Title: p.by("БУЙРУК", "ПРИКАЗ"), Signatures: []paper.Signature{sign}, Own: &paper.Own{Number: o.Order.Number, Date: o.Order.Date},
		Values: map[string]string{
			"competition.number": o.Number, "competition.title": p.of(o.Title),
			"order.number": o.Order.Number, "order.date": p.date(o.Order.Date), "protocol": p.reference(o.Protocol),
		},
	}
	if o.Annuls {
		content.Subtitle = p.by("Конкурстук комиссиянын протоколун жокко чыгаруу жөнүндө", "Об отмене протокола конкурсной комиссии")
		content.Blocks = append(o.own(p), o.annulment(p)...)
		return content
	}
	content.Subtitle = p.by("Жергиликтүү демилгелердин сынагынын жыйынтыгын бекитүү жөнүндө", "Об утверждении итогов конкурса местных инициатив")
	content.Blocks = append(o.own(p), o.approval(p)...)
	return content
}

// own is what the head wrote.
func (o ResultOrder) own(p pen) []paper.Block {
	return paragraphs(p.of(o.Text))
}

func (o ResultOrder) annulment(p pen) []paper.Block {
	return []paper.Block{
		paper.Text(p.by("Сынак "+p.quoted(o.Title)+" ("+numbered(o.Number)+") боюнча буйрук кылам:",
			"По конкурсу "+p.quoted(o.Title)+" ("+numbered(o.Number)+") приказываю:")),
		paper.Numbered(
			p.by("Конкурстук комиссиянын "+p.reference(o.Protocol)+" протоколу жокко чыгарылсын. Себеби: "+o.Reason,
				"Отменить протокол конкурсной комиссии "+p.reference(o.Protocol)+". Причина: "+o.Reason),
			p.by("Комиссия өтүнмөлөрдү кайрадан карасын.", "Комиссии рассмотреть заявки заново.")),
	}
}

func (o ResultOrder) approval(p pen) []paper.Block {
	table := paper.Table{
		Name: "winners",
		Columns: []paper.Column{
			{Title: "№", Width: 8, Align: paper.Center}, {Title: p.by("Каттоо №", "Рег. №"), Width: 16, Align: paper.Center},
			{Title: p.by("Демилгенин аталышы", "Название инициативы"), Width: 50},
			{Title: p.by("Жергиликтүү бюджеттен, сом", "Из местного бюджета, сом"), Width: 26, Align: paper.Right},
		},
	}
	total := money.Amount(0)
	for i, w := range o.Winners {
		total += w.LocalBudget
		table.Rows = append(table.Rows, paper.Cells(no(i), w.Number, p.of(w.Title), official.Figures(w.LocalBudget)))
	}
	table.Totals = []paper.Cell{{Text: p.by("Бардыгы", "Всего"), Span: 3}, {Text: official.Figures(total)}}
	items := []paper.Block{
		paper.Text(p.by(
			"Жергиликтүү кеңештин "+p.reference(o.Regulation)+" токтому менен бекитилген Жобого жана конкурстук комиссиянын "+p.reference(o.Protocol)+" протоколуна ылайык буйрук кылам:",
			"В соответствии с Положением, утверждённым постановлением местного кенеша "+p.reference(o.Regulation)+", и протоколом конкурсной комиссии "+p.reference(o.Protocol)+" приказываю:")),
		paper.Numbered(p.by(
			p.quoted(o.Title)+" ("+numbered(o.Number)+") сынагынын жыйынтыгы жана жеңүүчүлөрүнүн төмөнкү тизмеси бекитилсин:",
			"Утвердить итоги конкурса "+p.quoted(o.Title)+" ("+numbered(o.Number)+") и следующий список победителей:")),
		table,
	}
	return append(items, paper.List{Start: 2, Items: []paper.Item{
		{Runs: []paper.Run{paper.Plain(p.by("Жергиликтүү бюджеттен бөлүнүүчү жалпы сумма: ", "Общая сумма из местного бюджета: ") + official.FullSum(p.lang, total) + ".")}},
		{Runs: []paper.Run{paper.Plain(p.by("Протокол, бул буйрук жана жеңүүчүлөрдүн тизмеси жарыялансын, жеңүүчүлөр менен макулдашуу түзүлсүн.",
			"Опубликовать протокол, настоящий приказ и список победителей, заключить с победителями соглашения."))}},
	}})
}
