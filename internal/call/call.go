// Package call keeps the programme's calls for cooperation (domain.md 3.1 P0, P1): what
// municipalities are told and asked, every edition of it, and until when their letters of
// interest are taken.
package call

import (
	"time"

	"github.com/demilge/demilge/internal/entity"
)

// Call is one invitation to municipalities to take part in the programme.
type Call struct {
	entity.Base `bun:",extend"`

	// Slug names the call in addresses.
	Slug string `json:"slug"`
	// State is what was decided last; [Call.StateAt] adds what the clock decides.
	State State `json:"state"`
	// OpensAt and Deadline bound the time for letters: from OpensAt on, before Deadline.
	OpensAt  *time.Time `json:"opensAt,omitempty"`
	Deadline *time.Time `json:"deadline,omitempty"`
	Terms    Terms      `bun:"type:jsonb" json:"terms"`

	// Edition is the number of the newest edition that went out, 0 before.
	Edition  int        `json:"edition"`
	OpenedAt *time.Time `json:"openedAt,omitempty"`
	// ResultsAt is when the list of those chosen came out, whatever day was promised.
	ResultsAt *time.Time `json:"resultsAt,omitempty"`
	// ResultsSource says where, for a list that was not published by this system.
	ResultsSource string `json:"resultsSource"`
	// Selected says that its letters are chosen from in this system.
	Selected bool `bun:",scanonly" json:"-"`
	// Reason is why it was cancelled.
	Reason string `json:"reason"`

	// History lists what happened, oldest first; only [Call.apply] adds to it.
	History []Step `bun:"type:jsonb" json:"-"`
}

// Ref is the global address of the call.
func (c *Call) Ref() entity.Ref { return c.RefAs("Call") }

// Public reports whether everyone may see the call: it went out once.
func (c *Call) Public() bool { return c.OpenedAt != nil }

// Attachments are the addresses of the files that go with it.
func (c *Call) Attachments() []entity.Ref { return c.Terms.files() }

// Step is one event in the life of a call.
type Step struct {
	Event  Event     `json:"event"`
	From   State     `json:"from"`
	To     State     `json:"to"`
	At     time.Time `json:"at"`
	Reason string    `json:"reason,omitempty"`
	// Deadline is the new one of an extension.
	Deadline *time.Time `json:"deadline,omitempty"`
}
