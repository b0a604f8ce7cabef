// Package report is how an initiative is accounted for: what was done and what was paid, by
// the day that the agreement sets, sealed at each submission, returned for named parts or
// accepted with an act (domain.md M22, M23, R-33, 5.11).
package report

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
)

// Kind says what of the work a report covers.
type Kind string

// The kinds. An agreement owes one final report from the day on which its work begins;
// interim ones are planned.
const (
	Final   Kind = "FINAL"
	Interim Kind = "INTERIM"
)

// Channel is how a report came.
type Channel string

// The channels.
const (
	Online Channel = "ONLINE"
	Paper  Channel = "PAPER"
)

// Report belongs to an agreement.
type Report struct {
	entity.Base `bun:",extend"`

	AgreementID uuid.UUID `json:"agreementId"`
	Kind        Kind      `json:"kind"`
	State       State     `json:"state"`
	// Number in the year's register, given at the first submission.
	Number string     `json:"number"`
	DueOn  clock.Date `bun:"type:date" json:"dueOn"`
	// FixBy is the day by which a returned report is due again.
	FixBy     *clock.Date `bun:"type:date" json:"fixBy,omitempty"`
	FromDate  *clock.Date `bun:"type:date" json:"fromDate,omitempty"`
	UntilDate *clock.Date `bun:"type:date" json:"untilDate,omitempty"`
	// Edition counts the submissions.
	Edition int `json:"edition"`
	Draft   `bun:",extend"`
	// ReturnedParts are those that may change while the report is returned.
	ReturnedParts []Part `bun:"type:jsonb" json:"returnedParts"`
	// ProgrammePart is where the programme's part stands since the last submission; nil when
	// the programme gives nothing.
	ProgrammePart    *ProgrammePart `json:"programmePart,omitempty"`
	FirstSubmittedAt *time.Time     `json:"firstSubmittedAt,omitempty"`
	SubmittedAt      *time.Time     `json:"submittedAt,omitempty"`
	// DecideBy is the last day that the regulation gives for the decision (M23).
	DecideBy   *clock.Date `bun:"type:date" json:"decideBy,omitempty"`
	AcceptedAt *time.Time  `json:"acceptedAt,omitempty"`
}

// Ref is the global address of the report.
func (r *Report) Ref() entity.Ref { return r.RefAs("Report") }

// Agreement is what the report accounts for.
func (r *Report) Agreement() entity.Ref { return r.Link("Agreement", r.AgreementID) }

// FinalOf is the final report that an agreement owes once its work begins.
func FinalOf(a *agreement.Agreement, now time.Time) *Report {
	r := planned(a, Final, *a.ReportDueOn, now)
	r.FromDate, r.UntilDate = a.StartDate, a.EndDate
	return r
}

func planned(a *agreement.Agreement, kind Kind, due clock.Date, now time.Time) *Report {
	return &Report{
		Base: entity.NewBase(a.TenantID, now), AgreementID: a.ID, Kind: kind, State: Due, DueOn: due, Draft: empty(), ReturnedParts: []Part{},
	}
}
