// Package document names an official paper: a decree of the council or an order of the
// head (domain.md 1.1), by its kind, number and date.
package document

import (
	"strings"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/text"
)

// Kind of a paper.
type Kind string

// The kinds.
const (
	Decree Kind = "DECREE"
	Order  Kind = "ORDER"
)

// Document is a paper. Its number is text and may be unknown, as that of Alamudun's
// decree of 11.11.2019 is; the zero value is no paper.
type Document struct {
	Kind   Kind        `json:"kind,omitempty"`
	Number string      `json:"number,omitempty"`
	Date   *clock.Date `json:"date,omitempty"`
}

// MaxNumber is the longest number, in characters.
const MaxNumber = 60

// ErrFuture refuses a date that has not come.
var ErrFuture = apperr.New(apperr.Validation, i18n.New(
	"Документтин күнү келечекте болушу мүмкүн эмес.",
	"Дата документа не может быть в будущем.",
	"The date of a document cannot lie in the future."))

// IsZero reports whether there is no paper.
func (d Document) IsZero() bool { return d.Number == "" && d.Date == nil }

// Complete reports whether number and date are both known.
func (d Document) Complete() bool { return d.Number != "" && d.Date != nil }

// As returns the document with its number trimmed, as a kind.
func (d Document) As(kind Kind) Document {
	d.Kind, d.Number = kind, strings.TrimSpace(d.Number)
	return d
}

// Check refuses a long number and a date after today; path leads to the document.
func (d Document) Check(today clock.Date, path ...string) apperr.List {
	var errs apperr.List
	errs.Add(text.Line(d.Number, MaxNumber, at(path, "number")...))
	if d.Date != nil && d.Date.After(today) {
		errs.Add(ErrFuture.At(at(path, "date")...))
	}
	return errs
}

// CheckDated is Check and demands the date.
func (d Document) CheckDated(today clock.Date, path ...string) apperr.List {
	errs := d.Check(today, path...)
	if d.Date == nil {
		errs.Add(apperr.ErrRequired.At(at(path, "date")...))
	}
	return errs
}

// CheckComplete is Check and demands number and date.
func (d Document) CheckComplete(today clock.Date, path ...string) apperr.List {
	errs := d.CheckDated(today, path...)
	if strings.TrimSpace(d.Number) == "" {
		errs.Add(apperr.ErrRequired.At(at(path, "number")...))
	}
	return errs
}

func at(path []string, field string) []string {
	return append(append([]string{}, path...), field)
}

// KnownNumber is the number, nil when it is not known.
func (d Document) KnownNumber() *string {
	if d.Number == "" {
		return nil
	}
	return &d.Number
}

// Known is the document, nil when there is none.
func (d Document) Known() *Document {
	if d.IsZero() {
		return nil
	}
	return &d
}
