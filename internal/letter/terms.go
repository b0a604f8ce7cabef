package letter

import (
	"regexp"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/demilge/demilge/internal/apperr"
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
	// Published says that the list of those chosen came out.
	Published bool
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
	Kind     QuestionKind
	Required bool
	// MaxLength is the most characters of an answer in words, 0 means the longest text.
	MaxLength int
	// Options is how many answers there are to choose from.
	Options int
}

// QuestionKind is what kind of answer a question takes: words unless it is one of these.
type QuestionKind string

// The kinds that are not answered in words.
const (
	NumberQuestion QuestionKind = "NUMBER"
	YesNoQuestion  QuestionKind = "YES_NO"
	ChoiceQuestion QuestionKind = "CHOICE"
)

var decimal = regexp.MustCompile(`^-?[0-9]{1,15}([.][0-9]{1,6})?$`)

// wrong is what an answer that was given breaks, nil when it is well.
func (q Question) wrong(answer string) *apperr.Error {
	switch q.Kind {
	case NumberQuestion:
		if !decimal.MatchString(answer) {
			return errNumber
		}
	case YesNoQuestion:
		if answer != "YES" && answer != "NO" {
			return errYesNo
		}
	case ChoiceQuestion:
		if n, err := strconv.Atoi(answer); err != nil || n < 1 || n > q.Options {
			return errChoice.With(i18n.Args{"count": q.Options})
		}
	default:
		most := q.MaxLength
		if most <= 0 {
			most = MaxText
		}
		if utf8.RuneCountInString(answer) > most {
			return apperr.TooLong(most)
		}
	}
	return nil
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

// admits reports whether the call is for a municipality.
func (t Terms) admits(p Place) bool {
	return len(t.Oblasts) == 0 || slices.Contains(t.Oblasts, p.OblastCode)
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
