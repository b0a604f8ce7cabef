package content

import (
	"strings"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/official"
)

// Outcome is what a notice tells.
type Outcome string

// The outcomes for an applicant.
const (
	Won       Outcome = "WON"
	NotChosen Outcome = "NOT_CHOSEN"
	Refused   Outcome = "REFUSED"
	NotHeld   Outcome = "NOT_HELD"
)

// Notice tells one applicant what became of her application (M17).
type Notice struct {
	Contest
	Outcome     Outcome
	To          Recipient
	Application string
	Initiative  i18n.Localized
	// Order approved the result; zero before there is one.
	Order       document.Document
	LocalBudget *money.Amount
	Programme   *money.Amount
	Conditions  string
	// SignBy is the last day for the agreement.
	SignBy *clock.Date
	// Reason is why the application was refused or the competition was not held.
	Reason string
	// Measures are the means of the applicant's criteria beside those of all.
	Measures []Measure
	// ComplaintDays are the working days in which the applicant may appeal.
	ComplaintDays int
}

// Measure is the mean of a criterion.
type Measure struct {
	Name          i18n.Localized
	Mean, Average string
}

// Recipient is who a letter is for.
type Recipient struct {
	Surname, GivenName, Patronymic string
	Organisation                   string
	// Lines of the address.
	Village, Street string
}

// addressee writes the recipient into the upper right corner.
func (r Recipient) addressee(p pen) *paper.Addressee {
	lines := []string{r.to(p)}
	if r.Organisation != "" {
		lines = []string{quote(r.Organisation), lines[0]}
	}
	if r.Street != "" {
		lines = append(lines, r.Street)
	}
	if r.Village != "" {
		lines = append(lines, p.by(r.Village+" айылы", "село "+r.Village))
	}
	return &paper.Addressee{Lines: lines, Greeting: r.greeting(p)}
}

// to is the name in the dative case; a surname of which only the letter is known has none, and
// an account without a name leaves a line.
func (r Recipient) to(p pen) string {
	switch {
	case !personal(r.full()):
		return blank
	case initial(r.Surname):
		return r.short()
	}
	return official.To(p.lang, r.short())
}

// full is surname, name and patronymic as far as they are known.
func (r Recipient) full() string {
	return strings.Join(strings.Fields(r.Surname+" "+r.GivenName+" "+r.Patronymic), " ")
}

// short is «А. А. Кожонова», also of a person of whom only initials are known.
func (r Recipient) short() string {
	if !initial(r.GivenName) {
		return official.Initials(r.full())
	}
	return strings.Join(strings.Fields(r.GivenName+" "+r.Patronymic+" "+r.Surname), nbsp)
}

// initial reports whether only the first letter of a name is known.
func initial(name string) bool { return len([]rune(name)) <= 2 }

func (r Recipient) greeting(p pen) string {
	switch {
	case !personal(r.full()):
		return p.by("Урматтуу арыз ээси!", "Уважаемый заявитель!")
	case initial(r.GivenName):
		return official.GreetingAsPrinted(p.lang, r.short())
	}
	return official.Greeting(p.lang, r.full())
}

// Content writes the letter.
func (n Notice) Content(lang i18n.Lang, copy paper.Copy) paper.Content {
	p := pen{lang, copy}
	blocks := n.told(p)
	if n.Outcome != Won && n.ComplaintDays > 0 {
		days := official.CountInWords(lang, int64(n.ComplaintDays), official.WorkingDay)
		blocks = append(blocks, paper.Text(p.by(
			"Эгер бул чечим менен макул болбосоңуз, жыйынтык жарыяланган күндөн кийинки "+days+" ичинде конкурстук комиссияга же айыл өкмөтүнө (мэрияга) даттанууга укуктуусуз.",
			"Если вы не согласны с этим решением, вы вправе подать жалобу в конкурсную комиссию или в айыл окмоту (мэрию). Срок подачи после публикации результатов: "+days+".")))
	}
	return paper.Content{
		Title:     p.by("БИЛДИРҮҮ КАТЫ", "УВЕДОМЛЕНИЕ"),
		Subtitle:  p.by("Жергиликтүү демилгелердин сынагынын жыйынтыгы жөнүндө", "О результатах конкурса местных инициатив"),
		Addressee: n.To.addressee(p), Blocks: blocks, Signatures: []paper.Signature{n.Office.sign(p)},
		Values: map[string]string{
			"competition.number": n.Number, "competition.title": p.of(n.Title), "application.number": n.Application, "initiative": p.of(n.Initiative),
		},
	}
}

func (n Notice) told(p pen) []paper.Block {
	switch n.Outcome {
	case Won:
		return n.won(p)
	case Refused:
		return n.refused(p)
	case NotHeld:
		return []paper.Block{
			paper.Text(p.by(
				"Сиздин "+p.quoted(n.Initiative)+" демилгеңиз (өтүнмө "+numbered(n.Application)+") катышкан "+p.quoted(n.Title)+" сынагы өтпөй калды деп табылганын билдиребиз.",
				"Сообщаем, что конкурс "+p.quoted(n.Title)+", в котором участвовала ваша инициатива "+p.quoted(n.Initiative)+" (заявка "+numbered(n.Application)+"), признан несостоявшимся.")),
			paper.Text(p.by("Себеби: ", "Причина: ") + or(n.Reason, blank)),
		}
	}
	return n.notChosen(p)
}

func (n Notice) won(p pen) []paper.Block {
	blocks := []paper.Block{
		paper.Text(p.by(
			"Сиздин "+p.quoted(n.Initiative)+" демилгеңиз (өтүнмө "+numbered(n.Application)+") "+p.quoted(n.Title)+" сынагынын жеңүүчүсү болгонун кубаныч менен билдиребиз. Жыйынтык башчынын "+p.reference(n.Order)+" буйругу менен бекитилди.",
			"Рады сообщить, что ваша инициатива "+p.quoted(n.Initiative)+" (заявка "+numbered(n.Application)+") признана победителем конкурса "+p.quoted(n.Title)+". Итоги утверждены приказом главы "+p.reference(n.Order)+".")),
		bold(p.by("Жергиликтүү бюджеттен бөлүндү:", "Выделено из местного бюджета:"), p.sum(n.LocalBudget)),
	}
	if n.Programme != nil {
		blocks = append(blocks, bold(p.by("Программанын колдоосу:", "Поддержка программы:"), p.sum(n.Programme)))
	}
	if n.Conditions != "" {
		blocks = append(blocks, bold(p.by("Комиссиянын шарты:", "Условие комиссии:"), n.Conditions))
	}
	until := blank
	if n.SignBy != nil {
		until = official.Until(p.lang, *n.SignBy)
	}
	return append(blocks, paper.Text(p.by(
		"Макулдашууга жана техникалык тапшырмага кол коюу үчүн "+until+" айыл өкмөтүнө (мэрияга) паспортуңуз менен келишиңизди суранабыз.",
		"Просим вас "+until+" прийти с паспортом в айыл окмоту (мэрию), чтобы подписать соглашение и техническое задание.")))
}

func (n Notice) refused(p pen) []paper.Block {
	return []paper.Block{
		paper.Text(p.by(
			"Сиздин "+p.quoted(n.Initiative)+" демилгеңиз боюнча өтүнмө ("+numbered(n.Application)+") "+p.quoted(n.Title)+" сынагына киргизилген жок.",
			"Ваша заявка "+numbered(n.Application)+" с инициативой "+p.quoted(n.Initiative)+" не допущена к конкурсу "+p.quoted(n.Title)+".")),
		paper.Text(p.by("Себеби: ", "Причина: ") + or(n.Reason, blank)),
	}
}

func (n Notice) notChosen(p pen) []paper.Block {
	blocks := []paper.Block{
		paper.Text(p.by(
			"Сынакка катышканыңыз үчүн ыраазычылык билдиребиз. Тилекке каршы, сиздин "+p.quoted(n.Initiative)+" демилгеңиз (өтүнмө "+numbered(n.Application)+") "+p.quoted(n.Title)+" сынагынын жеңүүчүлөрүнүн катарына кирген жок. Жыйынтык башчынын "+p.reference(n.Order)+" буйругу менен бекитилди.",
			"Благодарим вас за участие в конкурсе. К сожалению, ваша инициатива "+p.quoted(n.Initiative)+" (заявка "+numbered(n.Application)+") не вошла в число победителей конкурса "+p.quoted(n.Title)+". Итоги утверждены приказом главы "+p.reference(n.Order)+".")),
	}
	if len(n.Measures) > 0 {
		blocks = append(blocks, n.measures(p))
	}
	return append(blocks, paper.Text(p.by("Кийинки сынактарга катышууңузду чакырабыз.", "Приглашаем вас участвовать в следующих конкурсах.")))
}

func (n Notice) measures(p pen) paper.Table {
	table := paper.Table{
		Name: "measures", Caption: p.by("Сиздин өтүнмөңүздүн баалары", "Оценки вашей заявки"),
		Columns: []paper.Column{
			{Title: p.by("Критерий", "Критерий"), Width: 60}, {Title: p.by("Сиздин орточо баллыңыз", "Ваш средний балл"), Width: 20, Align: paper.Center},
			{Title: p.by("Бардык өтүнмөлөрдүн орточосу", "Среднее по всем заявкам"), Width: 20, Align: paper.Center},
		},
	}
	for _, m := range n.Measures {
		table.Rows = append(table.Rows, paper.Cells(p.of(m.Name), decimal(m.Mean), decimal(m.Average)))
	}
	return table
}
