// Package application is a proposal of a local initiative from its first draft to the
// award (domain.md 5.3, M9–M12): who proposes what, for how much, and whether the
// commission admits it.
package application

import (
	"encoding/base32"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// Channel is the way an application came in.
type Channel string

// The channels. Paper and e-mail are entered by the secretary.
const (
	Online Channel = "ONLINE"
	Paper  Channel = "PAPER"
	Email  Channel = "EMAIL"
)

// Application is one proposal in one competition. The applicant's personal data and the
// budget lines are kept apart and loaded on their own.
type Application struct {
	entity.Base `bun:",extend"`

	CompetitionID uuid.UUID `json:"competitionId"`
	State         State     `json:"state"`
	Channel       Channel   `json:"channel"`
	// OwnerID is the person who applies online; nil for a paper that the secretary entered.
	OwnerID *uuid.UUID `json:"ownerId,omitempty"`
	// RegisterYear and RegisterNo are given on receipt, without gaps in a year; zero before.
	RegisterYear int `json:"registerYear"`
	RegisterNo   int `json:"registerNo"`
	// ReceivedAt is when it was submitted, or what stands on the paper.
	ReceivedAt *time.Time `json:"receivedAt,omitempty"`
	// Edition counts the sealed contents: 1 when submitted, 2 after the correction.
	Edition int `json:"edition"`
	// Sha256 is the hash of the latest sealed content, in hex.
	Sha256 string `json:"sha256"`
	// Correction is what the applicant was asked to mend; it happens once.
	Correction *Correction `bun:"type:jsonb" json:"correction,omitempty"`
	// Reason is why it was rejected or withdrawn.
	Reason string `json:"reason"`

	Proposal `bun:",extend"`

	// Consents may be withdrawn after the content was sealed.
	Consents []Consent `bun:"type:jsonb" json:"consents"`
}

// Ref is the global address of the application.
func (a *Application) Ref() entity.Ref { return a.RefAs("Application") }

// Number is the register number, "3/2026"; nil before receipt.
func (a *Application) Number() *string {
	if a.RegisterNo == 0 {
		return nil
	}
	number := RegisterNumber(a.RegisterNo, a.RegisterYear)
	return &number
}

// Receipt is what a person gets for a registered application.
type Receipt struct {
	Number     string
	ReceivedAt time.Time
	Edition    int
	// Sha256 of the latest sealed content, in hex.
	Sha256 string
}

// Receipt is nil before receipt.
func (a *Application) Receipt() *Receipt {
	if a.RegisterNo == 0 {
		return nil
	}
	return &Receipt{Number: *a.Number(), ReceivedAt: *a.ReceivedAt, Edition: a.Edition, Sha256: a.Sha256}
}

// Code stands for the names in a blind competition. It tells nothing of the
// applicant nor of the order of receipt.
func (a *Application) Code() string {
	return "A-" + base32.StdEncoding.EncodeToString(a.ID[11:])[:6]
}

// Correction is the one return of an application for named fields.
type Correction struct {
	Fields     []Field    `json:"fields"`
	Note       string     `json:"note"`
	ReturnedAt time.Time  `json:"returnedAt"`
	DueOn      clock.Date `json:"dueOn"`
	// AnsweredAt is when the mended application came back, nil until then.
	AnsweredAt *time.Time `json:"answeredAt,omitempty"`
}

// Allows reports whether the field may change while the application is returned.
func (c *Correction) Allows(field Field) bool {
	for _, f := range c.Fields {
		if f == field {
			return true
		}
	}
	return false
}

// Purpose is what a consent is given for (domain.md 8).
type Purpose string

// The purposes. Processing is needed to apply.
const (
	Processing      Purpose = "PROCESSING"
	NamePublication Purpose = "NAME_PUBLICATION"
	Photos          Purpose = "PHOTOS"
)

// Consent is the leader's yes to one purpose.
type Consent struct {
	Purpose     Purpose    `json:"purpose"`
	TextVersion int        `json:"textVersion"`
	Language    i18n.Lang  `json:"language"`
	GivenAt     time.Time  `json:"givenAt"`
	WithdrawnAt *time.Time `json:"withdrawnAt,omitempty"`
}

// Consented reports whether the consent for a purpose stands.
func (a *Application) Consented(purpose Purpose) bool {
	for _, c := range a.Consents {
		if c.Purpose == purpose && c.WithdrawnAt == nil {
			return true
		}
	}
	return false
}
