package monitoring

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
)

// VisitState is where a visit stands.
type VisitState string

// The states of a visit.
const (
	Planned   VisitState = "PLANNED"
	Done      VisitState = "DONE"
	Cancelled VisitState = "CANCELLED"
)

// Channel is how the record of a visit came in.
type Channel string

// The channels. A record from paper has the scan.
const (
	Online Channel = "ONLINE"
	Paper  Channel = "PAPER"
)

// Result is how something agrees with the terms of reference.
type Result string

// The results; a conclusion is never NOT_CHECKED.
const (
	Complies   Result = "COMPLIES"
	Partly     Result = "PARTLY"
	Not        Result = "NOT"
	NotChecked Result = "NOT_CHECKED"
)

// Visit is a look of a group at an initiative (5.10).
type Visit struct {
	entity.Base `bun:",extend"`

	AgreementID uuid.UUID `json:"agreementId"`
	GroupID     uuid.UUID `json:"groupId"`
	// EventID is the event that was watched, nil for another look.
	EventID   *uuid.UUID `json:"eventId,omitempty"`
	State     VisitState `json:"state"`
	PlannedOn clock.Date `bun:"type:date" json:"plannedOn"`
	Place     string     `json:"place"`
	Purpose   string     `json:"purpose"`
	// ClientKey makes a form that a phone sends twice one visit.
	ClientKey *uuid.UUID `json:"clientKey,omitempty"`
	// Reason is why it was cancelled.
	Reason string `json:"reason"`

	Record `bun:",extend"`
}

// Ref is the global address of the visit.
func (v *Visit) Ref() entity.Ref { return v.RefAs("MonitoringVisit") }

// Record is what was seen; empty before the visit is done.
type Record struct {
	VisitedOn *clock.Date `bun:"type:date" json:"visitedOn,omitempty"`
	StartAt   *time.Time  `json:"startAt,omitempty"`
	EndAt     *time.Time  `json:"endAt,omitempty"`
	// Channel is empty before.
	Channel Channel `json:"channel"`
	// Edition of the terms of reference that were checked, 0 before.
	Edition   int       `json:"edition"`
	Present   []Present `bun:"type:jsonb" json:"present"`
	Checklist []Answer  `bun:"type:jsonb" json:"checklist"`
	Goods     []Good    `bun:"type:jsonb" json:"goods"`
	// PeopleCounted is nil when nobody counted.
	PeopleCounted   *int             `json:"peopleCounted,omitempty"`
	Opinions        string           `json:"opinions"`
	Problems        string           `json:"problems"`
	Recommendations []Recommendation `bun:"type:jsonb" json:"recommendations"`
	Photos          []Photo          `bun:"type:jsonb" json:"photos"`
	// ScanFileID is the paper that the record was entered from.
	ScanFileID *uuid.UUID `json:"scanFileId,omitempty"`
}

// Present is a member who took part, as printed in the order.
type Present struct {
	MemberID uuid.UUID `json:"memberId"`
	Name     string    `json:"name"`
}

// Answer is what was found on one item of the terms of reference.
type Answer struct {
	Key    string             `json:"key"`
	Kind   agreement.ItemKind `json:"kind"`
	Text   string             `json:"text"`
	Result Result             `json:"result"`
	Note   string             `json:"note"`
}

// Good is a purchased thing that was seen.
type Good struct {
	Item string `json:"item"`
	// Quantity is nil when it was not counted.
	Quantity  *budget.Quantity `json:"quantity,omitempty"`
	Condition string           `json:"condition"`
	Note      string           `json:"note"`
}

// Recommendation asks somebody to better something.
type Recommendation struct {
	Text        string      `json:"text"`
	Responsible string      `json:"responsible"`
	DueOn       *clock.Date `json:"dueOn,omitempty"`
}

// Photo is a picture of a visit with the place and time at which it was taken.
type Photo struct {
	FileID  uuid.UUID  `json:"fileId"`
	Place   string     `json:"place"`
	TakenAt *time.Time `json:"takenAt,omitempty"`
}
