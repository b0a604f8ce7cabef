package monitoring

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
)

// Content is what a protocol says, put together from the visits.
type Content struct {
	// Title is that of the initiative.
	Title           i18n.Localized    `json:"title"`
	AgreementNumber string            `json:"agreementNumber"`
	AgreementDate   *clock.Date       `json:"agreementDate,omitempty"`
	GroupOrder      document.Document `json:"groupOrder"`
	Visits          []Looked          `json:"visits"`
	Findings        []Found           `json:"findings"`
}

// Looked is one visit as a protocol tells it.
type Looked struct {
	VisitedOn       clock.Date       `json:"visitedOn"`
	Place           string           `json:"place"`
	Edition         int              `json:"edition"`
	Present         []Present        `json:"present"`
	Checklist       []Answer         `json:"checklist"`
	Goods           []Good           `json:"goods"`
	PeopleCounted   *int             `json:"peopleCounted,omitempty"`
	Opinions        string           `json:"opinions"`
	Problems        string           `json:"problems"`
	Recommendations []Recommendation `json:"recommendations"`
}

// Found is one finding as a protocol tells it.
type Found struct {
	Severity    Severity    `json:"severity"`
	Text        string      `json:"text"`
	Responsible string      `json:"responsible"`
	DueOn       *clock.Date `json:"dueOn,omitempty"`
}

// compose tells visits and their findings in the order in which they were made.
func compose(a *agreement.Agreement, g *Group, visits []*Visit, findings map[uuid.UUID][]*Finding) *Content {
	c := &Content{
		Title: a.Title, AgreementNumber: a.Number, AgreementDate: a.Date, GroupOrder: g.Order,
		Visits: make([]Looked, 0, len(visits)), Findings: []Found{},
	}
	for _, v := range visits {
		c.Visits = append(c.Visits, Looked{
			VisitedOn: *v.VisitedOn, Place: v.Place, Edition: v.Edition, Present: v.Present, Checklist: v.Checklist, Goods: v.Goods,
			PeopleCounted: v.PeopleCounted, Opinions: v.Opinions, Problems: v.Problems, Recommendations: v.Recommendations,
		})
		for _, f := range findings[v.ID] {
			c.Findings = append(c.Findings, Found{Severity: f.Severity, Text: f.Text, Responsible: f.Responsible, DueOn: f.DueOn})
		}
	}
	return c
}

// OrderedBy is the order that formed the group.
func (c *Content) OrderedBy() *document.Document { return c.GroupOrder.Known() }
