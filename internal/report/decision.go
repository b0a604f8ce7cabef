package report

import (
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/text"
)

// Decision accepts or returns an edition, for the municipality or for the programme; it
// never changes.
type Decision struct {
	entity.Base `bun:",extend"`

	ReportID    uuid.UUID      `json:"reportId"`
	AgreementID uuid.UUID      `json:"agreementId"`
	Edition     int            `json:"edition"`
	Side        agreement.Side `json:"side"`
	Accepted    bool           `json:"accepted"`
	Act         `bun:",extend"`
	// Parts and FixBy are those of a return.
	Parts []Part      `bun:"type:jsonb" json:"parts"`
	FixBy *clock.Date `bun:"type:date" json:"fixBy,omitempty"`
	// DecidedByName is who decided, as named then.
	DecidedByName string    `json:"decidedByName"`
	DecidedAt     time.Time `json:"decidedAt"`
}

// Ref is the global address of the decision.
func (d *Decision) Ref() entity.Ref { return d.RefAs("ReportDecision") }

// Report is what was decided on.
func (d *Decision) Report() entity.Ref { return d.Link("Report", d.ReportID) }

// Scan is the signed act, nil without one.
func (d *Decision) Scan() *entity.Ref { return d.LinkIf("File", d.ScanFileID) }

// Act is the paper of a decision: for the municipality the act of acceptance (5.11). All
// but the remarks is empty for the programme and for a return.
type Act struct {
	// Number is text; the system gives one of the year's register when none is written.
	Number string      `json:"number"`
	Date   *clock.Date `bun:"type:date" json:"date,omitempty"`
	// Remarks of an acceptance, the reason of a return.
	Remarks string `json:"remarks"`
	// Position and Name are those of the hand, as printed.
	Position   string     `json:"position"`
	Name       string     `json:"name"`
	ScanFileID *uuid.UUID `json:"scanFileId,omitempty"`
}

func (a Act) trimmed() Act {
	a.Number, a.Remarks = strings.TrimSpace(a.Number), strings.TrimSpace(a.Remarks)
	a.Position, a.Name = strings.TrimSpace(a.Position), strings.TrimSpace(a.Name)
	return a
}

// check refuses an act of acceptance that no paper could be.
func (a Act) check(r *Report, now time.Time) error {
	var errs apperr.List
	errs.Add(text.Line(a.Number, MaxLine, "number"))
	errs.Add(text.Block(a.Remarks, MaxText, "remarks"))
	errs.Add(text.Line(a.Position, MaxLine, "position"))
	errs.Add(text.Line(a.Name, MaxLine, "name"))
	if a.Name == "" {
		errs.Add(apperr.ErrRequired.At("name"))
	}
	switch {
	case a.Date.After(clock.DateOf(now)):
		errs.Add(ErrActFuture)
	case a.Date.Before(clock.DateOf(*r.SubmittedAt)):
		errs.Add(ErrActBefore)
	}
	return errs.Err()
}

func (a Act) checkRemarks() error {
	if err := text.Block(a.Remarks, MaxText, "remarks"); err != nil {
		return err
	}
	return nil
}

// Objection returns a report.
type Objection struct {
	Reason string
	Parts  []Part
	FixBy  clock.Date
}

// check trims and refuses a return without reason or parts, or to a day that has passed.
func (o *Objection) check(now time.Time) error {
	var errs apperr.List
	reason, err := text.Reason(o.Reason, MaxText, "reason")
	for _, e := range apperr.All(err) {
		errs.Add(e)
	}
	o.Reason = reason
	slices.Sort(o.Parts)
	if o.Parts = slices.Compact(o.Parts); len(o.Parts) == 0 {
		errs.Add(ErrPartsUnnamed)
	}
	if o.FixBy.Before(clock.DateOf(now)) {
		errs.Add(ErrDuePassed.At("fixBy"))
	}
	return errs.Err()
}

// decide makes the decision on the edition at hand.
func (r *Report) decide(side agreement.Side, accepted bool, act Act, scope access.Scope, now time.Time) *Decision {
	return &Decision{
		Base: entity.NewBase(r.TenantID, now), ReportID: r.ID, AgreementID: r.AgreementID, Edition: r.Edition, Side: side, Accepted: accepted,
		Act: act, Parts: []Part{}, DecidedByName: scope.Principal().Name, DecidedAt: now,
	}
}
