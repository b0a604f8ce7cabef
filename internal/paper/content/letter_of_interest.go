package content

import (
	"slices"
	"strconv"
	"strings"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/letter"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/official"
)

// LetterOfInterest is a municipality's letter to the programme: Annex 1, and Annex 2 with its
// four parts (5.1, 5.2).
type LetterOfInterest struct {
	Office Office
	Place  letter.Place
	Text   letter.Content
	// PopulationAsOf and the donors' years are those of the call.
	PopulationAsOf         *clock.Date
	DonorsFrom, DonorsTill int
	// Answers are those to the call's own questions.
	Answers []Answer
}

// Answer is a question of the call with what the letter says to it.
type Answer struct{ Question, Text i18n.Localized }

// Content writes the letter; the contacts of groups' leaders stand only on the original.
func (l LetterOfInterest) Content(lang i18n.Lang, copy paper.Copy) paper.Content {
	p := pen{lang, copy}
	blocks := l.statements(p)
	blocks = append(blocks, l.contacts(p), paper.PageBreak{}, annex(p, 2), heading(p.by("1-бөлүк. Жалпы маалымат", "Часть 1. Общая информация")), l.general(p))
	blocks = append(blocks, l.questions(p)...)
	blocks = append(blocks, l.activities(p)...)
	blocks = append(blocks, l.groups(p)...)
	blocks = append(blocks, l.donors(p)...)
	blocks = append(blocks, l.answers(p)...)
	sign := l.Text.Signatures
	return paper.Content{
		Sender: l.sender(), Own: &paper.Own{Date: sign.Date},
		Title:     p.by("КЫЗЫКДАРЛЫК КАТЫ", "ПИСЬМО О ЗАИНТЕРЕСОВАННОСТИ"),
		Addressee: &paper.Addressee{Lines: []string{p.by("Өнүктүрүү саясат институтуна", "В Институт политики развития")}},
		Blocks:    blocks,
		Signatures: []paper.Signature{
			{Position: or(sign.Head.Position, l.Office.position(p)), Name: asPrinted(or(sign.Head.Name, l.Text.HeadName)), Stamp: true},
			{Position: or(sign.KeneshChair.Position, p.by("Жергиликтүү кеңештин төрагасы", "Председатель местного кенеша")), Name: asPrinted(sign.KeneshChair.Name)},
		},
		Values: map[string]string{"municipality": p.of(l.Place.Name), "head": l.Text.HeadName},
	}
}

// sender is the municipality's own letterhead.
func (l LetterOfInterest) sender() *paper.Letterhead {
	contacts := l.Text.Contacts
	head := paper.Letterhead{
		Country: paper.Country, Phone: or(contacts.Landline, contacts.Mobile), Email: contacts.Email,
		Address: i18n.Localized{Ky: contacts.Postal, Ru: contacts.Postal},
	}
	head.Name = i18n.Localized{Ky: official.Body(i18n.Ky, l.Office.Name, l.Office.City), Ru: official.Body(i18n.Ru, l.Office.Name, l.Office.City)}
	head.Region = i18n.Localized{Ky: listed(l.Place.Oblast.Ky, l.Place.Raion.Ky), Ru: listed(l.Place.Oblast.Ru, l.Place.Raion.Ru)}
	return &head
}

// listed joins the parts of a place that there are.
func listed(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), ", ")
}

func heading(text string) paper.Heading { return paper.Heading{Text: text} }

// annex names an annex at the right.
func annex(p pen, n int) paper.Paragraph {
	text := p.by(strconv.Itoa(n)+"-тиркеме", "Приложение "+strconv.Itoa(n))
	return paper.Paragraph{Align: paper.Right, Flush: true, Runs: []paper.Run{paper.Plain(text)}}
}

func (l LetterOfInterest) statements(p pen) []paper.Block {
	where := p.of(l.Place.Name)
	for _, part := range []i18n.Localized{l.Place.Raion, l.Place.Oblast} {
		if text := p.of(part); text != "" {
			where += ", " + text
		}
	}
	var items []string
	for _, s := range []struct {
		said   bool
		ky, ru string
	}{
		{l.Text.Statements.Interest, "жергиликтүү бюджетти башкаруунун ачыктыгын жана натыйжалуулугун, жарандардын катышуусун арттыруу үчүн кызматташууга кызыкдар жана даяр экенибизди;", "заинтересованы и готовы сотрудничать, чтобы повысить прозрачность и эффективность управления местным бюджетом и участие граждан;"},
		{l.Text.Statements.Activities, "жергиликтүү өз алдынча башкаруунун кызматкерлери жана депутаттар артыкчылыктуу көйгөйлөрдү аныктоого, жергиликтүү бюджеттен демилгелерди тандоо жана каржылоо боюнча иштөөгө даяр экенин;", "сотрудники органов МСУ и депутаты готовы определять приоритетные проблемы, отбирать и финансировать инициативы из местного бюджета;"},
		{l.Text.Statements.Memorandum, "жоопкерчиликти бекемдөө үчүн кызматташуу боюнча меморандумга кол коюуга даяр экенибизди;", "готовы подписать меморандум о сотрудничестве, чтобы закрепить ответственность;"},
		{l.Text.Statements.Principles, "муниципалдык башкаруунун ачыктык жана айкындык принциптерин карманарыбызды.", "придерживаемся принципов открытого и прозрачного муниципального управления."},
	} {
		if s.said {
			items = append(items, p.by(s.ky, s.ru))
		}
	}
	blocks := []paper.Block{
		annex(p, 1), bold(p.by("Муниципалитет:", "Муниципалитет:"), where+p.at(l.Text.Location)),
		bold(p.by("Башчысы:", "Глава:"), or(l.Text.HeadName, blank)), bold(p.by("Биргелешкен чечим:", "Совместное решение:"), p.decided(l.Text.Decision)),
		paper.Text(p.by("Ушул кат менен билдиребиз:", "Настоящим письмом заявляем:")), paper.Numbered(items...),
	}
	return append(blocks, l.aside(p)...)
}

// at is a location behind a name, nothing when none is told.
func (p pen) at(location string) string {
	if location == "" {
		return ""
	}
	return " (" + location + ")"
}

func (p pen) decided(d letter.Decision) string { return p.date(d.Date) + ", " + numbered(d.Number) }

func (l LetterOfInterest) aside(p pen) []paper.Block {
	key := p.by("Жергиликтүү бюджеттен каражат бөлүүгө даярбыз:", "Готовы выделить средства из местного бюджета:")
	value := p.yes(l.Text.SetAside.Ready)
	if l.Text.SetAside.Amount != nil {
		value += ", " + p.sum(l.Text.SetAside.Amount)
	}
	blocks := []paper.Block{bold(key, value)}
	return append(blocks, paragraphs(l.Text.SetAside.Comment)...)
}

func (p pen) yes(b *bool) string {
	switch {
	case b == nil:
		return shortBlank
	case *b:
		return p.by("ооба", "да")
	}
	return p.by("жок", "нет")
}

func (l LetterOfInterest) contacts(p pen) paper.Rows {
	c := l.Text.Contacts
	return paper.Rows{Rows: []paper.Row{
		{Key: p.by("Уюлдук телефон", "Мобильный телефон"), Value: or(c.Mobile, blank)}, {Key: p.by("Шаардык телефон", "Стационарный телефон"), Value: or(c.Landline, blank)},
		{Key: p.by("Почта дареги", "Почтовый адрес"), Value: or(c.Postal, blank)}, {Key: p.by("Электрондук почта", "Электронная почта"), Value: or(c.Email, blank)},
	}}
}

func (l LetterOfInterest) general(p pen) paper.Rows {
	g := l.Text.General
	area := dash
	if g.AreaHa != nil {
		area = decimal(g.AreaHa.String())
	}
	specialist := p.yes(g.ProcurementSpecialist)
	if g.SpecialistName != "" {
		specialist += ", " + g.SpecialistName + ", " + g.SpecialistPosition
	}
	return paper.Rows{Lined: true, KeyWidth: 48, Rows: []paper.Row{
		{Key: p.by("1.1. Аталышы", "1.1. Название"), Value: p.of(l.Place.Name)},
		{Key: p.by("1.2. Почта дареги", "1.2. Почтовый адрес"), Value: or(g.PostalAddress, dash)},
		{Key: p.by("1.3. Телефону, факсы", "1.3. Телефон, факс"), Value: or(g.PhoneFax, dash)},
		{Key: p.by("1.4. Электрондук почтасы, сайты", "1.4. Электронная почта, сайт"), Value: or(g.Email, dash) + "\n" + or(g.Website, dash)},
		{Key: p.by("1.5. Аянты, гектар", "1.5. Площадь, гектаров"), Value: area},
		{Key: p.by("1.6. Өздүк кирешелери", "1.6. Собственные доходы"), Value: l.revenue(p, g.OwnRevenue)},
		{Key: p.by("1.7. Теңдештирүүчү грант", "1.7. Выравнивающий грант"), Value: l.revenue(p, g.EqualizationGrant)},
		{Key: p.by("1.8. Аралыгы, км: районго, облуска, борборго чейин", "1.8. Расстояние, км: до района, области, столицы"), Value: count(g.DistRaionKm) + "; " + count(g.DistOblastKm) + "; " + count(g.DistCapitalKm)},
		{Key: p.by("1.9. Айылдардын саны", "1.9. Число сёл"), Value: count(g.VillageCount)},
		{Key: p.by("1.10. Калктын саны", "1.10. Численность населения") + l.asOf(p), Value: count(g.Population)},
		{Key: p.by("1.11. Сертификаты бар сатып алуу адиси", "1.11. Сертифицированный специалист по закупкам"), Value: specialist},
	}}
}

// asOf is the day of the population that the call asks for.
func (l LetterOfInterest) asOf(p pen) string {
	if l.PopulationAsOf == nil {
		return ""
	}
	return p.by(", ", " ") + official.AsOf(p.lang, *l.PopulationAsOf)
}

// revenue shows a sum with its year, and back in thousand som.
func (l LetterOfInterest) revenue(p pen, sum *money.Amount) string {
	if sum == nil {
		return dash
	}
	text := official.Sum(*sum) + " = " + official.ThousandSom(p.lang, *sum)
	if year := l.Text.General.FiscalYear; year != nil {
		text += ", " + official.Year(p.lang, *year)
	}
	return text
}

func (l LetterOfInterest) questions(p pen) []paper.Block {
	g := l.Text.General
	scale := func(n *int) string {
		return count(n) + p.by(" (5 баллдык шкала боюнча)", " (по 5-балльной шкале)")
	}
	blocks := []paper.Block{
		bold(p.by("1.12. Айыл өкмөтү (мэрия) менен кеңештин кызматташуу деңгээли:", "1.12. Уровень сотрудничества айыл окмоту (мэрии) и кенеша:"), scale(g.CooperationScore)), paper.Text(or(g.CooperationWhy, blank)),
		bold(p.by("1.14. Калктын активдүүлүгү:", "1.14. Активность населения:"), scale(g.ActivityScore)), paper.Text(or(g.ActivityWhy, blank)),
		bold(p.by("1.16. Эң маанилүү беш көйгөй:", "1.16. Пять самых важных проблем:"), ""),
	}
	if len(g.Problems) > 0 {
		blocks = append(blocks, paper.Numbered(g.Problems...))
	}
	blocks = append(blocks, bold(p.by("1.17. Тажрыйба алмашуу:", "1.17. Обмен опытом:"), p.yes(g.ExchangePractice)))
	return append(blocks, paragraphs(g.ExchangeText)...)
}

func (l LetterOfInterest) activities(p pen) []paper.Block {
	table := paper.Table{Name: "activities", Small: true, Columns: []paper.Column{
		{Title: "№", Width: 6, Align: paper.Center}, {Title: p.by("Аталышы", "Название"), Width: 26}, {Title: p.by("Демилгечилер жана аткаруучулар", "Инициаторы и исполнители"), Width: 26},
		{Title: p.by("Камтылган жарандар", "Охвачено граждан"), Width: 15, Align: paper.Center}, {Title: p.by("Натыйжалар", "Результаты"), Width: 27},
	}}
	for i, a := range l.Text.Activities {
		table.Rows = append(table.Rows, paper.Cells(no(i), a.Name, a.Implementers, count(a.Citizens), a.Results))
	}
	return []paper.Block{heading(p.by("2-бөлүк. Акыркы 12 айда жарандар менен биргелешкен иш-чаралар жана долбоорлор", "Часть 2. Совместные с гражданами мероприятия и проекты за последние 12 месяцев")), table}
}

func (l LetterOfInterest) groups(p pen) []paper.Block {
	table := paper.Table{Name: "groups", Small: true, Columns: []paper.Column{
		{Title: "№", Width: 6, Align: paper.Center}, {Title: p.by("Аталышы, лидери, байланышы", "Название, лидер, контакты"), Width: 28}, {Title: p.by("Максаттуу топ", "Целевая группа"), Width: 20},
		{Title: p.by("Иш багыттары", "Направления работы"), Width: 23}, {Title: p.by("Кызматташуу түрлөрү", "Формы сотрудничества"), Width: 23},
	}}
	for i, g := range l.Text.Groups {
		name := g.Name
		if !p.public() && g.Leader.Name != "" {
			name += "\n" + g.Leader.Name + "\n" + g.Leader.Contacts
		}
		table.Rows = append(table.Rows, paper.Cells(no(i), name, g.Audience, g.Directions, g.Cooperation))
	}
	return []paper.Block{heading(p.by("3-бөлүк. Уюмдар жана жарандардын топтору", "Часть 3. Организации и группы граждан")), table}
}

var donorStatuses = map[letter.DonorStatus]pair{letter.Completed: {"аяктады", "завершён"}, letter.InProgress: {"жүрүп жатат", "реализуется"}}

func (l LetterOfInterest) donors(p pen) []paper.Block {
	table := paper.Table{Name: "donors", Small: true, Columns: []paper.Column{
		{Title: "№", Width: 6, Align: paper.Center}, {Title: p.by("Донор", "Донор"), Width: 26}, {Title: p.by("Долбоор", "Проект"), Width: 34},
		{Title: p.by("Камтылган жарандар", "Охвачено граждан"), Width: 16, Align: paper.Center}, {Title: p.by("Абалы", "Статус"), Width: 18},
	}}
	for i, d := range l.Text.Donors {
		table.Rows = append(table.Rows, paper.Cells(no(i), d.Donor, d.Project, count(d.Citizens), word(p, donorStatuses, d.Status)))
	}
	title := p.by("4-бөлүк. Эл аралык донорлор", "Часть 4. Международные доноры")
	if l.DonorsFrom > 0 {
		title += ", " + strconv.Itoa(l.DonorsFrom) + "–" + p.by(strconv.Itoa(l.DonorsTill)+"-жылдар", strconv.Itoa(l.DonorsTill)+" годы")
	}
	return []paper.Block{heading(title), table}
}

func (l LetterOfInterest) answers(p pen) []paper.Block {
	if len(l.Answers) == 0 {
		return nil
	}
	blocks := []paper.Block{heading(p.by("Чакыруунун суроолоруна жооптор", "Ответы на вопросы приглашения"))}
	for _, a := range l.Answers {
		blocks = append(blocks, bold(p.of(a.Question), ""), paper.Text(or(p.of(a.Text), blank)))
	}
	return blocks
}
