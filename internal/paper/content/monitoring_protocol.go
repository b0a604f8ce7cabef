package content

import (
	"strings"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/monitoring"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/official"
)

// MonitoringProtocol is what a monitoring group saw and concluded (5.10).
type MonitoringProtocol struct {
	Protocol   document.Document
	Seen       Twice[*monitoring.Content]
	Verdict    monitoring.Result
	Conclusion string
	Signatures []Signed
	// DeliveredOn is when the executive body got it, ReceivedBy who took it.
	DeliveredOn *clock.Date
	ReceivedBy  string
}

// Signed is a name under a protocol.
type Signed struct {
	Name  string
	Leads bool
}

// Content writes the protocol; its public copy names nobody, and leaves what residents said out.
func (m MonitoringProtocol) Content(lang i18n.Lang, copy paper.Copy) paper.Content {
	p := pen{lang, copy}
	blocks := []paper.Block{m.heading(p)}
	for i, v := range m.Seen.in(p).Visits {
		blocks = append(blocks, m.visit(p, i, v)...)
	}
	blocks = append(blocks, m.findings(p)...)
	blocks = append(blocks, paper.Heading{Text: p.by("Корутунду", "Заключение")},
		bold(p.by("Техникалык тапшырмага ылайыктыгы:", "Соответствие техническому заданию:"), word(p, results, m.Verdict)+"."))
	blocks = append(blocks, paragraphs(m.Conclusion)...)
	if m.DeliveredOn != nil && !p.public() {
		blocks = append(blocks, bold(p.by("Протокол тапшырылды:", "Протокол передан:"), official.Date(lang, *m.DeliveredOn)+", "+or(m.ReceivedBy, blank)))
	}
	return paper.Content{
		Title:    p.by("МОНИТОРИНГ ПРОТОКОЛУ", "ПРОТОКОЛ МОНИТОРИНГА"),
		Subtitle: p.by("Жергиликтүү демилгенин аткарылышын биргелешкен мониторинг жана баалоо", "Совместный мониторинг и оценка реализации местной инициативы"),
		Blocks:   blocks, Signatures: m.signatures(p), Own: &paper.Own{Number: m.Protocol.Number, Date: m.Protocol.Date},
		Values: map[string]string{"protocol.number": m.Protocol.Number, "protocol.date": p.date(m.Protocol.Date), "initiative": p.of(m.Seen.in(p).Title), "conclusion": m.Conclusion},
	}
}

func (m MonitoringProtocol) heading(p pen) paper.Rows {
	c := m.Seen.in(p)
	return paper.Rows{KeyWidth: 34, Rows: []paper.Row{
		{Key: p.by("Демилге", "Инициатива"), Value: p.quoted(c.Title)},
		{Key: p.by("Макулдашуу", "Соглашение"), Value: p.ownReference(document.Document{Number: c.AgreementNumber, Date: c.AgreementDate})},
		{Key: p.by("Мониторинг тобу", "Группа мониторинга"), Value: p.by("башчынын "+p.reference(c.GroupOrder)+" буйругу", "приказ главы "+p.reference(c.GroupOrder))},
	}}
}

func (m MonitoringProtocol) visit(p pen, i int, v monitoring.Looked) []paper.Block {
	rows := []paper.Row{
		{Key: p.by("Күнү", "Дата"), Value: official.Date(p.lang, v.VisitedOn)}, {Key: p.by("Жери", "Место"), Value: or(v.Place, dash)},
		{Key: p.by("Техникалык тапшырманын редакциясы", "Редакция технического задания"), Value: official.Number(int64(v.Edition))},
	}
	if !p.public() {
		names := make([]string, len(v.Present))
		for j, present := range v.Present {
			names[j] = present.Name
		}
		rows = append(rows, paper.Row{Key: p.by("Катышкандар", "Присутствовали"), Value: strings.Join(names, "; ")})
	}
	if v.PeopleCounted != nil {
		rows = append(rows, paper.Row{Key: p.by("Топ санаган катышуучулар", "Участников насчитала группа"), Value: count(v.PeopleCounted)})
	}
	blocks := []paper.Block{paper.Heading{Text: p.by("Баруу ", "Визит ") + no(i)}, paper.Rows{KeyWidth: 34, Rows: rows}, m.checklist(p, v)}
	if len(v.Goods) > 0 {
		blocks = append(blocks, goods(p, v.Goods))
	}
	if !p.public() {
		blocks = append(blocks, section(p.by("Тургундардын пикири", "Мнения жителей"), v.Opinions)...)
	}
	blocks = append(blocks, section(p.by("Көйгөйлөр", "Проблемы"), v.Problems)...)
	return append(blocks, recommendations(p, v.Recommendations)...)
}

func (m MonitoringProtocol) checklist(p pen, v monitoring.Looked) paper.Table {
	table := paper.Table{
		Name: "checklist", Small: true, Caption: p.by("Техникалык тапшырманын пункттарын текшерүү", "Проверка пунктов технического задания"),
		Columns: []paper.Column{
			{Title: p.by("Пункт", "Пункт"), Width: 9, Align: paper.Center}, {Title: p.by("Мазмуну", "Содержание"), Width: 47},
			{Title: p.by("Жыйынтык", "Результат"), Width: 18}, {Title: p.by("Эскертүү", "Примечание"), Width: 26},
		},
	}
	for _, a := range v.Checklist {
		table.Rows = append(table.Rows, paper.Cells(a.Key, a.Text, word(p, results, a.Result), or(a.Note, dash)))
	}
	return table
}

func goods(p pen, list []monitoring.Good) paper.Table {
	table := paper.Table{
		Name: "goods", Small: true, Caption: p.by("Көрүлгөн товарлар", "Осмотренные товары"),
		Columns: []paper.Column{
			{Title: p.by("Аталышы", "Наименование"), Width: 40}, {Title: p.by("Саны", "Кол-во"), Width: 14},
			{Title: p.by("Абалы", "Состояние"), Width: 20}, {Title: p.by("Эскертүү", "Примечание"), Width: 26},
		},
	}
	for _, g := range list {
		table.Rows = append(table.Rows, paper.Cells(g.Item, quantity(g.Quantity), g.Condition, or(g.Note, dash)))
	}
	return table
}

func recommendations(p pen, list []monitoring.Recommendation) []paper.Block {
	if len(list) == 0 {
		return nil
	}
	items := make([]string, len(list))
	for i, r := range list {
		items[i] = r.Text
		if r.Responsible != "" && !p.public() {
			items[i] += p.by(" Жооптуу: ", " Ответственный: ") + r.Responsible + "."
		}
		if r.DueOn != nil {
			items[i] += p.by(" Мөөнөтү: ", " Срок: ") + official.Date(p.lang, *r.DueOn) + "."
		}
	}
	return []paper.Block{paper.Heading{Text: p.by("Сунуштар", "Рекомендации")}, paper.Numbered(items...)}
}

func (m MonitoringProtocol) findings(p pen) []paper.Block {
	if len(m.Seen.in(p).Findings) == 0 {
		return nil
	}
	table := paper.Table{
		Name: "findings", Caption: p.by("Эскертүүлөр", "Замечания"),
		Columns: []paper.Column{
			{Title: "№", Width: 7, Align: paper.Center}, {Title: p.by("Мазмуну", "Содержание"), Width: 43}, {Title: p.by("Даражасы", "Степень"), Width: 17},
			{Title: p.by("Жооптуу", "Ответственный"), Width: 20}, {Title: p.by("Мөөнөтү", "Срок"), Width: 13, Align: paper.Center},
		},
	}
	for i, f := range m.Seen.in(p).Findings {
		responsible := or(f.Responsible, dash)
		if p.public() {
			responsible = dash
		}
		table.Rows = append(table.Rows, paper.Cells(no(i), f.Text, word(p, severities, f.Severity), responsible, short(f.DueOn)))
	}
	return []paper.Block{table}
}

func (m MonitoringProtocol) signatures(p pen) []paper.Signature {
	list := make([]paper.Signature, 0, len(m.Signatures))
	group := p.by("Топтун мүчөлөрү:", "Члены группы:")
	for _, s := range m.Signatures {
		signature := paper.Signature{Name: asPrinted(s.Name), Position: p.by("Мүчөсү", "Член группы")}
		if p.public() {
			signature.Name = ""
		}
		if s.Leads {
			signature.Position = p.by("Топтун жетекчиси", "Руководитель группы")
		} else {
			signature.Group, group = group, ""
		}
		list = append(list, signature)
	}
	return list
}
