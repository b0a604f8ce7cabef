package letter

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/tenants"
)

// Terms are what a call asks of its letters.
type Terms struct {
	CallID uuid.UUID
	// Announced says that the call was opened and not cancelled; OpensAt and Deadline bound the
	// time for letters.
	Announced bool
	OpensAt   *time.Time
	Deadline  *time.Time
	// PopulationOn is the day of which the population is asked.
	PopulationOn *clock.Date
	// DonorFrom and DonorTo are the years of part 4.
	DonorFrom, DonorTo int
	Questions          []Question
	// Oblasts are the codes of the oblasts that may take part; empty means all.
	Oblasts []string
}

// Question is one of the call's own.
type Question struct {
	Code     string
	Text     i18n.Localized
	Required bool
	// MaxLength is the most characters of the answer, 0 means the longest text.
	MaxLength int
}

// question finds one by its code.
func (t Terms) question(code string) (Question, bool) {
	for _, q := range t.Questions {
		if q.Code == code {
			return q, true
		}
	}
	return Question{}, false
}

// late reports whether something came when the time for letters was over: the second of
// the deadline itself is too late.
func (t Terms) late(at time.Time) bool { return t.Deadline != nil && !at.Before(*t.Deadline) }

// early reports whether the call was not open yet.
func (t Terms) early(at time.Time) bool { return t.OpensAt != nil && at.Before(*t.OpensAt) }

// Place is the municipality that writes.
type Place struct {
	ID     uuid.UUID
	Code   string
	Kind   tenants.Kind
	Name   i18n.Localized
	Raion  i18n.Localized
	Oblast i18n.Localized
	// OblastCode is empty for a republican city.
	OblastCode string
}
