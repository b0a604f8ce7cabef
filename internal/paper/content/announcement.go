package content

import (
	"strings"
	"time"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/official"
	"github.com/demilge/demilge/internal/regulation"
)

// Announcement is what people read of a competition on the site and the boards.
type Announcement struct {
	Office Office
	Number string
	Title  i18n.Localized
	Text   i18n.Localized
	// Body is what the announcement calls the LSG body.
	Body i18n.Localized
	// Amended is why an earlier edition was changed, empty for the first.
	Amended       string
	Regulation    document.Document
	Opens, Closes *time.Time
	ImplementBy   *clock.Date
	MaxAmount     *money.Amount
	Envelope      *money.Amount
	Areas         []i18n.Localized
	Kinds         []regulation.ApplicantKind
	Documents     []regulation.RequiredDocument
	Criteria      []regulation.Criterion
	Scale         regulation.Scale
	Contact       string
	Attachments   []string
	Chair         string
}

// Content writes the announcement; it holds no personal data.
func (a Announcement) Content(lang i18n.Lang, copy paper.Copy) paper.Content {
	p := pen{lang, copy}
	blocks := paragraphs(p.of(a.Text))
	if a.Amended != "" {
		blocks = append(blocks, bold(p.by("Кулактандырууга өзгөртүү киргизилди. Себеби:", "В объявление внесено изменение. Причина:"), a.Amended))
	}
	blocks = append(blocks, a.terms(p))
	blocks = append(blocks, a.lists(p)...)
	blocks = append(blocks, a.documents(p)...)
	blocks = append(blocks, a.criteria(p)...)
	return paper.Content{
		Title:    p.by("КУЛАКТАНДЫРУУ", "ОБЪЯВЛЕНИЕ"),
		Subtitle: p.by("Жергиликтүү демилгелердин сынагы жөнүндө", "О конкурсе местных инициатив"),
		Blocks:   blocks,
		Signatures: []paper.Signature{{
			Position: p.by("Конкурстук комиссиянын төрагасы", "Председатель конкурсной комиссии"), Name: printed(a.Chair),
		}},
		Values: map[string]string{
			"competition.number": a.Number, "competition.title": p.of(a.Title), "opens": p.moment(a.Opens), "closes": p.moment(a.Closes),
			"maximum": p.sum(a.MaxAmount), "contact": a.Contact,
		},
	}
}

func (a Announcement) terms(p pen) paper.Rows {
	rows := []paper.Row{
		{Key: p.by("Сынак", "Конкурс"), Value: p.quoted(a.Title) + ", " + numbered(a.Number)},
		{Key: p.by("Уюштуруучу", "Организатор"), Value: or(p.of(a.Body), a.Office.body(p))},
		{Key: p.by("Негизи", "Основание"), Value: p.by(
			"Жергиликтүү демилгелерди тандоо жана каржылоо тартиби жөнүндө Жобо, жергиликтүү кеңештин "+p.reference(a.Regulation)+" токтому",
			"Положение о порядке отбора и финансирования местных инициатив, постановление местного кенеша "+p.reference(a.Regulation))},
		{Key: p.by("Өтүнмөлөрдү кабыл алуунун башталышы", "Начало приёма заявок"), Value: p.moment(a.Opens)},
		{Key: p.by("Өтүнмөлөрдү кабыл алуунун аягы", "Окончание приёма заявок"), Value: p.moment(a.Closes)},
		{Key: p.by("Демилгени ишке ашыруунун акыркы күнү", "Последний день реализации инициативы"), Value: p.date(a.ImplementBy)},
		{Key: p.by("Бир өтүнмөгө жергиликтүү бюджеттен эң көп сумма", "Наибольшая сумма из местного бюджета на одну заявку"), Value: p.sum(a.MaxAmount)},
	}
	if a.Envelope != nil {
		rows = append(rows, paper.Row{
			Key:   p.by("Каражаттын жалпы көлөмү", "Общий объём средств"),
			Value: p.sum(a.Envelope) + p.by(", башкача айтканда ", ", то есть ") + official.ThousandSom(p.lang, *a.Envelope),
		})
	}
	return paper.Rows{Rows: append(rows, paper.Row{
		Key: p.by("Суроолор жана өтүнмөлөр үчүн байланыш", "Контакты для вопросов и заявок"), Value: or(a.Contact, blank),
	})}
}

func (a Announcement) lists(p pen) []paper.Block {
	var blocks []paper.Block
	if len(a.Areas) > 0 {
		names := make([]string, len(a.Areas))
		for i, area := range a.Areas {
			names[i] = p.of(area)
		}
		blocks = append(blocks, paper.Heading{Text: p.by("Артыкчылыктуу багыттар", "Приоритетные направления")}, paper.Numbered(names...))
	}
	if len(a.Kinds) > 0 {
		who := make([]string, len(a.Kinds))
		for i, kind := range a.Kinds {
			who[i] = word(p, applicants, kind)
		}
		blocks = append(blocks, bold(p.by("Катыша алышат:", "Участвовать могут:"), strings.Join(who, ", ")+"."))
	}
	return blocks
}

func (a Announcement) documents(p pen) []paper.Block {
	if len(a.Documents) == 0 {
		return nil
	}
	names := make([]string, len(a.Documents))
	for i, d := range a.Documents {
		names[i] = p.of(d.Name)
		if !d.Required {
			names[i] += p.by(" (болсо)", " (при наличии)")
		}
	}
	blocks := []paper.Block{paper.Heading{Text: p.by("Тапшырылуучу документтер", "Перечень документов")}, paper.Numbered(names...)}
	if len(a.Attachments) > 0 {
		blocks = append(blocks, paper.Heading{Text: p.by("Тиркемелер", "Приложения"), Level: 2}, paper.Bulleted(a.Attachments...))
	}
	return blocks
}

func (a Announcement) criteria(p pen) []paper.Block {
	if len(a.Criteria) == 0 {
		return nil
	}
	table := paper.Table{
		Name: "criteria", Caption: p.by("Баалоо критерийлери", "Критерии оценки"),
		Columns: []paper.Column{
			{Title: "№", Width: 8, Align: paper.Center}, {Title: p.by("Критерий", "Критерий"), Width: 72},
			{Title: p.by("Эң көп балл", "Наибольший балл"), Width: 20, Align: paper.Center},
		},
	}
	total := 0
	for i, c := range a.Criteria {
		most := a.Scale.Max * max(c.Weight, 1)
		total += most
		table.Rows = append(table.Rows, paper.Cells(no(i), p.of(c.Name), official.Number(int64(most))))
	}
	table.Totals = []paper.Cell{{Text: p.by("Бардыгы", "Всего"), Span: 2}, {Text: official.Number(int64(total))}}
	return []paper.Block{table}
}
