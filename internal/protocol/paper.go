package protocol

import (
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/text"
)

// MaxOrderText is the longest text of an order, in characters of a language.
const MaxOrderText = 20000

// Paper is the head's order as it is printed.
type Paper struct {
	Number string
	Date   clock.Date
	FileID *uuid.UUID
	// SignedBy is the head's name as printed; empty takes the caller's.
	SignedBy string
	// Reason is asked of an annulment.
	Reason string
	// Text of the order; empty takes the standard wording.
	Text i18n.Localized
}

func (p *Paper) check(date, today clock.Date) error {
	doc := document.Document{Number: p.Number, Date: &p.Date}.As(document.Order)
	p.Number, p.SignedBy = doc.Number, strings.TrimSpace(p.SignedBy)
	errs := doc.CheckComplete(today)
	if p.Date.Before(date) {
		errs.Add(ErrOrderEarly.At("date"))
	}
	errs.Add(text.Line(p.Number, document.MaxNumber, "number"))
	errs.Add(text.Line(p.SignedBy, MaxPlace, "signedBy"))
	errs.Add(text.Block(p.Reason, MaxReason, "reason"))
	return append(errs, text.LocalizedBlock(p.Text, MaxOrderText, "text")...).Err()
}

// Winner is one line of an order's list of winners. It names nobody.
type Winner struct {
	ApplicationID uuid.UUID      `json:"applicationId"`
	Number        string         `json:"number"`
	Title         i18n.Localized `json:"title"`
	Rank          int            `json:"rank"`
	LocalBudget   money.Amount   `json:"localBudget"`
}

// The standard wordings of an order.
var (
	approves = i18n.New(
		"Конкурстук комиссиянын {date} № {protocol} протоколуна ылайык {competition} сынагынын жыйынтыгы бекитилсин.",
		"Утвердить результат конкурса {competition} по протоколу конкурсной комиссии № {protocol} от {date}.",
		"The result of competition {competition} is approved by the commission's protocol № {protocol} of {date}.")
	fails = i18n.New(
		"Конкурстук комиссиянын {date} № {protocol} протоколуна ылайык {competition} сынагы өтпөй калды деп таанылсын.",
		"Признать конкурс {competition} несостоявшимся по протоколу конкурсной комиссии № {protocol} от {date}.",
		"Competition {competition} is declared failed by the commission's protocol № {protocol} of {date}.")
	annuls = i18n.New(
		"{competition} сынагы боюнча конкурстук комиссиянын {date} № {protocol} протоколу жокко чыгарылсын.",
		"Отменить протокол конкурсной комиссии № {protocol} от {date} по конкурсу {competition}.",
		"The commission's protocol № {protocol} of {date} over competition {competition} is annulled.")
)

// say writes the text of the order and, where it approves, the winners by rank.
func (o *Order) say(m *Material, p *Protocol, paper Paper) {
	o.Text, o.Winners = paper.Text, []Winner{}
	if o.Kind == Approval {
		o.Winners = m.winners(p)
	}
	if o.Text.IsZero() {
		o.Text = o.standard(m.Contest.Competition.Number, p)
	}
}

// standard is the wording of an order for which the head finds no other words.
func (o *Order) standard(competition string, p *Protocol) i18n.Localized {
	wording := annuls
	if o.Kind == Approval {
		wording = approves
		if len(o.Winners) == 0 {
			wording = fails
		}
	}
	args := i18n.Args{"competition": competition, "protocol": p.Number, "date": p.Date.Format("02.01.2006")}
	return i18n.Localized{Ky: wording.In(i18n.Ky, args), Ru: wording.In(i18n.Ru, args), En: wording.In(i18n.En, args)}
}

// OwnWords is what the head wrote in the order on a protocol, zero where it is the standard
// wording.
func (o *Order) OwnWords(competition string, p *Protocol) i18n.Localized {
	if o.Text == o.standard(competition, p) {
		return i18n.Localized{}
	}
	return o.Text
}

func (m *Material) winners(p *Protocol) []Winner {
	list := []Winner{}
	for _, e := range m.Contest.Rank(m.Contest.Envelope).Entries {
		if d := p.decision(e.Candidate.ApplicationID); d != nil && d.LocalBudget != nil {
			list = append(list, Winner{
				ApplicationID: d.ApplicationID, Number: e.Candidate.Number, Title: e.Candidate.Title, Rank: e.Rank, LocalBudget: *d.LocalBudget,
			})
		}
	}
	return list
}
