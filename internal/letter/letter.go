// Package letter takes the letters of interest of municipalities that want to take part in
// the programme (domain.md 3.1 P2–P5, 5.1, 5.2): written by those who have an account and,
// with a secret, by those who have none, registered from paper and e-mail by the programme.
// A letter creates no obligation on either side.
package letter

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/user"
)

// Channel is the way a letter came.
type Channel string

// The channels.
const (
	Online   Channel = "ONLINE"
	Post     Channel = "POST"
	InPerson Channel = "IN_PERSON"
	Email    Channel = "EMAIL"
)

// Letter is one letter of interest. It is kept by the programme. What it says stands apart,
// in its [Content], and does not change once it was sent.
type Letter struct {
	entity.Base `bun:",extend"`

	CallID         uuid.UUID `json:"callId"`
	MunicipalityID uuid.UUID `json:"municipalityId"`
	// Reference names the letter for those who hold its secret; it is no secret itself.
	Reference string  `json:"reference"`
	State     State   `json:"state"`
	Channel   Channel `json:"channel"`
	// AuthorID is the account that began it, nil for a letter with a secret.
	AuthorID *uuid.UUID `json:"authorId,omitempty"`
	// SecretHash opens the letter, MailHash is that of the secret sent by e-mail; empty for
	// the letter of an account.
	SecretHash []byte `json:"-"`
	MailHash   []byte `json:"-"`
	// ExpiresAt ends the secret, and an unfinished letter with it.
	ExpiresAt time.Time `json:"expiresAt"`
	// Contact gets messages about the letter, empty without.
	Contact  user.Contact `json:"-"`
	Language i18n.Lang    `json:"language"`

	// Number counts the letters of the call, nil before it was sent.
	Number *int `json:"number,omitempty"`
	// SubmittedAt is when it was sent, or what stands on the envelope.
	SubmittedAt *time.Time `json:"submittedAt,omitempty"`
	Late        bool       `json:"late"`
	// SHA256 is that of the sealed content.
	SHA256 []byte `bun:"sha256" json:"-"`

	// IncomingNumber and RegisteredAt are those of the programme's journal.
	IncomingNumber string     `json:"incomingNumber"`
	RegisteredAt   *time.Time `json:"registeredAt,omitempty"`
	ReplacedByID   *uuid.UUID `json:"replacedById,omitempty"`
	Reason         string     `json:"reason"`
}

// Ref is the global address of the letter.
func (l *Letter) Ref() entity.Ref { return l.RefAs("LetterOfInterest") }

// Call is the address of its call.
func (l *Letter) Call() entity.Ref { return l.Link("Call", l.CallID) }

// ReplacedBy is the letter that replaced it, nil without one.
func (l *Letter) ReplacedBy() *entity.Ref { return l.LinkIf("LetterOfInterest", l.ReplacedByID) }

// ByAccount reports whether somebody of the municipality wrote it with an account.
func (l *Letter) ByAccount() bool { return l.AuthorID != nil }
