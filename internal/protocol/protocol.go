// Package protocol is the commission's protocol and the head's order on it (domain.md
// 5.6, M14, M15): data frozen when it is signed, and never edited after.
package protocol

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
)

// Protocol records what a closed session decided.
type Protocol struct {
	entity.Base `bun:",extend"`

	CompetitionID uuid.UUID `json:"competitionId"`
	SessionID     uuid.UUID `json:"sessionId"`
	State         State     `json:"state"`
	// Number in the municipality's register of protocols, "1/2019"; empty for a draft.
	Number string     `json:"number"`
	Date   clock.Date `bun:"type:date" json:"date"`
	Place  string     `json:"place"`
	// Discussion is free text on how the meeting went.
	Discussion string     `json:"discussion"`
	Decisions  []Decision `bun:"type:jsonb" json:"decisions"`
	// NoWinnerReason says why nobody wins; asked when no decision awards anything.
	NoWinnerReason string `json:"noWinnerReason"`
	// FileID is the scan of the signed paper.
	FileID *uuid.UUID `json:"fileId,omitempty"`

	// Digest is the SHA-256 of the sealed content, in hex.
	Digest   string     `json:"digest"`
	SealedAt *time.Time `json:"sealedAt,omitempty"`
	SignedAt *time.Time `json:"signedAt,omitempty"`
	EndedAt  *time.Time `json:"endedAt,omitempty"`
	// Reason is why it was withdrawn or annulled.
	Reason string `json:"reason"`
}

// Ref is the global address of the protocol.
func (p *Protocol) Ref() entity.Ref { return p.RefAs("Protocol") }

// Decision is what the commission decides on one application.
type Decision struct {
	ApplicationID uuid.UUID `json:"applicationId"`
	// LocalBudget is the awarded sum, nil when the application does not win.
	LocalBudget *money.Amount `json:"localBudget,omitempty"`
	Conditions  string        `json:"conditions,omitempty"`
	// Reason is asked where the decision leaves the order of the ranking.
	Reason string `json:"reason,omitempty"`
}

// below reports whether less than a sum is awarded.
func (d *Decision) below(sum money.Amount) bool { return d.LocalBudget == nil || *d.LocalBudget < sum }

// Awarded is the sum of all decisions.
func (p *Protocol) Awarded() money.Amount {
	var sum money.Amount
	for _, d := range p.Decisions {
		if d.LocalBudget != nil {
			sum += *d.LocalBudget
		}
	}
	return sum
}

// HasWinner reports whether anything is awarded.
func (p *Protocol) HasWinner() bool {
	for _, d := range p.Decisions {
		if d.LocalBudget != nil {
			return true
		}
	}
	return false
}

// Method is how somebody signed. The program claims no legal force for either: the paper
// original counts (domain.md 8).
type Method string

// The methods.
const (
	OnPaper Method = "PAPER"
	Simple  Method = "SIMPLE"
)

// Signature is a signatory's name under a protocol, as printed, or the refusal to sign.
type Signature struct {
	entity.Base `bun:",extend"`

	ProtocolID uuid.UUID       `json:"protocolId"`
	MemberID   uuid.UUID       `json:"memberId"`
	Name       string          `json:"name"`
	Role       commission.Role `json:"role"`
	Method     Method          `json:"method"`
	Refused    bool            `json:"refused"`
	// Dissent is the opinion of one who refuses, or who signs with a reservation.
	Dissent    string     `json:"dissent"`
	ScanFileID *uuid.UUID `json:"scanFileId,omitempty"`
	SignedAt   time.Time  `json:"signedAt"`
}

// Ref is the global address of the signature.
func (s *Signature) Ref() entity.Ref { return s.RefAs("ProtocolSignature") }

// OrderKind says what the head orders.
type OrderKind string

// The kinds: the result is approved, or the protocol is annulled and goes back.
const (
	Approval  OrderKind = "APPROVAL"
	Annulment OrderKind = "ANNULMENT"
)

// Order is the head's order on a protocol.
type Order struct {
	entity.Base `bun:",extend"`

	CompetitionID uuid.UUID  `json:"competitionId"`
	ProtocolID    uuid.UUID  `json:"protocolId"`
	Kind          OrderKind  `json:"kind"`
	Number        string     `json:"number"`
	Date          clock.Date `bun:"type:date" json:"date"`
	// Reason is asked of an annulment.
	Reason string     `json:"reason"`
	FileID *uuid.UUID `json:"fileId,omitempty"`
	// SignedBy is the head's name as printed.
	SignedBy string `json:"signedBy"`
	// Text is what the order says, Winners its list of winners, by rank.
	Text    i18n.Localized `bun:"type:jsonb" json:"text"`
	Winners []Winner       `bun:"type:jsonb" json:"winners"`
}

// Ref is the global address of the order.
func (o *Order) Ref() entity.Ref { return o.RefAs("ResultOrder") }
