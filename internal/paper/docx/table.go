package docx

import (
	"fmt"
	"strings"

	"github.com/demilge/demilge/internal/paper"
)

// line is the border of a table, or of one side of a cell.
const line = `w:val="single" w:sz="4" w:space="0" w:color="auto"`

var (
	lined = tag("w:tblBorders", "<w:top "+line+"/>", "<w:left "+line+"/>", "<w:bottom "+line+"/>", "<w:right "+line+"/>",
		"<w:insideH "+line+"/>", "<w:insideV "+line+"/>")
	unlined = tag("w:tblBorders", none("top"), none("left"), none("bottom"), none("right"), none("insideH"), none("insideV"))
)

func none(side string) string { return "<w:" + side + ` w:val="nil"/>` }

// grid writes a table of fixed column widths.
func grid(widths []int, borders string, rows ...string) string {
	total, columns := 0, ""
	for _, w := range widths {
		total += w
		columns += fmt.Sprintf(`<w:gridCol w:w="%d"/>`, w)
	}
	margin := `<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>`
	if borders == unlined {
		margin = `<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>`
	}
	properties := tag("w:tblPr", fmt.Sprintf(`<w:tblW w:w="%d" w:type="dxa"/>`, total), borders, `<w:tblLayout w:type="fixed"/>`, margin)
	return tag("w:tbl", append([]string{properties, tag("w:tblGrid", columns)}, rows...)...)
}

func row(head bool, cells ...string) string {
	properties := "<w:cantSplit/>"
	if head {
		properties += "<w:tblHeader/>"
	}
	return tag("w:tr", append([]string{tag("w:trPr", properties)}, cells...)...)
}

// cell writes a cell of a width that covers span columns; more is put into its properties.
func cell(width, span int, more string, paragraphs ...string) string {
	properties := fmt.Sprintf(`<w:tcW w:w="%d" w:type="dxa"/>`, width)
	if span > 1 {
		properties += val("gridSpan", span)
	}
	inside := strings.Join(paragraphs, "")
	if !strings.HasSuffix(inside, "</w:p>") { // a cell ends with a paragraph
		inside += "<w:p/>"
	}
	return tag("w:tc", tag("w:tcPr", properties+more), inside)
}

// shares divides a width by shares; nothing is lost to rounding.
func shares(width int, parts []int) []int {
	total, used := 0, 0
	for _, p := range parts {
		total += max(p, 1)
	}
	widths := make([]int, len(parts))
	for i, p := range parts {
		widths[i] = width * max(p, 1) / total
		used += widths[i]
	}
	if len(widths) > 0 {
		widths[len(widths)-1] += width - used
	}
	return widths
}

func (w *writer) table(t paper.Table, width int) string {
	size := 21
	if t.Small {
		size = 18
	}
	parts := make([]int, len(t.Columns))
	titles := make([]paper.Cell, len(t.Columns))
	for i, c := range t.Columns {
		parts[i] = c.Width
		titles[i] = paper.Cell{Text: c.Title, Bold: true, Align: paper.Center}
	}
	widths := shares(width, parts)
	var rows []string
	if t.HasHead() {
		rows = append(rows, cells(t, titles, widths, size, true))
	}
	for _, r := range t.Rows {
		rows = append(rows, cells(t, r, widths, size, false))
	}
	if len(t.Totals) > 0 {
		bold := make([]paper.Cell, len(t.Totals))
		for i, c := range t.Totals {
			c.Bold = true
			bold[i] = c
		}
		rows = append(rows, cells(t, bold, widths, size, false))
	}
	var caption string
	if t.Caption != "" {
		caption = layout{style: "Caption", keepNext: true, before: 60, after: 60, align: paper.Left}.paragraph(run(t.Caption, face{bold: true}))
	}
	borders := lined
	if t.Unlined {
		borders = unlined
	}
	return caption + grid(widths, borders, rows...) + layout{after: 80}.paragraph()
}

func cells(t paper.Table, texts []paper.Cell, widths []int, size int, head bool) string {
	var all []string
	column := 0
	for _, c := range texts {
		width, span, align := 0, 0, c.Align
		for span < max(c.Span, 1) && column < len(widths) {
			if align == "" {
				align = t.Columns[column].Align
			}
			width += widths[column]
			span++
			column++
		}
		if span == 0 {
			break
		}
		all = append(all, cell(width, span, "", layout{before: 20, after: 20, align: align}.paragraph(run(c.Text, face{bold: c.Bold, size: size}))))
	}
	return row(head, all...)
}

func (w *writer) rows(r paper.Rows, width int) string {
	key := r.KeyWidth
	if key == 0 {
		key = 40
	}
	size, borders := 0, unlined
	if r.Lined {
		size, borders = 21, lined
	}
	widths := shares(width, []int{key, 100 - key})
	var rows []string
	for _, fact := range r.Rows {
		at := layout{before: 20, after: 20, align: paper.Left}
		rows = append(rows, row(false,
			cell(widths[0], 1, "", at.paragraph(run(fact.Key, face{bold: !r.Lined, size: size}))),
			cell(widths[1], 1, "", at.paragraph(run(fact.Value, face{size: size})))))
	}
	return grid(widths, borders, rows...) + layout{after: 60}.paragraph()
}
