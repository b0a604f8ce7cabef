package content

import (
	"strconv"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/official"
	"github.com/demilge/demilge/internal/selection"
)

// SelectionProtocol records which municipalities the programme chose, and why (P7, P8).
type SelectionProtocol struct {
	Call   i18n.Localized
	Number string
	Date   *clock.Date
	Place  string
	// Present and Absent are the members of the committee.
	Present, Absent []Official
	Recusals        []Recused
	Discussion      string
	Votes           []Ballot
	Choices         []Choice
	// Signatories are those who signed, as printed.
	Signatories []Official
}

// Recused is a member who had no say on the letter of a municipality.
type Recused struct {
	Member       string
	Municipality i18n.Localized
	Kind         selection.ConflictKind
}

// Ballot is how those present voted: on one municipality or, without a name, on the list.
type Ballot struct {
	Municipality          i18n.Localized
	For, Against, Abstain int
}

// Choice is what was decided on one letter.
type Choice struct {
	Municipality, Oblast i18n.Localized
	// Rank from 1, 0 for one that was not ranked.
	Rank int
	Mean string
	// Chosen and Cofinancing are two facts: chosen, and gets money.
	Chosen      bool
	Cofinancing *money.Amount
	// ReserveNo orders the reserve from 1, 0 outside it.
	ReserveNo int
	// Why is the printed reason of the place in the list.
	Why i18n.Localized
}

// Content writes the protocol; its public copy leaves the discussion out, and of the conflicts tells
// only how many there were.
func (s SelectionProtocol) Content(lang i18n.Lang, copy paper.Copy) paper.Content {
	p := pen{lang, copy}
	blocks := []paper.Block{bold(p.by("Чакыруу:", "Приглашение:"), p.quoted(s.Call))}
	blocks = append(blocks, members(p, p.by("Катышкандар", "Присутствовали"), s.Present)...)
	blocks = append(blocks, members(p, p.by("Катышпагандар", "Отсутствовали"), s.Absent)...)
	blocks = append(blocks, s.recusals(p)...)
	if !p.public() {
		blocks = append(blocks, section(p.by("Талкуулоо", "Обсуждение"), s.Discussion)...)
	}
	blocks = append(blocks, heading(p.by("Чечим", "Решение")), s.choices(p))
	blocks = append(blocks, s.ballots(p)...)
	signatures := make([]paper.Signature, len(s.Signatories))
	for i, hand := range s.Signatories {
		signatures[i] = paper.Signature{Position: p.of(hand.Position), Name: asPrinted(hand.Name)}
	}
	return paper.Content{
		Title: p.by("ПРОТОКОЛ", "ПРОТОКОЛ"), Subtitle: p.by("Муниципалитеттерди тандоо жөнүндө", "Об отборе муниципалитетов"), Place: s.Place,
		Blocks: blocks, Signatures: signatures, Landscape: true, Own: &paper.Own{Number: s.Number, Date: s.Date},
		Values: map[string]string{"protocol.number": s.Number, "protocol.date": p.date(s.Date), "call": p.of(s.Call)},
	}
}

// members lists people with their positions; nothing for none.
func members(p pen, title string, people []Official) []paper.Block {
	if len(people) == 0 {
		return nil
	}
	names := make([]string, len(people))
	for i, who := range people {
		names[i] = who.Name
		if position := p.of(who.Position); position != "" {
			names[i] += ", " + position
		}
	}
	return []paper.Block{heading(title), paper.Numbered(names...)}
}

var bonds = map[selection.ConflictKind]pair{
	selection.Relative: {"тууган", "родственник"},
	selection.Employer: {"кызматтык байланыш", "служебная связь"},
	selection.Other:    {"башка", "другое"},
}

func (s SelectionProtocol) recusals(p pen) []paper.Block {
	title := heading(p.by("Кызыкчылыктардын кагылышуусу", "Конфликт интересов"))
	switch {
	case len(s.Recusals) == 0:
		return nil
	case p.public():
		return []paper.Block{title, paper.Text(p.by("Билдирилген кагылышуулардын саны: ", "Заявлено конфликтов интересов: ") +
			official.Number(int64(len(s.Recusals))) + ".")}
	}
	lines := make([]string, len(s.Recusals))
	for i, r := range s.Recusals {
		lines[i] = r.Member + ", " + p.of(r.Municipality) + ": " + word(p, bonds, r.Kind) + p.by("; баалоого катышкан жок.", "; в оценке не участвовал(а).")
	}
	return []paper.Block{title, paper.Bulleted(lines...)}
}

func (s SelectionProtocol) ballots(p pen) []paper.Block {
	if len(s.Votes) == 0 {
		return nil
	}
	lines := make([]string, len(s.Votes))
	for i, v := range s.Votes {
		lines[i] = or(p.of(v.Municipality), p.by("Бүт тизме боюнча", "По всему списку")) + ": " +
			p.by("макул – ", "за – ") + strconv.Itoa(v.For) + ", " + p.by("каршы – ", "против – ") + strconv.Itoa(v.Against) + ", " +
			p.by("калыс – ", "воздержались – ") + strconv.Itoa(v.Abstain) + "."
	}
	return []paper.Block{heading(p.by("Добуш берүү", "Голосование")), paper.Bulleted(lines...)}
}

func (s SelectionProtocol) choices(p pen) paper.Table {
	table := paper.Table{Name: "choices", Small: true, Columns: []paper.Column{
		{Title: p.by("Орду", "Место"), Width: 7, Align: paper.Center}, {Title: p.by("Муниципалитет, облус", "Муниципалитет, область"), Width: 25}, {Title: p.by("Орточо балл", "Средний балл"), Width: 10, Align: paper.Center},
		{Title: p.by("Чечим", "Решение"), Width: 18}, {Title: p.by("Биргелешип каржылоо, сом", "Софинансирование, сом"), Width: 16, Align: paper.Right}, {Title: p.by("Негизи", "Основание"), Width: 24},
	}}
	for _, c := range s.Choices {
		rank := dash
		if c.Rank > 0 {
			rank = strconv.Itoa(c.Rank)
		}
		table.Rows = append(table.Rows, paper.Cells(rank, p.of(c.Municipality)+"\n"+p.of(c.Oblast), decimal(c.Mean), c.decision(p), official.KnownFigures(c.Cofinancing), p.of(c.Why)))
	}
	return table
}

func (c Choice) decision(p pen) string {
	switch {
	case c.Chosen && c.Cofinancing != nil:
		return p.by("тандалды, биргелешип каржылоо менен", "отобран, с софинансированием")
	case c.Chosen:
		return p.by("тандалды", "отобран")
	case c.ReserveNo > 0:
		return p.by("резерв, ", "резерв, ") + numbered(strconv.Itoa(c.ReserveNo))
	}
	return p.by("тандалган жок", "не отобран")
}

// CallNotice tells a participant of a call what was decided on its letter (P9).
type CallNotice struct {
	Call         i18n.Localized
	Municipality i18n.Localized
	City         bool
	// Head is the full name of who signed the letter.
	Head   string
	Choice Choice
	// Told is what is said of a letter on which nothing was decided, or of one that stepped
	// back; empty for others.
	Told i18n.Localized
	// Signer signs for the programme.
	Signer Official
}

// Content writes the notice.
func (n CallNotice) Content(lang i18n.Lang, copy paper.Copy) paper.Content {
	p := pen{lang, copy}
	office := Office{Name: n.Municipality, City: n.City}
	lines := []string{office.bodyTo(p)}
	greeting := p.by("Урматтуу кесиптештер!", "Уважаемые коллеги!")
	if personal(n.Head) {
		lines, greeting = append(lines, official.To(lang, official.Initials(n.Head))), official.Greeting(lang, n.Head)
	}
	text := p.by(
		p.quoted(n.Call)+" чакыруусу боюнча жиберген кызыкдарлык катыңыз үчүн ыраазычылык билдиребиз. Тандоонун жыйынтыгы: ",
		"Благодарим за письмо о заинтересованности, направленное по приглашению "+p.quoted(n.Call)+". Результат отбора: ") +
		or(p.of(n.Told), n.Choice.decision(p)) + "."
	blocks := []paper.Block{paper.Text(text)}
	if n.Choice.Cofinancing != nil {
		blocks = append(blocks, bold(p.by("Биргелешип каржылоонун суммасы:", "Сумма софинансирования:"), p.sum(n.Choice.Cofinancing)))
	}
	blocks = append(blocks, paragraphs(p.of(n.Choice.Why))...)
	if n.Choice.Chosen {
		blocks = append(blocks, paper.Text(p.by("Меморандумга кол коюу жана иш-чаралардын графиги боюнча сиздер менен өзүнчө байланышабыз.", "О подписании меморандума и графике мероприятий мы свяжемся с вами отдельно.")))
	}
	return paper.Content{
		Title: p.by("БИЛДИРҮҮ КАТЫ", "УВЕДОМИТЕЛЬНОЕ ПИСЬМО"), Addressee: &paper.Addressee{Lines: lines, Greeting: greeting}, Blocks: blocks,
		Signatures: []paper.Signature{{Position: p.of(n.Signer.Position), Name: printed(n.Signer.Name), Stamp: true}},
		Values:     map[string]string{"call": p.of(n.Call), "municipality": p.of(n.Municipality)},
	}
}
