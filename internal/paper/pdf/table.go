package pdf

import (
	"github.com/demilge/demilge/internal/paper"
)

const (
	padX = 1.4
	padY = 0.8
	hair = 0.2
)

// grid is a table being laid out.
type grid struct {
	s      *sheet
	x      float64
	widths []float64
	aligns []paper.Align
	size   float64
	lined  bool
}

func (s *sheet) table(t paper.Table, x, width float64) []strip {
	g, titles := s.grid(t, x, width)
	var all []strip
	if t.Caption != "" {
		b := box{x: x, width: width, size: body, align: paper.Left}
		all = glue(append(s.bold(t.Caption, b), gap(1)))
	}
	var head *strip
	if t.HasHead() {
		head = &beside(g.row(titles))[0]
		head.keep = true
		all = append(all, *head)
	}
	for _, row := range t.Rows {
		for _, st := range g.row(row) {
			st.head = head
			all = append(all, st)
		}
	}
	if len(t.Totals) > 0 && len(all) > 0 {
		all[len(all)-1].keep = true
		all = append(all, g.row(bold(t.Totals))...)
	}
	return append(all, strip{h: 3, space: true})
}

// grid measures the columns of a table and gives the cells of its head.
func (s *sheet) grid(t paper.Table, x, width float64) (grid, []paper.Cell) {
	g := grid{s: s, x: x, size: small + 0.5, lined: !t.Unlined}
	if t.Small {
		g.size = 9
	}
	shares := 0
	for _, c := range t.Columns {
		shares += max(c.Width, 1)
	}
	titles := make([]paper.Cell, len(t.Columns))
	for i, c := range t.Columns {
		g.widths = append(g.widths, width*float64(max(c.Width, 1))/float64(max(shares, 1)))
		g.aligns = append(g.aligns, c.Align)
		titles[i] = paper.Cell{Text: c.Title, Bold: true, Align: paper.Center}
	}
	return g, titles
}

func bold(cells []paper.Cell) []paper.Cell {
	heavy := make([]paper.Cell, len(cells))
	for i, cell := range cells {
		cell.Bold = true
		heavy[i] = cell
	}
	return heavy
}

// rows are names and values, without lines unless they are asked for.
func (s *sheet) rows(r paper.Rows, x, width float64) []strip {
	key := float64(r.KeyWidth) / 100
	if r.KeyWidth == 0 {
		key = 0.4
	}
	g := grid{s: s, x: x, size: body, lined: r.Lined, widths: []float64{width * key, width * (1 - key)},
		aligns: []paper.Align{paper.Left, paper.Left}}
	if r.Lined {
		g.size = small + 0.5
	}
	var all []strip
	for _, row := range r.Rows {
		all = append(all, g.row([]paper.Cell{{Text: row.Key, Bold: !r.Lined}, {Text: row.Value}})...)
	}
	return append(all, strip{h: 2, space: true})
}

// placed is a cell with its lines.
type placed struct {
	x, width float64
	lines    []strip
}

// row lays one row out; one that is longer than a page is divided into several.
func (g grid) row(cells []paper.Cell) []strip {
	row, h := g.cells(cells)
	line := g.size * leading
	var strips []strip
	for from := 0.0; from == 0 || from < h; {
		// A third of a page at a time when the row would not fit on one.
		part := h
		if h > g.s.fullPage/2 {
			part = min(h-from, float64(int(g.s.fullPage/3/line))*line)
		}
		strips = append(strips, g.part(row, int(from/line+0.5), int((from+part)/line+0.5), part+2*padY))
		from += max(part, 0.01)
	}
	return strips
}

// cells lays the text of a row out and measures the highest of its cells.
func (g grid) cells(cells []paper.Cell) (row []placed, h float64) {
	column, x := 0, g.x
	for _, cell := range cells {
		width, align := 0.0, cell.Align
		for i := 0; i < max(cell.Span, 1) && column < len(g.widths); i++ {
			if align == "" {
				align = g.aligns[column]
			}
			width += g.widths[column]
			column++
		}
		if width == 0 {
			break
		}
		runs := []paper.Run{{Text: cell.Text, Bold: cell.Bold}}
		lines := g.s.text(runs, box{x: x + g.inset(), width: width - padX - g.inset(), size: g.size, align: align})
		row = append(row, placed{x, width, lines})
		h, x = max(h, total(lines)), x+width
	}
	return row, h
}

// part draws the lines of a row from the first to before the last.
func (g grid) part(row []placed, first, last int, height float64) strip {
	return strip{h: height, draw: func(y float64) {
		for _, p := range row {
			if g.lined {
				g.frame(p.x, y, p.width, height)
			}
			at := y + padY
			for _, l := range p.lines[min(first, len(p.lines)):min(last, len(p.lines))] {
				l.draw(at)
				at += l.h
			}
		}
	}}
}

// inset is the white on the left of a cell: nothing when no line stands there.
func (g grid) inset() float64 {
	if g.lined {
		return padX
	}
	return 0
}

// frame draws the lines around a cell.
func (g grid) frame(x, y, w, h float64) {
	g.s.rule(x, y, x, y+h, hair)
	g.s.rule(x+w, y, x+w, y+h, hair)
	g.s.rule(x, y, x+w, y, hair)
	g.s.rule(x, y+h, x+w, y+h, hair)
}
