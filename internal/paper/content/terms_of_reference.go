package content

import (
	"strconv"

	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/official"
)

// TermsOfReference is the first annex of an agreement: aim and plan of financing (5.8).
type TermsOfReference struct {
	Office     Office
	Agreement  document.Document
	Initiative i18n.Localized
	Edition    int
	Reference  Twice[agreement.Content]
	// Performer is the name as printed under the agreement.
	Performer string
}

// Content writes the terms of reference; they hold no personal data but the signature.
func (t TermsOfReference) Content(lang i18n.Lang, copy paper.Copy) paper.Content {
	p := pen{lang, copy}
	performer := t.Performer
	if p.public() {
		performer = ""
	}
	blocks := t.heading(p)
	number := 0
	for _, part := range []struct {
		title string
		write func(pen) []paper.Block
	}{
		{p.by("Максаты", "Цель"), t.goal}, {p.by("Милдеттери", "Задачи"), t.tasks}, {p.by("Күтүлгөн натыйжалар", "Ожидаемые результаты"), t.results},
		{p.by("Иш-чаралар", "Мероприятия"), t.activities}, {p.by("Сатып алуулар", "Закупки"), t.purchases},
		{p.by("Сапатка талаптар", "Требования к качеству"), t.quality}, {p.by("Максаттуу топтор", "Целевые группы"), t.groups},
		{p.by("Ишке ашыруу графиги", "График реализации"), t.timetable}, {p.by("Отчёттун түрү", "Форма отчёта"), t.reporting},
	} {
		if written := part.write(p); len(written) > 0 {
			number++
			blocks = append(append(blocks, paper.Heading{Text: strconv.Itoa(number) + ". " + part.title}), written...)
		}
	}
	approval := t.Office.sign(p)
	return paper.Content{
		Title:    p.by("ТЕХНИКАЛЫК ТАПШЫРМА", "ТЕХНИЧЕСКОЕ ЗАДАНИЕ"),
		Subtitle: p.by("Жергиликтүү демилге: ", "Местная инициатива: ") + p.quoted(t.Initiative),
		Approval: &approval, Blocks: blocks,
		Signatures: []paper.Signature{{Position: p.by("Аткаруучу", "Исполнитель"), Name: performer}},
		Values: map[string]string{
			"agreement.number": t.Agreement.Number, "agreement.date": p.date(t.Agreement.Date), "initiative": p.of(t.Initiative), "goal": t.Reference.in(p).Goal,
		},
	}
}

func (t TermsOfReference) heading(p pen) []paper.Block {
	return []paper.Block{paper.Text(p.by(
		p.reference(t.Agreement)+" макулдашууга 1-тиркеме. Техникалык тапшырманын редакциясы: "+official.Number(int64(t.Edition))+".",
		"Приложение 1 к соглашению "+p.reference(t.Agreement)+". Редакция технического задания: "+official.Number(int64(t.Edition))+"."))}
}

func (t TermsOfReference) goal(p pen) []paper.Block {
	return paragraphs(or(t.Reference.in(p).Goal, blank))
}

func (t TermsOfReference) tasks(p pen) []paper.Block {
	if tasks := t.Reference.in(p).Tasks; len(tasks) > 0 {
		return []paper.Block{paper.Numbered(tasks...)}
	}
	return []paper.Block{paper.Text(blank)}
}

func (t TermsOfReference) results(p pen) []paper.Block {
	table := paper.Table{
		Name: "results",
		Columns: []paper.Column{
			{Title: "№", Width: 7, Align: paper.Center}, {Title: p.by("Күтүлгөн натыйжа", "Ожидаемый результат"), Width: 34},
			{Title: p.by("Көрсөткүч", "Показатель"), Width: 27}, {Title: p.by("Бирдиги", "Ед. изм."), Width: 20}, {Title: p.by("Саны", "План"), Width: 12, Align: paper.Center},
		},
	}
	for i, r := range t.Reference.in(p).ExpectedResults {
		table.Rows = append(table.Rows, paper.Cells(no(i), r.Text, or(r.Indicator, dash), or(r.Unit, dash), count(r.Target)))
	}
	return []paper.Block{table}
}

func (t TermsOfReference) activities(p pen) []paper.Block {
	table := paper.Table{
		Name: "activities",
		Columns: []paper.Column{
			{Title: "№", Width: 7, Align: paper.Center}, {Title: p.by("Иш-чара", "Мероприятие"), Width: 37}, {Title: p.by("Күнү", "Дата"), Width: 15, Align: paper.Center},
			{Title: p.by("Жери", "Место"), Width: 19}, {Title: p.by("Катышуучулар", "Участники"), Width: 22, Align: paper.Center},
		},
	}
	for i, a := range t.Reference.in(p).Activities {
		table.Rows = append(table.Rows, paper.Cells(no(i), a.Name, short(a.Date), or(a.Place, dash), count(a.ExpectedParticipants)))
	}
	return []paper.Block{table}
}

func (t TermsOfReference) purchases(p pen) []paper.Block {
	table := paper.Table{
		Name: "purchases", Small: true,
		Columns: []paper.Column{
			{Title: "№", Width: 6, Align: paper.Center}, {Title: p.by("Аталышы, мүнөздөмөсү", "Наименование, характеристика"), Width: 27},
			{Title: p.by("Саны", "Кол-во"), Width: 12, Align: paper.Right}, {Title: p.by("Баасы, сом", "Цена, сом"), Width: 14, Align: paper.Right},
			{Title: p.by("Булагы", "Источник"), Width: 19}, {Title: p.by("Ким сатып алат, мөөнөтү", "Кто закупает, срок"), Width: 22},
		},
	}
	for i, item := range t.Reference.in(p).Purchases {
		name := item.Item
		if item.Specification != "" {
			name += "\n" + item.Specification
		}
		buyer := word(p, sides, item.Buyer)
		if item.Until != nil {
			buyer += ", " + official.Short(*item.Until)
		}
		table.Rows = append(table.Rows, paper.Cells(no(i), name, quantity(item.Quantity)+" "+item.Unit, official.KnownFigures(item.Price), word(p, sources, item.Source), buyer))
	}
	if len(table.Rows) == 0 {
		return nil
	}
	return []paper.Block{table}
}

func (t TermsOfReference) quality(p pen) []paper.Block {
	if quality := t.Reference.in(p).QualityRequirements; len(quality) > 0 {
		return []paper.Block{paper.Numbered(quality...)}
	}
	return nil
}

func (t TermsOfReference) groups(p pen) []paper.Block {
	if groups := t.Reference.in(p).TargetGroups; len(groups) > 0 {
		return []paper.Block{paper.Bulleted(groups...)}
	}
	return nil
}

func (t TermsOfReference) timetable(p pen) []paper.Block {
	return paragraphs(or(t.Reference.in(p).Timetable, blank))
}

func (t TermsOfReference) reporting(p pen) []paper.Block {
	return paragraphs(or(t.Reference.in(p).ReportingFormat, blank))
}
