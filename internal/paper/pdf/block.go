package pdf

import (
	"strconv"

	"github.com/demilge/demilge/internal/paper"
)

// blocks lays the content out between x and x+width.
func (s *sheet) blocks(blocks []paper.Block, x, width float64) []strip {
	var all []strip
	for _, block := range blocks {
		all = append(all, s.block(block, x, width)...)
	}
	return all
}

func (s *sheet) block(block paper.Block, x, width float64) []strip {
	switch b := block.(type) {
	case paper.Heading:
		return s.heading(b, x, width)
	case paper.Paragraph:
		return s.paragraph(b, x, width)
	case paper.List:
		items := s.list(b.Items, "", b, x, width)
		if n := len(items); n > 1 && b.KeepNext {
			glue(items[n-2:])
		}
		return append(items, gap(1.5))
	case paper.Rows:
		return s.rows(b, x, width)
	case paper.Table:
		return s.table(b, x, width)
	case paper.SideBySide:
		half := (width - 8) / 2
		return beside(s.blocks(b.Left, x, half), s.blocks(b.Right, x+half+8, half))
	case paper.SignatureLines:
		return s.signatures(b.Signatures, x, width)
	case paper.PageBreak:
		return []strip{{turn: true}}
	}
	return nil
}

func (s *sheet) heading(h paper.Heading, x, width float64) []strip {
	b := box{x: x, width: width, size: body, align: paper.Center}
	if h.Level > 1 {
		b.align = paper.Left
	}
	return glue(append(append([]strip{gap(2.5)}, s.bold(h.Text, b)...), gap(1.2)))
}

func (s *sheet) paragraph(p paper.Paragraph, x, width float64) []strip {
	b := box{x: x, width: width, size: body, indent: inset, align: p.Align}
	if p.Small {
		b.size = small
	}
	if b.align == "" {
		b.align = paper.Justify
	}
	if p.Flush || b.align != paper.Justify {
		b.indent = 0
	}
	strips := append(s.text(p.Runs, b), strip{h: 1.4, space: true, keep: p.KeepNext})
	if p.KeepNext {
		return glue(strips)
	}
	strips[len(strips)-2].keep = true
	return strips
}

// list writes items with the numbers 1., 1.1., or with dashes.
func (s *sheet) list(items []paper.Item, prefix string, l paper.List, x, width float64) []strip {
	var all []strip
	for i, item := range items {
		mark := "–"
		number := prefix + strconv.Itoa(i+max(l.Start, 1)) + "."
		if !l.Bullets {
			mark = number
		}
		hang := max(7, s.measure(mark, "", body)+2.5)
		b := box{x: x + hang, width: width - hang, size: body, align: paper.Justify}
		lines := s.text(item.Runs, b)
		first := lines[0].draw
		lines[0].draw = func(y float64) {
			s.write(x, y+b.height()*0.78, mark, "", body)
			first(y)
		}
		all = append(append(all, lines...), strip{h: 0.7, space: true})
		sub := l
		sub.Start = 1
		all = append(all, s.list(item.Sub, number, sub, x+hang, width-hang)...)
	}
	return all
}
