// Package workplan keeps the work plan that a memorandum is carried out by (domain.md 5.12):
// steps with numbers as printed, several responsibles, confirming documents and deadlines.
package workplan

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// Plan is the work plan of one municipality under one memorandum.
type Plan struct {
	entity.Base `bun:",extend"`

	MunicipalityID uuid.UUID      `json:"municipalityId"`
	MemorandumID   uuid.UUID      `json:"memorandumId"`
	Title          i18n.Localized `bun:"type:jsonb" json:"title"`
	Note           string         `json:"note"`
	// Open says that the memorandum is signed and was not ended; in a closed plan nothing is
	// overdue. Read only.
	Open bool `bun:",scanonly" json:"-"`
}

// Ref is the global address of the plan, within its municipality.
func (p *Plan) Ref() entity.Ref { return p.RefAs("WorkPlan") }

// Memorandum is the address of the memorandum, the programme's own.
func (p *Plan) Memorandum() entity.Ref { return entity.Ref{Kind: "Memorandum", ID: p.MemorandumID} }

// State is where a step stands.
type State string

// The states. Overdue is never kept: the clock tells it.
const (
	Planned    State = "PLANNED"
	InProgress State = "IN_PROGRESS"
	Done       State = "DONE"
	Overdue    State = "OVERDUE"
	Cancelled  State = "CANCELLED"
)

// Responsible is somebody who carries a step out: a body or a person as printed, or a user.
type Responsible struct {
	Name   i18n.Localized `json:"name"`
	UserID *uuid.UUID     `json:"userId,omitempty"`
}

// User is the address of her account, nil without one.
func (r *Responsible) User() *entity.Ref {
	if r.UserID == nil {
		return nil
	}
	return &entity.Ref{Kind: "User", ID: *r.UserID}
}

// Delivered is a confirming document that was brought.
type Delivered struct {
	Name   string     `json:"name"`
	FileID *uuid.UUID `json:"fileId,omitempty"`
}

// File is the address of its file, nil without one.
func (d *Delivered) File() *entity.Ref {
	if d.FileID == nil {
		return nil
	}
	return &entity.Ref{Kind: "File", ID: *d.FileID}
}

// Step is a line of a plan.
type Step struct {
	entity.Base `bun:",extend"`

	PlanID         uuid.UUID `json:"planId"`
	MunicipalityID uuid.UUID `json:"municipalityId"`
	// Number as printed, «2.1.»; Place orders numbers as people do.
	Number      string           `json:"number"`
	Place       string           `json:"-"`
	Name        i18n.Localized   `bun:"type:jsonb" json:"name"`
	Responsible []Responsible    `bun:"type:jsonb" json:"responsible"`
	Confirming  []i18n.Localized `bun:"type:jsonb" json:"confirming"`
	Deadline    *clock.Date      `json:"deadline,omitempty"`
	State       State            `json:"state"`
	DoneOn      *clock.Date      `json:"doneOn,omitempty"`
	Delivered   []Delivered      `bun:"type:jsonb" json:"delivered"`
	// ConfirmedAt and ConfirmedBy are the programme's word that the step is done.
	ConfirmedAt *time.Time `json:"confirmedAt,omitempty"`
	ConfirmedBy string     `json:"confirmedBy"`
	Reason      string     `json:"reason"`
	Note        string     `json:"note"`
	// Open says that the plan is open. Read only.
	Open bool `bun:",scanonly" json:"-"`
}

// Ref is the global address of the step, within its municipality.
func (s *Step) Ref() entity.Ref { return s.RefAs("WorkPlanStep") }

// Plan is the address of its plan.
func (s *Step) Plan() entity.Ref { return s.Link("WorkPlan", s.PlanID) }

// On is the state on a day: a step that is not finished after its deadline is overdue while
// the plan is open.
func (s *Step) On(day clock.Date) State {
	if s.Open && (s.State == Planned || s.State == InProgress) && s.Deadline != nil && day.After(*s.Deadline) {
		return Overdue
	}
	return s.State
}

// ResponsibleList, ConfirmingList and DeliveredList lend the lists.
func (s *Step) ResponsibleList() []*Responsible { return entity.Pointers(s.Responsible) }

// ConfirmingList lends the kinds of documents that are expected.
func (s *Step) ConfirmingList() []*i18n.Localized { return entity.Pointers(s.Confirming) }

// DeliveredList lends the documents that were brought.
func (s *Step) DeliveredList() []*Delivered { return entity.Pointers(s.Delivered) }

// Edition is a version that a step had.
type Edition struct {
	StepID  uuid.UUID `json:"-"`
	Edition int64     `json:"edition"`
	At      time.Time `json:"at"`
	ByName  string    `json:"byName"`
	Content Step      `bun:"type:jsonb" json:"content"`
}

// The fields of the version, for those who show it.

// Number is the step's number then.
func (e *Edition) Number() string { return e.Content.Number }

// Name is the step's name then.
func (e *Edition) Name() i18n.Localized { return e.Content.Name }

// State is the step's kept state then.
func (e *Edition) State() State { return e.Content.State }

// Deadline is the step's deadline then.
func (e *Edition) Deadline() *clock.Date { return e.Content.Deadline }

// Reason is why the step was changed so.
func (e *Edition) Reason() string { return e.Content.Reason }

// ResponsibleList are the responsibles then.
func (e *Edition) ResponsibleList() []*Responsible { return entity.Pointers(e.Content.Responsible) }
