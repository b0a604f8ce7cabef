package envelope

import (
	"strings"

	"github.com/demilge/demilge/internal/apperr"
	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
	"github.com/demilge/demilge/internal/text"
)

// Draft is what a person writes of a new envelope.
type Draft struct {
	Year       int
	Amount     money.Amount
	Decree     document.Document
	SourceLine string
	Note       string
}

// Bounds of what is written, the texts in characters.
const (
	MinYear = 2000
	MaxYear = 2100
	MaxLine = 300
	MaxNote = 2000
)

// ErrNoGround refuses an envelope that neither a paper nor a line of the budget stands for.
var ErrNoGround = apperr.New(apperr.Validation, i18n.New(
	"Каражаттын негизин көрсөтүңүз: токтомдун же буйруктун номерин, күнүн же бюджеттин сабын.",
	"Укажите основание: номер или дату постановления или приказа либо строку бюджета.",
	"Name the ground: number or date of the decree or order, or the line of the budget."))

func (d Draft) trimmed() Draft {
	d.Decree = d.Decree.As(d.Decree.Kind)
	d.SourceLine, d.Note = strings.TrimSpace(d.SourceLine), strings.TrimSpace(d.Note)
	return d
}

func (d Draft) validate(today clock.Date) error {
	var errs apperr.List
	if d.Year < MinYear || d.Year > MaxYear {
		errs.Add(apperr.OutOfRange(MinYear, MaxYear, "year"))
	}
	errs = append(errs, checkAmount(d.Amount)...)
	errs = append(errs, checkKind(d.Decree)...)
	errs = append(errs, d.Decree.Check(today, "decree")...)
	if d.Decree.IsZero() && d.SourceLine == "" {
		errs.Add(ErrNoGround.At("decree"))
	}
	errs.Add(text.Line(d.SourceLine, MaxLine, "sourceLine"))
	errs.Add(text.Block(d.Note, MaxNote, "note"))
	return errs.Err()
}

func checkAmount(amount money.Amount) (errs apperr.List) {
	if amount < 1 || !amount.Valid() {
		errs.Add(apperr.OutOfRange(1, int64(money.Max), "localBudget"))
	}
	return errs
}

func checkKind(d document.Document) (errs apperr.List) {
	if d.Kind != document.Decree && d.Kind != document.Order {
		errs.Add(apperr.ErrMalformed.At("decree", "kind"))
	}
	return errs
}
