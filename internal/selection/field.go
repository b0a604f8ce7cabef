package selection

import (
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/money"
)

// Field is one line of a letter, under a label, so that letters can be laid side by side.
type Field struct {
	// Key is the same for the same line of every letter.
	Key   string         `json:"key"`
	Part  Part           `json:"part"`
	Label i18n.Localized `json:"label"`
	Value Value          `json:"value"`
}

// Part is where in the letter a field stands.
type Part string

// The parts: the letter itself, the four parts of Annex 2, and the call's own questions.
const (
	PartLetter     Part = "LETTER"
	PartGeneral    Part = "GENERAL"
	PartQuestions  Part = "HEAD"
	PartActivities Part = "ACTIVITIES"
	PartGroups     Part = "GROUPS"
	PartDonors     Part = "DONORS"
	PartCall       Part = "CALL_QUESTIONS"
)

// Value is what stands in a field; one without anything was left empty.
type Value struct {
	// Text is free text as it was written.
	Text string `json:"text,omitempty"`
	// Phrase is said by the program, in three languages: yes, a range of numbers.
	Phrase *i18n.Localized `json:"phrase,omitempty"`
	Number *int            `json:"number,omitempty"`
	Money  *money.Amount   `json:"money,omitempty"`
	// Rows are the rows of a table or list.
	Rows []Row `json:"rows,omitempty"`
}

// Row is one row of a table: its cells in the order of the form.
type Row []Cell

// Cells are those of the row.
func (r Row) Cells() []Cell { return r }

// Cell is one cell under its heading.
type Cell struct {
	Key   string         `json:"key"`
	Label i18n.Localized `json:"label"`
	Text  string         `json:"text"`
}

// Empty reports whether the field was left empty.
func (v Value) Empty() bool {
	return v.Text == "" && v.Phrase == nil && v.Number == nil && v.Money == nil && len(v.Rows) == 0
}

func words(s string) Value { return Value{Text: s} }

func phrase(t i18n.Text) Value {
	l := t.Localized()
	return Value{Phrase: &l}
}

func number(n *int) Value { return Value{Number: n} }

func sum(a *money.Amount) Value { return Value{Money: a} }

func yesNo(b *bool) Value {
	switch {
	case b == nil:
		return Value{}
	case *b:
		return phrase(saysYes)
	}
	return phrase(saysNo)
}

var (
	saysYes = i18n.New("ооба", "да", "yes")
	saysNo  = i18n.New("жок", "нет", "no")
)
