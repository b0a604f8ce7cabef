package notice

import (
	"fmt"
	"strconv"
	"time"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
)

// Facts are what a message says, by the name of the place in its text.
type Facts map[string]Fact

// Fact is one of them; it is written out in the reader's language when the message goes.
type Fact struct {
	Words i18n.Localized `json:"words,omitzero"`
	Code  string         `json:"code,omitempty"`
	Sum   *money.Amount  `json:"sum,omitempty"`
	Day   *clock.Date    `json:"day,omitempty"`
	At    *time.Time     `json:"at,omitempty"`
}

// Words is a text that people wrote, in the languages they wrote it in; short forms cut it.
func Words(l i18n.Localized) Fact { return Fact{Words: l} }

// Plain is a text in one language.
func Plain(s string) Fact { return Fact{Words: i18n.Localized{Ky: s}} }

// Named is a text of the program.
func Named(t i18n.Text) Fact { return Fact{Words: t.Localized()} }

// Code is a number of a register or the like, which short forms keep whole.
func Code(s string) Fact { return Fact{Code: s} }

// Count is a number.
func Count(n int) Fact { return Fact{Code: strconv.Itoa(n)} }

// Sum is an amount of money.
func Sum(a money.Amount) Fact { return Fact{Sum: &a} }

// Day is a date.
func Day(d clock.Date) Fact { return Fact{Day: &d} }

// At is an instant, told in the time of Bishkek.
func At(t time.Time) Fact { return Fact{At: &t} }

var som = i18n.New("{sum} сом", "{sum} сом", "{sum} som")

// In writes the fact in a language.
func (f Fact) In(lang i18n.Lang) string {
	switch {
	case f.Sum != nil:
		return som.In(lang, i18n.Args{"sum": *f.Sum})
	case f.Day != nil:
		return f.Day.Format("02.01.2006")
	case f.At != nil:
		return f.At.In(clock.Bishkek).Format("02.01.2006 15:04")
	case f.Code != "":
		return f.Code
	}
	return f.Words.In(lang)
}

// cuttable reports whether a short form may leave the end of it out.
func (f Fact) cuttable() bool { return !f.Words.IsZero() }

func (f Facts) args(lang i18n.Lang) i18n.Args {
	args := make(i18n.Args, len(f))
	for name, fact := range f {
		args[name] = fact.In(lang)
	}
	return args
}

// String is for logs and failed tests.
func (f Fact) String() string { return fmt.Sprintf("%q", f.In(i18n.Ky)) }
