// Package training keeps trainings, consultations and exchange visits of the programme
// (domain.md 3.1 P11, F-19e, F-19f): who took part, men and women, topics and papers.
package training

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// Kind says what took place.
type Kind string

// The kinds.
const (
	Course       Kind = "TRAINING"
	Consultation Kind = "CONSULTATION"
	Exchange     Kind = "EXCHANGE"
)

// State is where a training stands.
type State string

// The states.
const (
	Planned   State = "PLANNED"
	Held      State = "HELD"
	Cancelled State = "CANCELLED"
)

// Precision says how exactly the dates are known.
type Precision string

// The precisions: sources may name a month or a year only.
const (
	Day   Precision = "DAY"
	Month Precision = "MONTH"
	Year  Precision = "YEAR"
)

// Number names a figure of participants.
type Number string

// The figures.
const (
	Men   Number = "MEN"
	Women Number = "WOMEN"
)

// Present is a municipality that takes part, with its own figures where they are known.
type Present struct {
	MunicipalityID uuid.UUID `json:"municipalityId"`
	// Target marks one of the programme's own; nil where it is not known.
	Target *bool `json:"target,omitempty"`
	Men    *int  `json:"men,omitempty"`
	Women  *int  `json:"women,omitempty"`
}

// Ref is the address of the municipality.
func (p *Present) Ref() entity.Ref { return entity.Ref{Kind: "Municipality", ID: p.MunicipalityID} }

// Total is the sum of men and women, nil while one of them is not known.
func (p *Present) Total() *int { return sum(p.Men, p.Women) }

// Training is one training, consultation or exchange visit.
type Training struct {
	entity.Base `bun:",extend"`

	Kind      Kind           `json:"kind"`
	State     State          `json:"state"`
	Title     i18n.Localized `bun:"type:jsonb" json:"title"`
	From      clock.Date     `bun:"from_date" json:"from"`
	Until     clock.Date     `bun:"until_date" json:"until"`
	ExactTo   Precision      `json:"exactTo"`
	Place     string         `json:"place"`
	Online    bool           `json:"online"`
	Hosts     []string       `bun:"type:jsonb" json:"hosts"`
	Oblasts   []string       `bun:"oblast_codes,type:jsonb" json:"oblastCodes"`
	Topics    []string       `bun:"type:jsonb" json:"topics"`
	TargetNum *int           `bun:"target_count" json:"targetCount,omitempty"`
	OtherNum  *int           `bun:"other_count" json:"otherCount,omitempty"`
	Men       *int           `json:"men,omitempty"`
	Women     *int           `json:"women,omitempty"`
	// Derived are figures that no source names and that follow from the others.
	Derived         []Number    `bun:"type:jsonb" json:"derived"`
	QuestionsFileID *uuid.UUID  `json:"questionsFileId,omitempty"`
	ReportFileID    *uuid.UUID  `json:"reportFileId,omitempty"`
	PhotoFileIDs    []uuid.UUID `bun:"photo_file_ids,type:jsonb" json:"photoFileIds"`
	Note            string      `json:"note"`
	Reason          string      `json:"reason"`

	// Presents are the municipalities that are named.
	Presents []Present `bun:"-" json:"municipalities"`
}

// Ref is the global address of the training.
func (t *Training) Ref() entity.Ref { return t.RefAs("Training") }

// Total is the number of participants: men and women together, nil while one of them is
// not known.
func (t *Training) Total() *int { return sum(t.Men, t.Women) }

// Municipalities is how many took part, target and other together; nil when it is not known.
func (t *Training) Municipalities() *int { return sum(t.TargetNum, t.OtherNum) }

// Questions is the address of the register of questions, nil without one.
func (t *Training) Questions() *entity.Ref { return t.LinkIf("File", t.QuestionsFileID) }

// Report is the address of the report, nil without one.
func (t *Training) Report() *entity.Ref { return t.LinkIf("File", t.ReportFileID) }

// Photos are the addresses of the photos.
func (t *Training) Photos() []*entity.Ref {
	refs := make([]*entity.Ref, len(t.PhotoFileIDs))
	for i, id := range t.PhotoFileIDs {
		ref := t.Link("File", id)
		refs[i] = &ref
	}
	return refs
}

// PresentList lends the municipalities.
func (t *Training) PresentList() []*Present { return entity.Pointers(t.Presents) }

func sum(a, b *int) *int {
	if a == nil || b == nil {
		return nil
	}
	total := *a + *b
	return &total
}
