// Package specialday keeps the days that are not what their weekday says: public holidays,
// working days that the Cabinet made days off, and weekends on which people work instead.
// All terms in working days are counted by them (internal/workday).
package specialday

import (
	"strings"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
	"github.com/demilge/demilge/internal/workday"
)

// Kind says what a day is.
type Kind string

// The kinds.
const (
	Holiday Kind = "HOLIDAY"
	// DayOff is a working day by its weekday on which nobody works, Workday the reverse.
	DayOff  Kind = "DAY_OFF"
	Workday Kind = "WORKDAY"
)

// Day is one of them.
type Day struct {
	entity.Base `bun:",extend"`
	Content
}

// Content is what people write of a day.
type Content struct {
	Date clock.Date     `bun:"day" json:"day"`
	Kind Kind           `json:"kind"`
	Name i18n.Localized `bun:"type:jsonb" json:"name"`
	// Basis is the law, or the Cabinet's order with its date and number.
	Basis string `json:"basis"`
	// Provisional days are expected and not confirmed yet, as an Ait of a year to come.
	Provisional bool `json:"provisional"`
}

// Ref is the global address of the day.
func (d *Day) Ref() entity.Ref { return d.RefAs("SpecialDay") }

// FirstYear and LastYear bound the days that are entered.
const (
	FirstYear = 2015
	LastYear  = 2100
	// MaxName and MaxBasis are the longest texts, in characters.
	MaxName  = 200
	MaxBasis = 500
)

// The refusals of a day.
var (
	ErrTaken = apperr.NewRule("SPECIAL_DAY_TAKEN", i18n.New(
		"Бул күн мурунтан киргизилген: ошол жазууну өзгөртүңүз.",
		"Этот день уже внесён: измените ту запись.",
		"This day is entered already: change that entry.")).At("date")
	errWeekday = apperr.Invalid(i18n.New(
		"Бул күн ансыз да дем алыш.",
		"Этот день и так выходной.",
		"Nobody works on this day anyway."), "date")
	errWeekend = apperr.Invalid(i18n.New(
		"Бул күн ансыз да жумуш күнү.",
		"Этот день и так рабочий.",
		"This day is a working day anyway."), "date")
)

func (c *Content) check() error {
	c.Basis = strings.TrimSpace(c.Basis)
	c.Name = i18n.Localized{Ky: strings.TrimSpace(c.Name.Ky), Ru: strings.TrimSpace(c.Name.Ru), En: strings.TrimSpace(c.Name.En)}
	errs := text.Localized(c.Name, MaxName, "name")
	if c.Name.IsZero() {
		errs.Add(apperr.ErrRequired.At("name"))
	}
	if c.Basis == "" {
		errs.Add(apperr.ErrRequired.At("basis"))
	}
	errs.Add(text.Line(c.Basis, MaxBasis, "basis"))
	switch {
	case c.Date.Year() < FirstYear || c.Date.Year() > LastYear:
		errs.Add(apperr.OutOfRange(FirstYear, LastYear, "date"))
	case c.Kind == DayOff && workday.Weekend(c.Date):
		errs.Add(errWeekday)
	case c.Kind == Workday && !workday.Weekend(c.Date):
		errs.Add(errWeekend)
	}
	return errs.Err()
}
