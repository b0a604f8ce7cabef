// Package agreement is the contract with a winner: what the municipality gives, what the
// initiator does, by which terms of reference and which estimate (domain.md M18, 5.7, 5.8,
// Purchases, events, visits and reports hang on it.
package agreement

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
)

// Mode is how the money reaches the initiative (M19, R-29).
type Mode string

// The modes.
const (
	ProcurementByAO        Mode = "PROCUREMENT_BY_AO"
	ProcurementByProgramme Mode = "PROCUREMENT_BY_PROGRAMME"
	Transfer               Mode = "TRANSFER"
	InKindOnly             Mode = "IN_KIND_ONLY"
)

// Agreement belongs to one award.
type Agreement struct {
	entity.Base `bun:",extend"`

	CompetitionID uuid.UUID `json:"competitionId"`
	ApplicationID uuid.UUID `json:"applicationId"`
	AwardID       uuid.UUID `json:"awardId"`
	State         State     `json:"state"`
	// Number is text; the system gives one of the year's register when none is written.
	Number string      `json:"number"`
	Date   *clock.Date `bun:"type:date" json:"date,omitempty"`
	Mode   Mode        `json:"mode"`
	// Language is the one of the terms and the terms of reference.
	Language i18n.Lang      `json:"language"`
	Title    i18n.Localized `bun:"type:jsonb" json:"title"`
	// LocalBudget and ProgrammeGrant are those of the award; the grant is nil when there is
	// none.
	LocalBudget    money.Amount  `json:"localBudget"`
	ProgrammeGrant *money.Amount `json:"programmeGrant,omitempty"`
	StartDate      *clock.Date   `bun:"type:date" json:"startDate,omitempty"`
	EndDate        *clock.Date   `bun:"type:date" json:"endDate,omitempty"`
	ReportDueOn    *clock.Date   `bun:"type:date" json:"reportDueOn,omitempty"`
	// SignBy is the last day that the regulation gives for signing (M18).
	SignBy      clock.Date  `bun:"type:date" json:"signBy"`
	Terms       Terms       `bun:"type:jsonb" json:"terms"`
	Signatories []Signatory `bun:"type:jsonb" json:"signatories"`
	ScanFileID  *uuid.UUID  `json:"scanFileId,omitempty"`
	// ScanNote is why there is no scan: the agreement is known from publications only.
	ScanNote string `json:"scanNote"`
	// Reason is why it was returned, suspended or ended.
	Reason      string     `json:"reason"`
	SubmittedAt *time.Time `json:"submittedAt,omitempty"`
	SignedAt    *time.Time `json:"signedAt,omitempty"`
	ActivatedAt *time.Time `json:"activatedAt,omitempty"`
	EndedAt     *time.Time `json:"endedAt,omitempty"`
}

// Ref is the global address of the agreement.
func (a *Agreement) Ref() entity.Ref { return a.RefAs("Agreement") }

// owesReport reports whether a report is expected. Of an agreement that is known from
// publications only, nobody knows whether it was reported on.
func (a *Agreement) owesReport() bool { return a.ScanNote == "" }

// Side is a party of an agreement.
type Side string

// The sides. The programme signs where it buys.
const (
	Municipality Side = "MUNICIPALITY"
	Performer    Side = "PERFORMER"
	Programme    Side = "PROGRAMME"
)

// Signatory is who signed, as printed on the paper; it stays as it is when the person
// leaves office.
type Signatory struct {
	Side     Side   `json:"side"`
	Position string `json:"position"`
	Name     string `json:"name"`
	// Basis is the ground of the authority to sign, e.g. a decree.
	Basis string `json:"basis"`
}

// Terms are what the parties agree on (5.7), in the agreement's language.
type Terms struct {
	PerformerRights    string `json:"performerRights"`
	PerformerDuties    string `json:"performerDuties"`
	MunicipalityRights string `json:"municipalityRights"`
	MunicipalityDuties string `json:"municipalityDuties"`
	// Monitoring is the duty to admit the monitoring group.
	Monitoring string `json:"monitoring"`
	// Visibility of those who pay.
	Visibility string `json:"visibility"`
	// Ownership of what is bought.
	Ownership    string `json:"ownership"`
	PlanChange   string `json:"planChange"`
	Refund       string `json:"refund"`
	ForceMajeure string `json:"forceMajeure"`
	Dispute      string `json:"dispute"`
}

// Amendment is a numbered change of a signed agreement; it is never edited.
type Amendment struct {
	entity.Base `bun:",extend"`

	AgreementID uuid.UUID   `json:"agreementId"`
	Number      int         `json:"number"`
	Date        clock.Date  `bun:"type:date" json:"date"`
	Reason      string      `json:"reason"`
	Changes     []Change    `bun:"type:jsonb" json:"changes"`
	Signatories []Signatory `bun:"type:jsonb" json:"signatories"`
	ScanFileID  uuid.UUID   `json:"scanFileId"`
}

// Ref is the global address of the amendment.
func (a *Amendment) Ref() entity.Ref { return a.RefAs("Amendment") }

// Change is one thing that an amendment changed, as text before and after.
type Change struct {
	Field  string `json:"field"`
	Before string `json:"before"`
	After  string `json:"after"`
}
