package territory

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// ChangeKind is what a decree makes of a municipality.
type ChangeKind string

// The kinds.
const (
	// Completion ends its part in the programme.
	Completion ChangeKind = "COMPLETION"
	// Merger lets it go over into another, Splitting into several.
	Merger    ChangeKind = "MERGER"
	Splitting ChangeKind = "SPLIT"
	Renaming  ChangeKind = "RENAMING"
	// Move gives it another code, as that of another raion.
	Move ChangeKind = "MOVE"
)

// ends reports whether the municipality is no tenant at work afterwards.
func (k ChangeKind) ends() bool { return k == Completion || k.goesOver() }

func (k ChangeKind) goesOver() bool { return k == Merger || k == Splitting }

// ChangeState is where a change stands.
type ChangeState string

// The states. A planned change waits for its day.
const (
	Planned   ChangeState = "PLANNED"
	Done      ChangeState = "DONE"
	Cancelled ChangeState = "CANCELLED"
)

// Terms are what a change says beyond its kind, as far as the kind has it.
type Terms struct {
	// Successors are those that the municipality goes over into; of several, the first gets
	// what is passed to nobody by name.
	Successors []uuid.UUID    `json:"successors,omitempty"`
	Passing    []Passing      `json:"passing,omitempty"`
	Name       i18n.Localized `json:"name,omitzero"`
	// Slug is the new short name, empty when it stays.
	Slug string `json:"slug,omitempty"`
	Code Code   `json:"code,omitempty"`
}

// Passing is an agreement that goes to a successor by name.
type Passing struct {
	AgreementID uuid.UUID `json:"agreementId"`
	// TenantID is the municipality that keeps the agreement's records.
	TenantID    uuid.UUID `json:"tenantId"`
	SuccessorID uuid.UUID `json:"successorId"`
}

// Agreement is the global address of the agreement.
func (p Passing) Agreement() entity.Ref {
	return entity.Ref{Kind: "Agreement", Tenant: p.TenantID, ID: p.AgreementID}
}

// Successor is the global address of the successor.
func (p Passing) Successor() entity.Ref { return municipalityRef(p.SuccessorID) }

// Change is what a decree makes of a municipality from a day on (domain.md 7.3).
type Change struct {
	entity.Base
	MunicipalityID uuid.UUID
	Kind           ChangeKind
	State          ChangeState
	Decree         document.Document
	// On is the first day on which it holds.
	On     clock.Date
	Reason string
	Terms  Terms
	DoneAt *time.Time
	// CancelReason is why a planned change was given up.
	CancelReason string
}

// Ref is the global address of the change.
func (c *Change) Ref() entity.Ref { return c.RefAs("TerritoryChange") }

// Municipality is what is changed.
func (c *Change) Municipality() entity.Ref { return municipalityRef(c.MunicipalityID) }

func municipalityRef(id uuid.UUID) entity.Ref { return entity.Ref{Kind: "Municipality", ID: id} }

// Name is the new name, nil where it stays.
func (c *Change) Name() *i18n.Localized {
	if c.Kind != Renaming {
		return nil
	}
	return &c.Terms.Name
}

// Slug is the new short name, nil where it stays.
func (c *Change) Slug() *string {
	if c.Terms.Slug == "" {
		return nil
	}
	return &c.Terms.Slug
}

// Code is the new code, nil where it stays.
func (c *Change) Code() *string {
	if c.Terms.Code == "" {
		return nil
	}
	code := string(c.Terms.Code)
	return &code
}

// Effects are what a change does, or would do now.
type Effects struct {
	// Running are competitions that must be finished or cancelled before.
	Running []Running
	// Agreements are those that are open: they are still finished, by the successors where
	// there are any; Heir is uuid.Nil where there are none.
	Agreements []OpenAgreement
	// Members is how many roles end.
	Members int
}

// Running is a competition that was announced and has no published result.
type Running struct {
	TenantID uuid.UUID `bun:"-"`
	ID       uuid.UUID
	Number   string
	Title    i18n.Localized `bun:"type:jsonb"`
	State    string
}

// Ref is the global address of the competition.
func (r Running) Ref() entity.Ref {
	return entity.Ref{Kind: "Competition", Tenant: r.TenantID, ID: r.ID}
}

// OpenAgreement is an agreement that has not ended.
type OpenAgreement struct {
	TenantID uuid.UUID `bun:"-"`
	ID       uuid.UUID
	Number   string
	Title    i18n.Localized `bun:"type:jsonb"`
	State    string
	Heir     uuid.UUID `bun:"-"`
}

// Ref is the global address of the agreement.
func (a OpenAgreement) Ref() entity.Ref {
	return entity.Ref{Kind: "Agreement", Tenant: a.TenantID, ID: a.ID}
}

// Successor is who would finish it, nil where the municipality itself does.
func (a OpenAgreement) Successor() *entity.Ref {
	if a.Heir == uuid.Nil {
		return nil
	}
	ref := municipalityRef(a.Heir)
	return &ref
}
