// Package memorandum keeps what the programme and a municipality sign before the
// municipality takes part (domain.md 3.1 P10): its parties, dates, scan and end.
package memorandum

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
)

// State is where a memorandum stands.
type State string

// The states.
const (
	Drafted    State = "DRAFT"
	Signed     State = "SIGNED"
	Ended      State = "ENDED"
	Terminated State = "TERMINATED"
)

// PartyKind says what a party is.
type PartyKind string

// The kinds of parties: in 2021 the first three signed together (domain.md F-20).
const (
	LSGBody PartyKind = "LSG_BODY"
	Union   PartyKind = "UNION_OF_LSG"
	Project PartyKind = "PROJECT"
	Other   PartyKind = "OTHER"
)

// Party is one side of a memorandum, with who signed for it as printed. The names may be
// unknown in one that is known from publications only.
type Party struct {
	Kind      PartyKind      `json:"kind"`
	Body      i18n.Localized `json:"body"`
	Signatory string         `json:"signatory"`
	Position  i18n.Localized `json:"position"`
}

// Memorandum is concluded with each municipality separately.
type Memorandum struct {
	entity.Base `bun:",extend"`

	MunicipalityID uuid.UUID `json:"municipalityId"`
	// LetterID is the selected letter of interest that it follows from; the pilots of 2021
	// have none.
	LetterID *uuid.UUID     `json:"letterId,omitempty"`
	State    State          `json:"state"`
	Title    i18n.Localized `bun:"type:jsonb" json:"title"`
	// Number and SignedOn are those on the paper.
	Number     string      `json:"number"`
	SignedOn   *clock.Date `json:"signedOn,omitempty"`
	ValidFrom  *clock.Date `json:"validFrom,omitempty"`
	ValidUntil *clock.Date `json:"validUntil,omitempty"`
	Parties    []Party     `bun:"type:jsonb" json:"parties"`
	ScanFileID *uuid.UUID  `json:"scanFileId,omitempty"`
	// PublishedOnly: it is known from publications, which may name neither number nor day.
	PublishedOnly bool   `json:"publishedOnly"`
	Note          string `json:"note"`
	// EndedOn is the day on which it ended or was terminated, for the Reason.
	EndedOn *clock.Date `json:"endedOn,omitempty"`
	Reason  string      `json:"reason"`
}

// Ref is the global address of the memorandum.
func (m *Memorandum) Ref() entity.Ref { return m.RefAs("Memorandum") }

// Scan is the address of the scan, nil without one.
func (m *Memorandum) Scan() *entity.Ref { return m.LinkIf("File", m.ScanFileID) }

// Letter is the address of the letter that it follows from.
func (m *Memorandum) Letter() *entity.Ref { return m.LinkIf("LetterOfInterest", m.LetterID) }

// PartyList lends the parties.
func (m *Memorandum) PartyList() []*Party { return entity.Pointers(m.Parties) }

// KnownNumber is the number, nil when it is not known.
func (m *Memorandum) KnownNumber() *string {
	if m.Number == "" {
		return nil
	}
	return &m.Number
}

// InForce reports whether it is signed and holds on a day.
func (m *Memorandum) InForce(day clock.Date) bool {
	return m.State == Signed && (m.ValidUntil == nil || !day.After(*m.ValidUntil))
}
