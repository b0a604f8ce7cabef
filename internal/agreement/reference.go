package agreement

import (
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/money"
)

// TermsOfReference say what is to be done and how it will be seen (5.8). The newest sealed
// edition is in force; monitoring checks against it.
type TermsOfReference struct {
	entity.Base `bun:",extend"`

	AgreementID uuid.UUID `json:"agreementId"`
	// Edition counts from 1.
	Edition  int        `json:"edition"`
	Content  Content    `bun:"type:jsonb" json:"content"`
	SealedAt *time.Time `json:"sealedAt,omitempty"`
}

// Ref is the global address of the terms of reference.
func (t *TermsOfReference) Ref() entity.Ref { return t.RefAs("TermsOfReference") }

// Items are what a visit can check of this edition.
func (t *TermsOfReference) Items() []Item { return t.Content.Items() }

// Content is what terms of reference say, in the agreement's language.
type Content struct {
	Goal                string           `json:"goal"`
	Tasks               []string         `json:"tasks"`
	ExpectedResults     []ExpectedResult `json:"expectedResults"`
	Activities          []Activity       `json:"activities"`
	Purchases           []PlannedItem    `json:"purchases"`
	QualityRequirements []string         `json:"qualityRequirements"`
	TargetGroups        []string         `json:"targetGroups"`
	Timetable           string           `json:"timetable"`
	ReportingFormat     string           `json:"reportingFormat"`
}

// ExpectedResult is a result that can be measured.
type ExpectedResult struct {
	Text      string `json:"text"`
	Indicator string `json:"indicator"`
	Unit      string `json:"unit"`
	// Target is nil when no number is set.
	Target *int `json:"target,omitempty"`
}

// Activity is something that will take place.
type Activity struct {
	Name  string      `json:"name"`
	Date  *clock.Date `json:"date,omitempty"`
	Place string      `json:"place"`
	// ExpectedParticipants is nil when nobody estimated them.
	ExpectedParticipants *int `json:"expectedParticipants,omitempty"`
}

// PlannedItem is something that will be bought.
type PlannedItem struct {
	Item          string           `json:"item"`
	Specification string           `json:"specification"`
	Quantity      *budget.Quantity `json:"quantity,omitempty"`
	Unit          string           `json:"unit"`
	Price         *money.Amount    `json:"price,omitempty"`
	Source        budget.Source    `json:"source"`
	Buyer         Side             `json:"buyer"`
	Until         *clock.Date      `json:"until,omitempty"`
}

// ItemKind says what of the terms an item is.
type ItemKind string

// The kinds of item.
const (
	ResultItem   ItemKind = "RESULT"
	ActivityItem ItemKind = "ACTIVITY"
	PurchaseItem ItemKind = "PURCHASE"
	QualityItem  ItemKind = "QUALITY"
)

// Item is one thing that a monitoring visit checks. Its key is stable within an edition:
// R1, A2, P3, Q1.
type Item struct {
	Key  string   `json:"key"`
	Kind ItemKind `json:"kind"`
	Text string   `json:"text"`
}

// Items are what can be checked, in the order of the document.
func (c Content) Items() []Item {
	var items []Item
	add := func(letter string, kind ItemKind, n int, text string) {
		items = append(items, Item{Key: fmt.Sprintf("%s%d", letter, n+1), Kind: kind, Text: text})
	}
	for n, r := range c.ExpectedResults {
		add("R", ResultItem, n, r.line())
	}
	for n, a := range c.Activities {
		add("A", ActivityItem, n, a.line())
	}
	for n, p := range c.Purchases {
		add("P", PurchaseItem, n, p.line())
	}
	for n, q := range c.QualityRequirements {
		add("Q", QualityItem, n, q)
	}
	return items
}

func (r ExpectedResult) line() string {
	if r.Target == nil {
		return joined(r.Text, r.Indicator)
	}
	return joined(r.Text, r.Indicator, fmt.Sprintf("%d %s", *r.Target, r.Unit))
}

func (a Activity) line() string {
	if a.Date == nil {
		return joined(a.Name, a.Place)
	}
	return joined(a.Name, a.Date.Format("02.01.2006"), a.Place)
}

func (p PlannedItem) line() string {
	if p.Quantity == nil {
		return joined(p.Item, p.Specification)
	}
	return joined(p.Item, p.Specification, p.Quantity.String()+" "+p.Unit)
}

// joined puts the parts that say something behind one another.
func joined(parts ...string) string {
	said := parts[:0:0]
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			said = append(said, part)
		}
	}
	for i := range max(len(said)-1, 0) {
		said[i] = strings.TrimSuffix(said[i], ".")
	}
	return strings.Join(said, ", ")
}

// complete reports whether monitoring could check against the content.
func (c Content) complete() bool {
	measurable := false
	for _, r := range c.ExpectedResults {
		measurable = measurable || r.Text != "" && r.Indicator != ""
	}
	return c.Goal != "" && len(c.Tasks) > 0 && measurable && len(c.Activities) > 0 && c.ReportingFormat != ""
}
