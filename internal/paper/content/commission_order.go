package content

import (
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/paper"
)

// CommissionOrder is the head's order by which a commission is formed.
type CommissionOrder struct {
	Office     Office
	Order      document.Document
	Regulation document.Document
	Members    []Seat
}

// Seat is a person's place in a commission or a monitoring group, as printed in the order.
type Seat struct {
	Name, Post string
	Category   commission.Category
	Role       commission.Role
	Voting     bool
}

// Content writes the order. Who sits in the commission is public.
func (o CommissionOrder) Content(lang i18n.Lang, copy paper.Copy) paper.Content {
	p := pen{lang, copy}
	return paper.Content{
		Title: p.by("БУЙРУК", "ПРИКАЗ"),
		Subtitle: p.by("Жергиликтүү демилгелердин сынагы боюнча конкурстук комиссияны түзүү жөнүндө",
			"О создании конкурсной комиссии по конкурсу местных инициатив"),
		Blocks: []paper.Block{
			paper.Text(p.by(
				"Жергиликтүү кеңештин "+p.reference(o.Regulation)+" токтому менен бекитилген Жергиликтүү демилгелерди тандоо жана каржылоо тартиби жөнүндө Жобого ылайык буйрук кылам:",
				"В соответствии с Положением о порядке отбора и финансирования местных инициатив, утверждённым постановлением местного кенеша "+p.reference(o.Regulation)+", приказываю:")),
			paper.List{Items: []paper.Item{{Runs: []paper.Run{paper.Plain(p.by("Конкурстук комиссия төмөнкү курамда түзүлсүн:", "Создать конкурсную комиссию в следующем составе:"))}}}},
			o.members(p),
			paper.List{Start: 2, Items: o.points(p)},
		},
		Signatures: []paper.Signature{o.Office.sign(p)},
		Own:        &paper.Own{Number: o.Order.Number, Date: o.Order.Date},
		Values:     map[string]string{"order.number": o.Order.Number, "order.date": p.date(o.Order.Date), "regulation": p.reference(o.Regulation)},
	}
}

// ownReference is date and number of the paper itself.
func (p pen) ownReference(d document.Document) string {
	return p.date(d.Date) + ", " + numbered(d.Number)
}

func (o CommissionOrder) members(p pen) paper.Table {
	table := paper.Table{
		Name: "members",
		Columns: []paper.Column{
			{Title: "№", Width: 7, Align: paper.Center}, {Title: p.by("Аты-жөнү", "Фамилия, имя, отчество"), Width: 33},
			{Title: p.by("Кызматы, ким тараптан", "Должность, кого представляет"), Width: 37}, {Title: p.by("Комиссиядагы орду", "Место в комиссии"), Width: 23},
		},
	}
	for i, m := range o.Members {
		post := word(p, categories, m.Category)
		if m.Post != "" {
			post = m.Post + ", " + post
		}
		role := word(p, commissionRoles, m.Role)
		if !m.Voting {
			role += p.by(" (добушсуз)", " (без права голоса)")
		}
		table.Rows = append(table.Rows, paper.Cells(no(i), m.Name, post, role))
	}
	return table
}

func (o CommissionOrder) points(p pen) []paper.Item {
	item := func(text string, sub ...string) paper.Item {
		i := paper.Item{Runs: []paper.Run{paper.Plain(text)}}
		for _, s := range sub {
			i.Sub = append(i.Sub, paper.Item{Runs: []paper.Run{paper.Plain(s)}})
		}
		return i
	}
	return []paper.Item{
		item(p.by("Комиссияга төмөнкүлөр тапшырылсын:", "Поручить комиссии:"),
			p.by("сынак жөнүндө кулактандырууну даярдоо жана жарыялоо;", "подготовить и опубликовать объявление о конкурсе;"),
			p.by("тургундардын арасында түшүндүрүү иштерин жүргүзүү;", "провести разъяснительную работу среди жителей;"),
			p.by("өтүнмөлөрдү кабыл алуу, каттоо жана баалоо;", "принять, зарегистрировать и оценить заявки;"),
			p.by("жеңүүчүлөрдү аныктап, протокол менен тастыктоо.", "определить победителей и закрепить решение протоколом.")),
		item(p.by("Комиссиянын мүчөлөрү ар бир өтүнмө боюнча кызыкчылыктардын кагылышуусу бар же жок экенин билдирсин.",
			"Членам комиссии по каждой заявке заявить о наличии или отсутствии конфликта интересов.")),
		item(p.by("Бул буйруктун аткарылышын көзөмөлдөө "+blank+" жүктөлсүн.", "Контроль за исполнением настоящего приказа возложить на "+blank+".")),
	}
}
