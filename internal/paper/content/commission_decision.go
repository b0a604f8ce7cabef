package content

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/official"
)

func (c CommissionProtocol) ranking(p pen) []paper.Block {
	content := c.Protocol
	each := 9
	table := paper.Table{
		Name: "ranking", Caption: p.by("Баалоонун жыйынтыгы", "Результаты оценки"), Small: true,
		Columns: []paper.Column{
			{Title: p.by("Орду", "Место"), Width: 9, Align: paper.Center},
			{Title: p.by("Каттоо №, аталышы", "Рег. №, название"), Width: max(79-each*len(content.Criteria), 20)},
		},
	}
	legend := make([]string, len(content.Criteria))
	for i, criterion := range content.Criteria {
		table.Columns = append(table.Columns, paper.Column{Title: "К" + no(i), Width: each, Align: paper.Center})
		legend[i] = "К" + no(i) + nbsp + dash + " " + p.of(criterion.Name)
	}
	table.Columns = append(table.Columns, paper.Column{Title: p.by("Орточо", "Среднее"), Width: 12, Align: paper.Center})
	for _, place := range content.Ranking {
		row := paper.Cells(strconv.Itoa(place.Rank), place.Number+"\n"+c.title(p, place.Number))
		for i := range content.Criteria {
			mean := dash
			if i < len(place.Criteria) {
				mean = decimal(place.Criteria[i].Mean)
			}
			row = append(row, paper.Cell{Text: mean})
		}
		table.Rows = append(table.Rows, append(row, paper.Cell{Text: decimal(place.Mean), Bold: true}))
	}
	blocks := []paper.Block{table, small(strings.Join(legend, "; ") + ".")}
	if content.Casting != nil {
		blocks = append(blocks, bold(p.by("Төраганын чечүүчү добушу:", "Решающий голос председателя:"),
			strings.Join(content.Casting.Order, ", ")+". "+content.Casting.Reason))
	}
	return blocks
}

func (c CommissionProtocol) title(p pen, number string) string {
	for _, e := range c.Protocol.Register {
		if e.Number == number {
			return p.quoted(e.Title)
		}
	}
	return ""
}

func (c CommissionProtocol) votes(p pen) []paper.Block {
	if len(c.Protocol.Votes) == 0 {
		return nil
	}
	table := paper.Table{
		Name: "votes", Caption: p.by("Добуш берүү", "Голосование"),
		Columns: []paper.Column{
			{Title: p.by("Каттоо №, аталышы", "Рег. №, название"), Width: 48}, {Title: p.by("Макул", "За"), Width: 15, Align: paper.Center},
			{Title: p.by("Каршы", "Против"), Width: 15, Align: paper.Center}, {Title: p.by("Калыс", "Воздержались"), Width: 22, Align: paper.Center},
		},
	}
	for _, v := range c.Protocol.Votes {
		table.Rows = append(table.Rows, paper.Cells(v.Number+", "+c.title(p, v.Number), strconv.Itoa(v.For), strconv.Itoa(v.Against), strconv.Itoa(v.Abstain)))
	}
	return []paper.Block{table}
}

func (c CommissionProtocol) decisions(p pen) []paper.Block {
	content := c.Protocol
	blocks := []paper.Block{paper.Heading{Text: p.by("Комиссия чечим кылды:", "Комиссия решила:")}}
	var items []paper.Item
	for _, d := range content.Decisions {
		if d.LocalBudget == nil {
			continue
		}
		text := p.by("жеңүүчү деп табылсын: ", "признать победителем: ") + c.title(p, d.Number) + " (" + p.by("өтүнмө ", "заявка ") + numbered(d.Number) + "), " +
			p.by("жергиликтүү бюджеттен ", "выделить из местного бюджета ") + official.FullSum(p.lang, *d.LocalBudget) + p.by(" бөлүнсүн", "")
		if d.Conditions != "" {
			text += p.by("; шарты: ", "; условие: ") + d.Conditions
		}
		if d.Reason != "" && !p.public() {
			text += p.by("; негизи: ", "; основание: ") + d.Reason
		}
		items = append(items, paper.Item{Runs: []paper.Run{paper.Plain(official.Capital(text) + ".")}})
	}
	if len(items) == 0 {
		blocks = append(blocks, paper.Text(p.by("Жеңүүчү аныкталган жок. Себеби: ", "Победитель не определён. Причина: ")+content.NoWinnerReason))
	} else {
		blocks = append(blocks, paper.List{Items: items})
	}
	return append(blocks, c.envelope(p))
}

func (c CommissionProtocol) envelope(p pen) paper.Paragraph {
	before, after := c.Protocol.EnvelopeBefore, c.Protocol.EnvelopeAfter
	given := before - after
	return paper.Text(p.by(
		fmt.Sprintf("Каражаттын көлөмү: %s. Бөлүндү: %s. Калды: %s.", official.Sum(before), official.Sum(given), official.Sum(after)),
		fmt.Sprintf("Объём средств: %s. Выделено: %s. Осталось: %s.", official.Sum(before), official.Sum(given), official.Sum(after))))
}

func (c CommissionProtocol) dissents(p pen) []paper.Block {
	if len(c.Protocol.Dissents) == 0 {
		return nil
	}
	title := paper.Heading{Text: p.by("Өзгөчө пикирлер", "Особые мнения")}
	if p.public() {
		return []paper.Block{title, paper.Text(p.by("Билдирилген өзгөчө пикирлердин саны: ", "Заявлено особых мнений: ") +
			official.Number(int64(len(c.Protocol.Dissents))) + ".")}
	}
	items := make([]string, len(c.Protocol.Dissents))
	for i, d := range c.Protocol.Dissents {
		items[i] = d.Member + ": " + d.Text
		if d.Number != "" {
			items[i] = d.Member + ", " + p.by("өтүнмө ", "заявка ") + numbered(d.Number) + ": " + d.Text
		}
	}
	return []paper.Block{title, paper.Bulleted(items...)}
}

func (c CommissionProtocol) signatures(p pen) []paper.Signature {
	list := make([]paper.Signature, 0, len(c.Protocol.Signatories))
	group := p.by("Мүчөлөрү:", "Члены комиссии:")
	for _, s := range c.Protocol.Signatories {
		signature := paper.Signature{Position: word(p, commissionRoles, s.Role), Name: asPrinted(s.Name)}
		if s.Role == commission.OrdinaryMember {
			signature.Group, group = group, ""
		}
		list = append(list, signature)
	}
	return list
}

// Winner is one line of a list of winners.
type Winner struct {
	Rank   int
	Number string
	Title  i18n.Localized
	// Leader is empty where the leader did not agree to be named.
	Leader      string
	LocalBudget money.Amount
	Programme   *money.Amount
	// Total is every valued source, with Estimated when one of them is an estimate.
	Total     *money.Amount
	Estimated bool
}
