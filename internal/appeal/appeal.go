// Package appeal takes appeals against the result of a competition and complaints about
// the service, with a register number and a clock of working days (domain.md ).
package appeal

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// Kind says what an appeal is about.
type Kind string

// The kinds.
const (
	// OnCompetition is against the course or the result of a competition.
	OnCompetition Kind = "COMPETITION"
	// OnService is about the service itself (Digital Code, art. 119).
	OnService Kind = "SERVICE"
)

// State is where an appeal stands.
type State string

// The states.
const (
	Registered State = "REGISTERED"
	Answered   State = "ANSWERED"
	Withdrawn  State = "WITHDRAWN"
)

// Channel is the way it came.
type Channel string

// The channels.
const (
	Online Channel = "ONLINE"
	Paper  Channel = "PAPER"
	Email  Channel = "EMAIL"
)

// Outcome is what was decided.
type Outcome string

// The outcomes.
const (
	Upheld        Outcome = "UPHELD"
	PartlyUpheld  Outcome = "PARTLY_UPHELD"
	Rejected      Outcome = "REJECTED"
	NotConsidered Outcome = "NOT_CONSIDERED"
)

// ServiceDays are the working days that the law gives for a complaint about the service
//
const ServiceDays = 5

// Appeal is one appeal. Who wrote what stands apart, in its [Letter].
type Appeal struct {
	entity.Base `bun:",extend"`

	Kind          Kind       `json:"kind"`
	CompetitionID *uuid.UUID `json:"competitionId,omitempty"`
	State         State      `json:"state"`
	Channel       Channel    `json:"channel"`
	// Language is the one it was written in and is answered in.
	Language     i18n.Lang  `json:"language"`
	RegisterYear int        `json:"registerYear"`
	RegisterNo   int        `json:"registerNo"`
	ReceivedOn   clock.Date `bun:"type:date" json:"receivedOn"`
	// DueOn is the last day for the answer.
	DueOn clock.Date `bun:"type:date" json:"dueOn"`
	// Late ones came after the regulation's days: they are answered and hold nothing up.
	Late       bool       `json:"late"`
	FilerID    *uuid.UUID `json:"filerId,omitempty"`
	CodeHash   string     `json:"-"`
	ScanFileID *uuid.UUID `json:"scanFileId,omitempty"`
	Outcome    Outcome    `json:"outcome"`
	Answer     string     `json:"answer"`
	// AnsweredBy is the name as printed under the answer.
	AnsweredBy string     `json:"answeredBy"`
	AnsweredAt *time.Time `json:"answeredAt,omitempty"`
	Reason     string     `json:"reason"`
}

// Ref is the global address of the appeal.
func (a *Appeal) Ref() entity.Ref { return a.RefAs("Appeal") }

// Number is the number in the municipality's register, e.g. 3/2026.
func (a *Appeal) Number() string { return fmt.Sprintf("%d/%d", a.RegisterNo, a.RegisterYear) }

// Competition is what it is about, nil for a complaint about the service.
func (a *Appeal) Competition() *entity.Ref { return a.LinkIf("Competition", a.CompetitionID) }

// Scan is the paper it came on, nil without one.
func (a *Appeal) Scan() *entity.Ref { return a.LinkIf("File", a.ScanFileID) }

// Decided is the outcome, nil before the answer.
func (a *Appeal) Decided() *Outcome {
	if a.Outcome == "" {
		return nil
	}
	return &a.Outcome
}

// about is the competition's id, the zero value for the service.
func (a *Appeal) about() uuid.UUID {
	if a.CompetitionID == nil {
		return uuid.Nil
	}
	return *a.CompetitionID
}

// Letter is who wrote what: personal data.
type Letter struct {
	ID      uuid.UUID `json:"-"`
	Name    string    `json:"name"`
	Contact string    `json:"contact"`
	Text    string    `json:"text"`
}

// newCode makes the code of a receipt and its hash; only the hash is kept.
func newCode() (code, hash string) {
	code = rand.Text()[:20]
	return code, HashCode(code)
}

// HashCode is how the code of a receipt is kept.
func HashCode(code string) string {
	sum := sha256.Sum256([]byte(strings.ToUpper(strings.TrimSpace(code))))
	return hex.EncodeToString(sum[:])
}
