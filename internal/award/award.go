// Package award is what the winners of a competition get: a sum of the local budget that
// the commission decides, and a grant of the programme that its manager sets
// outside the envelope.
package award

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/money"
)

// Award belongs to one application by one signed protocol.
type Award struct {
	entity.Base `bun:",extend"`

	CompetitionID uuid.UUID `json:"competitionId"`
	ProtocolID    uuid.UUID `json:"protocolId"`
	ApplicationID uuid.UUID `json:"applicationId"`
	EnvelopeID    uuid.UUID `json:"envelopeId"`
	// Rank in the commission's ranking, from 1.
	Rank        int          `json:"rank"`
	LocalBudget money.Amount `json:"localBudget"`
	Conditions  string       `json:"conditions"`
	// ProgrammeGrant is nil when there is none, never zero.
	ProgrammeGrant *money.Amount `json:"programmeGrant,omitempty"`
	GrantNote      string        `json:"grantNote"`
	// AnnulledAt is when the head's order annulled the protocol.
	AnnulledAt *time.Time `json:"annulledAt,omitempty"`

	// OtherFunds are the valued lines of the application beside local budget and
	// programme; OtherEstimated when one of them is an estimate. Read only.
	OtherFunds     money.Amount `bun:",scanonly" json:"-"`
	OtherEstimated bool         `bun:",scanonly" json:"-"`
	// Agreed says that the agreement on it is out for signature or signed. Read only.
	Agreed bool `bun:",scanonly" json:"-"`
}

// Ref is the global address of the award.
func (a *Award) Ref() entity.Ref { return a.RefAs("Award") }

// Total is all that the initiative has: local budget, grant and every other valued line
// of its application, estimated ones included.
func (a *Award) Total() money.Amount {
	total := a.LocalBudget + a.OtherFunds
	if a.ProgrammeGrant != nil {
		total += *a.ProgrammeGrant
	}
	return total
}

// TotalIsEstimate reports whether the total contains an estimated line.
func (a *Award) TotalIsEstimate() bool { return a.OtherEstimated }
