package selection

import (
	"reflect"

	"github.com/demilge/demilge/internal/i18n"
)

// Bounds of how many letters are laid side by side.
const (
	LeastCompared = 2
	MostCompared  = 5
)

// Comparison lays letters side by side, line by line.
type Comparison struct {
	Columns []Column
	Lines   []Line
}

// Column heads one letter: its code, or its municipality's name.
type Column struct {
	Heading i18n.Localized
}

// Line is one field of all letters.
type Line struct {
	Key   string
	Part  Part
	Label i18n.Localized
	// Values are in the order of the columns.
	Values []Value
	// Differs tells that the values are not all equal.
	Differs bool
}

// Compare aligns the fields of letters by their keys, in the order of the form. A field
// that one letter does not have is empty there.
func Compare(columns []Column, letters [][]Field) Comparison {
	c := Comparison{Columns: columns, Lines: []Line{}}
	at := map[string]int{}
	for i, fields := range letters {
		for _, f := range fields {
			line, known := at[f.Key]
			if !known {
				line = len(c.Lines)
				at[f.Key] = line
				c.Lines = append(c.Lines, Line{Key: f.Key, Part: f.Part, Label: f.Label, Values: make([]Value, len(letters))})
			}
			c.Lines[line].Values[i] = f.Value
		}
	}
	for i := range c.Lines {
		c.Lines[i].Differs = differ(c.Lines[i].Values)
	}
	return c
}

func differ(values []Value) bool {
	for _, v := range values[1:] {
		if !reflect.DeepEqual(v, values[0]) && !(v.Empty() && values[0].Empty()) {
			return true
		}
	}
	return false
}
