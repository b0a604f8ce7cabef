package funding

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/budget"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
)

// TrancheState is where a tranche stands.
type TrancheState string

// The states of a tranche. A requested one waits for two approvals.
const (
	TranchePlanned   TrancheState = "PLANNED"
	TrancheRequested TrancheState = "REQUESTED"
	TrancheApproved  TrancheState = "APPROVED"
	TranchePaid      TrancheState = "PAID"
	TrancheCancelled TrancheState = "CANCELLED"
)

// Plan is what is agreed on a tranche.
type Plan struct {
	Source    budget.Source `json:"source"`
	Amount    money.Amount  `json:"amount"`
	PlannedOn clock.Date    `bun:"type:date" json:"plannedOn"`
	// Conditions must hold before it is approved.
	Conditions []Condition `bun:"type:jsonb" json:"conditions"`
}

// Tranche is a part of the money that is transferred.
type Tranche struct {
	entity.Base `bun:",extend"`

	AgreementID uuid.UUID `json:"agreementId"`
	// Number counts within the agreement from 1.
	Number      int          `json:"number"`
	State       TrancheState `json:"state"`
	Plan        `bun:",extend"`
	RequestedBy Hand       `bun:"embed:requested_by_" json:"requestedBy,omitzero"`
	RequestedAt *time.Time `json:"requestedAt,omitempty"`
	// ApprovedBy approved first, ConfirmedBy second; never the same person.
	ApprovedBy  Hand       `bun:"embed:approved_by_" json:"approvedBy,omitzero"`
	ApprovedAt  *time.Time `json:"approvedAt,omitempty"`
	ConfirmedBy Hand       `bun:"embed:confirmed_by_" json:"confirmedBy,omitzero"`
	ConfirmedAt *time.Time `json:"confirmedAt,omitempty"`
	// DetailsID are the confirmed bank details to which it was paid.
	DetailsID *uuid.UUID  `json:"detailsId,omitempty"`
	PaidOn    *clock.Date `bun:"type:date" json:"paidOn,omitempty"`
	// Document is the payment order; zero before it was paid.
	Document Paper `bun:"embed:document_" json:"document,omitzero"`
	// Reason is why it was cancelled.
	Reason string `json:"reason"`
}

// Ref is the global address of the tranche.
func (t *Tranche) Ref() entity.Ref { return t.RefAs("Tranche") }

// InAgreement is the agreement that it belongs to.
func (t *Tranche) InAgreement() uuid.UUID { return t.AgreementID }

// From is who transfers.
func (t *Tranche) From() budget.Source { return t.Source }

func (*Tranche) object() access.Object { return access.Tranche }

// counts reports whether the tranche is part of the sums.
func (t *Tranche) counts() bool { return t.State != TrancheCancelled }

// Proof is the payment order, nil before it was paid.
func (t *Tranche) Proof() *Paper { return t.Document.known() }

func (t *Tranche) takes(action access.Action, actor uuid.UUID) error {
	switch action {
	case access.Submit:
		return stands(t.State, TranchePlanned)
	case access.Approve:
		return t.takesFirst(actor)
	case access.Confirm:
		return t.takesSecond(actor)
	case access.Pay:
		return stands(t.State, TrancheApproved)
	}
	return stands(t.State, TranchePlanned, TrancheRequested, TrancheApproved)
}

func (t *Tranche) takesFirst(actor uuid.UUID) error {
	switch {
	case stands(t.State, TrancheRequested) != nil:
		return stands(t.State, TrancheRequested)
	case t.ApprovedAt != nil:
		return ErrApprovedOnce
	case t.RequestedBy.ID == actor:
		return ErrSamePerson
	}
	return nil
}

func (t *Tranche) takesSecond(actor uuid.UUID) error {
	switch {
	case stands(t.State, TrancheRequested) != nil:
		return stands(t.State, TrancheRequested)
	case t.ApprovedAt == nil:
		return ErrNotApproved
	case t.ApprovedBy.ID == actor:
		return ErrSamePerson
	}
	return nil
}

func (*Tranche) during(action access.Action, a *agreement.Agreement) error {
	if action == access.Cancel {
		return a.Started()
	}
	return a.Running()
}

// Condition is what must hold before a tranche is approved; the system looks itself.
type Condition string

// The conditions.
const (
	AgreementSigned Condition = "AGREEMENT_SIGNED"
	OwnShareProved  Condition = "OWN_SHARE_PROVED"
	NoOpenFinding   Condition = "NO_OPEN_FINDING"
	ReportAccepted  Condition = "REPORT_ACCEPTED"
)

// Facts are what the conditions ask of monitoring and reports.
type Facts struct {
	// Findings counts the serious ones that are open and not waived.
	Findings int
	// Accepted reports whether a report was accepted.
	Accepted bool
}

// conditionNames name what is missing while a condition is open.
var conditionNames = map[Condition]i18n.Text{
	AgreementSigned: i18n.New("макулдашууга кол коюлушу керек", "соглашение должно быть подписано", "the agreement must be signed"),
	OwnShareProved: i18n.New("өздүк салым документ менен далилдениши керек", "собственный вклад должен быть подтверждён документами",
		"the own share must be proved by papers"),
	NoOpenFinding: i18n.New("мониторингдин олуттуу эскертүүсү жабылбаган", "не закрыто серьёзное замечание мониторинга",
		"a serious finding of the monitoring is open"),
	ReportAccepted: i18n.New("отчёт кабыл алынган эмес", "отчёт не принят", "no report has been accepted"),
}

// obstacles are the open conditions of a tranche that is not approved yet.
func (t *Tranche) obstacles(a *agreement.Agreement, l *Ledger, facts Facts) (errs apperr.List) {
	if t.State != TranchePlanned && t.State != TrancheRequested {
		return nil
	}
	for _, condition := range t.Conditions {
		if !condition.holds(a, l, facts) {
			errs.Add(ErrConditionOpen.With(i18n.Args{"condition": conditionNames[condition]}))
		}
	}
	return errs
}

func (c Condition) holds(a *agreement.Agreement, l *Ledger, facts Facts) bool {
	switch c {
	case AgreementSigned:
		return a.SignedAt != nil
	case OwnShareProved:
		return l.ownShare() >= agreement.PlannedOf(l.Lines, budget.Initiator)
	case NoOpenFinding:
		return facts.Findings == 0
	case ReportAccepted:
		return facts.Accepted
	}
	return false
}
