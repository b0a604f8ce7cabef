package selection

import (
	"time"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
)

// Call is what the choice of pilots needs to know of a call.
type Call struct {
	ID    uuid.UUID
	Slug  string
	Title i18n.Localized
	// Deadline ends the time for letters, nil while there is none.
	Deadline *time.Time
	// PromisedOn is when the results were promised.
	PromisedOn *clock.Date
	// Coded: the committee gets letters under codes (domain.md R-20).
	Coded        bool
	Requirements []Requirement
	Questions    []Question
	// Places is how many municipalities are chosen, nil when the call does not say; Oblasts
	// bound the places of oblasts.
	Places  *int
	Oblasts map[string]int
	// Fund is the money for co-financing in all, nil without.
	Fund *money.Amount
}

// over reports whether the time for letters has passed.
func (c Call) over(now time.Time) bool { return c.Deadline != nil && !now.Before(*c.Deadline) }

// DaysLate is by how many days the results came later than promised, nil without either
// date; below zero they came early.
func DaysLate(promised *clock.Date, published *time.Time) *int {
	if promised == nil || published == nil {
		return nil
	}
	days := int(clock.DateOf(*published).Sub(promised.Time).Hours() / 24)
	return &days
}

// quota is what bounds the choice: the call's places, and the terms' where it has none.
func (s *Selection) quota(call Call) Quota {
	q := Quota{Oblasts: call.Oblasts, Kinds: s.Terms.Kinds}
	switch {
	case call.Places != nil:
		q.Total = *call.Places
	case s.Terms.Places != nil:
		q.Total = *s.Terms.Places
	}
	return q
}
