package content

import (
	"strconv"

	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/official"
)

// Twice is a text in both languages of the papers; where somebody wrote one language only,
// both hold it.
type Twice[T any] struct{ Ky, Ru T }

func (t Twice[T]) in(p pen) T {
	if p.lang == i18n.Ru {
		return t.Ru
	}
	return t.Ky
}

// Agreement is the contract with a winner (5.7).
type Agreement struct {
	Office Office
	// Basis is the ground of the head's authority, as printed.
	Basis       string
	Agreement   document.Document
	Competition i18n.Localized
	Order       document.Document
	Initiative  i18n.Localized
	Performer   Performer
	Mode        agreement.Mode
	LocalBudget money.Amount
	Programme   *money.Amount
	Start, End  *clock.Date
	ReportDueOn *clock.Date
	Terms       Twice[agreement.Terms]
	Lines       []*agreement.Line
}

// Performer is the other party: its papers are personal data that this paper needs.
type Performer struct {
	Name               string
	Organisation       string
	RegistrationNumber string
	Village, Street    string
	Phone              string
	// SignedAs is the name as printed under the agreement, empty before it is signed.
	SignedAs string
}

// Content writes the agreement; the public copy leaves the performer's papers out.
func (a Agreement) Content(lang i18n.Lang, copy paper.Copy) paper.Content {
	p := pen{lang, copy}
	var blocks []paper.Block
	for _, part := range []func(pen) []paper.Block{
		a.parties, a.subject, a.financing, a.terms, a.requisites, a.estimate,
	} {
		blocks = append(blocks, part(p)...)
	}
	return paper.Content{
		Title:    p.by("МАКУЛДАШУУ", "СОГЛАШЕНИЕ"),
		Subtitle: p.by("Жергиликтүү демилгени ишке ашыруу жөнүндө", "О реализации местной инициативы"),
		Blocks:   blocks, HideHead: true, Own: &paper.Own{Number: a.Agreement.Number, Date: a.Agreement.Date},
		Values: map[string]string{
			"agreement.number": a.Agreement.Number, "agreement.date": p.date(a.Agreement.Date), "initiative": p.of(a.Initiative),
			"performer": a.Performer.Name, "local_budget": official.FullSum(lang, a.LocalBudget),
		},
	}
}

func (a Agreement) parties(p pen) []paper.Block {
	who := a.Performer.Name
	if a.Performer.Organisation != "" {
		who = quote(a.Performer.Organisation) + p.by(", анын атынан иш алып барат: ", ", от имени которой действует: ") + a.Performer.Name
	}
	head, basis := or(printed(a.Office.Head.Name), blank), or(a.Basis, blank)
	return []paper.Block{
		paper.Text(p.by(
			a.Office.body(p)+" (мындан ары — «"+official.Capital(a.Office.short(p))+"»), анын атынан иш алып барат: "+a.Office.position(p)+" "+head+" (негизи: "+basis+"), бир тараптан, жана "+who+" (мындан ары — «Аткаруучу»), экинчи тараптан, ушул макулдашууну төмөнкүлөр жөнүндө түзүштү:",
			a.Office.body(p)+" (далее — «"+official.Capital(a.Office.short(p))+"»), от имени которого действует: "+a.Office.position(p)+" "+head+" (основание: "+basis+"), с одной стороны, и "+who+" (далее — «Исполнитель»), с другой стороны, заключили настоящее соглашение о нижеследующем:")),
	}
}

func (a Agreement) subject(p pen) []paper.Block {
	return []paper.Block{
		paper.Heading{Text: p.by("1. Макулдашуунун предмети", "1. Предмет соглашения")},
		paper.Text(p.by(
			"1.1. Аткаруучу "+p.quoted(a.Initiative)+" жергиликтүү демилгесин техникалык тапшырмага жана сметага ылайык ишке ашырат, "+a.Office.short(p)+" аны ушул макулдашуунун шарттарында колдойт.",
			"1.1. Исполнитель реализует местную инициативу "+p.quoted(a.Initiative)+" в соответствии с техническим заданием и сметой, "+a.Office.short(p)+" поддерживает её на условиях настоящего соглашения.")),
		paper.Text(p.by(
			"1.2. Негизи: "+p.quoted(a.Competition)+" сынагынын жыйынтыгын бекиткен башчынын "+p.reference(a.Order)+" буйругу.",
			"1.2. Основание: приказ главы "+p.reference(a.Order)+" об утверждении итогов конкурса "+p.quoted(a.Competition)+".")),
		paper.Text(p.by("1.3. Ишке ашыруунун мөөнөтү: ", "1.3. Срок реализации: ") + p.term(a.Start, a.End) + "."),
	}
}

// term is a stretch of days, with lines where one is not known.
func (p pen) term(from, until *clock.Date) string {
	if from == nil || until == nil {
		return p.date(from) + " " + dash + " " + p.date(until)
	}
	return official.Range(p.lang, *from, *until)
}

func (a Agreement) financing(p pen) []paper.Block {
	blocks := []paper.Block{
		paper.Heading{Text: p.by("2. Каржылоо", "2. Финансирование")},
		paper.Text(p.by("2.1. Жергиликтүү бюджеттен: ", "2.1. Из местного бюджета: ") + official.FullSum(p.lang, a.LocalBudget) + "."),
	}
	grant := p.by("каралган эмес", "не предусмотрена")
	if a.Programme != nil {
		grant = official.FullSum(p.lang, *a.Programme)
	}
	return append(blocks,
		paper.Text(p.by("2.2. Программанын колдоосу: ", "2.2. Поддержка программы: ")+grant+"."),
		paper.Text("2.3. "+word(p, modes, a.Mode)),
		paper.Text(p.by("2.4. Бардык булактар боюнча чыгымдар сметада (2-тиркеме) көрсөтүлгөн.", "2.4. Расходы по всем источникам указаны в смете (приложение 2).")),
	)
}

func (a Agreement) terms(p pen) []paper.Block {
	t := a.Terms.in(p)
	short := official.Capital(a.Office.short(p))
	var blocks []paper.Block
	number := 3
	for _, part := range []struct{ ky, ru, text string }{
		{"Аткаруучунун укуктары", "Права Исполнителя", t.PerformerRights},
		{"Аткаруучунун милдеттери", "Обязанности Исполнителя", t.PerformerDuties},
		{short + ": укуктары", short + ": права", t.MunicipalityRights},
		{short + ": милдеттери", short + ": обязанности", t.MunicipalityDuties},
		{"Мониторинг", "Мониторинг", t.Monitoring},
		{"Каржылагандарды көрсөтүү", "Упоминание источников финансирования", t.Visibility},
		{"Сатып алынган мүлк", "Приобретённое имущество", t.Ownership},
		{"Планды өзгөртүү", "Изменение плана", t.PlanChange},
		{"Каражатты кайтаруу", "Возврат средств", t.Refund},
		{"Форс-мажор", "Форс-мажор", t.ForceMajeure},
		{"Талаштарды чечүү", "Разрешение споров", t.Dispute},
	} {
		title := strconv.Itoa(number) + ". " + p.by(part.ky, part.ru)
		if added := section(title, part.text); added != nil {
			blocks, number = append(blocks, added...), number+1
		}
	}
	return append(blocks, a.closing(p, number)...)
}

func (a Agreement) closing(p pen, number int) []paper.Block {
	return []paper.Block{
		paper.Heading{Text: strconv.Itoa(number) + p.by(". Отчёт жана корутунду жоболор", ". Отчёт и заключительные положения")},
		paper.Text(p.by("Аткаруучу жыйынтыктоочу мазмундук жана каржылык отчётту тапшыруунун акыркы күнү: ",
			"Последний день сдачи Исполнителем итогового содержательного и финансового отчёта: ") + p.date(a.ReportDueOn) + "."),
		paper.Text(p.by(
			"Макулдашуу бирдей юридикалык күчкө ээ эки нускада түзүлдү, ар бир тарапка бирден. Тиркемелер: 1-тиркеме — техникалык тапшырма; 2-тиркеме — смета.",
			"Соглашение составлено в двух экземплярах равной юридической силы, по одному для каждой стороны. Приложения: приложение 1 — техническое задание; приложение 2 — смета.")),
		paper.Heading{Text: strconv.Itoa(number+1) + p.by(". Тараптардын реквизиттери жана колдору", ". Реквизиты и подписи сторон")},
	}
}

func (a Agreement) requisites(p pen) []paper.Block {
	office := []paper.Block{
		paper.Paragraph{Runs: []paper.Run{paper.Bold(a.Office.body(p))}, Flush: true, Align: paper.Left},
		paper.Paragraph{Runs: []paper.Run{paper.Plain(a.Office.position(p))}, Flush: true, Align: paper.Left},
		paper.SignatureLines{Signatures: []paper.Signature{{Position: printed(a.Office.Head.Name), Stamp: true}}},
	}
	name := or(a.Performer.SignedAs, a.Performer.Name)
	performer := []paper.Block{paper.Paragraph{Runs: []paper.Run{paper.Bold(p.by("Аткаруучу", "Исполнитель"))}, Flush: true, Align: paper.Left}}
	performer = append(performer, a.Performer.papers(p)...)
	return []paper.Block{
		paper.SideBySide{Left: office, Right: append(performer, paper.SignatureLines{Signatures: []paper.Signature{{Position: name}}})},
	}
}

// papers are what identifies the performer; nothing of it is public.
func (w Performer) papers(p pen) []paper.Block {
	if p.public() {
		return nil
	}
	var lines []string
	if w.Organisation != "" {
		lines = append(lines, quote(w.Organisation), p.by("Каттоо номери: ", "Регистрационный номер: ")+or(w.RegistrationNumber, blank))
	}
	lines = append(lines, w.Name)
	if w.Organisation == "" {
		lines = append(lines, p.by("Паспорт: ", "Паспорт: ")+blank, p.by("Берилген: ", "Выдан: ")+blank)
	}
	address := w.Village
	if w.Street != "" {
		address += ", " + w.Street
	}
	lines = append(lines, p.by("Дареги: ", "Адрес: ")+or(address, blank), p.by("Телефону: ", "Телефон: ")+or(w.Phone, blank))
	blocks := make([]paper.Block, len(lines))
	for i, line := range lines {
		blocks[i] = paper.Paragraph{Runs: []paper.Run{paper.Plain(line)}, Flush: true, Align: paper.Left}
	}
	return blocks
}

func (a Agreement) estimate(p pen) []paper.Block {
	return []paper.Block{
		paper.PageBreak{},
		paper.Paragraph{Align: paper.Right, Flush: true, Runs: []paper.Run{paper.Plain(p.by("2-тиркеме", "Приложение 2"))}},
		paper.Paragraph{Align: paper.Center, Flush: true, Runs: []paper.Run{paper.Bold(p.by("СМЕТА", "СМЕТА"))}},
		estimate(p, a.Lines),
		totals(p, a.Lines),
	}
}

// estimate is the approved estimate, line by line.
func estimate(p pen, lines []*agreement.Line) paper.Table {
	table := paper.Table{
		Name: "estimate", Small: true,
		Columns: []paper.Column{
			{Title: "№", Width: 6, Align: paper.Center}, {Title: p.by("Чыгымдын аталышы", "Наименование расхода"), Width: 30},
			{Title: p.by("Бирдиги", "Ед. изм."), Width: 10}, {Title: p.by("Саны", "Кол-во"), Width: 9, Align: paper.Right},
			{Title: p.by("Баасы, сом", "Цена, сом"), Width: 13, Align: paper.Right}, {Title: p.by("Сумма, сом", "Сумма, сом"), Width: 14, Align: paper.Right},
			{Title: p.by("Булагы, түрү", "Источник, форма"), Width: 18},
		},
	}
	var sums []*money.Amount
	for i, l := range lines {
		sums = append(sums, l.Planned)
		table.Rows = append(table.Rows, paper.Cells(no(i), l.Item, l.Unit, quantity(l.Quantity), official.KnownFigures(l.UnitPrice), p.valued(l.Planned, l.Valuation),
			word(p, sources, l.Source)+", "+word(p, forms, l.Form)))
	}
	table.Totals = []paper.Cell{{Text: p.by("Бааланган саптар боюнча бардыгы", "Всего по оценённым строкам"), Span: 5}, {Text: official.KnownFigures(money.Sum(sums...))}, {}}
	return table
}

func quantity(q *budget.Quantity) string {
	if q == nil {
		return dash
	}
	return decimal(q.String())
}

// valued is a sum, with a star where it is an estimate and in words where nobody valued it.
func (p pen) valued(a *money.Amount, v budget.Valuation) string {
	switch {
	case a == nil || v == budget.NotValued:
		return p.by("бааланган эмес", "не оценено")
	case v == budget.Estimated:
		return official.Figures(*a) + "*"
	}
	return official.Figures(*a)
}

// totals are the sums of an estimate by source.
func totals(p pen, lines []*agreement.Line) paper.Rows {
	rows := paper.Rows{KeyWidth: 50}
	estimated := false
	for _, source := range budget.Sources {
		var sums []*money.Amount
		for _, l := range lines {
			if l.Source == source {
				sums = append(sums, l.Planned)
				estimated = estimated || l.Valuation == budget.Estimated
			}
		}
		if len(sums) == 0 {
			continue
		}
		value := p.by("бааланган эмес", "не оценено")
		if sum := money.Sum(sums...); sum != nil {
			value = official.FullSum(p.lang, *sum)
		}
		rows.Rows = append(rows.Rows, paper.Row{Key: word(p, sources, source), Value: value})
	}
	if estimated {
		rows.Rows = append(rows.Rows, paper.Row{Key: "*", Value: p.by("болжолдуу баа", "приблизительная оценка")})
	}
	return rows
}
