package call

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
)

// Terms are what a call says and asks, but the time for letters.
type Terms struct {
	Title i18n.Localized `json:"title"`
	Text  i18n.Localized `json:"text"`
	// ResultsPromisedOn is the day by which the results are promised.
	ResultsPromisedOn *clock.Date `json:"resultsPromisedOn,omitempty"`
	// PopulationOn is the day of which letters tell the population (domain.md 5.2, 1.10).
	PopulationOn *clock.Date `json:"populationOn,omitempty"`
	// DonorsFrom and DonorsTo are the years of part 4 of Annex 2.
	DonorsFrom *int `json:"donorsFrom,omitempty"`
	DonorsTo   *int `json:"donorsTo,omitempty"`

	// Criteria are those of part II, by which letters are found eligible.
	Criteria []Criterion `json:"criteria"`
	// Questions are asked beside Annexes 1 and 2.
	Questions []Question `json:"questions"`
	Contact   Contact    `json:"contact"`
	Addresses Addresses  `json:"addresses"`
	// AttachmentIDs are files of the programme: the annexes as forms, examples.
	AttachmentIDs []uuid.UUID `json:"attachmentIds"`

	// Places is how many municipalities are chosen in all, nil when that is not said.
	Places *int `json:"places,omitempty"`
	// Quota bounds the places of oblasts; one that is not named has no bound of its own.
	Quota []Quota `json:"quota"`
	// Cofinancing is the money for grants beside local budgets, nil when that is not said.
	Cofinancing *money.Amount `json:"cofinancing,omitempty"`
	// Coded hides from the committee which municipality wrote a letter.
	Coded bool `json:"coded"`
	// Oblasts are the codes of those whose municipalities may apply; empty means all.
	Oblasts []string `json:"oblasts"`
}

// Criterion is one of part II, with the rule's own text.
type Criterion struct {
	// Code is stable within the call.
	Code string         `json:"code"`
	Name i18n.Localized `json:"name"`
	Rule i18n.Localized `json:"rule"`
}

// Kind is what kind of answer a question takes.
type Kind string

// The kinds.
const (
	Line   Kind = "LINE"
	Block  Kind = "TEXT"
	Number Kind = "NUMBER"
	YesNo  Kind = "YES_NO"
	Choice Kind = "CHOICE"
)

// Question is one of the call's own.
type Question struct {
	// Code is stable within the call.
	Code string         `json:"code"`
	Text i18n.Localized `json:"text"`
	Kind Kind           `json:"kind"`
	// MaxLength is the most characters of an answer in words; 0 for other kinds.
	MaxLength int  `json:"maxLength"`
	Required  bool `json:"required"`
	// Options are the answers to choose from.
	Options []i18n.Localized `json:"options,omitempty"`
}

// Contact is the officer who answers questions about the call.
type Contact struct {
	Name     string         `json:"name"`
	Position i18n.Localized `json:"position"`
	Phone    string         `json:"phone"`
	// Extension is dialled after the phone number.
	Extension string `json:"extension"`
	Email     string `json:"email"`
}

// Addresses are where letters that do not come through this system are sent.
type Addresses struct {
	Postal i18n.Localized `json:"postal"`
	Email  string         `json:"email"`
}

// Quota is the places of one oblast.
type Quota struct {
	OblastCode string `json:"oblastCode"`
	Places     int    `json:"places"`
}

func (t Terms) files() []entity.Ref {
	refs := make([]entity.Ref, len(t.AttachmentIDs))
	for i, id := range t.AttachmentIDs {
		refs[i] = entity.Ref{Kind: "File", ID: id}
	}
	return refs
}

// filled gives lists that are not nil.
func (t Terms) filled() Terms {
	t.Criteria, t.Questions, t.AttachmentIDs = list(t.Criteria), list(t.Questions), list(t.AttachmentIDs)
	t.Quota, t.Oblasts = list(t.Quota), list(t.Oblasts)
	return t
}

func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}
