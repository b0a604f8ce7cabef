// Package selection is how the programme chooses its pilot municipalities out of the
// letters of interest of a call (domain.md 3.1, P6–P9): whether a letter meets the
// criteria, what a committee thinks of it, the ranking with the quota, the decisions and
// their protocol, the published list and the notice to everyone who took part.
package selection

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// Selection is the choice of pilots of one call.
type Selection struct {
	entity.Base `bun:",extend"`

	CallID uuid.UUID `json:"callId"`
	State  State     `json:"state"`
	Terms  Terms     `bun:"type:jsonb" json:"terms"`
	// Coded: members see a code instead of the municipality (domain.md R-20). It is the
	// call's, kept from the day on which scoring was opened.
	Coded           bool       `json:"coded"`
	ScoringOpenedAt *time.Time `json:"scoringOpenedAt,omitempty"`
	ScoringClosedAt *time.Time `json:"scoringClosedAt,omitempty"`
	DecidedAt       *time.Time `json:"decidedAt,omitempty"`
	PublishedAt     *time.Time `json:"publishedAt,omitempty"`

	rule access.Rule
}

// Ref is the global address of the selection.
func (s *Selection) Ref() entity.Ref { return s.RefAs("Selection") }

// in refuses what is done in other states only.
func (s *Selection) in(states ...State) error {
	if slices.Contains(states, s.State) {
		return nil
	}
	return ErrState.With(i18n.Args{"state": names[s.State]})
}

// Seat is a place in the committee of one call, held by a person with an account.
type Seat struct {
	entity.Base `bun:",extend"`

	SelectionID uuid.UUID `json:"selectionId"`
	AccountID   uuid.UUID `json:"accountId"`
	// Name and Position are as the protocol prints them.
	Name     string         `json:"name"`
	Position i18n.Localized `bun:"type:jsonb" json:"position"`
	From     clock.Date     `bun:"from_date" json:"from"`
	// Until is the last day, nil while it is open.
	Until      *clock.Date `bun:"until_date" json:"until,omitempty"`
	EndReason  string      `json:"endReason"`
	DeclaredAt *time.Time  `json:"declaredAt,omitempty"`
}

// Ref is the global address of the seat.
func (s *Seat) Ref() entity.Ref { return s.RefAs("SelectionSeat") }

// Held reports whether the seat is held on a day.
func (s *Seat) Held(day clock.Date) bool {
	return !day.Before(s.From) && (s.Until == nil || !day.After(*s.Until))
}

// Entry is a letter among those that the committee scores. Its id is drawn at random.
type Entry struct {
	ID             uuid.UUID  `bun:",pk" json:"id"`
	Version        int64      `json:"version"`
	SelectionID    uuid.UUID  `json:"selectionId"`
	LetterID       uuid.UUID  `json:"letterId"`
	MunicipalityID uuid.UUID  `json:"municipalityId"`
	Redacted       Redacted   `bun:"type:jsonb" json:"redacted"`
	ConfirmedAt    *time.Time `json:"confirmedAt,omitempty"`
	ConfirmedBy    string     `json:"confirmedBy"`
	// Fields are what members read, copied when scoring is opened; Fixed says so.
	Fields []Field `bun:"type:jsonb" json:"-"`
	Fixed  bool    `json:"fixed"`
}

// Notice is what a participant is told of the result, and whether it was.
type Notice struct {
	entity.Base `bun:",extend"`

	SelectionID uuid.UUID `json:"selectionId"`
	LetterID    uuid.UUID `json:"letterId"`
	Outcome     Outcome   `json:"outcome"`
	// Channel is empty until NotifiedAt.
	Channel    Channel    `bun:",nullzero" json:"channel,omitempty"`
	Note       string     `json:"note"`
	NotifiedAt *time.Time `json:"notifiedAt,omitempty"`
}

// Channel is how a notice reached a participant.
type Channel string

// The channels. The outbox knows of the first three, the programme writes down the others.
const (
	ByEmail    Channel = "EMAIL"
	BySMS      Channel = "SMS"
	ByTelegram Channel = "TELEGRAM"
	ByPhone    Channel = "PHONE"
	ByPost     Channel = "POST"
	InHand     Channel = "IN_HAND"
)
