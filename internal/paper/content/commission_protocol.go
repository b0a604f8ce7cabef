package content

import (
	"fmt"

	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/official"
	"github.com/demilge/demilge/internal/protocol"
	"github.com/demilge/demilge/internal/session"
)

// CommissionProtocol is the protocol of the commission's meeting (5.6).
type CommissionProtocol struct {
	Protocol *protocol.Content
	// Consented are the numbers of the winners whose leaders let their names be published.
	Consented map[string]bool
}

// Content writes the protocol. The public copy names no applicant who did not win and
// agree, and of the conflicts only how many there were (domain.md 8).
func (c CommissionProtocol) Content(lang i18n.Lang, copy paper.Copy) paper.Content {
	p := pen{lang, copy}
	var blocks []paper.Block
	for _, part := range []func(pen) []paper.Block{
		c.heading, c.attendance, c.agenda, c.register, c.conflicts, c.ranking, c.votes, c.decisions, c.dissents,
	} {
		blocks = append(blocks, part(p)...)
	}
	content := c.Protocol
	return paper.Content{
		Title: p.by("ПРОТОКОЛ", "ПРОТОКОЛ"),
		Subtitle: p.by("Жергиликтүү демилгелердин сынагы боюнча конкурстук комиссиянын жыйыны",
			"Заседание конкурсной комиссии по конкурсу местных инициатив"),
		Place: content.Place, Own: &paper.Own{Number: content.Number, Date: &content.Date}, Blocks: blocks, Signatures: c.signatures(p),
		Values: map[string]string{
			"competition.number": content.Competition.Number, "competition.title": p.of(content.Competition.Title),
			"protocol.number": content.Number, "protocol.date": official.Date(lang, content.Date),
		},
	}
}

func (c CommissionProtocol) heading(p pen) []paper.Block {
	content := c.Protocol
	order := document.Document{Number: content.Commission.OrderNumber, Date: content.Commission.OrderDate}
	return []paper.Block{paper.Rows{KeyWidth: 32, Rows: []paper.Row{
		{Key: p.by("Сынак", "Конкурс"), Value: p.quoted(content.Competition.Title) + ", " + numbered(content.Competition.Number)},
		{Key: p.by("Комиссия", "Комиссия"), Value: p.by(
			"башчынын "+p.reference(order)+" буйругу менен түзүлгөн", "создана приказом главы "+p.reference(order))},
		{Key: p.by("Башталышы жана аякташы", "Начало и окончание"), Value: p.by(
			"саат "+hour(content.StartedAt)+" — саат "+hour(content.EndedAt), hour(content.StartedAt)+" — "+hour(content.EndedAt))},
	}}}
}

func (c CommissionProtocol) attendance(p pen) []paper.Block {
	table := paper.Table{
		Name: "attendance", Caption: p.by("Катышкандар", "Присутствие"),
		Columns: []paper.Column{
			{Title: "№", Width: 7, Align: paper.Center}, {Title: p.by("Аты-жөнү", "Фамилия, имя, отчество"), Width: 38},
			{Title: p.by("Комиссиядагы орду", "Место в комиссии"), Width: 30}, {Title: p.by("Катышуусу", "Присутствие"), Width: 25},
		},
	}
	for i, a := range c.Protocol.Attendance {
		table.Rows = append(table.Rows, paper.Cells(no(i), a.Name, word(p, commissionRoles, a.Role), c.presence(p, a)))
	}
	q := c.Protocol.Quorum
	met := p.by("кворум бар, жыйын чечим кабыл алууга укуктуу", "кворум имеется, заседание правомочно")
	if !q.Met {
		met = p.by("кворум жок", "кворума нет")
	}
	return []paper.Block{table, paper.Text(p.by(
		fmt.Sprintf("Добуш берүүчү %d мүчөнүн %d катышты (кворум — %d/%d): %s.", q.Eligible, q.Present, q.Num, q.Den, met),
		fmt.Sprintf("Присутствует %d из %d голосующих членов (кворум — %d/%d): %s.", q.Present, q.Eligible, q.Num, q.Den, met)))}
}

func (c CommissionProtocol) presence(p pen, a session.Attendance) string {
	text := word(p, presences, a.Presence)
	if c.Protocol.PresidingID != nil && *c.Protocol.PresidingID == a.MemberID {
		text += p.by(", жыйынды алып барды", ", председательствовал(а)")
	}
	return text
}

func (c CommissionProtocol) agenda(p pen) []paper.Block {
	points := c.Protocol.Agenda
	if len(points) == 0 {
		points = []string{
			p.by("Келип түшкөн өтүнмөлөрдү кароо жана баалоо.", "Рассмотрение и оценка поступивших заявок."),
			p.by("Сынактын жеңүүчүлөрүн аныктоо.", "Определение победителей конкурса."),
		}
	}
	blocks := []paper.Block{paper.Heading{Text: p.by("Күн тартиби", "Повестка дня")}, paper.Numbered(points...)}
	if p.public() {
		return blocks // what was said may name people
	}
	return append(blocks, section(p.by("Талкуулоо", "Обсуждение"), c.Protocol.Discussion)...)
}

func (c CommissionProtocol) register(p pen) []paper.Block {
	table := paper.Table{
		Name: "register", Caption: p.by("Келип түшкөн өтүнмөлөр", "Поступившие заявки"), Small: true,
		Columns: []paper.Column{
			{Title: p.by("Каттоо №", "Рег. №"), Width: 12, Align: paper.Center}, {Title: p.by("Күнү", "Дата"), Width: 14, Align: paper.Center},
			{Title: p.by("Арыз ээси", "Заявитель"), Width: 20}, {Title: p.by("Демилгенин аталышы", "Название инициативы"), Width: 26},
			{Title: p.by("Суралган сумма, сом", "Запрошено, сом"), Width: 14, Align: paper.Right}, {Title: p.by("Чечим", "Решение"), Width: 14},
		},
	}
	for _, e := range c.entries() {
		state := word(p, applicationStates, e.State)
		if why := e.why(p); why != "" {
			state += ": " + why
		}
		table.Rows = append(table.Rows, paper.Cells(e.Number, shortMoment(e.ReceivedAt), e.who(p), p.of(e.Title), official.Figures(e.Requested), state))
	}
	return []paper.Block{table}
}

func (c CommissionProtocol) entries() []Entry {
	won := map[string]bool{}
	for _, d := range c.Protocol.Decisions {
		won[d.Number] = d.LocalBudget != nil
	}
	list := make([]Entry, 0, len(c.Protocol.Register))
	for _, e := range c.Protocol.Register {
		list = append(list, Entry{
			Number: e.Number, ReceivedAt: e.ReceivedAt, Applicant: e.Who(), Public: won[e.Number] && c.Consented[e.Number],
			Title: e.Title, Requested: e.Requested, State: e.State, Reason: e.Reason,
		})
	}
	return list
}

func (c CommissionProtocol) conflicts(p pen) []paper.Block {
	title := paper.Heading{Text: p.by("Кызыкчылыктардын кагылышуусу", "Конфликт интересов")}
	if len(c.Protocol.Conflicts) == 0 && len(c.Protocol.Retractions) == 0 {
		return []paper.Block{title, paper.Text(p.by("Комиссиянын мүчөлөрү кызыкчылыктардын кагылышуусу жок экенин билдиришти.",
			"Члены комиссии заявили об отсутствии конфликта интересов."))}
	}
	if p.public() {
		return []paper.Block{title, paper.Text(p.by("Билдирилген кагылышуулардын саны: ", "Заявлено конфликтов интересов: ") +
			official.Number(int64(len(c.Protocol.Conflicts))) + ".")}
	}
	var items []string
	for _, r := range c.Protocol.Conflicts {
		text := r.Member + ", " + p.by("өтүнмө ", "заявка ") + numbered(r.Number) + ": " + word(p, conflicts, r.Kind)
		if r.Text != "" {
			text += " (" + r.Text + ")"
		}
		items = append(items, text+p.by("; баалоого жана добуш берүүгө катышкан жок.", "; в оценке и голосовании не участвовал(а)."))
	}
	for _, r := range c.Protocol.Retractions {
		items = append(items, r.Member+", "+p.by("өтүнмө ", "заявка ")+numbered(r.Number)+": "+
			p.by("билдирүү катасы менен коюлган деп төрага тарабынан алынды. Себеби: ", "заявление снято председателем как ошибочное. Причина: ")+r.Reason)
	}
	return []paper.Block{title, paper.Bulleted(items...)}
}
