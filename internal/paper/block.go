package paper

import (
	"slices"

	"github.com/demilge/demilge/internal/i18n"
)

// Block is a piece of the content: [Heading], [Paragraph], [List], [Rows], [Table],
// [SideBySide], [SignatureLines] or [PageBreak].
type Block interface{ block() }

// Run is a stretch of text in one face.
type Run struct {
	Text   string
	Bold   bool
	Italic bool
}

// Align is where text stands in its line.
type Align string

// The alignments. A paragraph without one is justified, a cell is on the left.
const (
	Left    Align = "LEFT"
	Center  Align = "CENTER"
	Right   Align = "RIGHT"
	Justify Align = "JUSTIFY"
)

// Heading is the title of a section, or with Level 2 of a part of one.
type Heading struct {
	Text  string
	Level int
}

// Paragraph is running text; its first line is indented unless Flush.
type Paragraph struct {
	Runs  []Run
	Align Align
	Flush bool
	// Small is for remarks under a table.
	Small bool
	// KeepNext holds it on the page of the next block.
	KeepNext bool
}

// List is a list of items. The numbers are written by the program that opens the paper.
type List struct {
	// Bullets makes dashes of the numbers.
	Bullets bool
	// Start is the first number, 1 when it is 0.
	Start int
	// KeepNext holds its last item on the page of the next block.
	KeepNext bool
	Items    []Item
}

// Item is one item of a list and what stands under it.
type Item struct {
	Runs []Run
	Sub  []Item
}

// Rows are facts by their names, in two columns without lines.
type Rows struct {
	Rows []Row
	// KeyWidth is the share of the names in percent, 40 when it is 0.
	KeyWidth int
	// Lined draws the lines of a table.
	Lined bool
}

// Row is one fact.
type Row struct {
	Key   string
	Value string
}

// Table is a table with a head that is repeated on every page.
type Table struct {
	// Name is how a municipality's template calls it: {{table.NAME}}.
	Name    string
	Caption string
	Columns []Column
	Rows    [][]Cell
	// Totals is the last row, bold; empty without one.
	Totals []Cell
	// Small prints it in small type.
	Small bool
	// Unlined leaves the lines out.
	Unlined bool
}

// HasHead reports whether any column has a title.
func (t Table) HasHead() bool {
	return slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Title != "" })
}

// Column is a column of a table.
type Column struct {
	Title string
	// Width is its share; the shares of all columns are the whole width.
	Width int
	Align Align
}

// Cell is what stands in a table. Its lines are separated by "\n".
type Cell struct {
	Text string
	Bold bool
	// Span is how many columns it covers, 1 when it is 0.
	Span int
	// Align is that of its column when it is empty.
	Align Align
}

// SideBySide are the two parties at the end of an agreement.
type SideBySide struct {
	Left, Right []Block
}

// SignatureLines are places to sign within the content, as in acts with several parts.
type SignatureLines struct{ Signatures []Signature }

// PageBreak begins a new page.
type PageBreak struct{}

func (Heading) block()        {}
func (Paragraph) block()      {}
func (List) block()           {}
func (Rows) block()           {}
func (Table) block()          {}
func (SideBySide) block()     {}
func (SignatureLines) block() {}
func (PageBreak) block()      {}

// Text is a paragraph in the plain face.
func Text(s string) Paragraph { return Paragraph{Runs: []Run{{Text: s}}} }

// Bold is a run in the bold face.
func Bold(s string) Run { return Run{Text: s, Bold: true} }

// Plain is a run in the plain face.
func Plain(s string) Run { return Run{Text: s} }

// Numbered is a numbered list of plain items.
func Numbered(items ...string) List { return List{Items: plain(items)} }

// Bulleted is a list of plain items with dashes.
func Bulleted(items ...string) List { return List{Bullets: true, Items: plain(items)} }

func plain(items []string) []Item {
	list := make([]Item, len(items))
	for i, item := range items {
		list[i] = Item{Runs: []Run{{Text: item}}}
	}
	return list
}

// Cells makes a row of plain cells.
func Cells(texts ...string) []Cell {
	row := make([]Cell, len(texts))
	for i, t := range texts {
		row[i] = Cell{Text: t}
	}
	return row
}

// By chooses the text of the paper's language.
func By(lang i18n.Lang, ky, ru string) string {
	if lang == i18n.Ru {
		return ru
	}
	return ky
}
