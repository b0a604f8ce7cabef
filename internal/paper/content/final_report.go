package content

import (
	"slices"
	"strings"

	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/official"
	"github.com/demilge/demilge/internal/report"
)

// FinalReport is what a performer reports: what was done and what it cost (5.11).
type FinalReport struct {
	Number     string
	Agreement  document.Document
	Initiative i18n.Localized
	Performer  string
	// Consented lets everyone read the performer's name.
	Consented   bool
	From, Until *clock.Date
	Report      *report.Content
}

// Content writes the report. Its public copy leaves out quotes, givers and the performer
// who did not agree to be named.
func (r FinalReport) Content(lang i18n.Lang, copy paper.Copy) paper.Content {
	p := pen{lang, copy}
	blocks := []paper.Block{r.heading(p)}
	blocks = append(blocks, r.narrative(p)...)
	blocks = append(blocks, r.events(p)...)
	blocks = append(blocks, r.results(p)...)
	blocks = append(blocks, r.account(p)...)
	if property := belongings(p, r.Report.Property); property != nil {
		blocks = append(blocks, property)
	}
	return paper.Content{
		Title:    p.by("ЖЫЙЫНТЫКТООЧУ ОТЧЁТ", "ИТОГОВЫЙ ОТЧЁТ"),
		Subtitle: p.by("Жергиликтүү демилгени ишке ашыруу жөнүндө мазмундук жана каржылык отчёт", "Содержательный и финансовый отчёт о реализации местной инициативы"),
		Blocks:   blocks, Signatures: []paper.Signature{{Position: p.by("Аткаруучу", "Исполнитель"), Name: r.performer(p)}},
		Values: map[string]string{"agreement.number": r.Agreement.Number, "initiative": p.of(r.Initiative), "report.number": r.Number},
	}
}

func (r FinalReport) performer(p pen) string {
	if p.public() && !r.Consented {
		return ""
	}
	return r.Performer
}

func (r FinalReport) heading(p pen) paper.Rows {
	people := dash
	if r.Report.Participants != nil {
		people = official.Count(p.lang, int64(*r.Report.Participants), official.Participant)
	}
	return paper.Rows{KeyWidth: 34, Rows: []paper.Row{
		{Key: p.by("Демилге", "Инициатива"), Value: p.quoted(r.Initiative)},
		{Key: p.by("Макулдашуу", "Соглашение"), Value: p.ownReference(r.Agreement)},
		{Key: p.by("Отчёттун каттоо номери", "Регистрационный номер отчёта"), Value: numbered(r.Number)},
		{Key: p.by("Мезгили", "Период"), Value: p.term(r.From, r.Until)},
		{Key: p.by("Аткаруучу", "Исполнитель"), Value: or(r.performer(p), p.by("аты жарыяланбайт", "имя не публикуется"))},
		{Key: p.by("Катышуучулардын жалпы саны", "Общее число участников"), Value: people},
	}}
}

func (r FinalReport) narrative(p pen) []paper.Block {
	n := r.Report.Narrative
	blocks := section(p.by("Эмне аткарылды", "Что сделано"), or(n.WhatWasDone, blank))
	for _, part := range []struct{ title, text string }{
		{p.by("Кыйынчылыктар", "Трудности"), n.Difficulties}, {p.by("Ким жардам берди", "Кто помогал"), r.named(p, n.Helpers)},
		{p.by("Натыйжалардын туруктуулугу", "Устойчивость результатов"), n.Sustainability}, {p.by("Мындан аркы кадамдар", "Дальнейшие шаги"), n.NextSteps},
	} {
		blocks = append(blocks, section(part.title, part.text)...)
	}
	if len(n.Quotes) > 0 && !p.public() {
		blocks = append(blocks, paper.Heading{Text: p.by("Тургундардын пикирлери", "Отзывы жителей")}, paper.Bulleted(n.Quotes...))
	}
	return blocks
}

// named is a text that may name people: the public does not read it.
func (r FinalReport) named(p pen, text string) string {
	if p.public() {
		return ""
	}
	return text
}

func (r FinalReport) events(p pen) []paper.Block {
	if len(r.Report.Events) == 0 {
		return nil
	}
	table := paper.Table{
		Name: "events", Caption: p.by("Өткөрүлгөн иш-чаралар", "Проведённые мероприятия"),
		Columns: []paper.Column{
			{Title: "№", Width: 7, Align: paper.Center}, {Title: p.by("Иш-чара", "Мероприятие"), Width: 40}, {Title: p.by("Күнү", "Дата"), Width: 15, Align: paper.Center},
			{Title: p.by("Жери", "Место"), Width: 18}, {Title: p.by("Жолу", "Раз"), Width: 8, Align: paper.Center}, {Title: p.by("Адам", "Человек"), Width: 12, Align: paper.Center},
		},
	}
	total := 0
	for i, e := range r.Report.Events {
		total += e.Occurrences
		table.Rows = append(table.Rows, paper.Cells(no(i), e.Title, short(e.HeldOn), or(e.Place, dash), official.Number(int64(e.Occurrences)), count(e.Participants)))
	}
	table.Totals = []paper.Cell{{Text: p.by("Бардыгы", "Всего"), Span: 4}, {Text: official.Number(int64(total))}, {Text: count(r.Report.Participants)}}
	return []paper.Block{table}
}

func (r FinalReport) results(p pen) []paper.Block {
	if len(r.Report.Narrative.Results) == 0 {
		return nil
	}
	table := paper.Table{
		Name: "results", Caption: p.by("Натыйжалар", "Результаты"),
		Columns: []paper.Column{
			{Title: p.by("Күтүлгөн натыйжа", "Ожидаемый результат"), Width: 36}, {Title: p.by("Бирдиги", "Ед. изм."), Width: 14},
			{Title: p.by("План", "План"), Width: 10, Align: paper.Center}, {Title: p.by("Иш жүзүндө", "Факт"), Width: 12, Align: paper.Center}, {Title: p.by("Түшүндүрмө", "Пояснение"), Width: 28},
		},
	}
	for _, result := range r.Report.Narrative.Results {
		table.Rows = append(table.Rows, paper.Cells(result.Expected, result.Unit, count(result.Target), count(result.Achieved), result.Text))
	}
	return []paper.Block{table}
}

func (r FinalReport) account(p pen) []paper.Block {
	table := paper.Table{
		Name: "account", Caption: p.by("Каржылык отчёт", "Финансовый отчёт"), Small: true,
		Columns: []paper.Column{
			{Title: "№", Width: 6, Align: paper.Center}, {Title: p.by("Чыгымдын аталышы, булагы", "Расход, источник"), Width: 30},
			{Title: p.by("План, сом", "План, сом"), Width: 14, Align: paper.Right}, {Title: p.by("Иш жүзүндө, сом", "Факт, сом"), Width: 14, Align: paper.Right},
			{Title: p.by("Айырма, сом", "Разница, сом"), Width: 13, Align: paper.Right}, {Title: p.by("Документтер, түшүндүрмө", "Документы, пояснение"), Width: 23},
		},
	}
	var planned, actual, differences []*money.Amount
	for _, l := range r.Report.Account.Lines {
		planned, actual, differences = append(planned, l.Planned), append(actual, l.Actual), append(differences, l.Difference)
		table.Rows = append(table.Rows, paper.Cells(official.Number(int64(l.LineNo)), l.Item+"\n"+word(p, sources, l.Source)+", "+word(p, forms, l.Form),
			official.KnownFigures(l.Planned), official.KnownFigures(l.Actual), official.KnownFigures(l.Difference), proofs(p, l)))
	}
	table.Totals = []paper.Cell{{Text: p.by("Бардыгы", "Всего"), Span: 2}, {Text: official.KnownFigures(money.Sum(planned...))}, {Text: official.KnownFigures(money.Sum(actual...))}, {Text: official.KnownFigures(whole(differences))}, {}}
	return slices.Concat([]paper.Block{table}, r.gifts(p), r.unspent(p))
}

// whole is the sum of what is known of every line, nil where one of them lacks it: beside the
// totals of plan and actual a part of the differences would not add up.
func whole(amounts []*money.Amount) *money.Amount {
	if slices.Contains(amounts, nil) {
		return nil
	}
	return money.Sum(amounts...)
}

func proofs(p pen, l *report.AccountLine) string {
	var parts []string
	for _, d := range l.Documents {
		parts = append(parts, word(p, papers, d.Kind)+" "+numbered(d.Number)+", "+short(d.Date))
	}
	if l.Explanation != "" {
		parts = append(parts, l.Explanation)
	}
	return or(strings.Join(parts, "\n"), dash)
}

func (r FinalReport) gifts(p pen) []paper.Block {
	if len(r.Report.Account.Gifts) == 0 {
		return nil
	}
	table := paper.Table{
		Name: "gifts", Caption: p.by("Акчалай эмес жана башка салымдар", "Неденежные и другие вклады"), Small: true,
		Columns: []paper.Column{
			{Title: p.by("Ким берди", "Кто внёс"), Width: 28}, {Title: p.by("Эмне", "Что"), Width: 30}, {Title: p.by("Саны", "Кол-во"), Width: 12},
			{Title: p.by("Күнү", "Дата"), Width: 12, Align: paper.Center}, {Title: p.by("Баасы, сом", "Стоимость, сом"), Width: 18, Align: paper.Right},
		},
	}
	estimated := false
	for _, g := range r.Report.Account.Gifts {
		estimated = estimated || g.Valuation == budget.Estimated
		giver := g.Giver
		if p.public() {
			giver = word(p, sources, g.Source)
		}
		table.Rows = append(table.Rows, paper.Cells(giver, g.Item, strings.TrimSpace(quantity(g.Quantity)+" "+g.Unit), official.Short(g.ReceivedOn), p.valued(g.Amount, g.Valuation)))
	}
	if !estimated {
		return []paper.Block{table}
	}
	return []paper.Block{table, small(p.by("* Болжолдуу баа.", "* Приблизительная оценка."))}
}

func (r FinalReport) unspent(p pen) []paper.Block {
	var blocks []paper.Block
	for _, s := range r.Report.Account.Sources {
		if s.Unspent > 0 {
			blocks = append(blocks, bold(word(p, sources, s.Source)+p.by(", кайтарылууга тийиш:", ", к возврату:"), official.FullSum(p.lang, s.Unspent)))
		}
	}
	return blocks
}
