package content

import (
	"time"

	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/funding"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/paper"
	"github.com/demilge/demilge/internal/paper/official"
)

// TrancheRequest asks the treasury or the programme for a tranche.
type TrancheRequest struct {
	Office     Office
	Agreement  document.Document
	Initiative i18n.Localized
	Performer  string
	Tranche    int
	Source     budget.Source
	Amount     money.Amount
	PlannedOn  clock.Date
	Conditions []funding.Condition
	// Requested, Approved and Confirmed are who did it and when, empty before.
	Requested, Approved, Confirmed Hand
	Details                        *funding.Destination
}

// Hand is who did a step, and when.
type Hand struct {
	Name string
	At   *time.Time
}

// Content writes the request; bank details stand only on the original.
func (t TrancheRequest) Content(lang i18n.Lang, copy paper.Copy) paper.Content {
	p := pen{lang, copy}
	blocks := []paper.Block{
		paper.Text(p.by(
			"Демилге "+p.quoted(t.Initiative)+" боюнча "+p.reference(t.Agreement)+" макулдашууга ылайык төмөнкү траншты которууну суранабыз:",
			"В соответствии с соглашением "+p.reference(t.Agreement)+" по инициативе "+p.quoted(t.Initiative)+" просим перечислить следующий транш:")),
		t.facts(p),
		paper.Heading{Text: p.by("Аткарылган шарттар", "Выполненные условия")}, t.conditions(p),
	}
	if !p.public() {
		blocks = append(blocks, paper.Heading{Text: p.by("Алуучунун реквизиттери", "Реквизиты получателя")}, t.bank(p))
	}
	return paper.Content{
		Title:    p.by("ТРАНШ КОТОРУУГА ӨТҮНМӨ", "ЗАЯВКА НА ПЕРЕЧИСЛЕНИЕ ТРАНША"),
		Subtitle: p.by("Транш ", "Транш ") + numbered(official.Number(int64(t.Tranche))),
		Blocks:   append(blocks, t.steps(p)), Signatures: []paper.Signature{
			{Position: p.by("Аткаруучу", "Исполнитель"), Name: t.performer(p)}, t.Office.sign(p),
			{Position: p.by("Башкы бухгалтер", "Главный бухгалтер")},
		},
		Values: map[string]string{"agreement.number": t.Agreement.Number, "initiative": p.of(t.Initiative), "amount": official.FullSum(lang, t.Amount)},
	}
}

func (t TrancheRequest) performer(p pen) string {
	if p.public() {
		return ""
	}
	return t.Performer
}

func (t TrancheRequest) facts(p pen) paper.Rows {
	return paper.Rows{Lined: true, Rows: []paper.Row{
		{Key: p.by("Аткаруучу", "Исполнитель"), Value: or(t.performer(p), dash)},
		{Key: p.by("Каражаттын булагы", "Источник средств"), Value: word(p, sources, t.Source)},
		{Key: p.by("Сумма, сом", "Сумма, сом"), Value: official.FullSum(p.lang, t.Amount)},
		{Key: p.by("Пландалган күнү", "Плановая дата"), Value: official.Date(p.lang, t.PlannedOn)},
	}}
}

func (t TrancheRequest) conditions(p pen) paper.Block {
	if len(t.Conditions) == 0 {
		return paper.Text(p.by("Шарттар коюлган эмес.", "Условия не установлены."))
	}
	items := make([]string, len(t.Conditions))
	for i, c := range t.Conditions {
		items[i] = word(p, conditions, c)
	}
	return paper.Bulleted(items...)
}

func (t TrancheRequest) bank(p pen) paper.Rows {
	var d funding.Destination
	if t.Details != nil {
		d = *t.Details
	}
	return paper.Rows{Rows: []paper.Row{
		{Key: p.by("Алуучу", "Получатель"), Value: or(d.Recipient, blank)}, {Key: p.by("Банк", "Банк"), Value: or(d.Bank, blank)},
		{Key: p.by("БИК", "БИК"), Value: or(d.BIC, blank)}, {Key: p.by("Эсеп", "Счёт"), Value: or(string(d.Account), blank)},
	}}
}

func (t TrancheRequest) steps(p pen) paper.Rows {
	step := func(key string, h Hand) paper.Row {
		if h.Name == "" {
			return paper.Row{Key: key, Value: blank}
		}
		return paper.Row{Key: key, Value: h.Name + ", " + shortMoment(h.At)}
	}
	return paper.Rows{Rows: []paper.Row{
		step(p.by("Сурады", "Запросил(а)"), t.Requested), step(p.by("Бекитти", "Утвердил(а)"), t.Approved),
		step(p.by("Ырастады", "Подтвердил(а)"), t.Confirmed),
	}}
}
