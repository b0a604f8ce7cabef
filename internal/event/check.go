package event

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/demilge/demilge/internal/agreement"
	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/application"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/text"
)

// Longest texts, in characters, and largest numbers.
const (
	MaxTitle       = 300
	MaxPlace       = 300
	MaxText        = 5000
	MaxOccurrences = 1000
	MaxVillages    = 50
	MaxPeople      = 1_000_000
)

// trimmed is the plan without spaces around its texts.
func (p Plan) trimmed() Plan {
	p.Title.Ky, p.Title.Ru, p.Title.En = strings.TrimSpace(p.Title.Ky), strings.TrimSpace(p.Title.Ru), strings.TrimSpace(p.Title.En)
	p.Place, p.Narrative = strings.TrimSpace(p.Place), strings.TrimSpace(p.Narrative)
	if p.Villages == nil {
		p.Villages = []application.Village{}
	}
	return p
}

// check refuses a plan that no calendar could take.
func (p Plan) check(state State) (errs apperr.List) {
	if p.Title.IsZero() {
		errs.Add(apperr.ErrRequired.At("plan", "title"))
	}
	if state == Planned && p.PlannedOn == nil {
		errs.Add(apperr.ErrRequired.At("plan", "plannedOn"))
	}
	errs = append(errs, text.Localized(p.Title, MaxTitle, "plan", "title")...)
	errs.Add(text.Line(p.Place, MaxPlace, "plan", "place"))
	errs.Add(text.Block(p.Narrative, MaxText, "plan", "narrative"))
	if p.Occurrences < 1 || p.Occurrences > MaxOccurrences {
		errs.Add(apperr.OutOfRange(1, MaxOccurrences, "plan", "occurrences"))
	}
	if len(p.Villages) > MaxVillages {
		errs.Add(apperr.TooLong(MaxVillages, "plan", "villages"))
	}
	for i, v := range p.Villages {
		if v == (application.Village{}) {
			errs.Add(apperr.ErrRequired.At("plan", "villages", strconv.Itoa(i), "name"))
		}
		errs = append(errs, v.Check("plan", "villages", strconv.Itoa(i))...)
	}
	return errs
}

// check refuses what cannot have taken place under an agreement by now.
func (o Outcome) check(a *agreement.Agreement, now time.Time) (errs apperr.List) {
	switch {
	case o.HeldOn == nil:
		errs.Add(apperr.ErrRequired.At("outcome", "heldOn"))
		return errs
	case o.HeldOn.After(clock.DateOf(now)):
		errs.Add(ErrFuture)
	case a.Date != nil && o.HeldOn.Before(*a.Date):
		errs.Add(ErrBeforeAgreement)
	}
	if o.StartAt != nil && !clock.DateOf(*o.StartAt).Equal(o.HeldOn.Time) || o.EndAt != nil && (o.StartAt == nil || o.EndAt.Before(*o.StartAt)) {
		errs.Add(ErrTimes)
	}
	return append(errs, o.Participants.check("outcome", "participants")...)
}

// check refuses numbers out of range and marks on numbers that are not given.
func (c Counts) check(path ...string) (errs apperr.List) {
	var given []Number
	for _, n := range c.numbers() {
		if *n.value == nil {
			continue
		}
		given = append(given, n.name)
		if **n.value < 0 || **n.value > MaxPeople {
			errs.Add(apperr.OutOfRange(0, MaxPeople, apperr.Under(path, n.field)...))
		}
	}
	for _, marks := range []struct {
		field string
		names []Number
	}{{"estimates", c.Estimates}, {"derived", c.Derived}} {
		for _, name := range marks.names {
			if !slices.Contains(given, name) {
				errs.Add(ErrNotCounted.At(apperr.Under(path, marks.field)...))
				break
			}
		}
	}
	return errs
}

// tidy gives a count its basis, and each mark once in the order of the numbers.
func (c Counts) tidy() Counts {
	if c.Basis == "" {
		c.Basis = Unknown
	}
	own := []Counts{c}
	c.Estimates, c.Derived = named(own, func(c Counts) []Number { return c.Estimates }), named(own, func(c Counts) []Number { return c.Derived })
	return c
}

// tidy is [Counts.tidy] for the participants.
func (o Outcome) tidy() Outcome {
	o.Participants = o.Participants.tidy()
	return o
}

// check refuses what cannot stand under a picture.
func (a About) check(now time.Time) (errs apperr.List) {
	errs = append(errs, text.Localized(a.Caption, MaxTitle, "about", "caption")...)
	errs.Add(text.Line(a.Place, MaxPlace, "about", "place"))
	errs.Add(text.Block(a.ConsentNote, MaxText, "about", "consentNote"))
	if a.TakenOn != nil && a.TakenOn.After(clock.DateOf(now)) {
		errs.Add(ErrFuture.At("about", "takenOn"))
	}
	return errs
}
