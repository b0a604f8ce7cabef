package application

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/file"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/regulation"
)

// Type is why the local budget may pay (MR-5).
type Type string

// The types of initiative.
const (
	// CoFinancing: money, labour or things are there already.
	CoFinancing Type = "CO_FINANCING"
	// Consolidation: results are there already and are to be continued or finished.
	Consolidation Type = "CONSOLIDATION"
)

// Proposal is what is proposed (domain.md 5.3), without people and money. Everything may
// be missing in a draft.
type Proposal struct {
	Kind regulation.ApplicantKind `json:"kind"`
	// Language is the one in which the free texts are written.
	Language i18n.Lang      `json:"language"`
	Title    i18n.Localized `bun:"type:jsonb" json:"title"`
	Goal     string         `json:"goal"`
	Problem  string         `json:"problem"`
	// LocalMatter is a key of [LocalMatters].
	LocalMatter    string     `json:"localMatter"`
	PriorityAreaID *uuid.UUID `json:"priorityAreaId,omitempty"`
	Type           Type       `json:"type"`
	// PreviousResults are what was reached already, for a consolidation (MR-5).
	PreviousResults string `json:"previousResults"`
	// TargetGroups are whom it is for, as written.
	TargetGroups []string     `bun:"type:jsonb" json:"targetGroups"`
	Participants Participants `bun:"type:jsonb" json:"participants"`
	Villages     []Village    `bun:"type:jsonb" json:"villages"`
	// Sustainability is what stays afterwards (criterion 3).
	Sustainability       string      `json:"sustainability"`
	CitizenParticipation string      `json:"citizenParticipation"`
	StartDate            *clock.Date `bun:"type:date" json:"startDate,omitempty"`
	EndDate              *clock.Date `bun:"type:date" json:"endDate,omitempty"`
	// Group is told of a group of initiators.
	Group       *Group       `bun:"initiative_group,type:jsonb" json:"group,omitempty"`
	Plan        []PlanItem   `bun:"type:jsonb" json:"plan"`
	Attachments []Attachment `bun:"type:jsonb" json:"attachments"`
	// Declared: the data are true and nobody else pays for the same items.
	Declared bool `json:"declared"`
	// Resident: the leader declares to live in the municipality, or the organisation to be
	// there.
	Resident bool `json:"resident"`
}

// Participants are the people expected, by category; nil is not known.
type Participants struct {
	Men                 *int `json:"men,omitempty"`
	Women               *int `json:"women,omitempty"`
	Boys                *int `json:"boys,omitempty"`
	Girls               *int `json:"girls,omitempty"`
	ChildrenUnspecified *int `json:"childrenUnspecified,omitempty"`
	AdultsUnspecified   *int `json:"adultsUnspecified,omitempty"`
	// PWD is counted within the others.
	PWD *int `json:"pwd,omitempty"`
}

// Village is a settlement by its SOATE code, or in free words: the classifier does not
// know all that people call a village.
type Village struct {
	Code string `json:"code,omitempty"`
	Name string `json:"name,omitempty"`
}

// Group is an initiative group in numbers.
type Group struct {
	Members *int `json:"members,omitempty"`
	Men     *int `json:"men,omitempty"`
	Women   *int `json:"women,omitempty"`
	// Youngest and Oldest are ages in years.
	Youngest *int `json:"youngest,omitempty"`
	Oldest   *int `json:"oldest,omitempty"`
}

// PlanItem is a row of the implementation plan.
type PlanItem struct {
	Activity       string      `json:"activity"`
	From           *clock.Date `json:"from,omitempty"`
	Until          *clock.Date `json:"until,omitempty"`
	Place          string      `json:"place"`
	Responsible    string      `json:"responsible"`
	ExpectedResult string      `json:"expectedResult"`
}

// Attachment is a file by its kind, e.g. PASSPORT_COPY, COST_EVIDENCE.
type Attachment struct {
	Kind   file.Kind `json:"kind"`
	FileID uuid.UUID `json:"fileId"`
	Note   string    `json:"note,omitempty"`
}

// attachmentKinds are the kinds of file that belong to an application.
var attachmentKinds = []file.Kind{file.PassportCopy, file.Registration, file.Charter, file.CommitmentLetter,
	file.CostEvidence, file.ResourceEvidence, file.Photo, file.Map, file.SignedPaper, file.Other}

// identityKinds are files that show who the applicant is.
var identityKinds = []file.Kind{file.PassportCopy, file.Registration, file.Charter, file.SignedPaper}

// Content is everything that an applicant writes.
type Content struct {
	Applicant   Applicant     `json:"applicant"`
	Proposal    Proposal      `json:"proposal"`
	BudgetLines []budget.Line `json:"budgetLines"`
	Consents    []Consent     `json:"consents"`
}
