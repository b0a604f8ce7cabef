package report

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/event"
	"github.com/demilge/demilge/internal/funding"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/regulation"
)

// Books are the records of an initiative that its report rests on.
type Books struct {
	Agreement *agreement.Agreement
	// Reference is the edition of the terms of reference in force.
	Reference *agreement.TermsOfReference
	Rules     regulation.Rules
	Lines     []*agreement.Line
	// Payments are those that were not voided.
	Payments []Payment
	// Gifts are the contributions that stand.
	Gifts []Gift
	// Received are the purchases that arrived.
	Received []Purchase
	// Refunds are due or paid.
	Refunds []*funding.Refund
	// Held are the events that took place, oldest first.
	Held []Event
	// Participants of the initiative, nil when nobody counted them.
	Participants *int
}

// Enter takes over what is recorded of the money: what was voided, removed or cancelled is
// left out.
func (b *Books) Enter(l *funding.Ledger) {
	b.Lines = l.Lines
	for _, p := range l.Payments {
		if p.State != funding.PaymentVoided {
			b.Payments = append(b.Payments, Payment{LineID: p.LineID, Amount: p.Amount, Document: Document{
				Kind: p.Document.Kind, Number: p.Document.Number, Date: p.Document.Date,
			}})
		}
	}
	for _, c := range l.Contributions {
		if c.State == funding.ContributionRecorded {
			b.Gifts = append(b.Gifts, Gift{
				LineID: c.LineID, Source: c.Source, Form: c.Form, Valuation: c.Valuation, Giver: c.Giver, Item: c.Item, Unit: c.Unit,
				Quantity: c.Quantity, Amount: c.Amount, ReceivedOn: c.ReceivedOn,
			})
		}
	}
	for _, p := range l.Purchases {
		if p.State == funding.Received {
			b.Received = append(b.Received, Purchase{Item: p.Item, Unit: p.Unit, Quantity: p.Quantity})
		}
	}
	for _, r := range l.Refunds {
		if r.State != funding.RefundCancelled {
			b.Refunds = append(b.Refunds, r)
		}
	}
}

// EnterEvents takes over what took place, in the agreement's language; record is nil when
// the initiative was not counted as a whole.
func (b *Books) EnterEvents(record *event.Record, held []*event.Event) {
	for _, e := range held {
		b.Held = append(b.Held, Event{
			Title: e.Title.In(b.Agreement.Language), HeldOn: e.HeldOn, Place: e.Place, Occurrences: e.Occurrences,
			Participants: e.Participants.Total(),
		})
	}
	b.Participants = event.Totals(record, held).Participants.Total()
}

// Payment is money that left for a line of the estimate.
type Payment struct {
	LineID   uuid.UUID
	Amount   money.Amount
	Document Document
}

// Document proves a payment.
type Document struct {
	Kind   funding.PaperKind `json:"kind"`
	Number string            `json:"number"`
	Date   *clock.Date       `json:"date,omitempty"`
}

// Gift is what others gave, in money or in kind.
type Gift struct {
	LineID    *uuid.UUID       `json:"lineId,omitempty"`
	Source    budget.Source    `json:"source"`
	Form      budget.Form      `json:"form"`
	Valuation budget.Valuation `json:"valuation"`
	Giver     string           `json:"giver"`
	Item      string           `json:"item"`
	Unit      string           `json:"unit"`
	Quantity  *budget.Quantity `json:"quantity,omitempty"`
	// Amount is nil when nobody valued it.
	Amount     *money.Amount `json:"amount,omitempty"`
	ReceivedOn clock.Date    `json:"receivedOn"`
}

// Purchase is a thing that was bought and arrived.
type Purchase struct {
	Item     string
	Unit     string
	Quantity *budget.Quantity
}

// Event took place.
type Event struct {
	Title       string      `json:"title"`
	HeldOn      *clock.Date `json:"heldOn,omitempty"`
	Place       string      `json:"place"`
	Occurrences int         `json:"occurrences"`
	// Participants is nil when nobody counted them.
	Participants *int `json:"participants,omitempty"`
}

// done lists the events, one a line.
func (b *Books) done() string {
	lines := make([]string, len(b.Held))
	for i, e := range b.Held {
		var day string
		if e.HeldOn != nil {
			day = e.HeldOn.Format("02.01.2006")
		}
		lines[i] = joined(" — ", day, joined(", ", e.Title, e.Place))
	}
	return strings.Join(lines, "\n")
}

// helpers lists who gave what, one a line.
func (b *Books) helpers() string {
	lines := make([]string, len(b.Gifts))
	for i, g := range b.Gifts {
		lines[i] = joined(": ", g.Giver, joined(", ", g.Item, amountOf(g.Quantity, g.Unit)))
	}
	return strings.Join(lines, "\n")
}

// results are the expected results of the terms of reference with what was written of each.
func (b *Books) results(written []Result) []Result {
	results := make([]Result, 0, len(written))
	if b.Reference == nil {
		return results
	}
	expected := b.Reference.Content.ExpectedResults
	for _, item := range b.Reference.Items() {
		if item.Kind != agreement.ResultItem {
			continue
		}
		of := expected[len(results)]
		result := Result{Key: item.Key, Expected: joined(", ", of.Text, of.Indicator), Unit: of.Unit, Target: of.Target}
		if i := slices.IndexFunc(written, func(r Result) bool { return r.Key == item.Key }); i >= 0 {
			result.Text, result.Achieved = written[i].Text, written[i].Achieved
		}
		results = append(results, result)
	}
	return results
}

func amountOf(quantity *budget.Quantity, unit string) string {
	if quantity == nil {
		return ""
	}
	return joined(" ", quantity.String(), unit)
}

// joined puts the parts that say something behind one another.
func joined(between string, parts ...string) string {
	said := parts[:0:0]
	for _, part := range parts {
		if part != "" {
			said = append(said, part)
		}
	}
	return strings.Join(said, between)
}
