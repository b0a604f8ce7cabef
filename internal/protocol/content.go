package protocol

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/commission"
	"github.com/demilge/demilge/internal/evaluation"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/session"
)

// Content is all that a protocol says (domain.md 5.6), as it is printed and sealed. It
// names applicants; the public gets a redacted copy.
type Content struct {
	Number      string     `json:"number"`
	Date        clock.Date `json:"date"`
	Place       string     `json:"place"`
	StartedAt   *time.Time `json:"startedAt"`
	EndedAt     *time.Time `json:"endedAt"`
	Competition Heading    `json:"competition"`
	Commission  Formation  `json:"commission"`

	Attendance  []session.Attendance `json:"attendance"`
	PresidingID *uuid.UUID           `json:"presidingId"`
	Quorum      Quorum               `json:"quorum"`
	Agenda      []string             `json:"agenda"`
	Discussion  string               `json:"discussion"`

	Register  []Entry   `json:"register"`
	Conflicts []Recusal `json:"conflicts"`
	// Retractions are the conflicts that the chair took back.
	Retractions []Retraction `json:"retractions"`
	Criteria    []Criterion  `json:"criteria"`
	Ranking     []Place      `json:"ranking"`
	// Casting is the chair's vote between equal applications, nil without one.
	Casting   *Casting  `json:"casting,omitempty"`
	Votes     []Poll    `json:"votes"`
	Decisions []Verdict `json:"decisions"`
	// EnvelopeBefore is what there was to award, EnvelopeAfter what remains.
	EnvelopeBefore money.Amount `json:"envelopeBefore"`
	EnvelopeAfter  money.Amount `json:"envelopeAfter"`
	NoWinnerReason string       `json:"noWinnerReason"`
	Dissents       []Opinion    `json:"dissents"`
	Signatories    []Signatory  `json:"signatories"`
}

// Heading names the competition.
type Heading struct {
	Number string         `json:"number"`
	Title  i18n.Localized `json:"title"`
}

// Formation names the commission and the order that formed it.
type Formation struct {
	Name        i18n.Localized `json:"name"`
	OrderNumber string         `json:"orderNumber"`
	OrderDate   *clock.Date    `json:"orderDate"`
}

// Quorum counts the voting members.
type Quorum struct {
	Present  int  `json:"present"`
	Eligible int  `json:"eligible"`
	Recused  int  `json:"recused"`
	Num      int  `json:"num"`
	Den      int  `json:"den"`
	Met      bool `json:"met"`
}

// Entry is one received application.
type Entry struct {
	ApplicationID uuid.UUID  `json:"applicationId"`
	Number        string     `json:"number"`
	ReceivedAt    *time.Time `json:"receivedAt"`
	// Applicant is the leader's full name, Organisation that of a legal entity.
	Applicant    string            `json:"applicant"`
	Organisation string            `json:"organisation,omitempty"`
	Title        i18n.Localized    `json:"title"`
	Requested    money.Amount      `json:"requested"`
	State        application.State `json:"state"`
	// Reason is why it was rejected or withdrawn.
	Reason string `json:"reason"`
}

// Recusal is a declared or automatic conflict; the member took no part in the application.
type Recusal struct {
	Member        string                  `json:"member"`
	ApplicationID uuid.UUID               `json:"applicationId"`
	Number        string                  `json:"number"`
	Kind          evaluation.ConflictKind `json:"kind"`
	Text          string                  `json:"text"`
	Automatic     bool                    `json:"automatic"`
}

// Retraction is a conflict that was declared and taken back as a mistake; the member took
// part in the application.
type Retraction struct {
	Member        string                  `json:"member"`
	ApplicationID uuid.UUID               `json:"applicationId"`
	Number        string                  `json:"number"`
	Kind          evaluation.ConflictKind `json:"kind"`
	Reason        string                  `json:"reason"`
	At            time.Time               `json:"at"`
}

// Casting is the chair's casting vote: the numbers of the applications that shared
// a place, the better first, and why.
type Casting struct {
	Order  []string `json:"order"`
	Reason string   `json:"reason"`
}

// Criterion is a column of the table of means.
type Criterion struct {
	Key    string         `json:"key"`
	Name   i18n.Localized `json:"name"`
	Weight int            `json:"weight"`
}

// Place is one application in the ranking with its means, by criterion and weighted.
type Place struct {
	ApplicationID uuid.UUID        `json:"applicationId"`
	Number        string           `json:"number"`
	Rank          int              `json:"rank"`
	Sheets        int              `json:"sheets"`
	Sum           int              `json:"sum"`
	Mean          string           `json:"mean"`
	Criteria      []Mean           `json:"criteria"`
	Passed        bool             `json:"passed"`
	Reasons       []i18n.Localized `json:"reasons"`
}

// Mean of one criterion, with two decimals.
type Mean struct {
	Key  string `json:"key"`
	Mean string `json:"mean"`
}

// Poll is the vote on one application.
type Poll struct {
	ApplicationID uuid.UUID `json:"applicationId"`
	Number        string    `json:"number"`
	For           int       `json:"for"`
	Against       int       `json:"against"`
	Abstain       int       `json:"abstain"`
	Quorum        Quorum    `json:"quorum"`
}

// Verdict is the decision on one application; LocalBudget is nil when it does not win.
type Verdict struct {
	ApplicationID uuid.UUID     `json:"applicationId"`
	Number        string        `json:"number"`
	Rank          int           `json:"rank"`
	LocalBudget   *money.Amount `json:"localBudget"`
	Conditions    string        `json:"conditions"`
	Reason        string        `json:"reason"`
}

// Opinion is a dissenting opinion; without a number it is about the whole.
type Opinion struct {
	Member string `json:"member"`
	Number string `json:"number"`
	Text   string `json:"text"`
}

// Signatory is somebody whose signature the protocol asks for.
type Signatory struct {
	MemberID uuid.UUID       `json:"memberId"`
	Name     string          `json:"name"`
	Role     commission.Role `json:"role"`
	// Required: without this signature the protocol is not signed.
	Required bool `json:"required"`
}
